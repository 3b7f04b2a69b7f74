"""A calendar says when meetings were to be. That they were held is said by people: whole months or areas at once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from commonbeat.frame import seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.minutes import Undertaken
from commonbeat.gatherings.intake import digest_of
from commonbeat.gatherings.models import Cadence, Gathering
from commonbeat.gatherings.shown import kept
from commonbeat.ledger import record
from commonbeat.people.models import Place
from commonbeat.scorecard.gathered import meetings_held
from commonbeat.scorecard.records import Records
from tests import factories
from tests.gatherings.test_intake import HEAD, look, take_in
from tests.matters.desk import at, done, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
PAGE = "gatherings.confirm_held"


@pytest.fixture
def house() -> factories.House:
    """With six monthly meetings of two beats in a calendar that was taken in, the newest of last month."""
    made = factories.house()
    days = [made.agency.today() - timedelta(days=30 * back) for back in (6, 5, 4, 3, 2, 1)]
    rows = [f"2,{day}T18:30:00,,Beat {211 + at % 2} Meeting,,,\n" for at, day in enumerate(days)]
    take_in(made, look(made, HEAD + "".join(rows)))
    return made


def of_the_beat(house: factories.House, number: int) -> str:
    """The address that asks for all meetings of one beat."""
    place = Place.objects.get(name=f"Beat {number}")
    days = Gathering.objects.in_place(place).values_list("starts_at", flat=True)
    months = "&first={:%Y-%m}&last={:%Y-%m}".format(*map(house.agency.local, (min(days), max(days))))
    return reverse(PAGE, args=[house.agency.organization_id]) + f"?kind=forum&place={place.pk}{months}"


def test_pages_and_data_say_that_nobody_has_said_it(house: factories.House) -> None:
    one = Gathering.objects.order_by("starts_at").first()
    over, page = at("nobody").get("/meetings/?show=over").content.decode(), at("nobody").get(one.get_absolute_url())
    assert over.count("In the calendar, unconfirmed") == 6 and "Happened then" not in over
    assert "Nobody has said that it was held." in page.content.decode() and "This happened then" not in over
    assert (Gathering.objects.held().count(), Gathering.objects.unconfirmed().count()) == (0, 6)


def test_cadence_reach_and_evidence_count_none_of_them_as_held(house: factories.House) -> None:
    place = Place.objects.get(name="Beat 211")
    rhythm = Cadence(organization=house.agency.organization, place=place, kind="forum", every_months=1)
    rhythm.since = house.agency.today() - timedelta(days=150)
    rhythm.full_clean()
    rhythm.save()
    (found,) = kept.rhythms(house.nobody, house.agency)
    assert (found.kept.held, found.kept.listed > 0, found.state) == (0, True, "unknown")
    assert "known to be held" in found.sentence and "in the calendar, unconfirmed" in found.sentence
    (reached,) = [one for one in kept.reached(house.nobody, house.agency) if one.place == place]
    assert (reached.meetings, reached.listed) == (0, 3)
    told = meetings_held(Records(house.agency, house.nobody), ())
    assert "are known to be held" in told.sentence and told.left_out[0][1] == found.kept.listed
    assert "nobody was met here" not in " ".join(at("nobody").get("/meetings/kept/").content.decode().split())


def test_a_beats_meetings_are_confirmed_by_ticking_them_or_all_where_somebody_says_so(
    house: factories.House,
) -> None:
    client, address = at("coordinator"), of_the_beat(house, 211)
    page = client.get(address)
    first, second, third = Gathering.objects.filter(place__name="Beat 211").order_by("starts_at")
    assert "3 meetings. Tick those that were held." in page.content.decode()
    nothing = client.post(address, {"seen": page.context["form"].shown})
    assert "or say that all of them were" in nothing.content.decode() and second in Gathering.objects.unconfirmed()
    answer = client.post(address, {"seen": page.context["form"].shown, "held": [first.pk, third.pk]})
    assert (answer.status_code, answer["Location"]) == (302, reverse(PAGE, args=[house.agency.organization_id]))
    confirmed = set(Gathering.objects.exclude(confirmed_on=None))
    assert confirmed == {first, third} == set(Gathering.objects.held())
    entry = json.loads(list(record.lines())[-1])
    digest = digest_of([first.uid, third.uid])
    assert (entry["verb"], entry["facts"]) == ("gatherings.confirm_held", {"count": 2, "digest": digest})
    assert seals.broken() == []
    client.post(address, {"seen": client.get(address).context["form"].shown, "all_held": "on"})
    assert second in Gathering.objects.held()
    assert "That it was held was said on" in client.get(first.get_absolute_url()).content.decode()


def test_what_is_confirmed_is_what_stood_on_the_page(house: factories.House) -> None:
    client, address = at("coordinator"), of_the_beat(house, 211)
    seen = client.get(address).context["form"].shown
    gone = Gathering.objects.filter(place__name="Beat 211").first()
    actions.say_not_held(gone, by=house.coordinator, because="Snow")
    answer = client.post(address, {"seen": seen})
    assert "Something was said of these meetings meanwhile." in answer.content.decode()
    assert not Gathering.objects.exclude(confirmed_on=None).exists()
    with pytest.raises(Refused, match="Look again"):
        actions.confirm_held(
            house.agency.organization, by=house.coordinator, meetings=[gone.pk], count=1, digest=digest_of([gone.uid])
        )


def test_what_was_not_held_is_canceled_with_its_reason(house: factories.House) -> None:
    one = Gathering.objects.first()
    assert done(at("coordinator"), "gatherings.say_not_held", one.pk, because="The hall was locked")
    one.refresh_from_db()
    page = at("nobody").get(one.get_absolute_url()).content.decode()
    assert (one.state, "The hall was locked" in page, "This happened then" in page) == ("canceled", True, False)
    assert send(at("coordinator"), "gatherings.say_not_held", one.pk, because="Again").status_code == 409


def test_who_counted_heads_or_has_the_minutes_has_said_it(house: factories.House) -> None:
    first, second, *_ = Gathering.objects.order_by("starts_at")
    actions.count_heads(first, by=house.coordinator, people=12)
    promised = Undertaken(Words("Fix the lamp"), house.seat("coordinator"), house.agency.today())
    actions.enter_promises(second, by=house.coordinator, promises=[promised])
    assert set(Gathering.objects.held()) == {first, second}


@pytest.mark.parametrize("role", ["nobody", "resident", "staff", "clerk"])
def test_only_who_plans_the_bodys_meetings_says_it(house: factories.House, role: str) -> None:
    for name, number in (
        (PAGE, house.agency.organization_id),
        ("gatherings.say_not_held", Gathering.objects.first().pk),
    ):
        assert at(role).get(reverse(name, args=[number])).status_code in (302, 403)
    assert "Say which meetings" not in at(role).get("/meetings/by-month/").content.decode()
