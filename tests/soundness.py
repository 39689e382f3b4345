"""What assistive technology would stumble over on a page, as axe finds it, in light colours and in dark ones."""

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that may say something else in the other colours."""


def violations(page: Page, scheme: Scheme) -> list[str]:
    """What is wrong with a page, shown in one scheme, in this and in the other: the rule, a piece of the page, why."""
    page.evaluate(AXE_SCRIPT)
    found = _found(page, "tag", RULES)
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    found += _found(page, "rule", OF_COLOUR)
    page.emulate_media(color_scheme=scheme)
    return found


def _found(page: Page, sort: str, rules: list[str]) -> list[str]:
    options = {"runOnly": {"type": sort, "values": rules}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    nodes = [(one["id"], node) for one in found for node in one["nodes"]]
    return [f"{page.url} {rule}: {node['html'][:200]} {node.get('failureSummary', '')}" for rule, node in nodes]


def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
