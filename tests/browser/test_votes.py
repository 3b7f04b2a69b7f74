"""A resident votes on a phone of 320 px, with scripts on and off; each page on the way is looked over."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Site, phone, serve
from tests.browser.looking import CONTRAST, look_over, violations

BUILD = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import factories
from tests.matters.ballots import asked_about
from commonbeat.matters import actions
house = factories.house()
asked_about(house)
codes = asked_about(house, matter=factories.draft(house), voting="codes", publishes_votes=True)
actions.print_codes(codes, by=house.coordinator, codes=["ABCDE-FGHJK"], count=1)
asked_about(house, matter=factories.draft(house), voting="email")
"""
ANSWERS = ("Agree", "Disagree", "Not sure")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A house with three periods in which people vote: by link (1), with codes (2), with an address (3)."""
    data = tmp_path_factory.mktemp("votes")
    own = {"COMMONBEAT_DATA": str(data), "DJANGO_SETTINGS_MODULE": "commonbeat.settings"}
    outside = {name: value for name, value in os.environ.items() if not name.startswith("COMMONBEAT_")}
    command = [sys.executable, "-W", "ignore", "-c", BUILD]
    subprocess.run(command, cwd=ROOT, env=outside | own, check=True)
    yield from serve(data, "serve")


def press(page: Page, answer: str, then: str) -> None:
    page.get_by_role("button", name=answer, exact=True).click()
    expect(page.locator("#card")).to_contain_text(then)


def test_resident_votes_sees_changes_and_goes_on_elsewhere(town: Site, browser: Browser, visitor: Page) -> None:
    visitor.goto(f"{town.address}/topics/1/")
    visitor.get_by_role("link", name="Vote on opinions").click()
    expect(visitor.locator("#before")).to_contain_text("Nobody else sees how you vote.")
    press(visitor, "Agree", "Opinion 2 of 3")
    expect(visitor.locator("#before")).to_have_count(0)
    expect(visitor.get_by_role("status")).to_contain_text("Counted: Agree.")
    expect(visitor.locator("#return-words")).to_be_visible()
    words = visitor.locator("#return-words").inner_text()
    visitor.get_by_role("button", name="What you gave").click()
    expect(visitor.get_by_text("You agree.")).to_be_visible()
    visitor.locator("summary", has_text="Change it").click()
    visitor.get_by_role("button", name="Disagree").click()
    expect(visitor.get_by_role("status")).to_contain_text("You disagree. Changed just now.")
    expect(visitor.locator("#return-words")).to_have_text(words)
    other = phone(browser).new_page()
    other.goto(f"{town.address}/return/")
    other.get_by_label("Your return words").fill(words)
    other.get_by_role("button", name="Open").click()
    other.get_by_role("link", name=re.compile("^Go on voting")).click()
    press(other, "Not sure", "Opinion 3 of 3")
    press(other, "Agree", "You have voted on all 3 opinions")
    other.goto(f"{town.address}/periods/1/vote/mine/")
    other.get_by_role("link", name="Take all my votes back").click()
    other.get_by_role("button", name="Take them back").click()
    expect(other.get_by_role("heading", level=1, name="Your votes are taken back")).to_be_visible()
    other.context.close()


def test_a_code_opens_the_vote_and_a_wrong_one_is_said(town: Site, visitor: Page) -> None:
    visitor.goto(f"{town.address}/periods/2/vote/")
    expect(visitor.locator("#before")).to_contain_text("everybody can download the votes")
    visitor.get_by_label("The code on your paper").fill("ABCDE-FGHJJ")
    visitor.get_by_role("button", name="Begin").click()
    expect(visitor.get_by_role("alert")).to_contain_text("not one of those printed")
    visitor.get_by_label("The code on your paper").fill("abcde fghjk")
    visitor.get_by_role("button", name="Begin").click()
    expect(visitor.locator("#card")).to_contain_text(re.compile(r"Opinion \d of 3|You have voted"))
    assert "ABCDE" not in visitor.url.upper()


def test_the_keyboard_alone_votes_and_the_next_opinion_is_where_the_reader_is(town: Site, browser: Browser) -> None:
    page = phone(browser).new_page()
    page.goto(f"{town.address}/periods/1/vote/")
    first = page.locator("#asked").inner_text()
    page.get_by_role("button", name="Agree", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_contain_text("Opinion 2 of 3")
    assert page.evaluate("document.activeElement.id") == "asked"
    assert page.locator("#asked").inner_text() != first
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "agree"
    page.context.close()


def test_an_opinion_is_put_up_and_its_limit_told(town: Site, visitor: Page) -> None:
    visitor.goto(f"{town.address}/periods/1/opinion/")
    visitor.get_by_label("Your opinion").fill("x" * 281)
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("alert")).to_contain_text("281 characters long")
    visitor.get_by_label("Your opinion").fill(f"A camera belongs to nobody alone. {id(visitor)}")
    visitor.wait_for_timeout(3_200)
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", level=1, name="We have it")).to_be_visible()
    expect(visitor.get_by_role("link", name="Vote on other opinions")).to_be_visible()


def test_every_page_of_voting_is_accessible_light_dark_and_mirrored(town: Site, browser: Browser) -> None:
    page = phone(browser).new_page()
    page.goto(f"{town.address}/periods/3/vote/")
    look_over(page, "vote-address")
    page.get_by_label("Your e-mail address").fill("rosa@example.org")
    page.get_by_role("button", name="Begin").click()
    look_over(page, "vote-card")
    for answer in ANSWERS[:2]:
        page.get_by_role("button", name=answer, exact=True).click()
        expect(page.locator(".said")).to_contain_text(answer)
    look_over(page, "vote-card-after")
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name=ANSWERS[2], exact=True).click()
    expect(page.locator("#card")).to_contain_text("You have voted on all 3 opinions")
    look_over(page, "vote-end")
    for name in ("vote/mine", "vote/confirm", "vote/withdraw", "opinion"):
        page.goto(f"{town.address}/periods/3/{name}/")
        look_over(page, name.replace("/", "-"))
    page.goto(f"{town.address}/periods/2/vote/")
    look_over(page, "vote-code")
    page.context.close()
