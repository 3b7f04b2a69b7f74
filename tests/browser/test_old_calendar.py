"""A coordinator takes in an old calendar and reads what it shows, scripts on and off; old minutes become promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.looking import look_over

CHICAGO = Path("../shared/data/meetings/chicago_caps_2016_2017_half.csv")
SMALL = (
    "district,start,end,title,details,location,modified\n"
    "6,2016-01-05T18:30:00,,Beat 611 Community Meeting,,Annex,\n"
    "8,2016-02-11T19:00:00,2016-02-11T18:00:00,813/833 Beat Meeting,,Station,\n"
    "8,2016-02-12T19:00:00,,HEAT Meeting,,Station,\n"
)


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def coordinator(browser: Browser, riverton: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The coordinator at a desk; without scripts on a phone."""
    width = 1200 if request.param else 360
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="en-US", java_script_enabled=request.param
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield sign_in(page, riverton, "Ana Reyes")
    context.close()


def calendar(tmp_path: Path, year: int) -> Path:
    """The real calendar where it is at hand, else a small one; with other years for each run, so that all is new."""
    text = CHICAGO.read_text("utf-8") if CHICAGO.exists() else SMALL
    own = re.sub(r"\b2016-", f"{year}-", text).replace("2017-", f"{year + 1}-")
    (tmp_path / "calendar.csv").write_text(own, "utf-8")
    return tmp_path / "calendar.csv"


def test_an_old_calendar_is_checked_read_differently_and_taken_in(
    coordinator: Page, riverton: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page, scripts = coordinator, "scripts on" in request.node.name
    page.goto(f"{riverton.address}/desk/")
    page.get_by_role("link", name="Take in meetings").click()
    page.locator("input[type=file]").set_input_files(calendar(tmp_path, 2012 if scripts else 2008))
    page.get_by_label("How it is read").fill("")
    page.get_by_role("button", name="Check the file").click()
    told = page.get_by_text("Nothing is taken in yet.")
    expect(told).to_be_visible()
    if scripts:
        look_over(page, "calendar-preview")
    page.get_by_label("How it is read").fill('[[kinds]]\nkind = "training"\nwords = ["heat meet*"]\n')
    page.get_by_role("button", name="Check it again").click()
    expect(page.get_by_role("rowheader", name="Joint training")).to_be_visible()
    page.get_by_label("How it is read").fill("")
    page.get_by_role("button", name="Check it again").click()
    page.get_by_role("button", name=re.compile(r"^Take in \d+ meetings$")).click()
    expect(page.get_by_text(re.compile(r"^\d+ meetings are taken in\.$"))).to_be_visible()
    years = f"{2012 if scripts else 2008}-01"
    page.goto(f"{riverton.address}/meetings/by-month/?kind=forum&area=beat&first={years}&last={years[:5]}12")
    row = page.get_by_role("row", name=re.compile("Beat 611"))
    expect(row).to_contain_text("Monthly in Beat 611:")
    if scripts:
        look_over(page, "calendar-by-month")


def test_promises_of_old_minutes_are_proposed_and_confirmed(coordinator: Page, riverton: Site) -> None:
    page = coordinator
    page.goto(f"{riverton.address}/meetings/?show=over&kind=forum")
    page.locator("main .list a").first.click()
    page.get_by_role("link", name="Promises from old minutes").click()
    page.get_by_label("The minutes as they were written").fill(
        "Somebody asked about the dark bus stop.\nThe Chief will look into it and report back within 30 days.\n"
    )
    page.get_by_role("button", name="Look for promises").click()
    expect(page.get_by_text("1 sentence reads like a promise.")).to_be_visible()
    expect(page.get_by_label("This was promised")).not_to_be_checked()
    if page.viewport_size and page.viewport_size["width"] > 400:
        look_over(page, "old-minutes")
    page.get_by_label("This was promised").check()
    page.get_by_label("What was promised").fill("Look into the dark bus stop")
    page.get_by_role("button", name="Enter those ticked").click()
    expect(page.get_by_text("1 promise is entered.")).to_be_visible()
    expect(page.locator("#promises + .list")).to_contain_text("Look into the dark bus stop")
