"""Runs the checks on what a test writes."""

from typing import Any
from zoneinfo import ZoneInfo

from app.articles.checks.check import check
from app.articles.checks.context import Context
from app.articles.checks.finding import Code, Finding
from app.articles.content import ArticleContent

SHANGHAI = ZoneInfo("Asia/Shanghai")


def findings(code: Code, beside: Context | None = None, **content: Any) -> list[Finding]:
    """Return what is found of one kind in an article of this content."""
    article = ArticleContent(**{"language": "en", "section_id": 1, "title": "Signed in Tianjin", **content})
    return [found for found in check(article, beside or Context(SHANGHAI)) if found.code is code]


def in_text(code: Code, text: str, language: str = "en") -> list[Finding]:
    """Return what is found of one kind in a paragraph."""
    return findings(code, language=language, body=f"<p>{text}</p>")


def mended(found: Finding, text: str) -> str:
    """Return a text with a finding's mend in its place."""
    assert found.mend is not None, f"there is no mend for {found}"
    parts = text.split(found.place.text)
    before = found.place.text.join(parts[: found.place.occurrence + 1])
    return before + found.mend + found.place.text.join(parts[found.place.occurrence + 1 :])
