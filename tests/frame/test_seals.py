"""The log proves what was published: the newest entry about each thing commits to exactly what stands."""

from __future__ import annotations

import io
import json
from dataclasses import replace as swap
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from hypothesis import HealthCheck, given, settings, strategies as st

from commonbeat.frame import seals
from commonbeat.frame.action import label
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words, WordsField
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Change, Commitment, Fate, Input, Matter, Passage, Slip, Text, Window
from commonbeat.people.actor import NOBODY
from tests import factories as make

pytestmark = pytest.mark.django_db
some = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
#: fields that hold words in public, where one stands outside a thing of its own with a seal
BESIDE = {Passage: ["words", "label"], Change: ["because"], Fate: ["outcome"]}


@pytest.fixture
def house(db: None) -> make.House:
    return make.house()


class Life:
    """A topic, and what can happen in it; what may not be done now is refused and changes nothing."""

    def __init__(self, house: make.House) -> None:
        self.house = house
        self.matter = make.draft(house)
        self.windows: list[Window] = []

    def try_(self, name: str, n: int) -> None:
        try:
            getattr(self, name)(n)
        except (Refused, LookupError):
            pass

    @property
    def window(self) -> Window:
        return self.windows[-1]

    def by(self, name: str = "coordinator") -> Any:
        return self.house.actor(name)

    def one(self, rows: Any, n: int) -> Any:
        found = list(rows)
        if not found:
            raise LookupError
        return found[n % len(found)]

    def revise(self, n: int) -> None:
        new = {name: Words(f"{name} {n}").translated("es", f"{name} {n} es") for name in ("title", "summary", "question")}
        actions.revise(self.matter, by=self.by(), kind="policy", **new)

    def open(self, n: int) -> None:
        self.windows.append(make.opened(self.house, matter=Matter.objects.get(pk=self.matter.pk), days=10 + n))

    def extend(self, n: int) -> None:
        later = self.window.last_day + timedelta(days=n + 1)
        actions.extend_period(
            self.window, by=self.by(), closes_at=self.house.agency.end_of(later), replies_due=later, because=f"Rain {n}"
        )
        self.window.refresh_from_db()

    def say(self, n: int) -> None:
        make.said(self.window, f"Said {n}", passage=self.one(self.window.text.passages(), n), role="officer")

    def enter_many(self, n: int) -> None:
        rows = [{"words": Words(f"Row {n}"), "given_on": self.house.agency.today()}]
        actions.enter_many(self.window, by=self.by(), rows=rows, channel="paper", count=1, digest="0" * 64)

    def slip(self, n: int) -> None:
        passage = self.one(Passage.objects.filter(text=self.window.text), n)
        actions.correct_slip(passage, by=self.by(), words=f"{passage.words} Clearly.", because="A word was missing")

    def reply(self, n: int) -> None:
        promise = {"promise": Words(f"Do {n}"), "owner": self.house.seat("staff"), "due": self.house.agency.today()}
        waiting = self.one(Input.objects.waiting().filter(answer=None), n)
        draft = actions.answer(
            self.matter, by=self.by(), inputs=[waiting], outcome="will_do", reasons=Words("x"), **promise if n % 2 else {}
        )
        actions.revise_answer(draft, by=self.by("staff"), outcome="will_not", reasons=Words(f"Because {n}"))

    def publish(self, n: int) -> None:
        actions.publish_answers(self.matter, by=self.by(), answers=[self.one(Answer.objects.drafts(), n)], count=1)

    def correct(self, n: int) -> None:
        reply = self.one(Answer.objects.published(), n)
        actions.correct_answer(reply, by=self.by(), outcome="in_part", reasons=Words(f"Rather {n}"))

    def hand_over(self, n: int) -> None:
        actions.hand_over(self.one(Input.objects.all(), n), by=self.by(), to="Roads", reasons=Words("Theirs"))

    def hide(self, n: int) -> None:
        actions.hide(self.one(Input.objects.all(), n), by=self.by(), reason="threat")

    def promise(self, n: int) -> None:
        due = self.house.agency.today() + timedelta(days=n)
        actions.promise(self.matter, by=self.by(), words=Words(f"Will {n}"), owner=self.house.seat("staff"), due=due)

    def keep(self, n: int) -> None:
        promise = self.one(Commitment.objects.all(), n)
        actions.move_due(promise, by=self.by(), due=promise.due + timedelta(days=1), because=f"Late {n}")
        actions.report(promise, by=self.by("staff"), words=f"Done {n}", link="https://example.org")
        actions.check(promise, by=self.by("clerk"), kept=bool(n % 2), note=f"Found {n}")

    def drop(self, n: int) -> None:
        actions.drop_promise(self.one(Commitment.objects.all(), n), by=self.by("chief"), because=f"No money {n}")

    def redraft(self, n: int) -> None:
        pieces = [swap(one, words=f"{one.words} And {n}.") if at == n % 3 else one for at, one in enumerate(make.PIECES)]
        text = actions.put_text(self.matter, by=self.by(), pieces=make.PIECES[1:])
        actions.edit_text(text, by=self.by(), pieces=pieces)
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=self.by(), change=change, by_none=True, because=f"A law {n}")
        actions.publish_text(text, by=self.by(), note=f"New {n}", version=text.version)

    def order(self, n: int) -> None:
        lapses = self.house.agency.today() + timedelta(days=n + 1)
        actions.order_interim(self.matter, by=self.by("chief"), reasons=Words(f"Danger {n}"), lapses_on=lapses)

    def decide(self, n: int) -> None:
        outcome = ["adopt", "not_adopt", "send_back"][n % 3]
        today = self.house.agency.today()
        dates = {"in_force_on": today, "review_on": today + timedelta(days=99)}
        actions.decide(self.matter, by=self.by("chief"), outcome=outcome, reasons=Words(f"So {n}"), **dates)

    def end(self, n: int) -> None:
        act = actions.retire if n % 2 else actions.withdraw_topic
        act(self.matter, by=self.by("chief"), because=f"Enough {n}")


ACTS = [name for name, value in vars(Life).items() if callable(value) and name not in ("__init__", "try_", "by", "one")]
USUAL = ["open", "say", "slip", "reply", "publish", "after", "redraft", "decide", "keep"]
LIVES = st.lists(st.tuples(st.sampled_from([*ACTS, "after"]), st.integers(0, 5)), min_size=5, max_size=25)


def lived(house: make.House, acts: list[tuple[str, int]]) -> None:
    """A topic in which these things happened, the usual ones first; "after" lets the period run out."""
    life = Life(house)
    for name in USUAL[:4]:
        life.try_(name, 1)
    for at, (name, n) in enumerate(acts):
        if name == "after":
            with make.after(life.window):
                for later, number in acts[at + 1 :]:
                    life.try_(later, number) if later != "after" else None
            return
        life.try_(name, n)


@some
@given(acts=LIVES)
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


WHOLE = [("extend", 1), ("publish", 1), ("say", 2), ("reply", 2), ("publish", 0), ("correct", 0), ("after", 0), ("order", 2)]
WHOLE += [("redraft", 1), ("promise", 1), ("keep", 1), ("drop", 1), ("decide", 0), ("end", 1)]


def changed(thing: models.Model, field: models.Field) -> Any:
    """Another value for a field of words."""
    value = getattr(thing, field.name)
    return Words(f"{value.text}~") if isinstance(field, WordsField) else f"{value[:-1]}~"


def worded(model: type[models.Model]) -> list[models.Field]:
    """The fields of a sort of thing in which words stand that people wrote."""
    if model in BESIDE:
        return [model._meta.get_field(name) for name in BESIDE[model]]
    kinds = (WordsField, models.TextField, models.CharField)
    out = {"stage", "state", "reason", "channel", "form_key", "kept", "not_answered_words", "kind"}
    return [one for one in model._meta.get_fields() if isinstance(one, kinds) and one.name not in out]


def test_any_changed_word_is_found(house: make.House) -> None:
    """Each field of words of each thing, changed in the database by whoever holds it."""
    lived(house, WHOLE)
    assert [model for model in seals.models_with_seals() if not model._base_manager.exists()] == []
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
    Slip.objects.create(passage=slip.passage, was="Officers may do what they like.", because="No")
    assert "slip 2 has no entry in the public log" in seals.broken()
    Slip.objects.filter(pk__gt=slip.pk).delete()
    Answer.objects.filter(pk=1).update(nonce=b"")
    assert seals.broken() == ["reply 1 does not say what was sealed"]


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
