"""The steps from 39 real comments to a checked promise, as the coordinator, the chief and the clerk take them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site
from tests.browser.looking import look_over
from tests.browser.steps import field, owner

SHARED = Path(__file__).parents[3] / "shared" / "data"
LAW, NEW_LAW = SHARED / "texts/dc_5-1104_2016.txt", SHARED / "texts/dc_5-1104_2021.txt"
COMMENTS = SHARED / "polis/london.youth.policing/comments.csv"


def ahead(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011


def lay_in_the_past(site: Site) -> int:
    """A topic whose period ended yesterday, with all 39 comments; its number."""
    environment = site.environment | {"DJANGO_SETTINGS_MODULE": "commonbeat.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("past.py")), str(LAW), str(COMMENTS)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def release_held(page: Page, comments: str) -> None:
    """Look at what was held and show it as it is."""
    page.goto(f"{comments}?state=held")
    while page.get_by_role("link", name="Show", exact=True).count():
        page.get_by_role("link", name="Show", exact=True).first.click()
        page.get_by_role("button", name="Show them").click()
        page.goto(f"{comments}?state=held")


def reply_to_all(page: Page, comments: str) -> int:
    """Thirteen at a time; the first reply makes a promise. How many replies were drafted."""
    drafted = 0
    page.goto(comments)
    while page.get_by_role("checkbox").count():
        for box in page.get_by_role("checkbox").all()[:13]:
            box.check()
        page.get_by_role("button", name="Reply to the chosen ones").click()
        page.get_by_label("We will do this in part").check()
        page.get_by_label("The text will be changed").check()
        field(page, "Your reasons").fill("The board will look at force and at custody, and its report names both.")
        if not drafted:
            field(page, "The promise").fill("Hand the board every report on force within ten days")
            field(page, "Who answers for it").select_option(label=owner(page, "Patrol"))
            field(page, "Due").fill(ahead(60))
            look_over(page, "reply")
        page.get_by_role("button", name="Save as a draft").click()
        drafted += 1
        page.goto(comments)
    return drafted


def publish_replies(page: Page, comments: str, drafted: int) -> None:
    page.get_by_role("link", name=re.compile(r"^Drafted \d+$")).click()
    expect(page.locator(".inbox > li")).to_have_count(39)
    page.goto(comments.replace("/comments/", "/replies/"))
    expect(page.get_by_role("checkbox")).to_have_count(drafted)
    for box in page.get_by_role("checkbox").all():
        box.check()
    look_over(page, "drafts")
    page.get_by_role("button", name="Publish the chosen replies").click()
    expect(page.get_by_role("status")).to_contain_text("Published")


def name_all_movers(page: Page) -> int:
    """The changed passages that were commented on name a comment, the rest none and why. The comment named last."""
    cards, named = page.locator("main section[id^=change-]"), 0
    assert cards.count() > 8
    for at in range(cards.count()):
        on_it = cards.nth(at).locator("fieldset > label").filter(has_text=re.compile(r"Comment \d"))
        if on_it.count():
            on_it.first.get_by_role("checkbox").check()
            named = int(on_it.first.get_by_role("checkbox").get_attribute("value"))
    look_over(page, "movers")
    page.get_by_label("No comment moved any passage that still names nobody").check()
    field(page, "Why did they change?").fill("The council wrote it into the law in 2021.")
    page.get_by_role("button", name="Save all").click()
    expect(page.locator("#progress")).to_contain_text(f"{cards.count()} of {cards.count()} changes are named.")
    return named


def settle_fates(page: Page) -> None:
    uncertain = page.get_by_role("link", name=re.compile("earlier comments? (is|are) uncertain"))
    if not uncertain.count():
        return
    uncertain.click()
    look_over(page, "fates")
    for choice in page.locator("select[name^=fate-]").all():
        choice.select_option("changed")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Go on: publish").click()


def publish_version(page: Page, site: Site, number: int) -> int:
    """The law of 2021 as a second version; the comment that moved a change."""
    page.goto(f"{site.address}/desk/topics/{number}/text/")
    field(page, "Or choose a file").set_input_files(NEW_LAW)
    page.get_by_role("button", name="Split into passages").click()
    page.get_by_role("link", name="Go on: name what moved each change").click()
    moved_by = name_all_movers(page)
    page.get_by_role("link", name="Go on: publish").click()
    settle_fates(page)
    look_over(page, "publish")
    field(page, "What is new, in one or two sentences").fill("The board now looks into every use of force.")
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("heading", level=1, name="What changed from version 1 to 2")).to_be_visible()
    expect(page.locator("main ins").filter(has_text="DCHA Director").first).to_be_visible()
    expect(page.get_by_text("Moved by no comment:").first).to_be_visible()
    look_over(page, "compare")
    return moved_by


def decide(page: Page, site: Site, number: int) -> None:
    page.goto(f"{site.address}/desk/topics/{number}/decide/")
    expect(page.get_by_text("This cannot be done yet")).to_have_count(0)
    page.get_by_label("Adopted with changes").check()
    field(page, "Your reasons").fill("The board sees how force is used, as most of you asked.")
    look_over(page, "decide")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("main")).to_contain_text("Adopted with changes")


def report(page: Page, site: Site, number: int, proof: Path) -> str:
    """The owner reports the promise done with a file; the address of the promise."""
    page.goto(f"{site.address}/topics/{number}/")
    page.locator("#promises ~ ul").get_by_role("link", name=re.compile("Hand the board every report")).click()
    address = page.url
    page.get_by_role("link", name="Report it done").click()
    field(page, "What was done").fill("All 14 reports of this month are with the board.")
    field(page, "File as proof").set_input_files(proof)
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_text("Nobody outside the agency has checked this.").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Proof, as a file")).click()
    assert Path(download.value.path()).read_bytes() == proof.read_bytes()
    return address


def check(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Check it").click()
    look_over(page, "check")
    page.get_by_label("It was kept").check()
    field(page, "How you checked, or what is missing").fill("The board's secretary showed me all 14.")
    page.get_by_role("button", name="Say so in public").click()
    expect(page.locator("main")).to_contain_text("Checked: kept.")
    look_over(page, "promise")


def follow_the_thread(page: Page, site: Site, moved_by: int) -> None:
    """Anybody: one comment's page shows all six stations reached."""
    page.goto(f"{site.address}/comments/{moved_by}/")
    look_over(page, "thread")
    expect(page.locator("#reply")).to_contain_text("The board will look at force")
    expect(page.locator("#changed ins").first).to_be_visible()
    expect(page.locator("#decided")).to_contain_text("as most of you asked")
    expect(page.locator("#promised")).to_contain_text("Hand the board every report on force")
    expect(page.locator("#checked")).to_contain_text("The board's secretary showed me all 14.")
    assert page.locator(".thread > li").evaluate_all("all => all.map(one => one.className)") == ["done"] * 6
