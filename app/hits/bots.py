"""Which agents are bots, by the list of crawler-user-agents."""

from functools import lru_cache

from crawleruseragents import is_crawler  # type: ignore[import-untyped]


@lru_cache(maxsize=4096)
def is_bot(agent: str) -> bool:
    """Say whether `agent`, a User-Agent header (RFC 9110, 10.1.5), is that of a known bot; no name counts as one.

    Looking through the list takes up to a millisecond, once for each agent.
    """
    return not agent.strip() or is_crawler(agent)
