"""Journeys to Riverton's board: a resident who looks and applies, a member, the chair, the clerk who decides."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, phone, sign_in
from tests.browser.looking import look_over
from tests.browser.steps import field

BOARD = "Riverton Community Police Board"


def on_a_phone(browser: Browser, site: Site, name: str, scripts: bool = True) -> Page:
    """Somebody with a seat, on a phone."""
    page = phone(browser, java_script_enabled=scripts).new_page()
    page.set_default_timeout(10_000)
    return sign_in(page, site, name)


def to_the_board(page: Page, site: Site) -> None:
    """From the first page, by links alone."""
    page.goto(site.address)
    page.get_by_role("link", name="Boards", exact=True).click()
    page.get_by_role("link", name=BOARD, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=BOARD)).to_be_visible()


def test_a_resident_sees_who_sits_by_which_rules_and_what_became_of_advice(visitor: Page, riverton: Site) -> None:
    to_the_board(visitor, riverton)
    for said in ("1 seat is vacant", "3 terms end within three months", "No reply,"):
        expect(visitor.get_by_text(re.compile(said)).first).to_be_visible()
    visitor.get_by_role("link", name="Charter", exact=True).click()
    expect(
        visitor.get_by_text("Take care: 4 of 9 members are a quorum, and that is no more than half of the seats.")
    ).to_be_visible()
    visitor.goto(f"{riverton.address}/recommendations/")
    visitor.get_by_role("link", name="Post stop counts by ward each month").click()
    expect(visitor.locator("#checked")).to_contain_text("Checked: kept.")
    expect(visitor.locator("#said")).to_contain_text(BOARD)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_an_applicant_on_a_phone_applies_and_only_the_clerk_reads_it(
    riverton: Site, browser: Browser, scripts: bool
) -> None:
    applicant = phone(browser, java_script_enabled=scripts).new_page()
    to_the_board(applicant, riverton)
    applicant.get_by_role("link", name=re.compile("^Member at large")).click()
    applicant.get_by_role("link", name="Apply", exact=True).click()
    expect(applicant.get_by_text("Sign in first")).to_be_visible()
    applicant.context.close()
    applicant = on_a_phone(browser, riverton, "Peter Novak" if scripts else "Andre Walker", scripts)
    to_the_board(applicant, riverton)
    applicant.get_by_role("link", name=re.compile("^Member at large")).click()
    call = applicant.url
    if scripts:
        look_over(applicant, "call")
    applicant.get_by_role("link", name="Apply", exact=True).click()
    words = f"I have lived at Mill Road for {30 + scripts} years."
    field(applicant, "Why you, and what you bring").fill(words)
    applicant.get_by_label("I meet the conditions above").check()
    if scripts:
        look_over(applicant, "apply")
    applicant.get_by_role("button", name="Send the application").click()
    expect(applicant.get_by_text(words)).to_be_visible()
    clerk = on_a_phone(browser, riverton, "Ruth Abara")
    clerk.goto(f"{call}applications/")
    expect(clerk.get_by_text(words)).to_be_visible()
    expect(clerk.get_by_text("Novak")).to_have_count(0)
    if scripts:
        look_over(clerk, "applications")
    officer = on_a_phone(browser, riverton, "Marcus Bell")
    assert officer.goto(f"{call}applications/").status == 403
    assert officer.goto(applicant.url).status == 404
    for page in (applicant, clerk, officer):
        page.context.close()


def test_the_chair_hands_on_a_recommendation_and_its_clock_runs(riverton: Site, browser: Browser) -> None:
    chair = on_a_phone(browser, riverton, "Imani Brooks")
    to_the_board(chair, riverton)
    look_over(chair, "board")
    chair.get_by_role("link", name="Hand on a recommendation").click()
    expect(chair.get_by_text("within 45 days")).to_be_visible()
    field(chair, "In a few words").fill("Benches at the front desk")
    field(chair, "The recommendation, as adopted").fill("Put two benches where people wait at the front desk.")
    look_over(chair, "recommend")
    chair.get_by_role("button", name="Hand it on").click()
    expect(chair.locator("#said")).to_contain_text("Put two benches")
    chair.goto(f"{riverton.address}/recommendations/")
    row = chair.get_by_role("listitem").filter(has_text="Benches at the front desk")
    expect(row.first).to_contain_text("Reply due")
    look_over(chair, "recommendations")
    ana = on_a_phone(browser, riverton, "Ana Reyes")
    ana.goto(f"{riverton.address}/owed/")
    expect(ana.get_by_role("link", name="Reply to the recommendation “Benches at the front desk”")).to_be_visible()
    for page in (chair, ana):
        page.context.close()


def test_the_chair_calls_for_applications_and_enters_a_new_charter(riverton: Site, browser: Browser) -> None:
    chair = on_a_phone(browser, riverton, "Imani Brooks")
    to_the_board(chair, riverton)
    chair.get_by_role("link", name="Call for applications").click()
    field(chair, "Which seats?").select_option(label="Member for a ward")
    field(chair, "Who is looked for, and what the work is").fill("Somebody from Ward 2.")
    today = date.today()  # noqa: DTZ011
    field(chair, "Applications until").fill((today + timedelta(days=20)).isoformat())
    field(chair, "Decided by").fill((today + timedelta(days=40)).isoformat())
    expect(chair.get_by_role("heading", level=1, name="Call for applications")).to_be_visible()
    look_over(chair, "open call")
    chair.get_by_role("button", name="Open the call").click()
    expect(chair.get_by_role("heading", level=1)).to_contain_text("Member for a ward")
    to_the_board(chair, riverton)
    chair.get_by_role("link", name="Charter", exact=True).click()
    expect(chair.get_by_role("heading", level=1, name="Charter")).to_be_visible()
    look_over(chair, "charter")
    chair.get_by_role("link", name="Enter the next version").click()
    expect(chair.get_by_role("heading", level=1, name="Enter the charter")).to_be_visible()
    look_over(chair, "adopt charter")
    field(chair, "The rules").fill("[quorum]\nmembers = 0")
    field(chair, "What changed, and why").fill("Trying")
    chair.get_by_label("I have compared every line").check()
    chair.get_by_role("button", name="This is our charter").click()
    expect(chair.get_by_text("write a whole number from 1").first).to_be_visible()
    expect(field(chair, "The rules")).to_have_value("[quorum]\nmembers = 0")
    chair.context.close()


def test_a_member_says_what_may_be_counted(riverton: Site, browser: Browser) -> None:
    member = on_a_phone(browser, riverton, "Mei Tanaka")
    to_the_board(member, riverton)
    member.get_by_role("link", name="About you, only for counts").click()
    expect(member.get_by_role("heading", level=1, name="About you, only for counts")).to_be_visible()
    look_over(member, "declare")
    field(member, "Own or rent the home").select_option("Rents")
    member.get_by_label("Count me in, without my name").check()
    member.get_by_role("button", name="Keep it").click()
    expect(member.get_by_text("Nobody but you can read it.")).to_be_visible()
    expect(member.get_by_text("Not shown. It is counted from what members say")).to_be_visible()
    member.goto(f"{riverton.address}/boards/riverton-residents-panel-on-drones/")
    expect(member.get_by_text("By the own word of all 12 members")).to_be_visible()
    look_over(member, "panel")
    member.context.close()


def test_from_the_desk_on_a_phone_each_seat_finds_its_meetings(riverton: Site, browser: Browser) -> None:
    for name, next_step in {"Imani Brooks": "Work on the agenda", "Mei Tanaka": "Agenda"}.items():
        page = on_a_phone(browser, riverton, name)
        page.goto(riverton.address)
        page.get_by_role("navigation", name="Your desk").get_by_role("link", name="Your meetings").click()
        expect(page.get_by_role("heading", level=2, name=BOARD)).to_be_visible()
        expect(page.get_by_text("Runs now", exact=True)).to_be_visible()
        look_over(page, f"desk of meetings, {name}")
        page.get_by_role("link", name="Who came to its meetings").click()
        expect(page.get_by_role("heading", level=2, name="Missed meetings")).to_be_visible()
        look_over(page, "who came")
        page.go_back()
        page.get_by_role("link", name=re.compile(f"^{next_step} ?: Board meeting")).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.context.close()
    to_the_board(reader := phone(browser, java_script_enabled=False).new_page(), riverton)
    reader.get_by_role("link", name="The draw of the first terms").click()
    expect(reader.get_by_role("heading", level=1, name="First terms")).to_be_visible()
    reader.context.close()
