"""Reads clean HTML, as `articles.body` lets it pass, into a document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from app.press_kit.document import LINE_BREAK, Block, Heading, List, Paragraph, Quote, Rule, Run, Table
from app.press_kit.table_grid import place

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_BLOCKS = {"p", "ul", "ol", "blockquote", "table", "hr", *_HEADINGS}
_VOID = {"br", "hr"}
# Deeper than any text needs. Below, tags count for nothing and their words for what is around them: typesetters have
# limits to nesting, and a page has an edge.
_DEEPEST = 12
# Not the no-break space, which is there for a reason.
_SPACES = re.compile(r"[ \t\n\r\f]+")
# What XML 1.0 has no way to say, and controls without a meaning in text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LARGEST_START = 1_000_000


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["_Element | str"] = field(default_factory=list)


def read(html: str) -> tuple[Block, ...]:
    """Return the blocks of clean HTML; words outside of any block become paragraphs."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return tuple(_blocks(builder.root.children))


def printable(text: str) -> str:
    """Return `text` without characters that no file can hold (XML 1.0, 2.2); line breaks and tabs stay."""
    return _FORBIDDEN.sub("", text)


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("")
        self._open = [self.root]
        self._too_deep: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._open) > _DEEPEST and tag not in _VOID:
            self._too_deep.append(tag)
            return
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._too_deep:
            self._too_deep.pop()
        elif len(self._open) > 1 and tag == self._open[-1].tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(_SPACES.sub(" ", printable(data)))


def _blocks(children: Iterable[_Element | str]) -> Iterator[Block]:
    """Yield the blocks of what may hold both blocks and words; words between blocks become a paragraph."""
    between: list[_Element | str] = []
    for child in children:
        if isinstance(child, _Element) and child.tag in _BLOCKS:
            yield from _paragraph(between)
            between = []
            yield from _block(child)
        else:
            between.append(child)
    yield from _paragraph(between)


def _paragraph(children: Iterable[_Element | str]) -> Iterator[Block]:
    if runs := _runs(children):
        yield Paragraph(runs)


def _block(element: _Element) -> Iterator[Block]:
    if element.tag == "p":
        yield from _paragraph(element.children)
    elif element.tag in _HEADINGS:
        if runs := _runs(element.children):
            yield Heading(_HEADINGS[element.tag], runs)
    elif element.tag in ("ul", "ol"):
        if items := tuple(_items(element)):
            yield List(element.tag == "ol", _start(element), items)
    elif element.tag == "blockquote":
        if blocks := tuple(_blocks(element.children)):
            yield Quote(blocks)
    elif element.tag == "table":
        yield from _table(element)
    else:
        yield Rule()


def _items(element: _Element) -> Iterator[tuple[Block, ...]]:
    for child in element.children:
        # What is in a list and in none of its items becomes one.
        inside = child.children if isinstance(child, _Element) and child.tag == "li" else [child]
        if blocks := tuple(_blocks(inside)):
            yield blocks


def _table(table: _Element) -> Iterator[Table]:
    groups = [(child.tag == "thead", child) for child in _elements(table, "thead", "tbody")]
    rows = [(is_head, row) for is_head, group in [(False, table), *groups] for row in _elements(group, "tr")]
    rows = [(is_head, row) for is_head, row in rows if list(_elements(row, "td", "th"))]
    if not rows:
        return
    # Headings repeat on each page only where they come first.
    head_rows = next((number for number, (is_head, _row) in enumerate(rows) if not is_head), len(rows))
    caption = [run for element in _elements(table, "caption") for run in _runs(element.children)]
    cells = [
        [(cell.tag == "th", cell.attributes, tuple(_blocks(cell.children))) for cell in _elements(row, "td", "th")]
        for _is_head, row in rows
    ]
    columns, placed = place(cells)
    yield Table(columns, len(rows), head_rows if head_rows < len(rows) else 0, tuple(caption), placed)


def _elements(parent: _Element, *tags: str) -> Iterator[_Element]:
    return (child for child in parent.children if isinstance(child, _Element) and child.tag in tags)


def _start(element: _Element) -> int:
    text = element.attributes.get("start", "")
    number = int(text) if re.fullmatch(r"[0-9]{1,7}", text) else 1
    return min(number, _LARGEST_START)


def _runs(children: Iterable[_Element | str]) -> tuple[Run, ...]:
    """Return the words below `children` as they look, without spaces and line breaks at either end."""
    runs = _joined(_collected(children, Run("")))
    while runs and not runs[0].text.strip(" \n"):
        runs.pop(0)
    while runs and not runs[-1].text.strip(" \n"):
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return tuple(runs)


def _collected(children: Iterable[_Element | str], look: Run) -> Iterator[Run]:
    for child in children:
        if isinstance(child, str):
            yield replace(look, text=child)
        elif child.tag == "br":
            yield replace(look, text=LINE_BREAK)
        else:
            yield from _collected(child.children, _look(child, look))
            # A block where only words can be, such as within a link.
            if child.tag in _BLOCKS:
                yield replace(look, text=LINE_BREAK)


def _look(element: _Element, around: Run) -> Run:
    match element.tag:
        case "strong" | "th":
            return replace(around, strong=True)
        case "em":
            return replace(around, emphasised=True)
        case "sup":
            return replace(around, shifted="sup")
        case "sub":
            return replace(around, shifted="sub")
        case "a":
            return replace(around, address=printable(element.attributes.get("href", "")))
        case _:
            return around


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Join neighbours that look the same, and let no two spaces meet."""
    joined: list[Run] = []
    for run in runs:
        text = run.text
        before = joined[-1] if joined else None
        if before is not None and before.text.endswith((" ", LINE_BREAK)) and text != LINE_BREAK:
            text = text.lstrip(" ")
        if not text:
            continue
        if (
            before is not None
            and LINE_BREAK not in (text, before.text)
            and replace(before, text="") == replace(run, text="")
        ):
            joined[-1] = replace(before, text=before.text + text)
        else:
            joined.append(replace(run, text=text))
    return joined
