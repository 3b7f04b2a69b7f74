"""Who may do what in the room, at each stage of a meeting: the expected yes or no written out, by table and by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.rules import may
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import AgendaItem
from commonbeat.matters.actions import comment
from commonbeat.people.actor import NOBODY, actor_for
from commonbeat.people.models import Person
from tests import factories as make
from tests.gatherings.board import again, announced, board, come, item, moved
from tests.matters.desk import at, seat_also

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

#: letter → role: the city's clerk (k) runs meetings of the board that the city appoints, member 1 (m) presides once the
#: chair (h) has left, member 2 (o) does nothing but sit, member 3 (b) holds a seat in the agency as well
ROLES = {
    "n": "nobody", "r": "resident", "s": "staff", "c": "coordinator",
    "k": "clerk", "h": "chair", "m": "member1", "o": "member2", "b": "member3",
}  # fmt: skip
STAGES = ("to come", "running", "over", "public")
ALL = "nrsckhmob"
#: act → who may before the meeting, while it runs, when it is over, once its minutes are public
EXPECTED: dict[str, tuple[str, str, str, str]] = {
    "agenda": (ALL, ALL, ALL, ALL),
    "packet": (ALL, ALL, ALL, ALL),
    "minutes": (ALL, ALL, ALL, ALL),
    "prepare": ("kh", "kh", "kh", "kh"),
    "add_item": ("kh", "khm", "kh", ""),
    "paste_agenda": ("kh", "", "", ""),
    "order_items": ("kh", "", "", ""),
    "change_item": ("kh", "", "", ""),
    "drop_item": ("kh", "", "", ""),
    "take_up_proposal": ("kh", "", "", ""),
    "decline_proposal": ("kh", "kh", "kh", "kh"),
    "post_agenda": ("kh", "", "", ""),
    "open_meeting": ("kh", "", "", ""),
    "room": ("", "khm", "kh", "kh"),
    "attend": ("", "khm", "kh", ""),
    "preside": ("", "khm", "", ""),
    "rule": ("", "khm", "", ""),
    "take_up_item": ("", "khm", "", ""),
    "close_item": ("", "khm", "", ""),
    "note": ("", "khm", "kh", ""),
    "note_promise": ("", "khm", "kh", ""),
    "complete_promise": ("", "khm", "kh", "kh"),
    "let_go_promise": ("", "khm", "kh", "kh"),
    "recuse": ("", "khm", "", ""),
    "move_motion": ("", "khm", "", ""),
    "second_motion": ("", "khm", "", ""),
    "withdraw_motion": ("", "khm", "", ""),
    "call_roll": ("", "khm", "", ""),
    "airtime": ("", "khm", "", ""),
    "adjourn": ("", "khm", "", ""),
    "publish_minutes": ("", "", "kh", ""),
    "correct_minutes": ("", "", "", "kh"),
    "members": ("hmo", "hmo", "hmo", "hmo"),
    "write_note": ("hmo", "hmo", "hmo", "hmo"),
}
ON_ITEM = {"take_up_item", "close_item", "note", "note_promise", "recuse", "move_motion", "correct_minutes"}
ON = {
    **dict.fromkeys(ON_ITEM, "item"),
    **dict.fromkeys({"change_item", "drop_item"}, "draft"),
    **dict.fromkeys({"second_motion", "withdraw_motion", "call_roll"}, "motion"),
    **dict.fromkeys({"complete_promise", "let_go_promise"}, "said"),
    **dict.fromkeys({"members", "write_note"}, "body"),
}


def things_of(made: Any) -> dict[str, Any]:
    """A meeting that is announced, with a posted item, one that is not posted, and a proposal."""
    gathering = announced(made, clock.now() + timedelta(days=9))
    given = comment(gathering.window, by=NOBODY, words=Words("Talk about towing."), kind="idea")
    actions.add_item(gathering, by=made.chair, title=Words("Towing"))
    actions.post_agenda(gathering, by=made.chair)
    draft = actions.add_item(gathering, by=made.chair, title=Words("Late"))
    return {"gathering": gathering, "item": item(gathering), "draft": draft, "given": given, "body": made.body}


def run(made: Any, things: dict[str, Any]) -> None:
    """The meeting runs, its chair has left, a motion and a loose promise are on the floor."""
    gathering = actions.open_meeting(things["gathering"], by=made.chair, presiding=made.seats[0])
    come(made, gathering, range(1, 7))
    actions.take_up_item(things["item"], by=made.chair)
    things["motion"] = moved(made, gathering, seconded_by=None)
    things["said"] = actions.note_promise(again(things["item"]), by=made.chair, words="Look into it")
    actions.attend(gathering, by=made.chair, states={made.seats[0]: "left"})
    actions.preside(gathering, by=made.chair, presiding=made.seats[1])


def end(made: Any, things: dict[str, Any]) -> None:
    """The meeting is over; what was loose was let go, and something else was said after it."""
    actions.let_go_promise(things["said"], by=made.chair, because="A wish, no promise")
    actions.adjourn(things["gathering"], by=made.chair)
    things["said"] = actions.note_promise(again(things["item"]), by=made.chair, words="Look into it after all")


def test_who_may_at_each_stage_of_a_meeting() -> None:
    made = board(make.house())
    seat_also(made.house, "member3@example.org", made.house.bodies["agency"], "staff", made.house.coordinator)
    things = things_of(made)
    clients = {letter: at(ROLES[letter]) for letter in "ch"}  # pages of two roles; the table is asked about all
    look(things, clients, "to come")
    with clock.moved(things["gathering"].starts_at + timedelta(minutes=1)):
        run(made, things)
        look(things, clients, "running")
        end(made, things)
        look(things, clients, "over")
        actions.publish_minutes(things["gathering"], by=made.chair)
        look(things, clients, "public")


def look(things: dict[str, Any], clients: dict[str, Client], stage: str) -> None:
    actors = {letter: person(name) for letter, name in ROLES.items()}
    things["item"] = AgendaItem.objects.get(pk=things["item"].pk)
    for act, expected in EXPECTED.items():
        wanted = expected[STAGES.index(stage)]
        thing = things.get(ON.get(act, "gathering"))
        if thing is None:
            assert wanted == "", act
            continue
        assert (stage, act, table(act, thing, actors)) == (stage, act, wanted)
        seen = "".join(letter for letter in wanted if letter in clients)
        assert (stage, act, pages(act, thing, clients, things)) == (stage, act, seen)


def person(name: str) -> Any:
    return NOBODY if name == "nobody" else actor_for(Person.objects.get(email=f"{name}@example.org"))


def table(act: str, thing: Any, actors: dict[str, Any]) -> str:
    fresh = again(thing)
    return "".join(letter for letter, one in actors.items() if may(f"gatherings.{act}", one, fresh))


def pages(act: str, thing: Any, clients: dict[str, Client], things: dict[str, Any]) -> str:
    """Who may, as the pages say; without a right they answer 403, or 404 where the thing cannot be seen."""
    more = [things["given"].pk] if act.endswith("_proposal") else []
    address = reverse(f"gatherings.{act}", args=[thing.pk, *more])
    answers = {letter: client.get(address).status_code for letter, client in clients.items()}
    assert set(answers.values()) <= {200, 302, 403, 404}, (act, answers)
    return "".join(letter for letter, status in answers.items() if status in (200, 302))


def test_every_page_of_the_room_is_in_the_table() -> None:
    from commonbeat.gatherings.urls.room import desk, held, public

    names = {one.name.removeprefix("gatherings.") for one in (*public, *desk, *held)}
    assert {name for name in names if "." not in name} == set(EXPECTED)
