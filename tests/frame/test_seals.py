"""The log proves what was published: the newest entry about each thing commits to exactly what stands."""

from __future__ import annotations

import io
import json
from dataclasses import replace as swap
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from hypothesis import HealthCheck, given, settings

from commonbeat.frame import seals
from commonbeat.frame.action import label
from commonbeat.frame.text import Words, WordsField
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Change, Fate, Input, Passage, Slip, Text
from commonbeat.people.actor import NOBODY
from tests import factories as make
from tests.frame.lives import LIVES, lived
from tests.laying import undone
from tests.records import files

pytestmark = pytest.mark.django_db
some = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
#: fields that hold words in public, where one stands outside a thing of its own with a seal
BESIDE = {Passage: ["words", "label"], Change: ["because"], Fate: ["outcome"]}


@pytest.fixture
def house(db: None) -> make.House:
    return make.house()


@some
@given(acts=LIVES)
@undone()
def test_the_newest_entry_about_each_thing_commits_to_what_stands(house: make.House, acts: list) -> None:
    lived(house, acts)
    assert seals.broken() == []
    newest: dict[str, dict] = {}
    for entry in map(json.loads, record.lines()):
        newest[entry.get("made") or entry["subject"]] = entry
    things = [thing for model in seals.models_with_seals() for thing in model._base_manager.all()]
    public = [thing for thing in things if not (thing.is_open_to_change or thing.came_in_bulk)]
    assert {label(one): newest[label(one)]["commitment"] for one in public} == {
        label(one): one.sealed_words() for one in public
    }
    for reply in Answer.objects.published().exclude(pk__in=Answer.objects.exclude(corrects=None).values("corrects")):
        assert newest[label(reply)]["facts"]["comments"] == reply.comments


WHOLE = [
    ("meet", 1),
    ("walk", 1),
    ("extend", 1),
    ("publish", 1),
    ("say", 2),
    ("vote", 0),
    ("leave_out", 1),
    ("translate", 0),
    ("reply", 2),
    ("publish", 0),
    ("correct", 0),
    ("after", 0),
    ("order", 2),
]
WHOLE += [("recommend", 1), ("sit", 1), ("hold", 1), ("key", 1), ("keep_records", 1), ("papers", 1)]
WHOLE += [
    ("redraft", 1),
    ("promise", 1),
    ("keep", 1),
    ("drop", 1),
    ("decide", 0),
    ("end", 1),
]


def changed(thing: models.Model, field: models.Field) -> Any:
    """Another value for a field of words."""
    value = getattr(thing, field.name)
    return Words(f"{value.text}~") if isinstance(field, WordsField) else f"{(value or '')[:-1]}~"


def worded(model: type[models.Model]) -> list[models.Field]:
    """The fields of a sort of thing in which words stand that people wrote."""
    if model in BESIDE:
        return [model._meta.get_field(name) for name in BESIDE[model]]
    kinds = (WordsField, models.TextField, models.CharField)
    out = {"stage", "state", "reason", "channel", "form_key", "kept", "not_answered_words", "kind", "speaking"}
    return [one for one in model._meta.get_fields() if isinstance(one, kinds) and one.name not in out]


def test_any_changed_word_is_found(house: make.House) -> None:
    """Each field of words of each thing, changed in the database by whoever holds it."""
    lived(house, WHOLE)
    files.lived(house)
    none = {model for model in seals.models_with_seals() if not model._base_manager.exists()}
    assert none == set()
    assert seals.broken() == []
    unseen = []
    for model in [*seals.models_with_seals(), *BESIDE]:
        for thing in model._base_manager.all():
            for field in worded(model):
                model._base_manager.filter(pk=thing.pk).update(**{field.name: changed(thing, field)})
                unseen += [] if seals.broken() else [f"{label(thing)}.{field.name}"]
                model._base_manager.filter(pk=thing.pk).update(**{field.name: getattr(thing, field.name)})
    assert unseen == [] and seals.broken() == []


def test_what_was_put_in_or_taken_out_beside_the_log_is_found(house: make.House) -> None:
    lived(house, WHOLE)
    slip = Slip.objects.get()
    false = Slip.objects.create(passage=slip.passage, was="Officers may do what they like.", because="No")
    assert f"{label(false)} has no entry in the public log" in seals.broken()
    Slip.objects.filter(pk__gt=slip.pk).delete()
    reply = Answer.objects.published().first()
    Answer.objects.filter(pk=reply.pk).update(nonce=b"")
    assert seals.broken() == [f"{label(reply)} does not say what was sealed"]
    Answer.objects.filter(pk=reply.pk).update(nonce=reply.nonce)
    Slip.objects.filter(pk=slip.pk).delete()
    assert f"{label(slip)} is gone" in seals.broken()


def test_comments_cannot_be_moved_to_another_reply_or_passage(house: make.House) -> None:
    window = make.opened(house)
    one, other = make.said(window, "One.", passage=window.text.passages()[0]), make.said(window, "Two.")
    first, second = make.replied(house, one), make.replied(house, other)
    Input.objects.filter(pk=one.pk).update(answer=second)
    assert seals.broken() == [f"reply {number.pk} does not say what was sealed" for number in (first, second)]
    Input.objects.filter(pk=one.pk).update(answer=first, passage=window.text.passages()[1])
    assert seals.broken() == [f"comment {one.pk} does not say what was sealed"]


def test_erased_words_leave_no_trouble_behind(house: make.House) -> None:
    given = make.said(make.opened(house))
    giver = swap(NOBODY, giver_ids=frozenset([given.giver_id]))
    actions.erase(actions.ask_erasure(given, by=giver, ground="court"), by=house.clerk, granted=True, law="Order 5")
    assert seals.broken() == []


def test_the_command_says_what_it_found(house: make.House) -> None:
    make.opened(house)
    said = io.StringIO()
    call_command("verify", stdout=said)
    assert said.getvalue() == (
        f"The public log: {Entry.objects.count()} entries, head {record.head().digest}\n"
        "It holds, and all that is public says what was sealed.\n"
    )
    Passage.objects.filter(label="(a)").update(words="No officer wears a camera.")
    with pytest.raises(CommandError) as trouble:
        call_command("verify", stdout=io.StringIO())
    text = Text.objects.get()
    assert str(trouble.value) == f"Changed beside the log: text {text.pk} does not say what was sealed."
