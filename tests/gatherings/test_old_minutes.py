"""Old minutes pasted: promises are proposed, a person confirms, and they stand as promised then, entered now."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from commonbeat.frame import seals
from commonbeat.frame.rules import Refused, may
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.minutes import Undertaken
from commonbeat.gatherings.models import Gathering, Promised
from commonbeat.ledger import record
from commonbeat.matters.models import Commitment
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.gatherings.test_intake import look as looked_at, take_in
from tests.matters.desk import at, done, look, send

pytestmark = pytest.mark.django_db

PAGE = "gatherings.enter_promises"
MINUTES = """1. Residents asked about the lights. The Chief will look into it and report back by March 1.
2. The school is quiet.
3. Staff to ask the library for a room.
"""


@pytest.fixture
def house() -> factories.House:
    made = factories.house()
    take_in(made, looked_at(made))
    return made


@pytest.fixture
def meeting(house: factories.House) -> Gathering:
    return Gathering.objects.select_related("agency", "organization").order_by("starts_at")[0]


def rows(*kept: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    fields: dict[str, Any] = {"form-TOTAL_FORMS": total or len(kept), "form-INITIAL_FORMS": len(kept)}
    for at_, one in enumerate(kept):
        fields |= {f"form-{at_}-{name}": value for name, value in ({"language": "en"} | one).items()}
    return fields


def test_sentences_are_proposed_and_only_those_ticked_are_entered(house: factories.House, meeting: Gathering) -> None:
    client = at("coordinator")
    preview = send(client, PAGE, meeting.pk, minutes=MINUTES)
    proposed = [form.initial for form in preview.context["promises"]]
    chief, staff = house.seat("chief"), house.seat("staff")
    assert [(one["words"], one["owner"], str(one["due"])) for one in proposed] == [
        ("The Chief will look into it and report back by March 1.", chief.pk, "2016-03-01"),
        ("Staff to ask the library for a room.", staff.pk, "None"),
    ]
    assert not Commitment.objects.exists(), "nothing is made of what nobody confirmed"
    first = {"is_promise": "on", "words": "Look into the lights", "owner": chief.pk, "due": "2016-03-01"}
    place = done(client, PAGE, meeting.pk, **rows(first, {"words": "Staff to ask."}))
    assert place == meeting.get_absolute_url()
    promise = Commitment.objects.get()
    assert (str(promise), promise.owner, str(promise.made_on), str(promise.due)) == (
        "Look into the lights",
        chief,
        "2016-02-10",
        "2016-03-01",
    )
    assert promise.is_overdue and Promised.objects.get().gathering == meeting
    entry = json.loads(list(record.lines())[-1])
    assert (entry["verb"], entry["made"], entry["facts"]) == (
        PAGE,
        f"promise {promise.pk}",
        {"due": "2016-03-01", "owner": f"seat {chief.pk}"},
    )
    assert seals.broken() == []
    public = look(at("nobody"), "gatherings.meeting", meeting.pk)
    assert "Look into the lights" in public and "It was entered here on" in public


def test_what_is_ticked_needs_words_who_and_when(house: factories.House, meeting: Gathering) -> None:
    answer = send(at("coordinator"), PAGE, meeting.pk, **rows({"is_promise": "on"}, {}))
    assert [sorted(form.errors) for form in answer.context["promises"]] == [["due", "owner", "words"], []]
    early = {"is_promise": "on", "words": "A", "owner": house.seat("chief").pk, "due": "2016-02-09"}
    refused = send(at("coordinator"), PAGE, meeting.pk, **rows(early))
    assert (refused.status_code, refused.context["refusal"]) == (409, "A promise cannot be due in the past.")
    assert done(at("coordinator"), PAGE, meeting.pk, **rows({"words": "A"})) == meeting.get_absolute_url()
    assert not Commitment.objects.exists()


def test_a_long_sentence_is_proposed_whole_and_shortened_by_who_confirms_it(
    house: factories.House, meeting: Gathering
) -> None:
    client, long = at("coordinator"), f"The Chief will look into the lights{', and the benches' * 30}."
    preview = send(client, PAGE, meeting.pk, minutes=long)
    assert [form.initial["words"] for form in preview.context["promises"]] == [long]
    kept = {"words": long, "owner": house.seat("chief").pk, "due": "2016-03-01"}
    answer = send(client, PAGE, meeting.pk, **rows(kept | {"is_promise": "on"}))
    assert [list(form.errors) for form in answer.context["promises"]] == [["words"]]
    assert done(client, PAGE, meeting.pk, **rows(kept)) == meeting.get_absolute_url()


def test_where_nothing_reads_like_a_promise_that_is_said(house: factories.House, meeting: Gathering) -> None:
    answer = send(at("coordinator"), PAGE, meeting.pk, minutes="The school is quiet.")
    assert "No sentence of these minutes reads like a promise." in answer.content.decode()


def test_only_seats_of_the_agency_or_of_the_body_that_met_promise(house: factories.House, meeting: Gathering) -> None:
    due = meeting.day + timedelta(days=30)
    one = Undertaken(Words("Send the list"), house.seat("clerk"), due)
    with pytest.raises(Refused, match="a seat of the agency or of the body that met"):
        actions.enter_promises(meeting, by=house.coordinator, promises=[one])
    one = one._replace(owner=house.seat("staff"))
    actions.enter_promises(meeting, by=house.coordinator, promises=[one])
    assert Commitment.objects.get().owner == house.seat("staff")


def test_who_may_enter_promises(house: factories.House, meeting: Gathering) -> None:
    told = {
        name: may(PAGE, house.actor(name), meeting) for name in ("staff", "chief", "coordinator", "clerk", "resident")
    }
    assert told == {"staff": False, "chief": True, "coordinator": True, "clerk": False, "resident": False}
    canceled = Gathering.objects.get(state="canceled")
    assert [may(PAGE, one, canceled) for one in (NOBODY, house.coordinator)] == [False, False]
