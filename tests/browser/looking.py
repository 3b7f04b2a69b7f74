"""Look a page over: accessibility by axe-core (WCAG 2.2 AA), and whether it fits a phone."""

from __future__ import annotations

import os

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
#: all but contrast, for a page whose colors were looked at in another language
WORDED = RULES | {"rules": {"color-contrast": {"enabled": False}}}
#: pixels; the narrowest phone (WCAG 1.4.10)
NARROW = 320
#: a folder that is given pictures of the pages on the way, if it is named
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
#: what is in order is not described, which would take longer than finding what is not
RUN = "rules => axe.run({...rules, resultTypes: ['violations']}).then(found => found.violations)"


def violations(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{one['id']}: {node['html'][:160]}" for one in page.evaluate(RUN, rules) for node in one["nodes"]]


def too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide at {NARROW}"] if width > NARROW else []


def look_over(page: Page, name: str) -> None:
    """A page on the way, as it stands: accessible at its size, and no wider than a phone once it is on one."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    wrong, size = violations(page), page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 700})
    wrong += too_wide(page)
    page.set_viewport_size(size)
    assert wrong == [], f"{name}: {wrong}"
