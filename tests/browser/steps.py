"""What people do in Riverton, step by step, as the browser lets them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, sign_in

CRISIS = "Meeting people in a mental health crisis"
CRISIS_QUESTION = "What should every officer learn about meeting somebody in a mental health crisis"
#: milliseconds that a person takes at least to read and write; faster ones are held as robots'
READING = 3_200


@dataclass(frozen=True)
class Receipt:
    """What a giver takes home."""

    number: int
    words: str

    @property
    def path(self) -> str:
        return f"/comments/{self.number}/"


def desk(browser: Browser, site: Site, name: str) -> Page:
    """Somebody with a seat, at a desk."""
    page = browser.new_context(viewport={"width": 1200, "height": 900}, locale="en-US").new_page()
    page.set_default_timeout(10_000)
    return sign_in(page, site, name)


def open_crisis(page: Page, site: Site) -> None:
    """From the front page to the open topic."""
    page.goto(site.address)
    page.get_by_role("link", name=CRISIS_QUESTION).first.click()
    expect(page.get_by_role("heading", level=1, name=CRISIS)).to_be_visible()


def begin(page: Page, site: Site) -> None:
    """To the form for a comment on the whole of the open topic."""
    open_crisis(page, site)
    page.get_by_role("link", name="Comment", exact=True).click()


def send(page: Page, words: str, clicks: int = 1) -> None:
    """Fill in the comment form and send it, at a person's pace."""
    page.get_by_label("Your words").fill(words)
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Send").click(click_count=clicks)


def receipt(page: Page) -> Receipt:
    """Read the receipt that lies on the screen."""
    expect(page.get_by_role("heading", level=1, name="We have it")).to_be_visible()
    number = page.locator(".ticket .big").inner_text()
    secret = page.locator(".return-words")
    return Receipt(int(number), secret.inner_text() if secret.count() else "")


def give(page: Page, site: Site, words: str) -> Receipt:
    """A comment on the whole, from the front page to the receipt."""
    begin(page, site)
    send(page, words)
    return receipt(page)


def come_back(page: Page, site: Site, given: Receipt) -> None:
    """On another device: the return words open one's own comments."""
    page.goto(site.address)
    page.get_by_role("link", name="Use them").click()
    page.get_by_label(re.compile("return words", re.IGNORECASE)).fill(given.words)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("link", name=f"Comment {given.number}", exact=True).click()


def field(page: Page, label: str) -> Locator:
    """The field under a label, whether it has to be filled in or not."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$"))


def desk_of(page: Page, site: Site, topic: str) -> None:
    """From the inbox to the desk of a topic."""
    page.goto(f"{site.address}/desk/")
    page.get_by_role("link", name=topic).first.click()


def owner(page: Page, part: str) -> str:
    """The full name of a seat in the list of those who can answer for a promise."""
    names = field(page, "Who answers for it").locator("option").all_inner_texts()
    return next(name for name in names if part in name)
