"""Every page of Riverton: accessible (axe-core, WCAG 2.2 AA) in both languages, light and dark, 320 px wide.

Pages are found by following links as each role, one page for each name of an address. Colors depend on the scheme and
not on the language, so contrast is looked at once in each scheme. What an earlier role has seen in both languages and
schemes, a later one looks at once more in one. Pages that no link leads to are looked over by the journeys.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Browser, Page

from tests.browser.conftest import Site, sign_in
from tests.browser.looking import CONTRAST, NARROW, RULES, WORDED, too_wide, violations

ROLES = ["", "Ana Reyes", "Marcus Bell", "Ruth Abara"]
NOT_PAGES = (".csv", ".json", ".jsonl", ".atom", ".py", ".txt", ".toml", ".ics", ".geojson", ".pdf")


def name_of(address: str) -> str:
    """The name of the page at an address; "" for what is no page of the house."""
    path = urlsplit(address).path
    if path.endswith(NOT_PAGES) or path.startswith("/health"):
        return ""
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def links(answer: APIResponse, site: Site) -> list[str]:
    """Where a page leads within the house. What is linked is in the page as it is sent: nothing needs scripts."""
    found = re.findall(r'<a\s[^>]*?href="([^"#]*)', answer.text())
    return [one for one in (urljoin(answer.url, unescape(one)) for one in found) if one.startswith(site.address)]


def pages(page: Page, site: Site, most: int = 400) -> dict[str, str]:
    """One address for each page that can be reached by links."""
    known: dict[str, str] = {"front.home": f"{site.address}/"}
    waiting, seen = [f"{site.address}/"], {f"{site.address}/"}
    while waiting and len(seen) < most:
        answer = page.request.get(waiting.pop(0))
        assert answer.status < 500, answer.url
        for address in links(answer, site):
            name = name_of(address)
            if name in ("", "account_logout") or address in seen:
                continue
            seen.add(address)
            if name not in known:
                known[name] = address
                waiting.append(address)
    return known


@pytest.fixture(scope="module")
def seen_before() -> set[str]:
    """The names of the pages that an earlier role has looked at."""
    return set()


def look(page: Page, address: str, site: Site, languages: list[str]) -> list[str]:
    """What is wrong with a page in these languages and, where they are several, in the dark in the first."""
    wrong = []
    for language in languages:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
        page.goto(address)
        rules = RULES if language == languages[0] else WORDED
        wrong += [f"{language}: {one}" for one in violations(page, rules) + too_wide(page)]
        if language == languages[0] and len(languages) > 1:
            page.emulate_media(color_scheme="dark")
            wrong += [f"dark: {one}" for one in violations(page, CONTRAST)]
            page.emulate_media(color_scheme="light")
    return wrong


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "resident")
def test_every_page_is_accessible_and_fits_a_phone(
    riverton: Site, browser: Browser, role: str, seen_before: set[str]
) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 700}, locale="en-US")
    page = context.new_page()
    if role:
        sign_in(page, riverton, role)
    found = pages(page, riverton)
    assert len(found) > 20
    wrong = []
    for name, address in found.items():
        languages = ["en"] if name in seen_before else ["en", "es"]
        wrong += [f"{name} {one}" for one in look(page, address, riverton, languages)]
    seen_before |= set(found)
    context.close()
    assert wrong == []


def test_right_to_left_mirrors_without_a_second_sheet(riverton: Site, browser: Browser) -> None:
    """The proof: with dir=rtl set, the first station stands at the right and nothing overflows."""
    context = browser.new_context(viewport={"width": 768, "height": 900})
    page = context.new_page()
    page.goto(f"{riverton.address}/topics/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    boxes = page.eval_on_selector(".rail", "rail => [...rail.children].map(one => one.getBoundingClientRect().left)")
    assert boxes == sorted(boxes, reverse=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    context.close()
