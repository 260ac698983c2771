"""Gives each cell of an HTML table its place, after the HTML Standard's algorithm for forming a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.press_kit.document import Block, Cell

# A cell of a row as HTML has it: whether it is a heading, its attributes, what it holds.
SourceCell = tuple[bool, Mapping[str, str], tuple[Block, ...]]
# The Standard takes up to 1,000 columns; no sheet of paper does.
MAX_COLUMNS = 40


def place(rows: Sequence[Sequence[SourceCell]]) -> tuple[int, tuple[Cell, ...]]:
    """Return the number of columns, at least 1, and the cells with their places; no two overlap.

    A span ends where the table, or another cell, is in its way. What has no place within `MAX_COLUMNS` is added to the
    cell before.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, sources in enumerate(rows):
        column = 0
        for heads, attributes, blocks in sources:
            while (column, row) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                cells[-1] = replace(cells[-1], blocks=cells[-1].blocks + blocks)
                continue
            columns = min(_span(attributes, "colspan"), MAX_COLUMNS - column)
            columns = next((n for n in range(1, columns) if (column + n, row) in taken), columns)
            # Spans of zero rows reach to the end; none reaches beyond it.
            height = _span(attributes, "rowspan", or_all=len(rows))
            height = min(height, len(rows) - row)
            taken.update((column + x, row + y) for x in range(columns) for y in range(height))
            cells.append(Cell(column, row, columns, height, heads, blocks))
            column += columns
    return max((cell.column + cell.columns for cell in cells), default=1), tuple(cells)


def _span(attributes: Mapping[str, str], name: str, or_all: int = 1) -> int:
    text = attributes.get(name, "1")
    if not re.fullmatch(r"[0-9]{1,5}", text):
        return 1
    return int(text) or or_all
