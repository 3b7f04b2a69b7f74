"""Seats are filled by an open call: private applications, a public decision with reasons, everybody told."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from commonbeat.frame import clock, seals
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Application, Appointment, Call, Lot, Person, Seat
from tests import factories as make
from tests.gatherings.boardrooms import board, seated
from tests.matters import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> make.House:
    made = make.house()
    board(made)
    return made


def called(house: make.House, **options: Any) -> Call:
    today = house.agency.today()
    given = {"kind": "ward", "closes_on": today + timedelta(days=20), "decide_by": today + timedelta(days=40)}
    return actions.open_call(
        house.bodies["board"], by=house.actor("chair"), words=Words("Two evenings a month."), **given | options
    )


def applied(call: Call, name: str, **options: Any) -> Application:
    person = actions.person_with(f"{name}@example.org", name.capitalize())
    said = {"words": f"I am {name} and know the ward.", "meets": True}
    return actions.apply(call, by=actor_for(person), **said | options)


def closed(days: int = 25) -> AbstractContextManager[None]:
    return clock.moved(clock.now() + timedelta(days=days))


def test_from_call_to_seat(house: make.House) -> None:
    call = called(house, seats=1)
    assert call.appointed_by == house.bodies["city"], "the charter names the city clerk for wards"
    ann, bob = applied(call, "ann", conflicts="My brother is a firefighter."), applied(call, "bob")
    with pytest.raises(Refused, match="still open"):
        actions.appoint(ann, by=house.clerk, reasons=Words("Knows the ward."))
    with closed():
        made = actions.appoint(ann, by=house.clerk, reasons=Words("She knows the ward."))
        assert (made.seat.kind, made.seat.person.email, made.seat.is_current) == ("ward", "ann@example.org", True)
        assert made.seat.term_ends.year == house.agency.today().year + 3
        assert made.conflict_declared
        actions.close_call(call, by=house.clerk, told="There was one seat. Please apply again in spring.")
        bob.refresh_from_db()
        assert (bob.state, bob.told) == ("declined", "There was one seat. Please apply again in spring.")
        with pytest.raises(Refused):
            actions.appoint(bob, by=house.clerk, reasons=Words("After all."))
    told = Letter.objects.filter(subject__startswith="Your application").values_list("to", flat=True)
    assert sorted(told) == ["ann@example.org", "bob@example.org"]
    assert seals.broken() == []


def test_only_who_decides_reads_applications(house: make.House) -> None:
    given = applied(called(house), "ann")
    readers = {
        name: Application.objects.visible_to(house.actor(name)).count()
        for name in ("clerk", "chair", "coordinator", "chief", "staff", "nobody", "resident")
    }
    assert readers == {"clerk": 1, "chair": 0, "coordinator": 0, "chief": 0, "staff": 0, "nobody": 0, "resident": 0}
    assert Application.objects.visible_to(actor_for(given.person)).get() == given
    for name, status in {"clerk": 200, "chair": 404, "coordinator": 404, "nobody": 404}.items():
        assert desk.at(name).get(f"/applications/{given.pk}/").status_code == status, name
        assert desk.at(name).get(f"/calls/{given.call_id}/applications/").status_code == (
            200 if name == "clerk" else 403
        )
    with closed():
        for name in ("chair", "coordinator", "chief"):
            with pytest.raises(Refused):
                actions.appoint(given, by=house.actor(name), reasons=Words("Mine."))
    line = list(record.lines())[-1]
    assert "ann" not in line and "people.apply" in line


def test_a_seat_that_the_charter_gives_to_nobody_here_falls_to_who_appoints_the_body(house: make.House) -> None:
    assert called(house, kind="youth").appointed_by == house.bodies["city"]


def test_what_an_application_must_be(house: make.House) -> None:
    call = called(house)
    with pytest.raises(Refused, match="Read the conditions"):
        applied(call, "ann", meets=False)
    with pytest.raises(ValidationError):
        applied(call, "ann", words="")
    with pytest.raises(Refused, match="seat in the agency"):
        actions.apply(call, by=house.actor("staff"), words="Me", meets=True)
    first = applied(call, "ann")
    with pytest.raises(Refused, match="applied already"):
        applied(call, "ann")
    actions.withdraw_application(first, by=actor_for(first.person))
    assert (first.words, Application.objects.waiting().count()) == ("I am ann and know the ward.", 0)
    assert Application.objects.get(pk=first.pk).words == "–"
    applied(call, "ann")
    with pytest.raises(Refused):
        actions.apply(call, by=house.nobody, words="Me", meets=True)
    with closed(), pytest.raises(Refused, match="closed"):
        applied(call, "bob")


def test_a_call_needs_a_kind_that_the_charter_knows_and_time_to_apply(house: make.House) -> None:
    today = house.agency.today()
    with pytest.raises(Refused, match="no seat of this kind"):
        called(house, kind="elder")
    with pytest.raises(Refused, match="until tomorrow"):
        called(house, closes_on=today)
    with pytest.raises(ValidationError, match="before applications close"):
        called(house, decide_by=today + timedelta(days=3))
    with pytest.raises(Refused):
        actions.open_call(
            house.bodies["board"], by=house.coordinator, words=Words("x"), closes_on=today, decide_by=today
        )


def test_no_more_sit_than_there_are_seats_and_who_held_over_leaves(house: make.House) -> None:
    call = called(house, kind="youth", seats=1)
    old = seated(house, "old", by=house.actor("chair"), kind="youth", term_ends=house.agency.today())
    given = applied(call, "ann")
    with closed():
        with pytest.raises(Refused, match="whom the new member succeeds"):
            actions.appoint(given, by=house.clerk, reasons=Words("Young."))
        with pytest.raises(Refused, match="same kind"):
            actions.appoint(given, by=house.clerk, reasons=Words("Young."), succeeds=house.seat("chair"))
        made = actions.appoint(given, by=house.clerk, reasons=Words("Young."), succeeds=old)
        assert not Seat.objects.get(pk=old.pk).is_current
        assert made.seat.term_ends == house.agency.today() + timedelta(days=364), "one year for young members"


def test_a_draw_by_lot_seals_its_pool_before_the_seed(house: make.House) -> None:
    quotas = {"ward": {"North": [1, 2], "South": [1, 2]}}
    call = called(house, seats=3, by_lot=True, quotas=quotas)
    with pytest.raises(Refused, match="which group"):
        applied(call, "nobody-knows-where")
    given = [applied(call, f"p{n}", traits={"ward": ("North", "South")[n % 2]}) for n in range(8)]
    with closed():
        lot = actions.fix_pool(call, by=house.clerk)
        before = lot.sealed_words()
        with pytest.raises(Refused, match="sealed already"):
            actions.fix_pool(call, by=house.clerk)
        with pytest.raises(Refused, match="not drawn"):
            actions.appoint(given[0], by=house.clerk, reasons=Words("x"))
        actions.draw_lot(lot, by=house.clerk, seed="7-11-19", seed_from="State lottery of May 3")
        lot = Lot.objects.get()
        with pytest.raises(Refused, match="drawn already"):
            actions.draw_lot(lot, by=house.clerk, seed="8", seed_from="Mine")
        drawn = Application.objects.filter(drawn=True)
        assert [one.pk for one in drawn] == sorted(lot.drawn) and drawn.count() == 3
        assert {one.traits["ward"] for one in drawn} == {"North", "South"}
        assert before != lot.sealed_words()
        actions.appoint(drawn[0], by=house.clerk, reasons=Words("Drawn by lot."))
        page = desk.look(desk.at("nobody"), "people.call", call.pk)
        assert "7-11-19" in page and "State lottery of May 3" in page and "8 people were in it" in page
        assert page.count("withheld") == 2, "four in each ward: one to four people are not told"
    assert seals.broken() == []


def test_quotas_that_cannot_be_met_draw_nobody(house: make.House) -> None:
    call = called(house, seats=2, by_lot=True, quotas={"ward": {"North": [2, 2], "South": [0, 2]}})
    applied(call, "a", traits={"ward": "South"})
    applied(call, "b", traits={"ward": "North"})
    with closed():
        lot = actions.fix_pool(call, by=house.clerk)
        with pytest.raises(Refused, match="Nobody was drawn"):
            actions.draw_lot(lot, by=house.clerk, seed="1", seed_from="Dice")
    with pytest.raises(Refused, match="least and the most"):
        called(house, by_lot=True, quotas={"ward": {"North": 2}})


def test_the_way_through_the_pages(house: make.House) -> None:
    today = house.agency.today()
    fields = {"kind": "ward", "seats": 1, "words": "Two evenings.", "quotas": "", "closes_on": str(today)}
    chair = desk.at("chair")
    assert desk.send(chair, "people.open_call", "police-board", **fields, decide_by=str(today)).status_code == 409
    fields |= {"closes_on": str(today + timedelta(days=9)), "decide_by": str(today + timedelta(days=19))}
    wrong = desk.send(chair, "people.open_call", "police-board", **fields | {"quotas": "ward, North, 2, 1"})
    assert "Line 1: write trait" in wrong.content.decode()
    address = desk.done(chair, "people.open_call", "police-board", **fields)
    call = Call.objects.get()
    assert "Two evenings." in desk.look(desk.at("nobody"), "gatherings.board", "police-board")
    assert "Sign in first" in desk.at("nobody").get(f"{address}apply/").content.decode()
    resident = desk.at("resident")
    assert "no tie to law enforcement now" in desk.look(resident, "people.apply", call.pk)
    own = desk.done(resident, "people.apply", call.pk, words="I listen.", meets="on", conflicts="")
    assert "I listen." in resident.get(own).content.decode()
    assert "Resident" not in desk.look(desk.at("clerk"), "people.applications", call.pk)
    given = Application.objects.get()
    with closed(12):
        clerk = desk.at("clerk")
        assert "Appoint Resident" in desk.look(clerk, "people.appoint", given.pk)
        desk.done(clerk, "people.appoint", given.pk, reasons="Listens well.", title="", ends_on="", succeeds="")
        desk.done(clerk, "people.close_call", call.pk, told="Thank you.")
        page = desk.look(desk.at("nobody"), "people.call", call.pk)
        assert "Listens well." in page and "I listen." not in page
    assert Appointment.objects.get().seat.person == Person.objects.get(email="resident@example.org")


def test_who_deletes_their_account_takes_the_application_along(house: make.House) -> None:
    given = applied(called(house), "ann")
    actions.delete_me(given.person, by=actor_for(given.person))
    assert Application.objects.count() == 0
