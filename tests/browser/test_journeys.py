"""Journeys through Riverton as residents make them, with a phone, scripts on and off."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, phone
from tests.browser.looking import look_over
from tests.browser.steps import (
    Receipt,
    begin,
    come_back,
    field,
    give,
    open_crisis,
    receipt,
    send,
)

TOO_LONG = "Sleep is what the night shift needs. " * 163  # 6,031 characters


def on_a_passage(page: Page, site: Site) -> Receipt:
    """From the front page through the text to a comment on one passage."""
    open_crisis(page, site)
    page.get_by_role("link", name="Or comment on one passage of the text").click()
    page.get_by_role("link", name=re.compile("^Comment on 6")).click()
    expect(page.get_by_text("Your comment is on this passage.")).to_be_visible()
    send(page, "Visit the church shelter too. It has taken people in at night since spring.")
    return receipt(page)


def test_resident_comments_comes_back_and_withdraws(riverton: Site, browser: Browser, visitor: Page) -> None:
    given = on_a_passage(visitor, riverton)
    assert len(given.words.split()) == 8
    field(visitor, "Your e-mail address").fill("neighbor@riverton.example")
    visitor.get_by_role("button", name="Send me a link").click()
    expect(visitor.get_by_role("status")).to_contain_text("E-mail is off here")  # no mail server is set in Riverton
    other = phone(browser)
    page = other.new_page()
    come_back(page, riverton, given)
    expect(page.locator("#said")).to_contain_text("church shelter")
    page.get_by_role("link", name="Write on").click()
    send(page, "Its door is on Canal Street.")
    second = receipt(page)
    assert second.words == ""
    assert second.number != given.number
    page.goto(f"{riverton.address}{given.path}")
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("#said")).to_contain_text("withdrawn")
    expect(page.locator("#said blockquote")).to_have_count(0)
    other.close()
    visitor.goto(f"{riverton.address}{given.path}")
    expect(visitor.locator("#said blockquote")).to_have_count(0)


def test_without_the_words_nobody_can_withdraw(riverton: Site, browser: Browser, visitor: Page) -> None:
    given = give(visitor, riverton, "Let the class begin with the families, not with the law.")
    stranger = phone(browser)
    page = stranger.new_page()
    page.goto(f"{riverton.address}{given.path}")
    expect(page.get_by_role("link", name="Withdraw")).to_have_count(0)
    page.goto(f"{riverton.address}{given.path}withdraw/")
    expect(page.get_by_role("heading", level=1, name="This was not done")).to_be_visible()
    stranger.close()


def test_a_second_click_gives_one_comment(riverton: Site, visitor: Page) -> None:
    begin(visitor, riverton)
    words = f"Two clicks, one comment. {visitor.context.browser.version} {id(visitor)}"
    send(visitor, words, clicks=2)
    receipt(visitor)
    open_crisis(visitor, riverton)
    expect(visitor.get_by_text(words)).to_have_count(1)


def test_a_telephone_number_is_held_back_and_the_giver_is_told(riverton: Site, visitor: Page) -> None:
    given = give(visitor, riverton, "Ask the night nurse, her number is 585-555-0199, she knows every address.")
    expect(visitor.locator(".notice")).to_contain_text("received in time, but not shown yet")
    visitor.goto(f"{riverton.address}{given.path}")
    expect(visitor.locator("#said")).to_contain_text("held for a look")
    expect(visitor.get_by_text("585-555-0199")).to_be_visible()  # the giver reads their own words
    visitor.context.clear_cookies()
    visitor.goto(f"{riverton.address}{given.path}")
    expect(visitor.get_by_text("585-555-0199")).to_have_count(0)


def test_too_many_characters_are_refused_and_kept_in_the_form(riverton: Site, visitor: Page) -> None:
    begin(visitor, riverton)
    send(visitor, TOO_LONG)
    expect(visitor.get_by_role("alert")).to_contain_text(f"{len(TOO_LONG.strip())} characters long")
    assert field(visitor, "Your words").input_value().strip() == TOO_LONG.strip()


def test_who_moved_this_is_one_click_from_the_passage(riverton: Site, visitor: Page) -> None:
    visitor.goto(f"{riverton.address}/topics/")
    visitor.get_by_role("link", name="Body-worn cameras").first.click()
    visitor.get_by_role("link", name=re.compile("^Read version 2")).click()
    visitor.get_by_role("link", name=re.compile(r"^Who moved this \(e\)")).click()
    expect(visitor.get_by_role("heading", level=1, name="Who moved this passage")).to_be_visible()
    expect(visitor.locator("main")).to_contain_text("Video should be kept at least as long as people may complain")


def test_from_a_comment_to_its_decision_and_promise(riverton: Site, visitor: Page) -> None:
    visitor.goto(f"{riverton.address}/topics/")
    visitor.get_by_role("link", name="Body-worn cameras").first.click()
    visitor.get_by_role("listitem").filter(has_text="Put a number of days in.").get_by_role(
        "link", name=re.compile("^Comment")
    ).first.click()
    expect(visitor.locator("#changed")).to_contain_text("45 days")
    expect(visitor.locator("#decided")).to_contain_text("Adopted with changes")
    expect(visitor.locator("#checked")).to_contain_text("compared it with the court list")
    visitor.locator("#promised").get_by_role("link", name=re.compile("Publish a page with every serious")).click()
    expect(visitor.locator("main")).to_contain_text("Checked: kept.")


def test_the_page_of_who_moved_a_passage_is_accessible(riverton: Site, browser: Browser) -> None:
    """Looked over here because axe-core needs scripts, which half of the visitors have switched off."""
    page = phone(browser).new_page()
    page.goto(f"{riverton.address}/topics/")
    page.get_by_role("link", name="Body-worn cameras").first.click()
    page.get_by_role("link", name=re.compile("^Read version 2")).click()
    page.get_by_role("link", name=re.compile(r"^Who moved this \(e\)")).click()
    look_over(page, "who-moved-this")
    page.context.close()


def test_a_form_is_pasted_on_a_phone_and_read_sentence_by_sentence(riverton: Site, browser: Browser) -> None:
    page = phone(browser).new_page()
    page.goto(riverton.address)
    page.get_by_role("link", name="No quotas").click()
    page.get_by_role("link", name="Check words of your own").click()
    field(page, "Paste the words").fill("Courtesy\nCitations (min. 20/month)\t__/5 pts\nTraffic enforcement")
    page.get_by_role("button", name="Read it").click()
    for said, degree in [("Courtesy", "Fine"), ("Citations (min. 20/month)", "Conflicts"), ("Traffic", "Ask about it")]:
        expect(page.get_by_role("row").filter(has_text=said)).to_contain_text(degree)
    expect(page.get_by_role("article").filter(has_text="N.Y. Labor Law")).to_contain_text("Read in part")
    look_over(page, "words read")
