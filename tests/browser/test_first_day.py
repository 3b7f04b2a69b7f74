"""The first day of a real agency, from the empty folder to the open door, as its coordinator lives through it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Site, serve
from tests.browser.looking import look_over
from tests.browser.steps import field

TOLD = ["--name=Riverbend Police", "--state=Ohio", "--email=c@riverbend.example", "--language=en"]
QUESTION = "When should a camera be on?"


@pytest.fixture
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """A house that `commonbeat init` founded on an empty folder, served; and the printed link's own part."""
    data = tmp_path_factory.mktemp("riverbend") / "data"
    own = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONBEAT_", "DJANGO_"))}
    command = [sys.executable, "-m", "commonbeat.cli", "init", *TOLD]
    said = subprocess.run(
        command, cwd=ROOT, env=own | {"COMMONBEAT_DATA": str(data)}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    [link] = re.findall(r"http://[^/]+(/\S+)", said)
    for site in serve(data, "serve"):
        yield site, link


def go_on(page: Page, name: str, button: str) -> None:
    """Look over the question as it stands, then to the next one."""
    look_over(page, f"first-day-{name}")
    page.get_by_role("button", name=button, exact=True).click()


def invite(page: Page, email: str, body: str = "") -> None:
    """Fill in the invitation; mail is off, so its link is shown for handing over."""
    if body:
        field(page, "Which body?").fill(body)
    field(page, "E-mail address of the person").fill(email)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Hand this link over in person.*/invitation/\?key="))


def test_the_first_day_of_an_agency(founded: tuple[Site, str], browser: Browser) -> None:
    site, link = founded
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US").new_page()
    page.set_default_timeout(10_000)
    page.goto(site.address + link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("rivate rehearsal")).to_have_count(1)
    look_over(page, "first-day")
    page.get_by_role("link", name="Go on").click()
    the_questions(page, site)
    rehearse(page, site)
    open_the_door(page, site)
    page.context.close()


def the_questions(page: Page, site: Site) -> None:
    """Each of them, in the order in which they are asked."""
    expect(field(page, "State")).to_have_value("Ohio")
    field(page, "Time zone").select_option(label="Eastern (Detroit)")
    go_on(page, "agency", "Save and go on")
    field(page, "The rule that says so").fill("Schedule 7")
    go_on(page, "records", "Save and go on")
    for label in ("Complaints about an officer go to", "Tips about a crime go to", "Potholes and street lights go to"):
        field(page, label).fill("Call 555-0100")
    go_on(page, "doors", "Save and go on")
    page.get_by_role("button", name="Send a trial letter").click()
    expect(page.get_by_role("status")).to_contain_text("Mail is off")
    go_on(page, "mail", "Done, go on")
    go_on(page, "address", "Done, go on")
    invite(page, "sergeant@riverbend.example")
    go_on(page, "replies", "Done, go on")
    invite(page, "chief@riverbend.example")
    go_on(page, "decides", "Done, go on")
    invite(page, "clerk@riverbend.example", body="City Clerk")
    page.get_by_role("link", name="Take back").click()
    look_over(page, "take-back")
    page.get_by_role("button", name="Take it back").click()
    go_on(page, "outside", "Done, go on")
    place = site.data.parent / "backups"
    place.mkdir()
    field(page, "Folder for backups").fill(str(place))
    go_on(page, "backup", "Save and go on")
    field(page, "E-mail addresses, one on each line").fill("clerk@riverbend.example\nlibrary@riverbend.example")
    go_on(page, "witnesses", "Save and go on")
    page.get_by_role("link", name="Choose the practices").click()
    the_practices(page)
    go_on(page, "practices", "Done, go on")


def the_practices(page: Page) -> None:
    """Four are too many on the first day; three are kept with one press."""
    for number in range(4):
        page.get_by_label("Where do you start?").nth(number).select_option("started")
    page.get_by_role("button", name="Save all nineteen").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose three at most")
    look_over(page, "practices-too-many")
    page.get_by_label("Where do you start?").nth(3).select_option("not_started")
    page.get_by_role("button", name="Save all nineteen").click()
    expect(page.get_by_text("Started: 3.")).to_be_visible()
    look_over(page, "practices")
    page.get_by_role("link", name="Back to the first day").click()


def rehearse(page: Page, site: Site) -> None:
    """A topic with an open comment period, as a trial."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Rehearse in private, then open the door")
    look_over(page, "rehearsal")
    page.get_by_role("link", name="Start a topic").click()
    page.get_by_label("Policy").check()
    field(page, "Title").fill("Cameras")
    field(page, "The question to the public").fill(QUESTION)
    field(page, "Plain summary").fill("When cameras are on.")
    page.get_by_role("button", name="Save the draft").click()
    page.goto(f"{page.url}text/")
    field(page, "Paste the text").fill("(a) Every officer wears a camera.\n\n(b) It is on before every stop.")
    page.get_by_role("button", name="Split into passages").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Put the text")
    page.goto(f"{site.address}/desk/topics/1/period/")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Open it").click()
    expect(page).to_have_url(re.compile("/desk/topics/1/$"))
    page.goto(site.address)
    expect(page.get_by_text(QUESTION).first).to_be_visible()


def open_the_door(page: Page, site: Site) -> None:
    """What becomes public is said first; the second click opens; the rehearsal stays inside."""
    page.goto(f"{site.address}/desk/first-day/rehearsal/")
    page.get_by_role("link", name="See what becomes public").click()
    expect(page.get_by_text("1 topic from the rehearsal would become public.")).to_be_visible()
    look_over(page, "opening")
    page.get_by_label("Leave it out: it was a rehearsal").check()
    page.get_by_role("button", name="Open the door to the public").click()
    expect(page.get_by_text("Done: the door is open since")).to_be_visible()
    look_over(page, "opened")
    page.goto(f"{site.address}/desk/first-day/")
    expect(page.get_by_text("All twelve questions are answered.")).to_be_visible()
    look_over(page, "first-day-done")
    page.goto(f"{site.address}/desk/first-day/outside/")
    invite(page, "clerk@riverbend.example", body="Library board")
    look_over(page, "outside-after")
    stranger = page.context.browser.new_context(locale="en-US").new_page()
    stranger.goto(site.address)
    expect(stranger.get_by_text("Nobody outside the agency checks promises yet.")).to_be_visible()
    expect(stranger.get_by_text(QUESTION)).to_have_count(0)
    look_over(stranger, "public")
    stranger.context.close()
