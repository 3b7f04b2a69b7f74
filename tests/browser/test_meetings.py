"""A resident comes to a meeting and an officer records an activity, each on a phone, with scripts on and off."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, phone, sign_in
from tests.browser.looking import look_over
from tests.browser.steps import READING, field

pytestmark = pytest.mark.browser
Look = Callable[[Page, str], None]


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Look:
    """Looks a page over; without scripts axe cannot run, and the page is the same."""
    chosen = request.node.callspec.params
    return look_over if chosen.get("visitor", chosen.get("scripts")) else lambda page, name: None


def test_a_resident_says_that_they_come_and_takes_it_back(
    visitor: Page, riverton: Site, browser: Browser, look: Look
) -> None:
    visitor.goto(riverton.address)
    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
    look(visitor, "meetings")
    visitor.get_by_role("link", name="Ward 1 talks with its officers").first.click()
    expect(visitor.get_by_text("Vietnamese: confirmed")).to_be_visible()
    look(visitor, "meeting")
    visitor.get_by_role("link", name="I will come").click()
    field(visitor, "How many of you will come?").fill("2")
    field(visitor, "Do you need an interpreter?").select_option(label="Haitian Creole")
    visitor.get_by_label("a way in without steps").check()
    look(visitor, "come")
    visitor.get_by_role("button", name="I will come").click(click_count=2)
    expect(visitor.get_by_role("heading", level=1, name="You are expected")).to_be_visible()
    look(visitor, "coming")
    words = visitor.locator(".return-words").inner_text()
    other = phone(browser).new_page()  # with scripts
    other.goto(f"{riverton.address}/return/")
    other.get_by_label(re.compile("return words", re.IGNORECASE)).fill(words)
    other.get_by_role("button", name="Open").click()
    look(other, "return with meetings")
    other.get_by_role("link", name="I cannot come after all").click()
    other.get_by_role("button", name="Take it back").click()
    expect(other.get_by_text("It is taken back.")).to_be_visible()
    expect(other.get_by_role("link", name="I will come")).to_be_visible()


def test_a_resident_asks_before_the_meeting_and_reads_what_came_of_others(
    visitor: Page, riverton: Site, look: Look
) -> None:
    visitor.goto(f"{riverton.address}/meetings/?show=over&kind=forum")
    look(visitor, "meetings over")
    visitor.get_by_role("link", name="Downtown Wednesday").first.click()
    expect(visitor.get_by_text("We owe a reply by")).to_be_visible()
    look(visitor, "meeting over")
    visitor.goto(f"{riverton.address}/meetings/")
    visitor.get_by_role("link", name="Northside forum").first.click()
    visitor.get_by_role("link", name="Ask a question").click()
    visitor.get_by_label("Your words").fill("Why did the forum stop in spring?")
    visitor.wait_for_timeout(READING)
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", level=1, name="We have it")).to_be_visible()
    visitor.goto(f"{riverton.address}/meetings/kept/")
    expect(visitor.get_by_text(re.compile("Northside: 4 of .* held; none since"))).to_be_visible()
    look(visitor, "kept")
    for path in ("/standing/C1/", "/standing/C6/"):
        visitor.goto(riverton.address + path)
        look(visitor, path.strip("/"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_an_officer_records_an_activity_in_twenty_seconds(
    browser: Browser, riverton: Site, scripts: bool, look: Look
) -> None:
    page = sign_in(phone(browser, java_script_enabled=scripts).new_page(), riverton, "Dana Whitfield")
    page.get_by_role("link", name="Record an activity").click()
    look(page, "record")
    began = time.monotonic()
    page.get_by_label("Coffee or talk at a table").check()
    field(page, "Where?").select_option(label="Ward 3, Northside")
    field(page, "With how many people?").fill("14")
    field(page, "How many minutes?").fill("45")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("It names no officer")).to_be_visible()
    assert time.monotonic() - began < 20  # what the machine needs of it; a person needs nine touches
    look(page, "activity")
    page.get_by_role("link", name="Record an activity").click()
    page.get_by_label("Walk through the neighborhood").check()
    field(page, "Where?").select_option(label="All over town")
    field(page, "With how many people?").fill("3")
    field(page, "How many minutes?").fill("20")
    page.get_by_text("Something was promised").click()
    field(page, "Was anything promised?").fill("Find out who repairs the bus shelter.")
    look(page, "record with a promise")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("fewer than five")).to_be_visible()
    page.get_by_role("link", name="Find out who repairs the bus shelter.").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Find out who repairs the bus shelter.")
