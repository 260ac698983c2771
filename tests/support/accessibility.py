"""What axe-core finds wrong with a page: WCAG 2.2 at levels A and AA, and what axe calls best practices."""

from collections.abc import Sequence

from playwright.sync_api import Page

from config import PROJECT

_AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]


def faults(page: Page, within: str = "html", rules: Sequence[str] = _RULES) -> list[str]:
    """Return the violations in a part of a page as it is shown now, of rules or of all in their groups."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text())
    result = page.evaluate("([within, rules]) => axe.run(within, {runOnly: rules})", [within, rules])
    return [
        f"{page.url}: {violation['id']}: {node['html']}: {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def faults_in_both_schemes(page: Page, within: str = "html") -> list[str]:
    """Return the violations in light, and those of colours in dark."""
    # What fades in would be measured in the middle of it.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = faults(page, within)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {fault}" for fault in faults(page, within, _RULES_OF_COLOUR)]
