"""The public log, the table of who may do what, the health page and what this site is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from commonbeat import __version__
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import permissions
from commonbeat.frame.text import Words, brief, day
from commonbeat.front import entries
from commonbeat.front.views import who_may
from commonbeat.ledger import record
from commonbeat.people import actions as people
from tests import factories
from tests.front.reading import MOST, cost, read
from tests.gatherings.making import announced, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def lines() -> bytes:
    answer = Client().get("/ledger.jsonl")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/jsonl")
    return b"".join(answer.streaming_content)


def test_the_lines_are_exact_and_the_program_beside_them_checks_them(house: factories.House, tmp_path: Path) -> None:
    factories.said(factories.opened(house), "Ünïcode words that stand nowhere in the log.")
    (tmp_path / "ledger.jsonl").write_bytes(lines())
    verifier = Client().get("/verify.py")
    assert verifier["Content-Disposition"] == 'attachment; filename="verify.py"'
    (tmp_path / "verify.py").write_bytes(verifier.content)
    done = subprocess.run([sys.executable, "verify.py", "ledger.jsonl"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert record.head().digest in done.stdout
    assert b"stand nowhere" not in lines()
    assert lines().decode().splitlines() == [*record.lines()]


def test_the_log_tells_in_sentences_what_was_done_and_shows_its_newest_seal(house: factories.House) -> None:
    window = factories.opened(house)
    factories.said(window)
    page = read("/ledger/")
    assert record.head().digest in page
    assert "Somebody commented." in page and "matters.comment" in page
    assert page.index(f'id="entry-{record.head().number}"') < page.index(f'id="entry-{record.head().number - 1}"')
    about = read("/ledger/", subject=f"topic {window.matter_id}")
    assert "matters.start" in about and "people.found" not in about


@pytest.mark.sqlite
def test_the_log_is_paged_and_costs_the_same(house: factories.House) -> None:
    before = cost("/ledger/")
    window = factories.opened(house)
    for _ in range(60):
        factories.said(window)
    assert cost("/ledger/") <= before <= MOST, "names are asked for by kind, however many entries there are"
    assert 'id="entry-1"' not in read("/ledger/")
    assert 'id="entry-1"' in read("/ledger/", page="2")


def test_an_entry_is_read_in_the_readers_language_with_dates_as_people_write_them(house: factories.House) -> None:
    window = factories.opened(house)
    opened = record.entries().first()
    shown = entries.read(opened, {})
    assert (shown.sentence, shown.about) == ("A comment period was set.", f"Topic {window.matter_id}")
    assert shown.made_name == f"Comment period {window.pk}"
    facts = {str(name): value for name, value in shown.facts}
    assert facts["Last day"] == day(window.last_day)
    assert facts["Replies owed by"] == day(window.replies_due)
    assert facts["How comments appear"] == window.get_moderation_display()
    factories.said(window)
    assert entries.read(record.entries().first(), {}).who == "Somebody who wrote here"
    with translation.override("es"):
        facts = {str(name): value for name, value in entries.read(opened, {}).facts}
        assert facts[translation.gettext("Replies owed by")] == day(window.replies_due)


def test_seats_and_meetings_are_named_and_a_draft_is_not(house: factories.House) -> None:
    meeting, _draft = announced(house), planned(house, title=Words("An okapi in private"))
    seat = house.seat("clerk")
    assert "okapi" not in read("/ledger/") + read(f"/ledger/{record.head().number}/")
    page = read("/ledger/")
    assert f"Meeting {meeting.pk}: {meeting}, {brief(meeting.day)}" in page
    assert f">{seat}</a>" in page and f"Seat {seat.pk}<" not in page


@pytest.mark.parametrize(
    ("name", "fact", "said"),
    [
        ("kind", "policy", "Policy"),
        ("named", ["state", "time_zone"], "state, time zone"),
        ("kept", False, "no"),
        ("inputs", ["comment 4", "comment 5"], "Comment 4, Comment 5"),
        ("count", 20261129, "20261129"),
        ("due", "2026-11-29", "Nov.\u00a029, 2026"),
        ("name", "Precinct 5", "Precinct 5"),
    ],
)
def test_a_fact_is_said_as_people_write_it(name: str, fact: object, said: str) -> None:
    assert entries.value(name, fact, {}) == said


def test_the_log_says_who_was_sent_its_seal_and_when(house: factories.House, settings: Any) -> None:
    settings.MAIL_IS_ON = False
    assert "Nobody outside the agency is sent the newest seal yet." in read("/ledger/")
    values = {"witnesses": ["clerk@example.org", "library@example.org"]}
    people.settle(house.agency, by=house.coordinator, values=values, named=list(values), witnesses=2)
    page = " ".join(read("/ledger/").split())
    assert "Mail is off, so nobody has been sent the newest seal. It is meant for: Clerk, City Clerk;" in page
    assert "1 address that belongs to no seat here." in page and "@example.org" not in page
    sent = factories.clock.now()
    Letter.objects.create(occasion="head 2026-01-01 clerk@example.org", to="clerk@example.org", sent_at=sent)
    assert "The newest seal was last mailed on" in read("/ledger/")
    assert f"--head {record.head().digest} --number {record.head().number}" in page


def test_every_row_of_the_table_is_shown_with_its_sentence_and_its_rule(house: factories.House) -> None:
    page = read("/who-may/")
    assert [name for name in permissions() if f'id="{name}"' not in page] == []
    rows = Client().get("/who-may.json").json()["rows"]
    assert [row["name"] for row in rows] == [*permissions()]
    assert [row["rule"] for row in rows] == [one.rule for one in who_may.rows()]
    assert read("/who-may.csv").count("\r\n") == len(rows) + 1


@pytest.mark.parametrize(
    ("name", "who", "when", "rule"),
    [
        ("front.home", "everybody", "", "everyone"),
        ("matters.comment", "everybody", "while the comment period is open", "is_open"),
        (
            "matters.withdraw_topic",
            "the chief",
            "before the decision, until the topic ends, not on the standing topic of a body’s meetings",
            "is_chief and not is_decided and not is_ended and not is_docket",
        ),
        (
            "people.send_again",
            "the seat that sent the invitation or the chair or clerk of that body or who appoints it; "
            "in the agency the chief or the coordinator",
            "until the invitation is taken up",
            "(sent_it or grants_seats_of) and not is_taken_up",
        ),
        (
            "matters.hide",
            "the coordinator",
            "while the words are shown or while the words are held or hidden",
            "coordinates and (is_shown or is_kept_back)",
        ),
    ],
)
def test_a_row_says_who_may_and_when_and_keeps_its_rule(name: str, who: str, when: str, rule: str) -> None:
    row = {one.name: one for one in who_may.rows()}[name]
    assert (row.who, row.when, row.rule) == (who, when, rule)


def test_a_row_is_an_act_a_page_or_clockwork() -> None:
    kinds = {one.name: one.kind for one in who_may.rows()}
    assert [kinds[name] for name in ("matters.answer", "front.home", "ledger.witness")] == ["act", "page", "clockwork"]


def test_health_says_whether_the_house_stands_and_no_secret(house: factories.House) -> None:
    answer = Client().get("/health/")
    assert answer.status_code == 200
    said = answer.json()
    assert said.pop("disk_free_mb") > 0
    assert said == {
        "well": True,
        "version": __version__,
        "database": True,
        "log_protected": True,
        "clockwork": None,
        "clockwork_late": True,
        "given_up": {"letters": 0, "tasks": 0},
        "backed_up_at": None,
        "backup_failed_at": None,
    }


@pytest.mark.sqlite  # dropping a trigger is spelled for SQLite here
def test_health_fails_where_the_log_has_lost_its_protection(house: factories.House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_entry_no_update")
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()["log_protected"], answer.json()["well"]) == (503, False, False)


def test_health_answers_before_the_first_day() -> None:
    record.forget_demo()
    answer = Client().get("/health/")
    assert json.loads(answer.content)["database"] is True


def test_about_says_where_other_things_go_and_what_is_kept(house: factories.House) -> None:
    page = read("/about/")
    for words in ("Call 911.", "public record", "Records are kept for 7 years.", "Apache License 2.0", "Español"):
        assert words in page


def test_what_is_printed_for_the_council_carries_the_head_of_the_log(house: factories.House) -> None:
    factories.opened(house)
    head = record.head()
    [line] = re.findall(r'<p class="meta only-print">(.*?)</p>', read("/owed/"))
    assert f"entry {head.number} " in line and head.digest in line
