"""A journey without scripts: an officer writes to the checker alone, the checker replies, the officer comes back."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from commonbeat.front.demo.alone import passphrase
from tests.browser.conftest import Site, phone, sign_in
from tests.browser.looking import look_over
from tests.browser.steps import READING

SEAT = "Member who checks promises, Riverton Community Police Board"


def without_scripts(browser: Browser) -> Page:
    return phone(browser, java_script_enabled=False).new_page()


def seen_by(looker: Page, page: Page, name: str) -> None:
    """Look a page over in a browser that runs scripts, as looking itself needs them."""
    looker.goto(page.url)
    looker.set_content(page.content())
    look_over(looker, name)


def test_writer_checker_writer(riverton: Site, browser: Browser) -> None:
    writer, checker, later = (without_scripts(browser) for _ in range(3))
    looker = phone(browser).new_page()
    writer.goto(f"{riverton.address}/standing/C3/")
    writer.get_by_role("link", name="Do you know of a quota? Write to the checker alone").click()
    writer.get_by_role("link", name=f"Write to: {SEAT}").click()
    writer.get_by_label("Your words").fill("Nights go to whoever writes the fewest tickets.")
    writer.wait_for_timeout(READING)
    writer.get_by_role("button", name="Lock it and send").click()
    seen_by(looker, writer, "alone-receipt")
    words = writer.locator(".return-words").inner_text()

    sign_in(checker, riverton, "Tom Lindqvist")
    checker.get_by_role("link", name="Written to you alone").click()
    checker.get_by_role("listitem").filter(has_text="1 message not opened").get_by_role("link").click()
    checker.get_by_label("Your passphrase").fill(passphrase())
    checker.get_by_role("button", name="Open").click()
    expect(checker.locator("main")).to_contain_text("Nights go to whoever writes the fewest tickets.")
    seen_by(looker, checker, "alone-opened")
    checker.get_by_label("Your reply").fill("Since which month?")
    checker.get_by_role("button", name="Lock it and send").click()
    expect(checker.get_by_role("status")).to_contain_text("Your reply waits")

    later.goto(f"{riverton.address}/return/")
    later.get_by_role("link", name="Come back to what you wrote alone").click()
    later.get_by_label("Your return words").fill(words)
    later.get_by_role("button", name="Open").click()
    expect(later.locator("main")).to_contain_text("Since which month?")
    seen_by(looker, later, "alone-thread")
    later.get_by_label("Your words").fill("Since March.")
    later.wait_for_timeout(READING)
    later.get_by_role("button", name="Lock it and send").click()
    expect(later.get_by_role("status")).to_contain_text("It is locked and sent.")
    for page in (writer, checker, later, looker):
        page.context.close()
