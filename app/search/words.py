"""What a word is: the one normalisation of texts and queries, so that what looks the same is found the same.

Compatibility forms, case and accents are folded (Unicode NFKC, full case folding, NFKD without the accents of Latin,
Greek and Cyrillic letters); everything that is no letter, number or mark parts words. Chinese, Japanese and Korean
text, which does not part its words, is taken apart into overlapping pairs of characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Letters of a longer word are left out, in texts and in queries: databases bound the length of a word.
LONGEST = 60
# Han with its extensions and the marks that repeat a character, kana, hangul; as `fold` leaves them.
_UNPARTED = "\u3005-\u3007\u3041-\u3096\u3099\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"  # fmt: skip # noqa: E501
# Two groups: unparted text, and a word of a script that parts them.
_RUN = re.compile(rf"([{_UNPARTED}]+)|([^{_UNPARTED}\s]+)")
_UNPARTED_CHARACTER = re.compile(f"[{_UNPARTED}]")
# A letter of a script that parts its words, in folded text.
LETTER = rf"[^{_UNPARTED}\s]"
_ACCENTS = re.compile("[\u0300-\u036f]")
# Letters whose stroke or shape Unicode does not take apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Return what `code` is folded to, and keep it."""
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", chr(code)).casefold())
        bare = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)))
        self[code] = "".join(part if unicodedata.category(part)[0] in "LNM" else " " for part in bare).translate(_PLAIN)
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return `text` with every difference taken out that readers do not mean; words are parted by spaces."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return `text` folded, and for each of its characters the place in `text` that it comes from."""
    folded = [character.translate(_FOLDED) for character in text]
    return "".join(folded), [place for place, piece in enumerate(folded) for _ in piece]


def runs(folded: str) -> list[str]:
    """Return the runs of folded text: words of scripts that part them, and unparted text between other things."""
    return [unparted or word[:LONGEST] for unparted, word in _RUN.findall(folded)]


def is_unparted(run: str) -> bool:
    """Say whether a run is Chinese, Japanese or Korean text."""
    return _UNPARTED_CHARACTER.match(run) is not None


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of unparted text; of one character, that."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def tokens(text: str) -> Iterator[str]:
    """Yield the tokens of a text, in order, under which the index knows it: words, and pairs of characters."""
    for unparted, word in _RUN.findall(fold(text)):
        if unparted:
            yield from pairs(unparted)
        else:
            yield word[:LONGEST]


def characters(tokens: Iterable[str]) -> set[str]:
    """Return the single characters of the unparted text among tokens, each of which can be searched for by itself."""
    return set(_UNPARTED_CHARACTER.findall(" ".join(tokens)))
