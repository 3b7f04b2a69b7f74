"""Journeys through Riverton as those with a seat make them: the coordinator, the chief, the checkers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, phone
from tests.browser.looking import look_over
from tests.browser.steps import (
    CRISIS,
    desk,
    desk_of,
    field,
    give,
    owner,
)


def test_coordinator_looks_at_held_words_and_shows_them_struck(riverton: Site, browser: Browser) -> None:
    giver = phone(browser).new_page()
    given = give(giver, riverton, "Call the clinic at 585-555-0142 at night, they will come and teach for nothing.")
    ana = desk(browser, riverton, "Ana Reyes")
    ana.goto(f"{riverton.address}/desk/")
    ana.get_by_role("link", name=re.compile("Look at .* held comment")).last.click()
    ana.goto(f"{riverton.address}/desk/")
    desk_of(ana, riverton, CRISIS)
    ana.get_by_role("link", name="Comments", exact=True).click()
    ana.get_by_role("link", name=re.compile(r"^Held \d+$")).click()
    ana.get_by_role("link", name=f"Comment {given.number}").click()
    ana.get_by_role("link", name="Show", exact=True).click()
    look_over(ana, "release")
    expect(ana.get_by_label(re.compile("585-555-0142"))).to_be_checked()
    ana.get_by_role("button", name="Show them").click()
    giver.goto(f"{riverton.address}{given.path}")
    expect(giver.locator("#said blockquote")).to_contain_text("held back")
    expect(giver.locator("#said blockquote")).not_to_contain_text("0142")
    ana.context.close()
    giver.context.close()


def test_one_reply_with_a_promise_serves_two_comments(riverton: Site, browser: Browser) -> None:
    ana = desk(browser, riverton, "Ana Reyes")
    desk_of(ana, riverton, "License plate readers")
    ana.get_by_role("link", name="Comments", exact=True).click()
    boxes = ana.get_by_role("checkbox")
    first, second = boxes.nth(0), boxes.nth(1)
    numbers = [first.get_attribute("value"), second.get_attribute("value")]
    first.check()
    second.check()
    ana.get_by_role("button", name="Reply to the chosen ones").click()
    expect(ana.get_by_role("heading", level=1, name="Reply to 2 comments")).to_be_visible()
    ana.get_by_label("We will do this in part").check()
    field(ana, "Your reasons").fill("We publish the map of the six readers before the council votes.")
    field(ana, "The promise").fill("Publish the map of the six readers")
    field(ana, "Who answers for it").select_option(label=owner(ana, "Patrol"))
    field(ana, "Due").fill((date.today() + timedelta(days=40)).isoformat())  # noqa: DTZ011
    ana.get_by_role("button", name="Save as a draft").click()
    expect(ana.get_by_role("heading", level=1, name="Drafted replies")).to_be_visible()
    expect(ana.get_by_text("The promise: Publish the map of the six readers")).to_be_visible()
    expect(ana.get_by_role("checkbox")).to_be_checked()
    ana.get_by_role("button", name="Publish the chosen replies").click()
    for number in numbers:
        ana.goto(f"{riverton.address}/comments/{number}/")
        expect(ana.locator("#reply")).to_contain_text("before the council votes")
        expect(ana.locator("#reply")).to_contain_text("This reply goes to 2 comments")
        expect(ana.locator("#promised")).to_contain_text("Publish the map of the six readers")
    ana.context.close()


def read(page: Page, site: Site, number: str | int) -> str:
    """What a comment's page says."""
    page.goto(f"{site.address}/comments/{number}/")
    return page.locator("main").inner_text()


def test_near_copies_are_folded_by_a_person(riverton: Site, browser: Browser) -> None:
    words = "Please teach every officer how a person with dementia asks for help and how to bring them home safely"
    numbers = []
    for closing in (".", ". Thank you."):
        giver = phone(browser).new_page()
        numbers.append(give(giver, riverton, words + closing).number)
        giver.context.close()
    ana = desk(browser, riverton, "Ana Reyes")
    desk_of(ana, riverton, CRISIS)
    ana.get_by_role("link", name="Near-copies").click()
    look_over(ana, "near-copies")
    ana.get_by_role("button", name=re.compile(f"Fold 1 into Comment ({numbers[0]}|{numbers[1]})$")).click()
    expect(ana.get_by_role("status")).to_contain_text(re.compile("now stands? behind"))
    threads = [read(ana, riverton, number) for number in numbers]
    assert sum("and stands behind it" in thread for thread in threads) == 1
    assert sum("1 more comment that says nearly the same stands behind it" in thread for thread in threads) == 1
    ana.context.close()


def test_what_came_on_paper_is_entered(riverton: Site, browser: Browser) -> None:
    ana = desk(browser, riverton, "Ana Reyes")
    desk_of(ana, riverton, CRISIS)
    ana.get_by_role("link", name="Enter what came on paper").click()
    look_over(ana, "enter")
    ana.get_by_label("on paper").check()
    field(ana, "The words as they were given").fill("Bring the dog team to the class. My boy speaks to dogs.")
    ana.get_by_label("Print return words for the giver").check()
    ana.get_by_role("button", name="Enter it").click()
    expect(ana.locator(".return-words")).to_have_text(re.compile(r"^(\S+ ){7}\S+$"))
    ana.goto(f"{riverton.address}/comments/{ana.locator('.ticket .number').inner_text()}/")
    expect(ana.locator("#said")).to_contain_text("on paper")
    expect(ana.locator("#said")).to_contain_text("Entered by")
    ana.context.close()


def test_hidden_with_a_reason_appealed_and_restored_from_outside(riverton: Site, browser: Browser) -> None:
    giver = phone(browser).new_page()
    given = give(giver, riverton, "The gym on Pine Street should stay open on Sundays as well.")
    look_over(giver, "receipt")
    ana = desk(browser, riverton, "Ana Reyes")
    ana.goto(f"{riverton.address}/desk/comments/{given.number}/")
    ana.get_by_role("link", name="Hide", exact=True).click()
    ana.get_by_label("the words are about something else altogether").check()
    ana.get_by_role("button", name="Hide them").click()
    giver.goto(f"{riverton.address}{given.path}")
    expect(giver.locator("#said")).to_contain_text("the words are about something else altogether")
    giver.get_by_role("link", name="Ask for a second look").click()
    look_over(giver, "appeal")
    field(giver, "Why should your words be shown?").fill("A place to be at night prevents a crisis.")
    giver.get_by_role("button", name="Ask", exact=True).click()
    ana.goto(f"{riverton.address}/desk/appeals/")
    expect(ana.get_by_role("link", name="Look again")).to_have_count(0)
    ruth = desk(browser, riverton, "Ruth Abara")
    ruth.goto(f"{riverton.address}/desk/appeals/")
    ruth.get_by_role("listitem").filter(has_text=f"Comment {given.number}").get_by_role("link").last.click()
    look_over(ruth, "second-look")
    ruth.get_by_label("Show the words as they were given").check()
    field(ruth, "Your reasons").fill("It bears on the topic.")
    ruth.get_by_role("button", name="Decide").click()
    giver.goto(f"{riverton.address}{given.path}")
    expect(giver.locator("#said blockquote")).to_contain_text("The gym on Pine Street")
    for page in (giver, ana, ruth):
        page.context.close()


def test_the_chief_is_told_what_waits(riverton: Site, browser: Browser) -> None:
    chief = desk(browser, riverton, "Marcus Bell")
    desk_of(chief, riverton, CRISIS)
    chief.get_by_role("link", name="The decision").click()
    expect(chief.locator(".notice.owed").first).to_contain_text("The comment period is not over.")
    expect(chief.locator(".notice.owed").first).to_contain_text("no reply")
    expect(chief.get_by_role("button", name="Decide")).to_have_count(0)
    chief.context.close()


def test_a_promise_is_checked_from_outside_only(riverton: Site, browser: Browser) -> None:
    promise = "Test the readers for four weeks and publish how often they were wrong"
    ana = desk(browser, riverton, "Ana Reyes")
    desk_of(ana, riverton, "License plate readers")
    ana.get_by_role("listitem").filter(has_text=promise).last.get_by_role("link", name="Report it done").click()
    look_over(ana, "report")
    field(ana, "What was done").fill("Four weeks in Mill Road: 11,204 plates read, 96 wrong.")
    ana.get_by_role("button", name="Report it").click()
    expect(ana.get_by_text("Nobody outside the agency has checked this.")).to_be_visible()
    expect(ana.get_by_role("link", name="Check it")).to_have_count(0)
    ana.goto(f"{ana.url.split('?')[0].replace('/promises/', '/desk/promises/')}check/")
    expect(ana.get_by_role("heading", level=1, name="This was not done")).to_be_visible()
    tom = desk(browser, riverton, "Tom Lindqvist")
    tom.goto(f"{riverton.address}/desk/promises/")
    tom.get_by_role("link", name=promise).click()
    tom.get_by_role("link", name="Check it").click()
    tom.get_by_label("It was kept").check()
    field(tom, "How you checked, or what is missing").fill("I counted a hundred reads at the curb.")
    tom.get_by_role("button", name="Say so in public").click()
    expect(tom.locator("main")).to_contain_text("Checked: kept.")
    ana.context.close()
    tom.context.close()
