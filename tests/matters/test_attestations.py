"""The chief's yearly word: signed outside or not, reminded of, lapsed by its date, shown where the agency stands."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import seals
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.front import reminders
from commonbeat.matters import actions
from commonbeat.matters.models import Attestation, Countersignature
from commonbeat.people import actions as people
from commonbeat.people.models import Seat
from commonbeat.scorecard.papers import attestation, quota_papers
from commonbeat.scorecard.records import Records
from tests import factories
from tests.matters.desk import at, done, look, seat_also, send
from tests.matters.papering import FINE, in_days, in_new_york, laid_open

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house(db: None) -> factories.House:
    return in_new_york()


def test_whoever_sat_in_the_agency_in_the_year_does_not_sign_for_outside(house) -> None:
    seat_also(house, "staff@example.org", house.bodies["city"], Seat.Role.CHECKER, house.clerk)
    here = Seat.objects.get(person__email="staff@example.org", role="staff")
    people.end_seat(here, by=house.coordinator, until=house.agency.today())
    with in_days(30):
        one = actions.attest(house.agency, by=house.chief, words="There is none.")
        with pytest.raises(Refused, match="You held a seat in the agency in the year that this attests"):
            actions.countersign(one, by=house.actor("staff"), signs=True)


def test_an_attestation_is_countersigned_or_not_and_lapses_by_its_date(house) -> None:
    assert "The chief has not attested anything yet." in look(Client(), "matters.attestations")
    offered = look(at("chief"), "matters.attest")
    assert "no officer was required to reach a number of arrests, citations or stops" in offered
    assert "N.Y. Labor Law § 215-a" in offered
    done(at("chief"), "matters.attest", words="Nobody is held to a number.")
    assert "Attested; nobody outside has countersigned" in look(Client(), "matters.attestations")
    one = Attestation.objects.get()
    bare = send(at("clerk"), "matters.countersign", one.pk, signs="no")
    assert "Say why you do not sign." in bare.content.decode()
    done(at("clerk"), "matters.countersign", one.pk, signs="no", because="Form 7 counts summonses.")
    page = look(Client(), "matters.attestations")
    assert ("Form 7 counts summonses." in page, "somebody outside says why they do not sign" in page) == (True, True)
    with pytest.raises(Refused, match="Your body has said already"):
        actions.countersign(one, by=house.clerk, signs=True)
    assert Countersignature.objects.count() == 1 and seals.broken() == []
    with in_days(365):
        [row] = Client().get(reverse("matters.attestations.json")).json()["rows"]
        assert (row["state"], "Lapsed on" in look(Client(), "matters.attestations")) == ("lapsed", True)


def test_letters_come_before_it_lapses_and_to_those_outside_who_have_not_signed(house) -> None:
    actions.attest(house.agency, by=house.chief, words="There is none.")
    for days in (0, 1, 7, 334, 335, 336, 358, 359, 365, 366):
        with in_days(days):
            reminders.write(house.agency)
    told = [(one.to.split("@")[0], one.occasion.split(": ")[1].split(",")[0]) for one in Letter.objects.order_by("pk")
            if "reminder: attestation" in one.occasion]  # fmt: skip
    number = Attestation.objects.get().pk
    assert told == [
        ("clerk", f"attestation {number} made"),
        ("clerk", f"attestation {number} waits"),
        ("chief", f"attestation {number} month"),
        ("chief", f"attestation {number} week"),
        ("chief", f"attestation {number} lapsed"),
    ]


def test_both_are_shown_where_we_stand(house) -> None:
    records = Records(house.agency, house.coordinator)
    assert (quota_papers(records, ()), attestation(records, ())) == (None, None)
    laid_open(house)
    laid_open(house, FINE, title="Form 8")
    one = actions.attest(house.agency, by=house.chief, words="There is none.")
    actions.countersign(one, by=house.clerk, signs=True)
    found = quota_papers(records, ())
    assert found.sentence == "2 papers in use are laid open. 1 sentence is against a rule."
    assert [(share.result.numerator, share.result.denominator) for share in found.shares] == [(1, 2)]
    assert attestation(records, ()).sentence == "Attested and countersigned."
    assert "2 papers in use are laid open." in look(Client(), "scorecard.practice", "C3")
