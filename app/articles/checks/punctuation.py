"""Half-width punctuation in Chinese text, and full-width punctuation in English text (GB/T 15834)."""

import re
from collections.abc import Iterable, Iterator

from app.articles.checks.finding import Code, Finding
from app.articles.checks.reading import Passage

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FULL = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！"}
_HALF = {full: half for half, full in _FULL.items()} | {"、": ",", "．": "."}

# Behind a Chinese word or what encloses one; a point before a letter or digit belongs to an address or a number, one
# behind a single sign at the beginning to a list.
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}”’」』》）])(?:[,:;?!]|\.(?![A-Za-z0-9.]))(?![,.:;?!]) ?")
_LABEL = re.compile(rf"[{_HAN}]\. ?")
_HALF_BRACKETS = re.compile(rf"(?<=[{_HAN}])\((?=[^()（）\n]{{0,80}}[{_HAN}])([^()（）\n]{{1,80}})\)")
_UNLIKE_BRACKETS = re.compile(r"（([^()（）\n]{1,80})\)|\(([^()（）\n]{1,80})）")

# Behind a Latin word or a number, and not before a Chinese word.
_FULL_WIDTH = re.compile(rf"(?<=[A-Za-z0-9.%)”’])([，。；：？！、．])(?!\s{{0,5}}[{_HAN}])")
_FULL_BRACKETS = re.compile(r"(?<=[A-Za-z0-9.%)”’ ])（([^()（）\n]{1,80})）")


def check(passages: Iterable[Passage], language: str) -> Iterator[Finding]:
    """Find punctuation of the width that the text's language (BCP 47 code) does not use."""
    within = {"zh": _in_chinese, "en": _in_english}.get(language)
    if within is not None:
        for passage in passages:
            yield from within(passage)


def _in_chinese(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for match in _HALF_WIDTH.finditer(text):
        if not (match.start() == 1 and _LABEL.match(text)):
            yield _finding(passage, *match.span(), _FULL[match[0][0]])
    for match in _HALF_BRACKETS.finditer(text):
        yield _finding(passage, *match.span(), f"（{match[1]}）")
    for match in _UNLIKE_BRACKETS.finditer(text):
        yield _finding(passage, *match.span(), f"（{match[1] or match[2]}）")


def _in_english(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for match in _FULL_WIDTH.finditer(text):
        follows_word = match.end() < len(text) and text[match.end()].isalnum()
        yield _finding(passage, *match.span(), _HALF[match[1]] + " " * follows_word)
    for match in _FULL_BRACKETS.finditer(text):
        before = "" if text[match.start() - 1] == " " else " "
        after = " " if text[match.end() : match.end() + 1].isalnum() else ""
        yield _finding(passage, *match.span(), f"{before}({match[1]}){after}")


def _finding(passage: Passage, start: int, end: int, instead: str) -> Finding:
    """Show the sign between the characters beside it."""
    first, last = max(0, start - 4), min(len(passage.text), end + 4)
    mend = passage.text[first:start] + instead + passage.text[end:last]
    return Finding(Code.MIXED_PUNCTUATION, passage.place(first, last), (passage.text[start:end].strip(),), mend)
