"""Who checks a promise: somebody outside, then and since; the body that was named for it, and no other."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from commonbeat.frame import clock
from commonbeat.frame.models import Letter
from commonbeat.frame.notify import run_tasks
from commonbeat.frame.rules import Refused, may
from commonbeat.frame.text import Words
from commonbeat.front import reminders
from commonbeat.matters import actions
from commonbeat.matters.models import Commitment
from commonbeat.matters.shown.promises import checkers
from commonbeat.people import actions as people
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Organization, Person, Seat
from tests import factories as make
from tests.matters.desk import seat_also

pytestmark = pytest.mark.django_db
KINDS = {"board": "Civilian Review Board", "vendor": "Camera Vendor Inc", "city": "City Clerk"}


@pytest.fixture
def house(db: None) -> make.House:
    """A house with a clerk, the chair of a board and the chair of a partner."""
    made = make.house()
    for name, kind in (("board", "board"), ("vendor", "partner")):
        made.bodies[name] = people.add_organization(
            made.agency, by=made.coordinator, name=KINDS[name], kind=kind, appointed_by=made.bodies["city"]
        )
        seat_also(made, f"{name}@example.org", made.bodies[name], "chair", made.clerk)
    return made


def reported(house: make.House, named: Organization | None) -> Commitment:
    """A promise, in a period that names this body, reported done."""
    matter = make.draft(house)
    today = house.agency.today()
    actions.open_period(
        matter, by=house.coordinator, opens_at=clock.now(), closes_at=house.agency.end_of(today), replies_due=today,
        checked_by=named,
    )  # fmt: skip
    promise = actions.promise(matter, by=house.staff, words=Words("Count"), owner=house.seat("staff"), due=today)
    actions.report(promise, by=house.staff, words="Counted.")
    promise.refresh_from_db()
    return promise


@pytest.mark.parametrize(
    ("named", "who"),
    [("city", ["clerk"]), ("board", ["board"]), ("vendor", ["vendor"]), ("", ["board", "clerk"])],
)
def test_the_named_body_checks_alone_else_any_outside_but_partners(house: make.House, named: str, who: list) -> None:
    promise = reported(house, house.bodies[named] if named else None)
    emails = [f"{name}@example.org" for name in who]
    run_tasks()
    reminders.write(house.agency)
    with clock.moved(clock.now() + timedelta(days=8)):
        reminders.write(house.agency)
    for occasion in ("report ", "reminder: report "):
        letters = Letter.objects.filter(occasion__startswith=occasion)
        assert sorted(letters.values_list("to", flat=True)) == emails
    assert sorted(one.email for one in checkers(promise)) == emails
    for person in Person.objects.exclude(email__in=emails):
        with pytest.raises(Refused):
            actions.check(promise, by=actor_for(person), kept=True)
    actions.check(promise, by=house.actor(who[0]), kept=True)


ROLES = ["nobody", "resident", "staff", "coordinator", "chief", "clerk"]


@pytest.mark.parametrize("role", ROLES)
def test_only_somebody_outside_checks_a_promise(house: make.House, role: str) -> None:
    promise = reported(house, None)
    with nullcontext() if role == "clerk" else pytest.raises(Refused):
        actions.check(promise, by=house.actor(role), kept=True)
    promise.refresh_from_db()
    assert promise.state == ("checked" if role == "clerk" else "reported")


def test_a_person_with_both_seats_cannot_check(house: make.House) -> None:
    """Persons are compared, not seats: a clerk who also holds a seat in the agency is not outside."""
    seat_also(house, "clerk@example.org", house.bodies["agency"], "staff", house.coordinator)
    with pytest.raises(Refused):
        actions.check(reported(house, None), by=house.clerk, kept=True)


def test_whoever_reported_it_checks_it_in_no_later_seat(house: make.House) -> None:
    promise = reported(house, None)
    seat = house.seat("staff")
    people.end_seat(seat, by=house.coordinator, until=house.agency.today())
    seat_also(house, "staff@example.org", house.bodies["city"], "checker", house.clerk)
    for since in (seat.since, seat.since - timedelta(days=900)):
        Seat.objects.filter(pk=seat.pk).update(since=since, until=since)
        with clock.moved(clock.now() + timedelta(days=400)), pytest.raises(Refused):
            actions.check(promise, by=house.actor("staff"), kept=True)


#: a person's seats: in which body, and from how many days before or after the promise until how many days
SEATS = st.lists(
    st.tuples(st.sampled_from(["agency", "city", "board", "vendor"]), st.integers(-9, 9), st.integers(0, 12)),
    max_size=4,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=SEATS, named=st.sampled_from(["city", "board", None]), day=st.integers(0, 9))
def test_nobody_checks_who_sat_in_the_owners_organization_since_it_was_promised(
    house: make.House, history: list[tuple[str, int, int]], named: str | None, day: int
) -> None:
    promise = getattr(house, "_promise", None) or reported(house, None)
    object.__setattr__(house, "_promise", promise)
    Commitment.objects.filter(pk=promise.pk).update(checked_by=house.bodies[named] if named else None)
    promise.refresh_from_db()
    made, person = promise.made_on, people.person_with("traveler@example.org")
    Seat.objects.filter(person=person).delete()
    for body, begins, days in history:
        role = "staff" if body == "agency" else "checker"
        since = made + timedelta(days=begins)
        until = since + timedelta(days=days) if days < 12 else None
        Seat.objects.create(organization=house.bodies[body], role=role, person=person, since=since, until=until)
    with clock.moved(clock.now() + timedelta(days=day)):
        expected = outside(history, made) and sits_where_it_counts(history, named, day)
        assert may("matters.check", actor_for(person), promise) == expected
        assert (person in checkers(promise)) == expected


def outside(history: list[tuple[str, int, int]], made: date) -> bool:
    """No seat in the agency ended on or after the day of the promise."""
    return not any(body == "agency" and (days == 12 or begins + days >= 0) for body, begins, days in history)


def sits_where_it_counts(history: list[tuple[str, int, int]], named: str | None, day: int) -> bool:
    """A seat that has not ended, in the named body, else in any that is no partner."""
    now = {body for body, begins, days in history if days == 12 or begins + days > day}
    return named in now if named else bool(now & {"city", "board"})
