"""An entry as it is sealed: its exact text, its place in the chain, and what is refused."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.ledger.verify import verify

DAY = date(2026, 5, 3)
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
FACT = st.one_of(st.booleans(), st.integers(), WORDS, st.lists(WORDS, max_size=3))


def seal(verb="test", subject="house", by="clock", on=DAY, **more) -> Entry:
    return record.seal(verb, subject=subject, by=by, on=on, at=clock.now(), **more)


@pytest.mark.django_db
def test_the_sealed_text_is_exact():
    first = seal("agency.found", facts={"demo": True, "name": "Ría"})
    second = seal(
        "matters.comment", subject="topic 12", made="comment 41", by="giver", commitment="ab" * 32, giver_id=7
    )
    assert first.sealed == (
        '{"by":"clock","facts":{"demo":true,"name":"Ría"},"number":1,"on":"2026-05-03",'
        f'"previous":"{"0" * 64}","subject":"house","verb":"agency.found"}}'
    )
    assert first.digest == hashlib.sha256(first.sealed.encode()).hexdigest()
    assert second.sealed == (
        f'{{"by":"giver","commitment":"{"ab" * 32}","facts":{{}},"made":"comment 41","number":2,'
        f'"on":"2026-05-03","previous":"{first.digest}","subject":"topic 12","verb":"matters.comment"}}'
    )


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(facts=st.dictionaries(WORDS, FACT, max_size=4), subject=WORDS, by=WORDS)
def test_whatever_is_sealed_the_chain_holds_in_one_line_each(facts, subject, by):
    entry = seal(facts=facts, subject=subject, by=by)
    assert "\n" not in entry.sealed
    assert json.loads(entry.sealed)["facts"] == facts
    assert Entry.objects.get(number=entry.number).sealed == entry.sealed
    report = verify(record.lines())
    assert (report.holds, report.entries, report.head) == (True, entry.number, record.head().digest)


@pytest.mark.django_db
def test_lines_after_a_number_continue_where_a_copy_ended():
    sealed = [seal(facts={"n": n}).sealed for n in range(5)]
    assert [list(record.lines()), list(record.lines(3)), list(record.lines(5))] == [sealed, sealed[3:], []]


@pytest.mark.django_db
def test_a_time_is_never_sealed():
    with pytest.raises(TypeError):
        seal(on=clock.now())
    assert record.head() is None


@pytest.mark.django_db
@pytest.mark.parametrize("fact", [float("nan"), "\ud800"])
def test_what_has_no_spelling_is_refused(fact):
    with pytest.raises(ValueError):
        seal(facts={"fact": fact})
    assert record.head() is None


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_whether_it_is_a_demo_is_read_from_the_first_entry(demo):
    record.forget_demo()
    try:
        assert (record.is_demo(), record.first_entry()) == (None, None)
        seal("agency.found", facts={"demo": demo})
        seal("agency.found", facts={"demo": not demo})
        assert (record.is_demo(), record.first_entry()["facts"]) == (demo, {"demo": demo})
    finally:
        record.forget_demo()


def test_a_commitment_is_an_hmac_under_a_fresh_nonce():
    nonce = record.new_nonce()
    assert (len(nonce), record.new_nonce() == nonce) == (32, False)
    assert record.commitment(nonce, "¿Cuándo?") == hmac.new(nonce, "¿Cuándo?".encode(), "sha256").hexdigest()


OUTSIDE = """
import django; django.setup()
from django.db import transaction
from commonbeat.frame import clock
from commonbeat.ledger import record
try:
    record.seal("test", subject="house", by="clock", on=clock.today(), at=clock.now())
except transaction.TransactionManagementError as refusal:
    print(refusal)
print(record.head())
"""


def test_nothing_is_sealed_outside_a_transaction(on_sqlite):
    assert on_sqlite.run(OUTSIDE) == "An entry is sealed inside the transaction of its act.\nNone\n"
