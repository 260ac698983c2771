"""The raw text of a saved page: bytes to characters, to clean lines; its language; the error that names a line."""

import codecs
import re
from dataclasses import dataclass
from typing import Literal

# What has no width is invisible to the person who saved the page, so it must not make a line "not empty".
_INVISIBLE = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Chinese characters: CJK Unified Ideographs with their extensions and compatibility forms, and 〇.
HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f]")
_OTHER_WORD = re.compile(r"[^\W\d_]+")

_WHITE_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_EDGE = _WHITE_SPACE + _INVISIBLE
_WITHOUT_INVISIBLE = str.maketrans("", "", _INVISIBLE)

_LINE_END = re.compile(r"\r\n|\r|\n")
# They part words, as a space does; only the three above end a line, as they do in an editor that counts lines.
_SPACE_CONTROL = re.compile(r"[\t\v\f\x85\u2028\u2029]")
# PostgreSQL cannot store the first of them, and XML (feeds) allows none: XML 1.0, section 2.2.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# The look-behind keeps a long run of backslashes from being tried again at each of its characters.
_ESCAPED_QUOTE = re.compile(r"""(?<!\\)\\+(?=['"‘’“”])""")


class UnreadablePage(ValueError):
    """A saved page that cannot be imported as it is; its text names the file, the line, the reason and the remedy."""

    def __init__(self, file_name: str, line_number: int, reason: str) -> None:
        super().__init__(file_name, line_number, reason)
        self.file_name = file_name
        self.line_number = line_number
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file_name}, line {self.line_number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, cleaned, and its number in the file, counted from 1."""

    number: int
    text: str


def decode(data: bytes, file_name: str) -> str:
    """Return the characters of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one.

    Raises `UnreadablePage`, with the line of the first byte that does not fit, for every other encoding: which one
    it is cannot be told from the bytes.
    """
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if utf_16 else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # For utf-8-sig the position is counted after the mark, which holds no line end: the number is right.
        before = data[: error.start].decode(encoding, "ignore")
        name = "UTF-16" if utf_16 else "UTF-8"
        raise UnreadablePage(
            file_name,
            len(_LINE_END.findall(before)) + 1,
            f"this is not {name}. Open the file in the encoding it was saved in (for Chinese often GB18030), "
            "save it as UTF-8 and import it again.",
        ) from None


def trim(text: str) -> str:
    """Return `text` without white space and invisible characters at its two ends."""
    return text.strip(_EDGE)


def without_invisible(text: str) -> str:
    """Return `text` without the characters that have no width, wherever they stand: for comparing, not for keeping."""
    return text.translate(_WITHOUT_INVISIBLE)


def language_of(text: str) -> Literal["en", "zh"]:
    """Return the language of a text, told from its script.

    It is Chinese ("zh") when there are more Han characters than words of other scripts, else English ("en"): a few
    names in the other script do not turn it.
    """
    other_words = _OTHER_WORD.findall(HAN.sub(" ", text))
    return "zh" if len(HAN.findall(text)) > len(other_words) else "en"


def clean_lines(text: str, file_name: str) -> list[Line]:
    r"""Return the lines of `text` that are not empty, each trimmed and without control characters.

    Backslashes before a quotation mark or an apostrophe (`company\'s`), left by the old site's database, are taken
    off. Everything else inside a line stays as it is. Raises `UnreadablePage` for half a character (a lone surrogate).
    """
    lines = []
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        if _SURROGATE.search(raw):
            raise UnreadablePage(file_name, number, "this line holds half a character. Save the page again, as UTF-8.")
        line = trim(_ESCAPED_QUOTE.sub("", _CONTROL.sub("", _SPACE_CONTROL.sub(" ", raw))))
        if line:
            lines.append(Line(number, line))
    return lines
