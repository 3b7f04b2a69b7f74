"""A meeting of Riverton's board, held on two phones: the chair's with scripts, the clerk's without."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, phone, sign_in
from tests.browser.looking import look_over
from tests.browser.steps import READING

SESSION = "Working session of the board"
SAVED = re.compile("^Saved ")


def to_the_room(page: Page, site: Site) -> None:
    """From the list of meetings, as whoever runs the board's meetings."""
    page.goto(f"{site.address}/meetings/")
    page.get_by_role("link", name=SESSION).first.click()
    page.get_by_role("link", name="To the room").click()
    expect(page.get_by_role("heading", level=1, name="Riverton Community Police Board")).to_be_visible()


def in_a_year() -> str:
    return str(date.today() + timedelta(days=365))  # noqa: DTZ011 - a day far enough on every clock


def test_a_meeting_is_held_on_two_phones(riverton: Site, browser: Browser) -> None:
    chair = sign_in(phone(browser).new_page(), riverton, "Imani Brooks")
    clerk = sign_in(phone(browser, java_script_enabled=False).new_page(), riverton, "Ruth Abara")
    for page in (chair, clerk):
        page.set_default_timeout(10_000)
        to_the_room(page, riverton)
    look_over(chair, "room")  # axe is a script: what the clerk sees is looked over on the chair's phone
    promise(chair)
    write_at_once(chair, clerk)
    lose_the_connection(chair)
    next_item(chair, clerk)
    decide(chair, clerk)
    end(clerk, chair)
    for page in (chair, clerk):
        page.context.close()


def promise(chair: Page) -> None:
    """The chair cannot move on while "I will look into it" has no name and no date."""
    chair.get_by_role("button", name="Close this item and move on").click()
    expect(chair.get_by_role("alert")).to_contain_text("who does this, and by when")
    look_over(chair, "room-refused")
    chair.get_by_role("link", name="Back").click()
    chair.get_by_label("Who?", exact=True).first.select_option(index=2)
    chair.get_by_label("By when?").first.fill(in_a_year())
    chair.get_by_role("button", name="Promise it in public").click()
    expect(chair.get_by_role("link", name="I will look into it")).to_be_visible()


def write_at_once(chair: Page, clerk: Page) -> None:
    """Both write from the same beginning: other lines are joined, the same line is told to who came second."""
    clerk.reload()
    began = clerk.get_by_role("textbox", name="Minutes").input_value()
    minutes = chair.get_by_role("textbox", name="Minutes")
    minutes.fill(f"{began}\nThe captain answered.")
    expect(chair.locator("[data-status]")).to_have_text(SAVED)
    clerk.get_by_role("textbox", name="Minutes").fill(f"{began}\nNobody else spoke.")
    clerk.get_by_role("button", name="Save the minutes").click()
    assert (
        clerk.get_by_role("textbox", name="Minutes").input_value()
        == f"{began}\nThe captain answered.\nNobody else spoke."
    )
    clerk.get_by_role("textbox", name="Minutes").fill("Quite another beginning.\nNobody else spoke.")
    minutes.fill(f"Three residents asked.\n{began}")
    expect(minutes).to_have_value(f"Three residents asked.\n{began}\nNobody else spoke.")  # joined, and come back
    clerk.get_by_role("button", name="Save the minutes").click()
    expect(clerk.get_by_role("alert")).to_contain_text("Yours was not saved over it")
    clerk.get_by_role("textbox", name="Minutes").fill("Three residents asked, and the captain answered.")
    clerk.get_by_role("button", name="Save the minutes").click()
    assert (
        clerk.get_by_role("textbox", name="Minutes").input_value() == "Three residents asked, and the captain answered."
    )


def lose_the_connection(chair: Page) -> None:
    """Words typed without a connection wait on the device, though the page is left, and are saved when it is back."""
    chair.reload()
    chair.context.set_offline(True)
    chair.get_by_role("textbox", name="Minutes").fill(
        "Three residents asked, and the captain answered. Then the line was gone."
    )
    expect(chair.locator("[data-status]")).to_contain_text("Nothing is lost")
    chair.get_by_role("button", name="Close this item and move on").click()
    expect(chair.get_by_role("button", name="Close this item and move on")).to_be_visible()
    room = chair.url
    chair.goto("about:blank")
    chair.context.set_offline(False)
    chair.goto(room)
    expect(chair.get_by_role("textbox", name="Minutes")).to_have_value(re.compile("Then the line was gone.$"))
    chair.get_by_role("button", name="Save the minutes").click()
    expect(chair.get_by_role("textbox", name="Minutes")).to_have_value(re.compile("Then the line was gone.$"))


def next_item(chair: Page, clerk: Page) -> None:
    """The chair moves on; the clerk notes who came late."""
    chair.get_by_role("button", name="Close this item and move on").click()
    chair.get_by_role("button", name=re.compile("^Take it up ?: A letter to the city")).click()
    expect(chair.get_by_role("heading", name="3. A letter to the city about the towing lot")).to_be_visible()
    clerk.reload()
    clerk.locator("#attendance > summary").click()
    chair.locator("#attendance > summary").click()
    look_over(chair, "room-attendance")
    clerk.get_by_role("radiogroup", name="At large, second seat").get_by_label("Here").check()
    clerk.get_by_role("button", name="Note it").first.click()
    expect(clerk.get_by_text("There is a quorum: 4 needed, 5 here, 0 recused.")).to_be_visible()


def decide(chair: Page, clerk: Page) -> None:
    """A recusal, a motion, a roll-call with words of dissent."""
    chair.reload()
    chair.get_by_text("Somebody is recused from this item").click()
    chair.get_by_label("Who is recused?").select_option(label="Ward 4, The Flats, Riverton Community Police Board")
    chair.locator("#id_recuse_because").fill("A brother owns a towing company")
    chair.get_by_role("button", name="Note it").last.click()
    expect(chair.get_by_text("Ward 4, The Flats is recused from this item.")).to_be_visible()
    chair.get_by_text("Somebody moves something").click()
    chair.get_by_label("The motion, word for word").fill("That the board writes to the city about the lot.")
    chair.get_by_label("Moved by").select_option(index=2)
    chair.get_by_label(re.compile("^Seconded by")).first.select_option(index=3)
    look_over(chair, "room-motion")
    chair.get_by_role("button", name="Put it on the floor").click()
    expect(chair.get_by_role("button", name="Count it")).to_be_visible()
    clerk.reload()
    look_over(chair, "room-roll")
    for seat, said in (("Chair", "Yes"), ("Ward 2, Downtown", "Yes"), ("Ward 3, Northside", "Yes")):
        clerk.get_by_role("radiogroup", name=seat).last.get_by_label(said).check()
    clerk.get_by_role("radiogroup", name="At large, second seat").last.get_by_label("No").check()
    row = clerk.get_by_role("row", name="At large, second seat").last
    row.get_by_text("Words of dissent").first.click()
    row.get_by_role("textbox").fill("The lot closes next year.")
    clerk.get_by_role("button", name="Count it").click()
    expect(clerk.get_by_text("Yes 3, no 1, abstained 0, recused 1")).to_be_visible()


def end(clerk: Page, chair: Page) -> None:
    """Airtime, the end, the minutes, and what everybody reads."""
    clerk.get_by_role("button", name=re.compile("^A resident")).click()
    clerk.get_by_role("button", name=re.compile("^An official")).click()
    clerk.get_by_role("button", name="Close this item and move on").click()
    clerk.get_by_role("link", name="End the meeting").click()
    clerk.get_by_role("button", name="End it").click()
    clerk.get_by_role("link", name="Put the minutes before the public").click()
    clerk.get_by_role("button", name="Publish them").click()
    expect(clerk.get_by_text("and not approved yet")).to_be_visible()
    expect(clerk.get_by_text("The lot closes next year.")).to_be_visible()
    chair.goto(clerk.url)
    look_over(chair, "minutes")
    expect(clerk.get_by_role("link", name="I will look into it")).to_be_visible()


def test_the_agenda_is_accessible(riverton: Site, browser: Browser) -> None:
    page = phone(browser).new_page()
    page.goto(f"{riverton.address}/meetings/")
    page.get_by_role("link", name="Board meeting").first.click()
    page.get_by_role("link", name="Agenda, and when it was posted").click()
    look_over(page, "agenda")
    page.context.close()


def test_a_resident_proposes_an_item_and_reads_what_became_of_others(riverton: Site, visitor: Page) -> None:
    visitor.goto(f"{riverton.address}/meetings/")
    visitor.get_by_role("link", name="Board meeting").first.click()
    visitor.get_by_role("link", name="Agenda, and when it was posted").click()
    expect(visitor.get_by_text("The agenda was posted on")).to_be_visible()
    expect(visitor.get_by_text("The charter does not let this board decide on hiring")).to_be_visible()
    visitor.get_by_role("link", name="Propose an item").click()
    expect(visitor.get_by_label("Idea")).to_be_checked()
    visitor.get_by_label("Your words").fill("Talk about the crossing at Mill Street, please.")
    visitor.wait_for_timeout(READING)
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", level=1, name="We have it")).to_be_visible()
