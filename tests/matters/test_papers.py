"""Papers laid open and read, anybody's words read and forgotten, rules confirmed, attestations signed or not."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonbeat.frame import seals
from commonbeat.frame.rules import Refused, may
from commonbeat.front import clockwork
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions
from commonbeat.matters.models import Paper, Reading
from tests import factories
from tests.matters.desk import at, done, look, send
from tests.matters.papering import FINE, FORM, confirmed, in_days, in_new_york, laid_open

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house(db: None) -> factories.House:
    return in_new_york()


# --- who may

#: act → n nobody, s staff, c coordinator, h chief, k clerk outside
MAY = {
    "matters.papers": "nschk",
    "matters.check_words": "nschk",
    "matters.attestations": "nschk",
    "matters.lay_open_paper": "ch",
    "matters.confirm_rule": "hk",
    "matters.attest": "h",
}
ROLES = {"n": "nobody", "s": "staff", "c": "coordinator", "h": "chief", "k": "clerk"}


def test_who_may_do_what_with_papers_and_attestations(house) -> None:
    paper = laid_open(house)
    one = actions.attest(house.agency, by=house.chief, words="There is none.")
    ended = actions.end_paper(laid_open(house, title="Order 9"), by=house.coordinator, because="Withdrawn.")
    of_things = {
        ("matters.end_paper", paper): "ch",
        ("matters.end_paper", ended): "",
        ("matters.countersign", one): "k",
    }
    expected = {(name, None): who for name, who in MAY.items()} | of_things
    found = {
        (name, thing): "".join(letter for letter, role in ROLES.items() if may(name, house.actor(role), thing))
        for name, thing in expected
    }
    assert found == expected
    with in_days(365):
        assert may("matters.countersign", house.clerk, one) is False, "an attestation that lapsed takes no signature"


# --- papers in use


def test_a_paper_is_read_at_once_and_its_reading_sealed(house) -> None:
    laid_open(house)
    reading = Reading.objects.get()
    assert [(text, degree, rule) for text, degree, rule, _why in reading.sentences] == [
        ("Courtesy", "fine", ""),
        ("Summonses (min. 20/month) __/5 pts", "conflict", "us-ny-quota"),
        ("Traffic enforcement", "ask", "us-ny-quota"),
    ]
    sealed = [json.loads(entry.sealed) for entry in Entry.objects.order_by("-number")[:2]]
    assert [one["made"] for one in sealed] == [f"paper {reading.paper_id}", f"reading of a paper {reading.pk}"]
    assert sealed[0]["facts"]["conflicts"] == 1 and seals.broken() == []


def test_a_conflict_is_called_one_only_where_somebody_here_confirmed_the_rule(house) -> None:
    paper = laid_open(house)
    page = look(Client(), "matters.paper", paper.pk)
    assert ("Would conflict</span>" in page, "Not confirmed for this place by anybody." in page) == (True, True)
    confirmed(house)
    page = look(Client(), "matters.paper", paper.pk)
    assert ("Conflicts</span>" in page, "Would conflict" in page) == (True, False)
    assert "read by the counsel of City Attorney" in page
    with in_days(366):
        assert "Would conflict</span>" in look(Client(), "matters.paper", paper.pk), "a confirmation runs out"


def test_a_confirmation_is_of_the_rule_as_it_stood(house, monkeypatch) -> None:
    confirmed(house)
    paper = laid_open(house)
    monkeypatch.setattr("commonbeat.laws.quota.QuotaRule.in_full", lambda rule: "another text")
    assert "Would conflict</span>" in look(Client(), "matters.paper", paper.pk)


def test_what_conflicts_stands_until_the_paper_is_replaced(house) -> None:
    old = laid_open(house)
    rows = Client().get(reverse("matters.papers.json")).json()["rows"]
    assert [(row["title"], row["conflict"], row["ask"], row["fine"], row["until"]) for row in rows] == [
        ("Form 7", 1, 1, 1, None)
    ]
    new = laid_open(house, FINE, title="Form 8", replaces=old)
    rows = list(csv.DictReader(io.StringIO(Client().get(reverse("matters.papers.csv")).content.decode("utf-8-sig"))))
    today = str(house.agency.today())
    assert [(row["title"], row["conflict"], row["until"]) for row in rows] == [
        ("Form 8", "0", ""),
        ("Form 7", "1", today),
    ]
    assert reverse("matters.paper", args=[new.pk]) in look(Client(), "matters.paper", old.pk)
    with pytest.raises(Refused, match="no longer in use"):
        laid_open(house, FINE, title="Form 9", replaces=old)


def test_papers_in_use_are_read_again_when_grammar_or_law_changed(house, monkeypatch) -> None:
    laid_open(house)
    actions.end_paper(laid_open(house, title="Old order"), by=house.chief, because="Withdrawn.")
    assert clockwork.papers() == 0
    monkeypatch.setattr("commonbeat.matters.due.version", lambda state: "another")
    monkeypatch.setattr("commonbeat.matters.actions.papers.version", lambda state: "another")
    assert (clockwork.papers(), clockwork.papers()) == (1, 0)
    assert [one.version == "another" for one in Reading.objects.filter(paper__title="Form 7")] == [False, True]
    assert "Read before" in look(Client(), "matters.paper", Paper.objects.get(title="Form 7").pk)


def test_the_list_of_papers_reads_no_words(house) -> None:
    laid_open(house)
    with CaptureQueriesContext(connection) as asked:
        assert "Form 7" in look(Client(), "matters.papers")
    assert not [one for one in asked if '"words"' in one["sql"] or '"sentences"' in one["sql"]]


def test_a_coordinator_lays_a_word_or_text_file_open(house) -> None:
    file = SimpleUploadedFile("form.txt", FORM.encode())
    given = {"kind": "form", "title": "Form 7", "in_use_since": str(house.agency.today()), "language": "en"}
    place = done(at("coordinator"), "matters.lay_open_paper", file=file, **given)
    assert "Summonses (min. 20/month)" in Client().get(place).content.decode()
    late = given | {"in_use_since": "2999-01-01", "words": "x"}
    assert "This day is still to come" in send(at("coordinator"), "matters.lay_open_paper", **late).content.decode()


# --- anybody's words


def test_words_are_read_by_anybody_and_kept_nowhere(house) -> None:
    secret = "Sgt. Quillfeather wants ten summonses a month from each officer."
    before = Entry.objects.count()
    page = send(Client(), "matters.check_words", words=secret, state="New York").content.decode()
    assert ("Quillfeather" in page, "Would conflict</span>" in page, "N.Y. Labor Law § 215-a" in page) == (True,) * 3
    file = SimpleUploadedFile("memo.txt", secret.encode())
    page = send(Client(), "matters.check_words", file=file, state="").content.decode()
    assert ("Not on the safe side</span>" in page, "It is no law." in page) == (True, True)
    assert Entry.objects.count() == before
    kept = [path for path in settings.DATA.rglob("*") if path.is_file() and b"Quillfeather" in path.read_bytes()]
    assert kept == [], "no file of the house holds a word of it"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Paste words or choose a file."),
        ({"words": "x", "file": SimpleUploadedFile("a.txt", b"y")}, "Paste words or choose a file, not both."),
        (
            {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 and no more")},
            "This file cannot be read: a PDF that is damaged",
        ),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 2_000_001)}, "This file is larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_said(house, given, said) -> None:
    assert said in send(Client(), "matters.check_words", state="", **given).content.decode()


def test_comparison_comes_out_opposite_in_illinois_and_wisconsin(house) -> None:
    words = "The sergeant compares the number of citations of each officer with that of others on the shift."
    page = {
        state: send(Client(), "matters.check_words", words=words, state=state).content.decode()
        for state in ("Illinois", "Wisconsin")
    }
    assert ("Would conflict</span>" in page["Illinois"], "Would conflict" in page["Wisconsin"]) == (True, False)
    assert "leaves it open." in page["Wisconsin"]
