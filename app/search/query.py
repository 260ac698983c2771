"""What a visitor searches for: any text is a query, and none an error."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.search import words

# What is typed beyond these is left out.
LONGEST = 200
MOST_TOKENS = 32
# Quotes that open and close a phrase, of any language, come to the plain one.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂〝〞", '"'))
_QUOTED_OR_NOT = re.compile(r'"([^"]*)"|([^"\s]+)')


@dataclass(frozen=True)
class Phrase:
    """Runs of words that stand one after the other, as `words.runs` gives them."""

    runs: tuple[str, ...]

    @property
    def tokens(self) -> list[str]:
        """The tokens that the index has of a text with this phrase, one after the other."""
        return [token for run in self.runs for token in (words.pairs(run) if words.is_unparted(run) else [run])]

    @property
    def pattern(self) -> str:
        """A regular expression that finds the phrase in folded text."""
        pattern = ""
        previous = None
        for run in self.runs:
            if previous is not None:
                # Two words that nothing parts would be one.
                pattern += " *" if words.is_unparted(run) or words.is_unparted(previous) else " +"
            pattern += re.escape(run)
            previous = run
        before = "" if words.is_unparted(self.runs[0]) else f"(?<!{words.LETTER})"
        # Of a word that was cut, any end.
        is_whole = words.is_unparted(self.runs[-1]) or len(self.runs[-1]) == words.LONGEST
        return before + pattern + ("" if is_whole else f"(?!{words.LETTER})")

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)


@dataclass(frozen=True)
class Query:
    """What all results have: every phrase, somewhere. Without phrases there is nothing to look for."""

    phrases: tuple[Phrase, ...]

    @property
    def tokens(self) -> list[str]:
        """The tokens that the index has of every result, each once."""
        return list(dict.fromkeys(token for phrase in self.phrases for token in phrase.tokens))

    @property
    def exact(self) -> list[Phrase]:
        """The phrases of more than one token, whose order counts."""
        return [phrase for phrase in self.phrases if len(phrase.tokens) > 1]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A regular expression that finds any of the phrases in folded text, the longest first."""
        patterns = sorted((phrase.pattern for phrase in self.phrases), key=len, reverse=True)
        return re.compile("|".join(patterns))


def without_quotes(text: str) -> str:
    """Return what was typed without its quotes, to be shown in quotes."""
    return " ".join(text.translate(_QUOTES).replace('"', " ").split())


def parse(text: str) -> Query:
    """Return the query that `text` is: words, and phrases in quotes.

    A word of several parts, such as `state-of-the-art`, is a phrase as well. Every other sign only parts words.
    """
    found: list[Phrase] = []
    for quoted, bare in _QUOTED_OR_NOT.findall(text[:LONGEST].translate(_QUOTES)):
        found += _phrases(words.runs(words.fold(quoted or bare)))
    kept: list[Phrase] = []
    room = MOST_TOKENS
    for phrase in dict.fromkeys(found):
        room -= len(phrase.tokens)
        if room < 0 and kept:
            break
        kept.append(phrase if room >= 0 else _beginning(phrase))
    return Query(tuple(kept))


def _beginning(phrase: Phrase) -> Phrase:
    run = phrase.runs[0]
    return Phrase((run[:MOST_TOKENS] if words.is_unparted(run) else run,))


def _phrases(runs: Sequence[str]) -> Iterator[Phrase]:
    """Yield the phrases of runs that follow each other.

    A single character of unparted text ends a phrase and is one by itself: the index knows where pairs stand, and of
    single characters only that they are there.
    """
    together: list[str] = []
    for run in runs:
        if words.is_unparted(run) and len(run) == 1:
            if together:
                yield Phrase(tuple(together))
            together = []
            yield Phrase((run,))
        else:
            together.append(run)
    if together:
        yield Phrase(tuple(together))
