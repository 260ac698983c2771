"""Slips of the keyboard and of conversions: literal backslashes, words run together, doubled spaces."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.articles.checks.finding import Code, Finding
from app.articles.checks.reading import Passage

# Several within a word are one slip.
_BACKSLASHES = re.compile(r"\\+(?:[^\s\\]{1,20}\\+)*")
# Files on a machine or in a network.
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\\S*(?: \S+\\\S*)*|(?<!\S)\\\\\S*")
# Before a sign that somebody's program has escaped; what `\n` or `\u2019` has stood for nobody knows.
_ESCAPE = re.compile(r"\\(?=[\"'“”‘’,.;:!?()\[\]{}&%$#_*-])")
_SPACES = re.compile("(?<=\\S)[ \u00a0]{2,}(?=\\S)")
_TOKEN = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")
# Addresses of the web and of mail, names of files and paths: their points and letters follow other rules.
_ADDRESS = re.compile(r"://|www\.|@|/|\\")

_WORD = re.compile(r"[A-Za-z]+")

_SHORT_WORDS = "It|In|On|At|We|He|By|To|As|An|If|Is|Of|Or|So|No|Up|My|A|I"
_OPENING_WORDS = "The|This|That|These|Those|They|According|Meanwhile|However|During|After|Since"
_LINKING_WORDS = "the|and|of|with|from|that|was|were|has|have|said|its|their|this|these"
# A name can end so behind a point.
_DOMAIN = "(?:Com|Net|Org|Gov|Edu|Info|Biz|Cloud|Green|News)(?![a-z])"
# Two sentences, or two parts of one, without the space between them.
_WITHOUT_SPACE = re.compile(
    rf"(?<=[a-z][a-z])[.?](?=(?!{_DOMAIN})[A-Z][a-z]{{2,}}|(?:{_SHORT_WORDS})(?![A-Za-z]))"
    r"|(?<=[a-z][a-z])[,;](?=[A-Za-z][a-z])"
)
# A quotation and the word before or behind it.
_BESIDE_QUOTE = re.compile(r"(?<=[a-z][a-z])(?=“[A-Za-z])|(?<=[A-Za-z0-9.,!?])”(?=[A-Za-z]{2})")
_BEFORE_NAME = re.compile(rf"(?:{_LINKING_WORDS})(?=(?:[A-Z][a-z]{{2,}}|[A-Z]{{2,}})\Z)")
_BEFORE_SENTENCE = re.compile(rf"[a-z]{{3,}}(?:{_OPENING_WORDS})\Z")


def check_backslashes(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Find literal backslashes; paths of files are left alone."""
    for passage in passages:
        text = _PATH.sub(lambda path: " " * len(path[0]), passage.text)
        for match in _BACKSLASHES.finditer(text):
            place = passage.place(*passage.with_words_around(*match.span()))
            mended = _ESCAPE.sub("", place.text)
            yield Finding(Code.BACKSLASH, place, mend=None if "\\" in mended else mended)


def check_spaces(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Find more than one space between two words."""
    for passage in passages:
        for match in _SPACES.finditer(passage.text):
            start, end = passage.with_words_around(*match.span())
            single = " " if " " in match[0] else match[0][0]
            mend = passage.text[start : match.start()] + single + passage.text[match.end() : end]
            yield Finding(Code.DOUBLED_SPACES, passage.place(start, end), mend=mend)


def check_words(passages: Sequence[Passage], language: str) -> Iterator[Finding]:
    """Find words run together in a text in `language` (BCP 47 code); addresses and paths are left alone."""
    # What is written in the same way twice is a name.
    words = Counter(word for passage in passages for word in _WORD.findall(passage.text))
    for passage in passages:
        yield from _joined_words(passage, language, words)


def _joined_words(passage: Passage, language: str, words: Counter[str]) -> Iterator[Finding]:
    text = passage.text
    for token in _TOKEN.finditer(text):
        if _ADDRESS.search(token[0]):
            continue
        gap = _WITHOUT_SPACE.search(text, *token.span())
        if gap is None and language != "zh":
            gap = _BESIDE_QUOTE.search(text, *token.span())
        if gap is not None:
            yield _joined(passage, token, gap.end())
            continue
        for word in _WORD.finditer(text, *token.span()):
            if words[word[0]] > 1:
                continue
            if gap := _BEFORE_NAME.match(text, *word.span()):
                yield _joined(passage, token, gap.end())
            elif _BEFORE_SENTENCE.match(text, *word.span()):
                # A full stop may be missing as well as the space.
                yield Finding(Code.JOINED_WORDS, passage.place(*token.span()))


def _joined(passage: Passage, token: re.Match[str], gap: int) -> Finding:
    mend = f"{passage.text[token.start() : gap]} {passage.text[gap : token.end()]}"
    return Finding(Code.JOINED_WORDS, passage.place(*token.span()), mend=mend)
