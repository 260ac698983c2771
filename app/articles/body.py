"""The text of an article: what HTML may be stored, and where pictures stand in it."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

import nh3

# Longer than any announcement; a longer one is refused with a message before it is cleaned.
MAX_LENGTH = 1_000_000

_ALLOWED: dict[str, set[str]] = {
    # By itself nh3 lets `lang` and `title` stand, which the editor does not know.
    "*": set(),
    **{tag: set() for tag in ("p", "h2", "h3", "h4", "strong", "em", "sup", "sub", "br", "hr")},
    **{tag: set() for tag in ("ul", "li", "blockquote", "table", "caption", "thead", "tbody", "tr")},
    "ol": {"start"},
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    # `data-beside`: in one row with the figure before it.
    "figure": {"data-picture", "data-beside"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_BLANK_LINES = re.compile(r"\n\s*\n")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
# A tag of a clean body, in which `>` may stand within an attribute.
CLEAN_TAG = re.compile(r"""<(?:[^>"]|"[^"]*")*>""")
# What is typed by hand or comes from elsewhere often says the same in older words.
_SAME_MEANING = {"b": "strong", "i": "em", "h1": "h2"}
_OLDER_WORD = re.compile(r"(</?)(b|i|h1)(?=[\s>])", re.IGNORECASE)
_VOID = {"br", "hr"}
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*>")
# Elements within each other; an announcement has five. What cleans them takes time by the square of it.
_MAX_DEPTH = 200
# Elements that do not stand within their like, and need no end tag (HTML Standard, 13.1.2).
_UNNESTED = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "br", "hr", "img", "input", "col", "wbr"}
_INLINE = {"strong", "em", "sup", "sub", "a"}
# What is taken out of badly nested tags can leave others badly nested, which are mended when it is read again.
_ROUNDS = 5


@dataclass(frozen=True)
class PicturePlace:
    """The place of a picture between two paragraphs; `key` is that of a `PictureUse`.

    Pictures in a row are a gallery: each but the first stands `beside` the one before.
    """

    key: str
    beside: bool = False

    def __str__(self) -> str:
        beside = ' data-beside=""' if self.beside else ""
        return f'<figure data-picture="{escape(self.key)}"{beside}></figure>'


def clean(html: str) -> str:
    """Return `html` with everything taken out that the allow-list does not name; the words stay.

    Picture places that do not stand between paragraphs, or repeat one before them, are taken out too. Of what is nested
    deeper than any text the words alone stay.
    """
    if _is_too_deep(html):
        html = from_plain_text(unescape(_ANY_TAG.sub("\n", html)))
    for _ in range(_ROUNDS):
        before, html = html, _cleaned(html)
        if html == before:
            break
    return html


def _cleaned(html: str) -> str:
    cleaned = nh3.clean(
        _OLDER_WORD.sub(lambda tag: tag[1] + _SAME_MEANING[tag[2].lower()], html),
        tags=_ALLOWED.keys() - {"*"},
        attributes=_ALLOWED,
        clean_content_tags={"script", "style", "title"},
        url_schemes=_SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    return "".join(map(str, parts(_EMPTY_PARAGRAPH.sub("", cleaned)))).strip()


def _is_too_deep(html: str) -> bool:
    """Count what is open, name by name: badly nested tags are closed by their own end tags alone."""
    open_elements: Counter[str] = Counter()
    depth = 0
    for is_end, name in _TAG_NAME.findall(_COMMENT.sub("", html)):
        name = name.lower()
        if name in _UNNESTED:
            continue
        if not is_end:
            open_elements[name] += 1
            depth += 1
        elif open_elements[name]:
            open_elements[name] -= 1
            depth -= 1
        if depth > _MAX_DEPTH:
            return True
    return False


def from_form(text: str) -> str:
    """Return what was typed into the body's field as HTML, which may not be clean yet.

    Plain text becomes paragraphs, also between HTML elements: a person who puts a picture between two paragraphs has
    not to mark those as well.
    """
    if not _TAG.search(text):
        return from_plain_text(text)
    pieces = _outermost(clean(text.replace("\r\n", "\n")))
    if not any(is_loose for is_loose, _piece in pieces):
        return text
    html = "".join(_paragraphs(piece) if is_loose else piece for is_loose, piece in pieces)
    return "\n".join(blocks(clean(html)))


def _outermost(body: str) -> list[tuple[bool, str]]:
    """Cut a clean body into its outermost blocks and what stands loose between them: text, and elements within text."""
    pieces: list[tuple[bool, str]] = []
    depth = start = 0

    def cut(end: int, *, is_loose: bool) -> None:
        nonlocal start
        if piece := body[start:end].strip():
            pieces.append((is_loose, piece))
        start = end

    for tag in CLEAN_TAG.finditer(body):
        name = tag[0].strip("</>").split()[0]
        if name in _INLINE or name == "br":
            continue
        is_end = tag[0].startswith("</")
        if depth == 0 and not is_end:
            cut(tag.start(), is_loose=True)
        if name not in _VOID:
            depth += -1 if is_end else 1
        if depth == 0:
            cut(tag.end(), is_loose=False)
    cut(len(body), is_loose=True)
    return pieces


def _paragraphs(html: str) -> str:
    """Make paragraphs out of text with inline elements, as `from_plain_text` does; an element may span several."""
    paragraphs = (paragraph.strip() for paragraph in _BLANK_LINES.split(html))
    return "".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs if paragraph)


def from_plain_text(text: str) -> str:
    """Make paragraphs out of plain text: an empty line ends one, a single line break stays a line break."""
    blocks = (block.strip() for block in _BLANK_LINES.split(text.replace("\r\n", "\n")))
    return "\n".join(f"<p>{escape(block, quote=False).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def parts(body: str) -> list[str | PicturePlace]:
    """Cut a clean body at its picture places: runs of HTML, and the places between them, in order."""
    cutter = _Cutter()
    cutter.feed(body)
    cutter.close()
    return cutter.result()


def blocks(body: str) -> list[str]:
    """Cut a clean body into its outermost elements and the text between them; joined again, they are the body."""
    found: list[str] = []
    depth = start = 0
    for tag in CLEAN_TAG.finditer(body):
        is_end = tag[0].startswith("</")
        if not is_end and tag[0].strip("</>").split()[0] in _VOID:
            continue
        depth -= is_end
        if depth == 0:
            end = tag.end() if is_end else tag.start()
            found.append(body[start:end].strip())
            start = end
        depth += not is_end
    found.append(body[start:].strip())
    return [block for block in found if block]


def plain_text(body: str) -> str:
    """Return the words of a clean body, blocks parted by line breaks."""
    reader = _TextReader()
    reader.feed(body)
    reader.close()
    return "\n".join(line for line in (" ".join(line.split()) for line in "".join(reader.text).split("\n")) if line)


class _Cutter(HTMLParser):
    """Copies clean HTML as it stands and notes the figures outside of any other element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._parts: list[str | PicturePlace] = []
        self._run: list[str] = []
        self._depth = 0
        self._keys: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            key = dict(attrs).get("data-picture")
            if key and self._depth == 0 and key not in self._keys:
                self._keys.add(key)
                self._end_run()
                follows = bool(self._parts) and isinstance(self._parts[-1], PicturePlace)
                self._parts.append(PicturePlace(key, beside=follows and "data-beside" in dict(attrs)))
            return
        self._run.append(self.get_starttag_text() or "")
        if tag not in _VOID:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag != "figure":
            self._run.append(f"</{tag}>")
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        self._run.append(data)

    def handle_entityref(self, name: str) -> None:
        self._run.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._run.append(f"&#{name};")

    def _end_run(self) -> None:
        run = "".join(self._run)
        if run.strip():
            self._parts.append(run)
        self._run = []

    def result(self) -> list[str | PicturePlace]:
        self._end_run()
        return self._parts


class _TextReader(HTMLParser):
    """Collects the words, with a line break where a block begins or ends, and a space at the sides of a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.text.append(" ")
        elif tag not in _INLINE:
            self.text.append("\n")
