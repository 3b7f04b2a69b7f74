"""The whole loop in the browser on a real law (D.C. Code § 5-1104, 2016 and 2021) and 39 real comments (Polis)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.looking import look_over
from tests.browser.loop import (
    COMMENTS,
    LAW,
    ahead,
    check,
    decide,
    follow_the_thread,
    lay_in_the_past,
    publish_replies,
    publish_version,
    release_held,
    reply_to_all,
    report,
)
from tests.browser.steps import desk, desk_of, field

pytestmark = pytest.mark.skipif(not COMMENTS.exists(), reason="needs the real texts and comments of ../shared")


def start_topic(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/desk/")
    page.locator("main").get_by_role("link", name="Start a topic").click()
    page.get_by_label("Policy", exact=True).check()
    field(page, "Title").fill("Who hears complaints")
    field(page, "The question to the public").fill("Who should sit on the board that hears complaints?")
    field(page, "Plain summary").fill("A board of five looks at complaints. This law says who sits on it.")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("link", name="Put the text").click()
    field(page, "Or choose a file").set_input_files(LAW)
    page.get_by_role("button", name="Split into passages").click()


def split_and_undo(page: Page) -> None:
    """Split passage (c), see nine, merge it again, see eight."""
    piece = page.locator("li.passage")
    expect(piece).to_have_count(8)
    look_over(page, "passages")
    before = piece.all_inner_texts()
    page.get_by_role("link", name="Change (b)").click()
    page.get_by_role("group", name="Split it before").get_by_role("button").first.click()
    expect(piece).to_have_count(9)
    look_over(page, "passages-split")
    if not page.get_by_role("button", name="Merge with the next").count():
        page.get_by_role("link", name="Change (b)").click()
    page.get_by_role("button", name="Merge with the next").click()
    expect(piece).to_have_count(8)
    page.goto(page.url.split("?")[0].split("#")[0])
    assert piece.all_inner_texts() == before


def open_period(page: Page) -> None:
    page.get_by_role("link", name="Go on: open a comment period").click()
    field(page, "Opens on").fill(ahead(0))
    field(page, "Last day").fill(ahead(30))
    field(page, "Who outside checks the promises").select_option(label="City of Riverton")
    look_over(page, "period")
    page.get_by_role("button", name="Go on").click()
    look_over(page, "period-summary")
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("status")).to_contain_text("The comment period is set")


def enter_the_file(page: Page) -> None:
    page.get_by_role("link", name="Enter many from a file").click()
    look_over(page, "many")
    field(page, "CSV file").set_input_files(COMMENTS)
    page.get_by_label("in a meeting").check()
    field(page, "All were given on").fill(ahead(0))
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("39 comments can be entered. Nothing is entered yet.")).to_be_visible()
    look_over(page, "preview")
    page.get_by_role("button", name="Enter 39 comments").click()
    expect(page.get_by_role("status")).to_contain_text("39 comments are entered.")


def test_a_topic_from_a_law_with_comments_from_a_table(riverton: Site, browser: Browser) -> None:
    page = desk(browser, riverton, "Ana Reyes")
    start_topic(page, riverton)
    split_and_undo(page)
    open_period(page)
    enter_the_file(page)
    look_over(page, "desk-open")
    page.get_by_role("link", name="The public page").click()
    expect(page.locator("#said ~ p").first).to_contain_text("in a meeting")
    look_over(page, "topic-open")
    page.context.close()


def test_the_whole_loop(riverton: Site, browser: Browser, tmp_path: Path) -> None:
    proof = tmp_path / "reports.txt"
    proof.write_text("14 reports on force, handed over and signed for.\n", "utf-8")
    number = lay_in_the_past(riverton)
    comments = f"{riverton.address}/desk/topics/{number}/comments/"
    ana, chief = desk(browser, riverton, "Ana Reyes"), desk(browser, riverton, "Marcus Bell")
    dana, ruth = desk(browser, riverton, "Dana Whitfield"), desk(browser, riverton, "Ruth Abara")
    release_held(ana, comments)
    publish_replies(ana, comments, reply_to_all(ana, comments))
    moved_by = publish_version(ana, riverton, number)
    decide(chief, riverton, number)
    check(ruth, report(dana, riverton, number, proof))
    anybody = browser.new_context(viewport={"width": 320, "height": 700}).new_page()
    follow_the_thread(anybody, riverton, moved_by)
    desk_of(ana, riverton, "Police Complaints Board")
    look_over(ana, "desk-done")
    for page in (ana, chief, dana, ruth, anybody):
        page.context.close()
