"""Who sits is told only by the members' own word, with everybody's consent, and never of one to four people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.people import actions, likeness
from commonbeat.people.actor import NOBODY, actor_for
from commonbeat.people.models import Composition, Declaration, Seat
from tests import factories as make
from tests.gatherings.boardrooms import board, seated
from tests.matters import desk

pytestmark = pytest.mark.django_db
HOMES = {"Own": 12_000, "Rent": 18_000}


@pytest.fixture
def house() -> make.House:
    made = make.house()
    board(made, charter=None)
    actions.enter_population(made.agency, by=made.coordinator, trait="home", groups=HOMES, source="ACS 2019–2023")
    return made


def sit(house: make.House, owners: int, renters: int, unsaid: int = 0) -> list[Seat]:
    """So many members, the chair among them, who all agree to be counted."""
    seats = [house.seat("chair")]
    seats += [seated(house, f"m{n}", by=house.actor("chair")) for n in range(owners + renters + unsaid - 1)]
    said = ["Own"] * owners + ["Rent"] * renters + [""] * unsaid
    for seat, group in zip(seats, said, strict=True):
        declared(seat, {"home": group} if group else {})
    return seats


def declared(seat: Seat, answers: dict[str, str], consents: bool = True) -> None:
    actions.declare(seat, by=actor_for(seat.person), answers=answers, consents=consents)


def test_counts_are_shown_beside_the_census_with_the_chance_of_a_lot(house: make.House) -> None:
    sit(house, owners=5, renters=6)
    actions.publish_composition(house.bodies["board"], by=house.actor("chair"))
    [home] = likeness.of(house.bodies["board"], NOBODY).traits
    assert [(row.group, row.members, row.residents) for row in home.rows] == [("Own", 5, 40.0), ("Rent", 6, 60.0)]
    assert (home.of_100, home.unsaid) == (76, 0)
    page = desk.look(desk.at("nobody"), "gatherings.board", "police-board")
    assert "number of members is small" in page and "about 76 would differ" in page
    assert seals.broken() == []


def test_small_groups_and_their_complements_are_withheld(house: make.House) -> None:
    sit(house, owners=8, renters=2, unsaid=1)
    made = actions.publish_composition(house.bodies["board"], by=house.actor("chair"))
    assert made.counts == {"home": {"Own": None, "Rent": None, "": None}}
    [home] = likeness.of(house.bodies["board"], NOBODY).traits
    assert (home.of_100, home.unsaid, home.to_change) == (None, None, None)
    assert not any("Rent" in line or "Own" in line for line in record.lines())


def test_one_member_who_says_no_hides_all_of_it(house: make.House) -> None:
    seats, body = sit(house, owners=5, renters=5), house.bodies["board"]
    declared(seats[3], {}, consents=False)
    with pytest.raises(Refused, match="every member has agreed"):
        actions.publish_composition(body, by=house.actor("chair"))
    declared(seats[3], {})
    actions.publish_composition(body, by=house.actor("chair"))
    assert likeness.of(body, NOBODY) is not None
    declared(seats[3], {}, consents=False)
    assert likeness.of(body, NOBODY) is None
    assert "only while every member agrees" in desk.look(desk.at("nobody"), "gatherings.board", "police-board")


def test_two_counts_never_tell_of_one_to_four_members(house: make.House) -> None:
    seats, body = sit(house, owners=6, renters=6), house.bodies["board"]
    actions.publish_composition(body, by=house.actor("chair"))
    new = seated(house, "new", by=house.actor("chair"))
    assert likeness.of(body, NOBODY) is None, "the new member has not been asked yet"
    declared(new, {"home": "Own"})
    with pytest.raises(Refused, match="Fewer than five members differ"):
        actions.publish_composition(body, by=house.actor("chair"))
    assert likeness.of(body, NOBODY).composition.members == 12
    for seat in seats[1:5]:
        actions.end_seat(seat, by=house.actor("chair"), until=house.agency.today())
    with clock.moved(clock.now() + timedelta(days=1)):
        assert actions.publish_composition(body, by=house.actor("chair")).members == 9
    assert Composition.objects.count() == 2


def test_what_a_member_declares_is_theirs_alone(house: make.House) -> None:
    seat = sit(house, owners=5, renters=5)[1]
    for reader in ("coordinator", "chief", "clerk", "chair"):
        assert not Declaration.objects.visible_to(house.actor(reader)).filter(seat=seat).exists()
        if reader != "chair":
            assert Declaration.objects.visible_to(house.actor(reader)).count() == 0
    with pytest.raises(Refused, match="Only who holds this seat"):
        actions.declare(seat, by=house.actor("chair"), answers={}, consents=True)
    with pytest.raises(Refused, match="groups that the census counts"):
        declared(seat, {"home": "Tent"})
    with pytest.raises(Refused, match="groups that the census counts"):
        declared(seat, {"race": "Any"})


def test_margins_are_entered_by_the_agency_with_their_source(house: make.House) -> None:
    coordinator = desk.at("coordinator")
    fields = {"trait": "age", "source": "ACS 2019–2023, table B01001"}
    wrong = desk.send(coordinator, "people.enter_population", groups="18–34", **fields)
    assert "Line 1: write the group" in wrong.content.decode()
    desk.done(coordinator, "people.enter_population", groups="18–34, 9000\n35 and over, 21 000", **fields)
    assert "21000" in desk.look(coordinator, "people.enter_population").replace(",", "")
    with pytest.raises(Refused, match="at least two groups"):
        actions.enter_population(house.agency, by=house.coordinator, trait="age", groups={"All": 3}, source="x")
    chair = desk.at("chair")
    seat = house.seat("chair")
    assert "I would rather not say" in desk.look(chair, "people.declare", seat.pk)
    desk.done(chair, "people.declare", seat.pk, home="Rent", age="", consents="on")
    assert Declaration.objects.get().answers == {"home": "Rent"}
    assert desk.send(chair, "people.publish_composition", "police-board").status_code == 409
    assert desk.look(chair, "people.publish_composition", "police-board")
