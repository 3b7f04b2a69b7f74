"""A body as Popolo JSON, held by an independent validator against what Popolo's schemas ask of each class.

The schemas were read at popolo-project/popolo-spec (draft 3 of JSON Schema): nothing is required but a count's option
and value, all else is text, lists or dates of one pattern. They stand here in short, and more strictly: every object
has an id of its own, and no property that the class does not know.
"""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from django.test import Client

from commonbeat.gatherings import actions
from commonbeat.gatherings.models import RollVote
from tests import factories as make
from tests.gatherings import board as boards

pytestmark = pytest.mark.django_db

TEXT = {"type": "string"}
DAY = TEXT | {"pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
MOMENT = TEXT | {
    "pattern": "^[0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))$"
}
NAMED = {"type": "string", "required": True}


def known(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def listed(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


POST = known(id=NAMED, label=TEXT, role=TEXT, organization_id=TEXT)
MEMBERSHIP = known(id=NAMED, post_id=TEXT, role=TEXT, organization_id=TEXT, start_date=DAY, end_date=DAY)
IDENTIFIER = known(identifier=NAMED, scheme=TEXT)
EVENT = known(
    id=NAMED, name=TEXT, classification=TEXT, status=TEXT, organization_id=TEXT, start_date=MOMENT, end_date=MOMENT,
    location=TEXT, identifiers=listed(IDENTIFIER),
)  # fmt: skip
COUNT = known(option=NAMED, value={"type": "integer", "required": True})
VOTE = known(voter_id=TEXT, option=TEXT)
VOTE_EVENT = known(
    id=NAMED, motion_id=TEXT, organization_id=TEXT, legislative_session_id=TEXT, classification=TEXT,
    start_date=MOMENT, result=TEXT, counts=listed(COUNT), votes=listed(VOTE),
)  # fmt: skip
MOTION = known(
    id=NAMED, organization_id=TEXT, legislative_session_id=TEXT, creator_id=TEXT, text=TEXT, classification=TEXT,
    date=MOMENT, result=TEXT, vote_events=listed(VOTE_EVENT),
)  # fmt: skip
ORGANIZATION = known(
    id=NAMED, name=TEXT, classification=TEXT, abstract=TEXT, parent_id=TEXT, posts=listed(POST),
    memberships=listed(MEMBERSHIP), events=listed(EVENT), motions=listed(MOTION),
)  # fmt: skip


def test_votes_of_public_minutes_fit_the_schemas_and_point_at_posts_and_events(client: Client) -> None:
    made = boards.board(make.house())
    meeting = boards.opened(made)
    actions.recuse(boards.item(meeting), by=made.chair, seat=made.seats[6], because="Owns a tow truck")
    actions.rule(meeting, by=made.chair, question="recused", answer="no")
    motion = boards.moved(made, meeting)
    actions.call_roll(boards.again(motion), by=made.chair, roll=boards.roll(made, yes=range(4), no=[4], abstain=[5]))
    race = boards.moved(made, meeting, kind="election", nominees=[made.seats[2], made.seats[3]])
    named = {made.seats[n]: actions.motions.Spoken("yes", made.seats[2 + n % 2]) for n in (0, 1, 2, 4)}
    named = boards.roll(made) | named
    actions.call_roll(boards.again(race), by=made.chair, roll=named)
    actions.close_item(boards.item(meeting), by=made.chair)
    address = f"/boards/{made.body.slug}.json"
    assert client.get(address).json()["motions"] == [], "before the minutes are public"
    actions.adjourn(boards.again(meeting), by=made.chair)
    actions.publish_minutes(boards.again(meeting), by=made.chair)

    told = client.get(address).json()
    jsonschema.Draft3Validator(ORGANIZATION).validate(told)
    posts, [event] = {post["id"] for post in told["posts"]}, told["events"]
    towing, race_told = told["motions"]
    [roll] = towing["vote_events"]
    assert (towing["result"], roll["result"]) == ("pass", "pass")
    counts = {one["option"]: one["value"] for one in roll["counts"]}
    assert counts == {"yes": 4, "no": 1, "abstain": 1, "not voting": 1}
    [race_roll] = race_told["vote_events"]
    elected, other = (f"post/{made.seats[number].pk}" for number in (2, 3))
    counts = {one["option"]: one["value"] for one in race_roll["counts"]}
    assert counts == {elected: 3, other: 1, "abstain": 2, "not voting": 1}
    assert len(roll["votes"]) + len(race_roll["votes"]) == RollVote.objects.count()
    for one in (towing, race_told, roll, race_roll):
        assert (one["legislative_session_id"], one["organization_id"]) == (event["id"], told["id"])
    assert {vote["voter_id"] for vote in roll["votes"] + race_roll["votes"]} | {towing["creator_id"]} <= posts
    assert "@example.org" not in client.get(address).content.decode()


def test_the_validator_refuses_what_the_schemas_do_not_know() -> None:
    """That the check above can fail."""
    good = {"id": "m", "date": "2026-05-04T18:30:00-04:00", "vote_events": [{"id": "v", "counts": []}]}
    jsonschema.Draft3Validator(MOTION).validate(good)
    for wrong in ({"date": "4 May"}, {"id": 4}, {"vote_events": [{"id": "v", "counts": [{"option": "yes"}]}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft3Validator(MOTION).validate(good | wrong)
