"""The clockwork is safe when late, twice, skipped for days or two at once."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings as effort, strategies as st

from commonbeat.frame import clock, notify
from commonbeat.frame.models import Letter, SentForm, Task, Turn
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.front import clockwork
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.ledger.verify import verify
from commonbeat.matters import actions
from commonbeat.people import actions as people
from tests import factories
from tests.houses import ROOT, built, environment

WITNESSES = ["clerk@city.example", "library@city.example"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    made = factories.house()
    people.settle(made.agency, by=made.coordinator, values={"witnesses": WITNESSES}, named=["witnesses"], witnesses=2)
    Letter.objects.all().delete()
    Task.objects.all().delete()
    return made


def in_days(days):
    return clock.moved(clock.now() + timedelta(days=days))


def told(start=""):
    """Recipient and subject of the letters of these occasions."""
    return sorted((one.to, one.subject) for one in Letter.objects.filter(occasion__startswith=start))


def witnessed():
    return Entry.objects.filter(sealed__contains='"verb":"ledger.witness"').count()


def test_the_head_goes_to_every_witness_and_into_the_log(house):
    before = record.head()
    assert clockwork.turn()["days"] == 1
    letters = Letter.objects.filter(occasion__startswith="head")
    assert {one.to for one in letters} == set(WITNESSES)
    assert all(before.digest in one.body and f"number {before.number}\n" in one.body for one in letters)
    assert f'"facts":{{"digest":"{before.digest}","number":{before.number},"witnesses":2}}' in record.head().sealed
    assert verify(record.lines()).holds


@effort(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pauses=st.lists(st.integers(0, 60), max_size=6))
def test_a_day_is_done_once_however_often_and_late_the_clock_turns(house, pauses):
    """Pauses in hours between turns, none included; days that were skipped are not made up for."""
    Turn.objects.all().delete()
    start, days, before = clock.now(), set(), witnessed()
    for hours in [0, *pauses]:
        start += timedelta(hours=hours)
        with clock.moved(start):
            clockwork.turn()
            days.add(house.agency.today())
    assert witnessed() - before == len(days)
    assert verify(record.lines()).holds


def test_where_nobody_is_written_to_nothing_is_sealed(house):
    facts = {"values": {"witnesses": []}, "named": ["witnesses"]}
    with pytest.raises(Refused, match="how many witnesses"):
        people.settle(house.agency, by=house.coordinator, witnesses=2, **facts)
    people.settle(house.agency, by=house.coordinator, witnesses=0, **facts)
    assert '"facts":{"named":["witnesses"],"witnesses":0}' in record.head().sealed
    assert clockwork.turn()["days"] == 1
    assert (witnessed(), Letter.objects.count()) == (0, 0)


def test_nobody_but_the_machine_witnesses(house):
    with pytest.raises(Refused, match="on the machine itself"):
        clockwork.witness(house.agency, by=house.coordinator, number=1, digest="0", witnesses=2)


def test_the_second_of_two_clockworks_does_nothing(house):
    held, go_on = threading.Event(), threading.Event()

    def hold():
        with clockwork.alone("tend") as first:
            assert first
            held.set()
            go_on.wait(20)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(20)
    assert clockwork.turn() is None
    assert Letter.objects.count() == 0
    go_on.set()
    other.join()
    assert clockwork.turn()["days"] == 1


@pytest.mark.sqlite
def test_clockworks_at_once_do_each_thing_once(tmp_path):
    """Eight processes turn at the same moment; each letter is in the outbox once and one head is sealed."""
    built(tmp_path)
    own = environment(tmp_path)
    command = [sys.executable, "-m", "commonbeat.cli", "tend"]
    many = [subprocess.Popen(command, env=own, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _one in range(8)]
    said = [one.communicate(timeout=120)[0] for one in many]
    assert [one.returncode for one in many] == [0] * 8
    assert sum("the day's duties" in line for line in said) == 1
    log = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\nfrom commonbeat.ledger import record\n"
         "print(sum('ledger.witness' in line for line in record.lines()))"],
        env=own, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert log.stdout == "1\n"


def test_letters_go_out_where_mail_is_on_and_wait_unharmed_where_it_is_off(house, settings):
    settings.MAIL_IS_ON = False
    clockwork.turn()
    assert [(one.tries, one.sent_at) for one in Letter.objects.all()] == [(0, None), (0, None)]
    settings.MAIL_IS_ON = True
    assert clockwork.turn()["letters"] == 2
    assert clockwork.turn()["letters"] == 0
    assert sorted(one.to[0] for one in mail.outbox) == WITNESSES


def test_a_failing_duty_stops_no_other_and_the_turn_does_not_count(house, settings):
    settings.MAIL_IS_ON = True
    settings.EMAIL_BACKEND = "nowhere.at.all"
    done = clockwork.turn()
    assert done.pop("days") == 1 and "letters" in done and set(done.values()) == {0}
    assert not Turn.objects.filter(duty="tend").exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clockwork.turn()
    assert Turn.objects.filter(duty="tend").exists()


def test_owners_are_reminded_once_before_and_once_after(house):
    window = factories.opened(house)
    due = house.agency.today() + timedelta(days=20)
    promise = actions.promise(
        window.matter, by=house.coordinator, words=Words("Buy cameras."), owner=house.seat("staff"), due=due
    )
    for days, expected in [(5, 0), (13, 1), (14, 1), (20, 1), (21, 2), (25, 2)]:
        with in_days(days):
            clockwork.turn()
        assert len(told("reminder: promise")) == expected, days
    assert [to for to, _subject in told("reminder: promise")] == ["staff@example.org"] * 2
    assert f"Promise {promise.pk} was due" in " ".join(subject for _to, subject in told("reminder: promise"))


def test_those_outside_are_reminded_of_a_report_that_waits(house):
    window = factories.opened(house)
    due = house.agency.today() + timedelta(days=60)
    promise = actions.promise(
        window.matter, by=house.coordinator, words=Words("Buy cameras."), owner=house.seat("staff"), due=due
    )
    actions.report(promise, by=house.staff, words="Bought.")
    for days, expected in [(1, []), (8, ["clerk@example.org"]), (9, ["clerk@example.org"])]:
        with in_days(days):
            clockwork.turn()
        assert [to for to, _subject in told("reminder: report")] == expected, days


def test_the_coordinator_is_reminded_of_replies_owed_until_they_are_given(house):
    window = factories.opened(house, days=10)
    factories.said(window)
    for days, expected in [(20, 0), (24, 1), (28, 1), (29, 2), (30, 2), (31, 3), (40, 3)]:
        with in_days(days):
            clockwork.turn()
        assert len(told("reminder: replies")) == expected, days
    assert {to for to, _subject in told("reminder: replies")} == {"coordinator@example.org"}


def test_nobody_is_reminded_of_replies_that_are_given(house):
    window = factories.opened(house, days=10)
    given = factories.said(window)
    with factories.after(window):
        factories.replied(house, given)
    with in_days(31):
        clockwork.turn()
    assert told("reminder: replies") == []


def test_reviews_and_interim_orders_come_back_by_themselves(house):
    matter = factories.draft(house)
    lapses = house.agency.today() + timedelta(days=30)
    actions.order_interim(matter, by=house.chief, reasons=Words("Danger."), lapses_on=lapses)
    with in_days(24):
        clockwork.turn()
    assert [to for to, _subject in told("reminder: interim")] == ["chief@example.org", "coordinator@example.org"]
    decided = factories.opened(house)
    with factories.after(decided):
        today = house.agency.today()
        actions.decide(
            decided.matter, by=house.chief, outcome="adopt", reasons=Words("Good."),
            in_force_on=today, review_on=today + timedelta(days=100),
        )  # fmt: skip
    with in_days(200):
        clockwork.turn()
    assert told("reminder: review") != []


def test_what_nobody_needs_is_cleared_away(house, settings):
    old, now = clock.now() - timedelta(days=31), clock.now()
    for key, expires in (("old", old), ("new", now + timedelta(days=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    for name, sent in (("old", old), ("new", now), ("waiting", None)):
        Letter.objects.create(occasion=name, to="a@example.org", subject="s", body="b", written_at=old, sent_at=sent)
    Task.objects.create(name="x.y", subject=1, done_at=old)
    for name, sent in (("old", now - timedelta(hours=25)), ("new", now)):
        SentForm.objects.create(digest=name, sent_at=sent)
    uploads = settings.DATA / "uploads" / "1"
    uploads.mkdir(parents=True, exist_ok=True)
    for name, age in (("old", 8), ("new", 6)):
        (uploads / name).write_text("")
        moment = (now - timedelta(days=age)).timestamp()
        os.utime(uploads / name, (moment, moment))
    clockwork.turn()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert sorted(Letter.objects.filter(to="a@example.org").values_list("occasion", flat=True)) == ["new", "waiting"]
    assert Task.objects.count() == 0
    assert [one.digest for one in SentForm.objects.all()] == ["new"]
    assert [path.name for path in uploads.iterdir()] == ["new"]


def test_the_command_says_what_it_did(house, capsys):
    notify.letter("one", to="a@example.org", subject="s", body="b")
    call_command("tend")
    assert capsys.readouterr().out == "Done: the day's duties, 0 tasks, 0 letters sent.\n"
    call_command("tend", verbosity=0)
    assert capsys.readouterr().out == ""
