"""Links that lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping

from app.articles.checks import addresses
from app.articles.checks.finding import Code, Finding, Place
from app.articles.checks.reading import Passage

# Why, where the address alone shows it.
MISWRITTEN = "miswritten"


def followed(passages: Iterable[Passage], external_link: str) -> list[str]:
    """Return the addresses that an article links to, as they are written, each once."""
    in_text = [link.address for passage in passages for link in passage.links]
    return list(dict.fromkeys([*in_text, *filter(None, [external_link])]))


def check(passages: Iterable[Passage], external_link: str, dead: Mapping[str, str]) -> Iterator[Finding]:
    """Find links that lead nowhere: `dead` says why of each address, as it is written, of which that is known.

    The values are the address and why.
    """
    for passage in passages:
        for link in passage.links:
            if why := _why(link.address, dead):
                yield Finding(Code.DEAD_LINK, passage.place(link.start, link.end), (link.address, why))
    if external_link and (why := _why(external_link, dead)):
        yield Finding(Code.DEAD_LINK, Place("external_link"), (external_link, why))


def _why(address: str, dead: Mapping[str, str]) -> str:
    return MISWRITTEN if addresses.is_broken(address) else dead.get(address, "")
