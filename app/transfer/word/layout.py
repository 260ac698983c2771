"""Lays out a converted Word document as an article: title, body with its pictures' places, captions.

A caption belongs to the picture before it, else to the table or the picture behind it, else to the table before it;
one that begins with "Table 2" to a table. Label and number are taken off: the page numbers pictures by itself. A line
behind a picture that begins with "Picture 2", "图2" and the like is a caption in any style.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from app.articles.models import TITLE_LENGTH
from app.transfer.legacy.caption import caption
from app.transfer.word.tree import Fate, inner_text, sift, strip_edges

# A first line that may be the title where no style says so.
_LONGEST_FIRST_LINE = 150
_LONGEST_CAPTION = 2000
_LONGEST_CREDIT = 500
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST_HEADING = 4
_PICTURE = re.compile(r"picture-([0-9]+)")
_NUMBER = re.compile(r"number-([0-9]+)")
_TABLE_LABEL = re.compile(r"(?:table|tabelle|表格?)\s*[0-9０-９]+\s*(?:[:：.．、–—-]\s*)?", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[([0-9]+)\]")


@dataclass(frozen=True)
class Words:
    """What stands below a picture."""

    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class LaidOut:
    """A document as an article; `body` is not clean yet, `captions` go by the pictures' numbers."""

    title: str
    subtitle: str
    body: str
    captions: dict[int, Words]


@dataclass
class _Place:
    """The place of a picture between two blocks."""

    number: int
    words: Words | None = None


_Part = Element | _Place


def picture_key(number: int) -> str:
    """Return the key under which a picture stands in the body."""
    return f"word{number}"


def lay_out(tree: Element) -> LaidOut:
    """Return the article that `tree`, as `html.to_html` makes it, holds; the tree is used up."""
    for element in list(tree.iter()):
        element[:] = [part for child in element for part in (_counted(child) if child.tag == "ol" else [child])]
    parts: list[_Part] = []
    for block in list(tree):
        places = [_Place(number) for number in _tidied(block)]
        if block.tag == "ol" and block[0].get("id", "").startswith(("footnote-", "endnote-")):
            parts.append(Element("hr"))
        if block.tag == "table" or inner_text(block):
            parts.append(block)
        parts += places
    parts = _captioned(parts)
    title, subtitle = _taken_title(parts), _taken_subtitle(parts)
    _close_up_headings(parts)
    return LaidOut(
        title=title,
        subtitle=subtitle,
        body="\n".join(_html(part) for part in parts),
        captions={part.number: part.words for part in parts if isinstance(part, _Place) and part.words},
    )


def _counted(items: Element) -> list[Element]:
    """Cut a list where Word begins to count anew; each part begins with its number."""
    parts: list[Element] = []
    expected: int | None = None
    for item in items:
        mark = _NUMBER.fullmatch(item[0].get("id", "")) if len(item) else None
        number = int(mark[1]) if mark else expected
        if not parts or number != expected:
            parts.append(Element("ol", {} if number in (None, 1) else {"start": str(number)}))
        parts[-1].append(item)
        expected = None if number is None else number + 1
    return parts


def _tidied(block: Element) -> list[int]:
    """Clean a block up for an article and return the numbers of the pictures in it, which are taken out."""
    pictures = [int(match[1]) for link in block.iter("a") if (match := _PICTURE.fullmatch(link.get("id", "")))]
    # From the innermost: what leaves its content leaves what is clean already.
    for element in reversed(list(block.iter())):
        sift(element, _fate)
        if element.tag in (*_HEADINGS, "th"):
            # They are bold by themselves.
            sift(element, lambda _, child: Fate.LEAVES_CONTENT if child.tag == "strong" else Fate.STAYS)
        if element.tag == "sup" and (mark := _NOTE_MARK.fullmatch(element.text or "")):
            element.text = mark[1]
        if element.tag in (*_HEADINGS, "p", "td", "th", "li"):
            strip_edges(element)
    return pictures


def _fate(parent: Element, child: Element) -> Fate:
    if child.tag == "a":
        return _fate_of_link(child)
    is_only = len(parent) == 1 and not (parent.text or "").strip()
    is_lone_paragraph = child.tag == "p" and is_only and parent.tag in ("td", "th", "li")
    return Fate.LEAVES_CONTENT if is_lone_paragraph else Fate.STAYS


def _fate_of_link(link: Element) -> Fate:
    address = link.get("href")
    if _PICTURE.fullmatch(link.get("id", "")) or (address or "").startswith(("#footnote-ref-", "#endnote-ref-")):
        # The second leads back from a note to where it is called.
        return Fate.GOES
    if address is None or address.startswith("#"):
        return Fate.LEAVES_CONTENT
    return Fate.STAYS


def _captioned(parts: list[_Part]) -> list[_Part]:
    """Return the parts without the captions, which pictures and tables have then."""
    kept: list[_Part] = []
    for at, part in enumerate(parts):
        if isinstance(part, _Place) or part.tag != "p":
            kept.append(part)
            continue
        before = kept[-1] if kept else None
        behind = parts[at + 1] if at + 1 < len(parts) else None
        if not _is_caption(part, before) or not _give(part, before, behind):
            kept.append(part)
    return kept


def _is_caption(paragraph: Element, before: _Part | None) -> bool:
    words = inner_text(paragraph)
    if paragraph.get("class") == "caption":
        return len(words) <= _LONGEST_CAPTION
    return isinstance(before, _Place) and before.words is None and caption(words) is not None


def _give(paragraph: Element, before: _Part | None, behind: _Part | None) -> bool:
    """Give a caption to the picture or the table that it belongs to; say whether there is one."""
    label = _TABLE_LABEL.match(inner_text(paragraph))
    tables = [part for part in (behind, before) if isinstance(part, Element) and _is_bare_table(part)]
    places = [part for part in (before, behind) if isinstance(part, _Place) and part.words is None]
    if places and label is None and (places[0] is before or behind not in tables):
        places[0].words = _words(paragraph)
        return True
    if tables:
        _give_table(tables[0], paragraph, label.end() if label else 0)
    return bool(tables)


def _is_bare_table(block: Element) -> bool:
    return block.tag == "table" and block.find("caption") is None


def _words(paragraph: Element) -> Words:
    credit = " ".join(inner_text(span) for span in paragraph.iter("span"))
    if len(credit) > _LONGEST_CREDIT:
        credit = ""
    elif credit:
        for element in list(paragraph.iter()):
            sift(element, lambda _, child: Fate.GOES if child.tag == "span" else Fate.STAYS)
    text = inner_text(paragraph)
    labelled = caption(text)
    return Words(labelled.text if labelled else text, credit)


def _give_table(table: Element, paragraph: Element, label_length: int) -> None:
    words = inner_text(paragraph)[label_length:]
    if words:
        made = Element("caption")
        made.text = words
        table.insert(0, made)


def _taken_title(parts: list[_Part]) -> str:
    """Take the title out of the parts and return it; empty where there is none."""
    kinds = [_kind(part) for part in parts]
    if "title" in kinds:
        start = end = kinds.index("title")
        # A title of two lines is often two paragraphs.
        while kinds[end : end + 1] == ["title"]:
            end += 1
    elif "h1" in kinds:
        start = kinds.index("h1")
        end = start + 1
    else:
        start, end = 0, int(bool(parts) and _may_be_title(parts[0]))
    return _taken(parts, start, end)


def _taken_subtitle(parts: list[_Part]) -> str:
    kinds = [_kind(part) for part in parts]
    return _taken(parts, kinds.index("subtitle"), kinds.index("subtitle") + 1) if "subtitle" in kinds else ""


def _kind(part: _Part) -> str:
    """Return the style that a block kept from the document, else its tag; nothing for a picture."""
    return (part.get("class") or part.tag) if isinstance(part, Element) else ""


def _taken(parts: list[_Part], start: int, end: int) -> str:
    """Take blocks out of the parts and return their words as one line; leave them if they are too long for it."""
    words = " ".join(" ".join(inner_text(part).split()) for part in parts[start:end] if isinstance(part, Element))
    if len(words) > TITLE_LENGTH:
        return ""
    del parts[start:end]
    return words


def _may_be_title(part: _Part) -> bool:
    if not isinstance(part, Element) or part.tag not in ("p", *_HEADINGS):
        return False
    words = inner_text(part)
    return len(words) <= _LONGEST_FIRST_LINE and not words.endswith((".", "。"))


def _close_up_headings(parts: list[_Part]) -> None:
    """Give headings levels from 2 on, the title's being 1, without one that is skipped."""
    open_levels: list[int] = []
    for part in parts:
        if isinstance(part, Element) and part.tag in _HEADINGS:
            level = int(part.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            part.tag = f"h{min(1 + len(open_levels), _DEEPEST_HEADING)}"


def _html(part: _Part) -> str:
    if isinstance(part, _Place):
        return f'<figure data-picture="{picture_key(part.number)}"></figure>'
    return tostring(part, "unicode", "html")
