"""The pictures of the demo newsroom: drawn, so that the repository needs no file of anybody else."""

from app.transfer.demo.drawings.logo import logo
from app.transfer.demo.drawings.registry import DRAWINGS, Drawing, draw

__all__ = ["DRAWINGS", "Drawing", "draw", "logo"]
