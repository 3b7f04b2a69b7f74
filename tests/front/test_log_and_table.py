"""The public log, the table of who may do what, the health page and what this site is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from commonbeat import __version__
from commonbeat.frame.rules import permissions
from commonbeat.front.views import who_may
from commonbeat.ledger import record
from tests import factories
from tests.front.reading import MOST, cost, read

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
    assert "Give input while the period is open." in page and "matters.comment" in page
    assert page.index(f'id="entry-{record.head().number}"') < page.index(f'id="entry-{record.head().number - 1}"')
    about = read("/ledger/", subject=f"topic {window.matter_id}")
    assert "matters.start" in about and "people.found" not in about


def test_the_log_is_paged_and_costs_the_same(house: factories.House) -> None:
    before = cost("/ledger/")
    window = factories.opened(house)
    for _ in range(60):
        factories.said(window)
    assert cost("/ledger/") == before <= MOST
    assert 'id="entry-1"' not in read("/ledger/")
    assert 'id="entry-1"' in read("/ledger/", page="2")


def test_every_row_of_the_table_is_shown_with_its_sentence_and_its_rule(house: factories.House) -> None:
    page = read("/who-may/")
    assert [name for name in permissions() if f'id="{name}"' not in page] == []
    assert [one.name for one in who_may.rows() if not one.sentence] == []
    assert [row["name"] for row in Client().get("/who-may.json").json()["rows"]] == [*permissions()]


def test_a_rule_is_spelled_with_the_sentences_of_its_facts() -> None:
    found = {one.name: one for one in who_may.rows()}
    assert found["front.home"].rule == "everyone" and found["front.home"].conditions == []
    assert found["matters.retire"].rule == "is_chief and is_decided"
    assert found["matters.retire"].conditions[0] == "Only a seat that is entitled to decide can do this."
    assert found["matters.revise_answer"].rule == "works_for_agency and not is_public_reply"
    assert len(found["matters.revise_answer"].conditions) == 2
    kinds = {one.name: one.kind for one in found.values()}
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
    window = factories.opened(house)
    head = record.head()
    for address in ("/owed/", window.matter.get_absolute_url()):
        [line] = re.findall(r'<p class="meta only-print">(.*?)</p>', read(address))
        assert f"entry {head.number} " in line and head.digest in line
