"""Who may do what at the desk, at each stage of a topic: the expected yes or no written out."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.rules import may
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Appeal, Commitment, Input, Passage, Text, Window
from commonbeat.people.actor import NOBODY, Actor, actor_for
from commonbeat.people.models import Person
from tests import factories
from tests.matters.desk import at, seat_also

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

#: letter → role; the last holds a chief's and a clerk's seat
ROLES = {
    "n": "nobody",
    "r": "resident",
    "s": "staff",
    "c": "coordinator",
    "h": "chief",
    "k": "clerk",
    "b": "both",
}
STAGES = ("draft", "open", "closed", "decided", "withdrawn")
AGENCY = "schb"
#: act → who may while the topic is a draft, open, closed, decided, withdrawn; None: there is nothing to do it to
EXPECTED: dict[str, tuple[str | None, ...]] = {
    "matters.start": ("c", "c", "c", "c", "c"),
    "matters.inbox": (AGENCY, AGENCY, AGENCY, AGENCY, AGENCY),
    "matters.desk": (AGENCY, AGENCY, AGENCY, AGENCY, AGENCY),
    "matters.comments": (AGENCY, AGENCY, AGENCY, AGENCY, AGENCY),
    "matters.revise": ("c", "", "", "", ""),
    "matters.put_text": ("c", "c", "c", "c", ""),
    "matters.begin_version": ("c", "c", "c", "c", ""),
    "matters.edit_text": ("c", "", "c", "", ""),
    "matters.name_movers": ("c", "", "c", "", ""),
    "matters.settle_fates": ("c", "", "c", "", ""),
    "matters.publish_text": ("c", "", "c", "", ""),
    "matters.correct_slip": ("", "c", "c", "", ""),
    "matters.open_period": ("c", "c", "c", "c", ""),
    "matters.extend_period": (None, "c", "", "", ""),
    "matters.enter": (None, AGENCY, AGENCY, "", ""),
    "matters.enter_many": (None, "c", "c", "", ""),
    "matters.elect_replies": (None, "", "", "", ""),
    "matters.import_conversation": ("c", "c", "c", "c", "c"),
    "matters.fold": ("c", "c", "c", "c", ""),
    "matters.answer": (AGENCY, AGENCY, AGENCY, AGENCY, AGENCY),
    "matters.publish_answers": ("c", "c", "c", "c", "c"),
    "matters.decide": ("", "hb", "hb", "", ""),
    "matters.order_interim": ("hb", "hb", "hb", "", ""),
    "matters.withdraw_topic": ("hb", "hb", "hb", "", ""),
    "matters.retire": ("", "", "", "hb", ""),
    "matters.promise": (AGENCY, AGENCY, AGENCY, AGENCY, ""),
    "matters.input": (None, AGENCY, AGENCY, AGENCY, AGENCY),
    "matters.hold": (None, "c", "c", "c", "c"),
    "matters.hide": (None, "c", "c", "c", "c"),
    "matters.hand_over": (None, "c", "c", "c", "c"),
    "matters.translate": (None, AGENCY, AGENCY, AGENCY, AGENCY),
    "matters.unfold": (None, "c", "c", "c", "c"),
    "matters.release": (None, "c", "c", "c", "c"),
    "matters.revise_answer": (None, AGENCY, AGENCY, None, None),
    "matters.discard_answer": (None, AGENCY, AGENCY, None, None),
    "matters.correct_answer": (None, "c", "c", "c", "c"),
    "matters.report": (None, "sc", "sc", "sc", "sc"),
    "matters.move_due": (None, "sc", "sc", "sc", "sc"),
    "matters.drop_promise": (None, "hb", "hb", "hb", "hb"),
    "matters.check": (None, "k", "k", "k", "k"),
    "matters.to_check": ("kb", "kb", "kb", "kb", "kb"),
    "matters.appeals": ("schkb", "schkb", "schkb", "schkb", "schkb"),
}
#: act → the thing made for it; all others are done to the topic, or to nothing
THINGS = {
    "text": "edit_text name_movers settle_fates publish_text",
    "passage": "correct_slip",
    "window": "extend_period enter enter_many elect_replies",
    "given": "input hold hide hand_over translate unfold",
    "hidden": "release",
    "draft": "revise_answer discard_answer",
    "reply": "correct_answer",
    "owed": "report move_due drop_promise",
    "reported": "check",
    "none": "start inbox to_check appeals import_conversation",
}
THING_OF = {f"matters.{act}": thing for thing, acts in THINGS.items() for act in acts.split()}


def made(house: factories.House, stage: str) -> tuple[dict[str, Any], Any]:
    """A topic at this stage with everything that the acts are done to, and the time at which it is there."""
    matter = factories.draft(house)
    things: dict[str, Any] = {"matter": matter}
    if stage == "draft":
        return things, nullcontext()
    window = factories.opened(house, matter=matter, paper_days=5 if stage == "closed" else 0)
    given, hidden, answered, drafted = (factories.said(window, f"Keep it {n} years.") for n in range(2, 6))
    actions.hide(hidden, by=house.coordinator, reason="threat")
    things |= {"window": window, "given": given, "hidden": hidden}
    promise = {"promise": Words("Count the videos"), "owner": house.seat("staff"), "due": window.replies_due}
    things["reply"] = factories.replied(house, answered, **promise)
    things["owed"] = Commitment.objects.get(answer=things["reply"])
    done = {"words": Words("Ask the schools"), "owner": house.seat("staff"), "due": window.replies_due}
    things["reported"] = actions.promise(matter, by=house.staff, **done)
    actions.report(things["reported"], by=house.staff, words="Asked them all.")
    reason = {"outcome": "will_not", "reasons": Words("The law says no.")}
    things["draft"] = actions.answer(matter, by=house.staff, inputs=[drafted], **reason)
    moment = clock.moved(clock.now()) if stage == "open" else factories.after(window)
    with factories.after(window):
        finish(house, stage, things)
    return things, moment


def finish(house: factories.House, stage: str, things: dict[str, Any]) -> None:
    """What happens once the period is over."""
    matter = things["matter"]
    if stage == "closed":
        actions.put_text(matter, by=house.coordinator, pieces=factories.PIECES[:2])
    if stage == "decided":
        factories.replied(house, things["given"])
        actions.publish_answers(matter, by=house.coordinator, answers=[things["draft"]], count=1)
        actions.decide(matter, by=house.chief, outcome="not_adopt", reasons=Words("Too dear."))
    if stage == "withdrawn":
        actions.withdraw_topic(matter, by=house.chief, because="Another law came.")


@pytest.mark.parametrize("stage", STAGES)
def test_who_may_at_each_stage_of_a_topic(stage: str) -> None:
    house = factories.house()
    seat_also(house, "both@example.org", house.bodies["agency"], "chief", house.coordinator)
    seat_also(house, "both@example.org", house.bodies["city"], "clerk", house.clerk)
    things, moment = made(house, stage)
    with moment:
        things["text"] = Text.objects.filter(matter=things["matter"]).order_by("-version").first()
        clients = {letter: at(name) for letter, name in ROLES.items()}
        actors = {letter: actor(name) for letter, name in ROLES.items()}
        things["passage"] = Passage.objects.filter(text__matter=things["matter"]).first()
        for act, expected in EXPECTED.items():
            wanted = expected[STAGES.index(stage)]
            thing = things.get(THING_OF.get(act, "matter"))
            if wanted is not None:
                assert (act, table(act, thing, actors)) == (act, wanted)
                assert (act, pages(act, thing, clients)) == (act, wanted)


def table(act: str, thing: Any, actors: dict[str, Actor]) -> str:
    """Who may, as the table says."""
    if thing is not None:
        thing = type(thing).objects.select_related(*thing.rules_read).get(pk=thing.pk)
    return "".join(letter for letter, one in actors.items() if may(act, one, thing))


def actor(name: str) -> Actor:
    return NOBODY if name == "nobody" else actor_for(Person.objects.get(email=f"{name}@example.org"))


def pages(act: str, thing: Any, clients: dict[str, Client]) -> str:
    """Who may, as the pages say; without a right they answer 403, or 404 where the thing cannot be seen."""
    address = reverse(act, args=[thing.pk] if thing is not None else [])
    answers = {letter: client.get(address).status_code for letter, client in clients.items()}
    assert set(answers.values()) <= {200, 302, 403, 404}, (act, answers)
    return "".join(letter for letter, status in answers.items() if status in (200, 302))


def test_every_act_of_the_desk_is_in_the_table() -> None:
    from commonbeat.matters.urls import desk

    elsewhere = {"matters.settle_appeal"}
    assert {one.name for one in desk} - elsewhere == set(EXPECTED)


def test_only_a_seat_outside_settles_an_appeal(window: Window) -> None:
    coordinator = actor("coordinator")
    given = actions.hide(factories.said(window), by=coordinator, reason="threat")
    giver = Actor(giver_ids=frozenset([given.giver_id]))
    asked = actions.appeal(given, by=giver, words="It threatens nobody.")
    assert table_of_appeal(asked) == ["clerk"], "and nobody who also holds a seat in the agency"
    actions.settle_appeal(asked, by=actor("clerk"), restored=True, reasons="No threat in it.")
    assert table_of_appeal(asked) == []
    assert Input.objects.get(pk=given.pk).words.text == "Keep video for a year."


def table_of_appeal(asked: Appeal) -> list[str]:
    house = factories.House(asked.input.matter.agency)
    seat_also(house, "both@example.org", house.agency.organization, "chief", house.coordinator)
    seat_also(house, "both@example.org", house.clerk.seats[0].organization, "clerk", house.clerk)
    names = list(ROLES.values())
    address = reverse("matters.settle_appeal", args=[asked.pk])
    return [name for name in names if at(name).get(address).status_code == 200]
