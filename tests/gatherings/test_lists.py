"""A body's old lists come in by its own chair or clerk: seats that ended, recommendations with their clock."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonbeat.frame import seals
from commonbeat.frame.rules import Refused, may
from commonbeat.gatherings import actions, lists
from commonbeat.gatherings.models import Recommendation
from commonbeat.gatherings.reading import lists as reading
from commonbeat.gatherings.shown import lists as shown
from commonbeat.ledger import record
from commonbeat.people.actor import IMPORT, NOBODY
from commonbeat.people.models import Invitation, Organization, Seat
from tests import factories
from tests.matters.desk import at

pytestmark = pytest.mark.django_db

ROSTER = b"""Seat,Role,Name,Since,Until,Term ends,E-mail
Youth seat,member,Jane Doe,2015-01-05,2016-01-05,2018-01-05,
Chair,Chair,John Doe,2015-01-05,2017-01-05,,
Faith seat,member,Ann Poe,2024-01-05,,2028-01-05,ann@example.org
Business seat,member,Bo Loe,2024-01-05,,,
Youth seat,member,,,2016-01-05,,
Youth seat,member,,2016-02-05,2016-01-05,,
Old seat,member,,long ago,2016-01-05,,
"""
RECOMMENDED = b"""Title,Text,Adopted on,Reply by
Publish the stop data,Every quarter.,2016-05-01,2016-08-01
Train everybody,,2015-05-01,2015-08-01
Wear cameras,,2016-05-01,
Later,,2999-01-01,2999-02-01
,Words,2016-05-01,2016-08-01
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "data"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def body(house: factories.House) -> Organization:
    return Organization.objects.get(pk=house.bodies["city"].pk)


def take_in(house: factories.House, act: Any, looked: lists.Looked, **more: Any) -> None:
    known = {"rows": looked.rows, "count": len(looked.rows), "digest": looked.digest}
    act(body(house), by=house.clerk, **known | more)


def test_a_roster_keeps_seats_and_no_names_and_invites_who_sits_now(house: factories.House) -> None:
    looked = lists.roster(ROSTER, body(house))
    assert [(one.line, one.why) for one in looked.out] == [
        (5, lists.NO_ADDRESS),
        (6, lists.NO_SINCE),
        (7, lists.ENDS_EARLY),
        (8, reading.NO_DAY),
    ]
    before = record.head().number
    take_in(house, actions.import_roster, looked)
    ended = Seat.objects.filter(organization=body(house)).exclude(until=None).order_by("until")
    assert list(ended.values_list("title", "role", "since", "until", "term_ends", "person")) == [
        ("Youth seat", "member", date(2015, 1, 5), date(2016, 1, 5), date(2018, 1, 5), None),
        ("Chair", "chair", date(2015, 1, 5), date(2017, 1, 5), None, None),
    ]
    offer = Invitation.objects.get(email="ann@example.org")
    assert (offer.seat.title, offer.seat.person, offer.seat.term_ends) == ("Faith seat", None, date(2028, 1, 5))
    entry = json.loads(list(record.lines())[-1])
    assert (entry["verb"], entry["facts"]) == ("gatherings.import_roster", {"count": 3, "digest": looked.digest})
    assert record.head().number == before + 2, "the invitation has an entry of its own"
    again = lists.roster(ROSTER, body(house))
    assert (again.rows, [one.why for one in again.out].count(lists.HERE)) == ([], 3)
    with pytest.raises(Refused, match="not here already"):
        take_in(house, actions.import_roster, again)


def test_equal_rows_of_a_roster_are_several_seats(house: factories.House) -> None:
    two = b"Seat,Since,Until\nMember,2015-01-05,2016-01-05\nMember,2015-01-05,2016-01-05\n"
    take_in(house, actions.import_roster, lists.roster(two, body(house)))
    assert Seat.objects.filter(organization=body(house), title="Member").count() == 2
    three = lists.roster(two + b"Member,2015-01-05,2016-01-05\n", body(house))
    assert (len(three.rows), [one.why for one in three.out]) == (1, [lists.HERE, lists.HERE])


def test_recommendations_stand_with_the_clock_that_was_set_then(house: factories.House) -> None:
    looked = lists.recommendations(RECOMMENDED, body(house))
    assert [(one.line, one.why) for one in looked.out] == [
        (4, lists.NO_REPLY_DAY),
        (5, lists.NO_ADOPTION),
        (6, lists.NO_WORDS),
    ]
    take_in(house, actions.import_recommendations, looked, language="en")
    rows = Recommendation.objects.order_by("number").values_list("number", "adopted_on", "reply_due")
    assert list(rows) == [(1, date(2015, 5, 1), date(2015, 8, 1)), (2, date(2016, 5, 1), date(2016, 8, 1))]
    first, second = Recommendation.objects.order_by("number")
    assert (str(first), first.given.words.text, second.given.words.text) == (
        "Train everybody",
        "Train everybody",
        "Every quarter.",
    )
    assert (first.given.given_on, first.given.entered_on) == (date(2015, 5, 1), house.agency.today())
    assert seals.broken() == []
    assert lists.recommendations(RECOMMENDED, body(house)).rows == []


def test_titles_are_not_cut_in_silence(house: factories.House) -> None:
    long = "Publish what was found in the yearly audit of stops and searches and arrests by district and by hour " * 2
    rows = f"Title,Text,Adopted on,Reply by\n{long},Each year.,2016-05-01,2016-08-01\n{long},,2016-06-01,2016-08-01\n"
    take_in(house, actions.import_recommendations, lists.recommendations(rows.encode(), body(house)), language="en")
    first, second = Recommendation.objects.order_by("number")
    assert (first.title.text, first.given.words.text) == (long.strip(), "Each year.")
    assert long.startswith(second.title.text) and second.given.words.text == long.strip()
    assert lists.recommendations(rows.encode(), body(house)).rows == []
    seats = lists.roster(f"Seat,Since,Until\n{long},2015-01-05,2016-01-05\n".encode(), body(house))
    assert (seats.rows, [one.why for one in seats.out]) == ([], [lists.TOO_LONG])


def test_what_differs_from_the_preview_is_refused(house: factories.House) -> None:
    with pytest.raises(Refused, match="changed between the preview and now"):
        take_in(house, actions.import_roster, lists.roster(ROSTER, body(house)), count=1)


@pytest.mark.parametrize(
    ("page", "data", "count"),
    [("take-in-roster", ROSTER, 3), ("take-in-recommendations", RECOMMENDED, 2)],
)
def test_a_list_is_checked_looked_at_and_accepted_once(
    house: factories.House, page: str, data: bytes, count: int
) -> None:
    client, address = at("clerk"), f"/boards/city-clerk/{page}/"
    shown_first = client.post(address, {"file": SimpleUploadedFile("list.csv", data)})
    assert f"{count} rows would enter. Nothing is taken in yet." in shown_first.content.decode()
    assert "Jane Doe" not in shown_first.content.decode()
    key = shown_first.context["kept"]
    assert client.post(address, {"accept": key}).status_code == 302
    assert client.post(address, {"accept": key}).status_code == 409
    made = Seat.objects.filter(organization=body(house)).count() - 1 + Recommendation.objects.count()
    assert made == count
    wrong = client.post(address, {"file": SimpleUploadedFile("list.csv", b"a,b\n1,2\n")})
    assert list(wrong.context["form"].errors) == ["file"]


def test_who_may_take_in_a_list(house: factories.House) -> None:
    acts = ("gatherings.import_roster", "gatherings.import_recommendations")
    names = ("staff", "chief", "coordinator", "clerk", "resident")
    told = {name: [may(act, house.actor(name), body(house)) for act in acts] for name in names}
    nobody = [False, False]
    assert told == {"staff": nobody, "chief": nobody, "coordinator": nobody, "clerk": [True, True], "resident": nobody}
    assert [[may(act, one, body(house)) for act in acts] for one in (NOBODY, IMPORT)] == [nobody, [False, True]]


def test_every_reason_has_peoples_words() -> None:
    phrases = {
        value
        for module in (lists, reading)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and name != "NO_COLUMN"
    }
    assert phrases == set(shown.OUT)
