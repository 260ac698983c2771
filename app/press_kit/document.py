"""The text of an article as paragraphs, lists and tables: what the writers of files need to know, and no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

LINE_BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """Some words that look the same. A run of `LINE_BREAK` is a line break and nothing else."""

    text: str
    strong: bool = False
    emphasised: bool = False
    shifted: Literal["", "sup", "sub"] = ""
    # Where the words lead: an address of http, https, mailto or tel; empty where they are no link.
    address: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within the text, of level 2 to 4 as in HTML: the title has level 1."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class List:
    """Items of blocks; numbered from `start` where `ordered`."""

    ordered: bool
    start: int
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True)
class Quote:
    """Words of somebody, set apart."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table at a place of its own, which it shares with no other. Places count from 0."""

    column: int
    row: int
    columns: int
    rows: int
    heads: bool
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Table:
    """Cells in a grid of `columns` and `rows`, the first `head_rows` of which are headings. Places may be empty."""

    columns: int
    rows: int
    head_rows: int
    caption: tuple[Run, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Rule:
    """A line across, between two subjects."""


Block = Paragraph | Heading | List | Quote | Table | Rule


def words(runs: Sequence[Run]) -> str:
    """Return the words of runs, line breaks included."""
    return "".join(run.text for run in runs)
