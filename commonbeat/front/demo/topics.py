"""One topic of Riverton's year, from its start to its end, as steps with their days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from commonbeat.frame.text import Words
from commonbeat.front.demo import voting
from commonbeat.front.demo.residents import return_words
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Change, Commitment, Fate, Input, Matter, Passage, Text, Window
from commonbeat.matters.texts import passages
from commonbeat.people.actor import NOBODY
from commonbeat.people.receipts import new_words

Steps = Iterator[tuple[float, Callable[[], Any]]]
#: what writers of form letters add, so that copies are near and not equal
CLOSINGS = ["", " Please.", " Thank you.", " A neighbor.", " I live here.", " My family agrees."]


def words(one: dict[str, Any], name: str) -> Words:
    """Words of the story with their Spanish translation, where there is one."""
    plain = Words(one[name].strip(), one.get("language", "en"))
    spanish = one.get(f"{name}_es")
    return plain.translated("es", spanish) if spanish else plain


class TopicStory:
    """The acts of one topic; remembers what they made by the keys of the story."""

    def __init__(self, town: Any, story: dict[str, Any]) -> None:
        self.town, self.story = town, story
        self.matter: Matter | None = None
        self.window: Window | None = None
        self.given: dict[str, Input] = {}
        self.opinions: list[tuple[Input, dict[str, Any]]] = []

    def by(self, key: str) -> Any:
        return self.town.actor(key)

    def steps(self) -> Steps:
        """Everything that happens in this topic."""
        story = self.story
        yield story["day"], self.start
        if "interim" in story:
            yield story["interim"]["day"], self.order_interim
        yield story["period"]["day"], self.open_period
        for said in story.get("said", []):
            yield said["day"], lambda one=said: self.say(one)
        if "votes" in story:
            yield from voting.steps(story["votes"], self)
        for reply in story.get("reply", []):
            yield from self.reply_steps(reply)
        if "version" in story:
            yield story["version"]["day"], self.publish_version
        if "decision" in story:
            yield from self.decision_steps(story["decision"])
        if "withdrawn" in story:
            yield story["withdrawn"]["day"], self.withdraw

    def start(self) -> None:
        story = self.story
        self.matter = actions.start(
            self.town.agency,
            by=self.by("coordinator"),
            kind=story["kind"],
            title=words(story, "title"),
            summary=words(story, "summary"),
            question=words(story, "question"),
            place=self.town.places.get(story.get("place", "")),
        )
        actions.put_text(self.matter, by=self.by("coordinator"), pieces=passages.split(story["text"]))

    def open_period(self) -> None:
        period, agency = self.story["period"], self.town.agency
        self.window = actions.open_period(
            self.matter,
            by=self.by("coordinator"),
            opens_at=self.town.morning(period["opens"]),
            closes_at=agency.end_of(self.town.date(period["closes"])),
            replies_due=self.town.date(period["replies_due"]),
            moderation=period.get("moderation", Window.Moderation.AFTER),
            checked_by=self.town.organizations[period["checked_by"]],
            **voting.takes_opinions(self.story),
        )

    def order_interim(self) -> None:
        interim = self.story["interim"]
        actions.order_interim(
            self.matter,
            by=self.by("chief"),
            reasons=words(interim, "reasons"),
            lapses_on=self.town.date(interim["lapses"]),
        )

    def passage(self, label: str, text: Text) -> Passage | None:
        """The passage with this label in a text."""
        return Passage.objects.filter(text=text, label=label).first() if label else None

    def say(self, one: dict[str, Any]) -> None:
        """Somebody comments, or staff enter what came on paper; form letters come many at once and are folded."""
        passage = self.passage(one.get("passage", ""), self.window.text)
        if "channel" in one:
            self.given[one["key"]] = self.enter(one, passage)
            return
        first = self.given[one["key"]] = self.comment(one, passage)
        if "translation" in one:
            actions.translate(first, by=self.by("coordinator"), language="en", words=one["translation"])
        copies = [
            self.comment(one | {"words": one["words"] + CLOSINGS[number % len(CLOSINGS)], "key": ""}, passage)
            for number in range(one.get("copies", 0))
        ]
        if copies:
            actions.fold(self.matter, by=self.by("coordinator"), into=first, inputs=copies, count=len(copies))
        if self.window.moderation == Window.Moderation.BEFORE and not one.get("wait"):
            actions.release(first, by=self.by("coordinator"))

    def comment(self, one: dict[str, Any], passage: Passage | None) -> Input:
        return actions.comment(
            self.window,
            by=NOBODY,
            words=words(one, "words"),
            kind=one.get("kind", Input.Kind.COMMENT),
            passage=passage,
            role=one.get("role", "resident"),
            return_words=return_words(one["key"], one.get("language", "en")) if one["key"] else new_words(),
        )

    def enter(self, one: dict[str, Any], passage: Passage | None) -> Input:
        return actions.enter(
            self.window,
            by=self.by("coordinator"),
            words=words(one, "words"),
            channel=one["channel"],
            given_on=self.town.date(one["day"]),
            passage=passage,
        )

    def reply_steps(self, reply: dict[str, Any]) -> Steps:
        yield reply["day"], lambda: self.reply(reply)
        yield from self.promise_steps(reply, lambda: Commitment.objects.filter(matter=self.matter))
        if "not_answered" in reply:
            yield reply["day"] + 3, lambda: self.say_not_answered(reply)

    def reply(self, reply: dict[str, Any]) -> None:
        by = self.by("coordinator")
        promise = words(reply, "promise") if "promise" in reply else None
        answer = actions.answer(
            self.matter,
            by=by,
            inputs=[self.given[key] for key in reply["to"]],
            outcome=reply["outcome"],
            reasons=words(reply, "reasons"),
            promise=promise,
            owner=self.town.seats[reply["owner"]] if promise else None,
            due=self.town.date(reply["due"]) if promise else None,
            changes_text=promise is None and reply["outcome"] in Answer.WILL_BE_DONE,
        )
        actions.publish_answers(self.matter, by=by, answers=[answer], count=1)

    def say_not_answered(self, reply: dict[str, Any]) -> None:
        given = Input.objects.get(pk=self.given[reply["to"][0]].pk)
        giver = replace(NOBODY, giver_ids=frozenset([given.giver_id]))
        actions.not_answered(given, by=giver, words=reply["not_answered"])

    def promise_steps(self, one: dict[str, Any], promises: Callable[[], Any]) -> Steps:
        """The report of a promise and its check from outside."""

        def made() -> Commitment:
            return next(each for each in promises() if each.words.text == one["promise"])

        if "report" in one:
            proof = {key: value for key, value in one["report"].items() if key != "day"}
            yield one["report"]["day"], lambda: actions.report(made(), by=self.by(one["owner"]), **proof)
        if "check" in one:
            found = one["check"]
            yield (
                found["day"],
                lambda: actions.check(made(), by=self.by(found["by"]), kept=found["kept"], note=found["note"]),
            )

    def publish_version(self) -> None:
        """Redraft passages, name for each change what moved it, publish."""
        by, version = self.by("coordinator"), self.story["version"]
        pieces = list(passages.split(self.story["text"]))
        for change in version["change"]:
            at = next(i for i, piece in enumerate(pieces) if piece.label == change.get("passage", change.get("after")))
            if "after" in change:
                pieces.insert(at + 1, replace(pieces[at], label=change["label"], words=change["words"]))
            else:
                pieces[at] = replace(pieces[at], words=change["words"])
        text = actions.put_text(self.matter, by=by, pieces=pieces)
        for change in version["change"]:
            label = change.get("passage", change.get("label"))
            row = Change.objects.get(text=text, new__label=label)
            moved_by = [self.given[key] for key in change["moved_by"]]
            actions.name_movers(text, by=by, change=row, inputs=moved_by)
        uncertain = Fate.objects.filter(text=text, outcome=Fate.Outcome.UNCERTAIN)
        actions.settle_fates(text, by=by, outcomes={fate.input_id: Fate.Outcome.CHANGED for fate in uncertain})
        actions.publish_text(text, by=by, note=version["note"], version=text.version)

    def decision_steps(self, decision: dict[str, Any]) -> Steps:
        yield decision["day"], lambda: self.decide(decision)
        yield from self.promise_steps(decision, lambda: Commitment.objects.filter(matter=self.matter))

    def decide(self, decision: dict[str, Any]) -> None:
        made = actions.decide(
            self.matter,
            by=self.by("chief"),
            outcome=decision["outcome"],
            reasons=words(decision, "reasons"),
            in_force_on=self.town.date(decision["in_force"]) if "in_force" in decision else None,
            review_on=self.town.date(decision["review"]) if "review" in decision else None,
        )
        if "promise" in decision:
            actions.promise(
                self.matter,
                by=self.by("coordinator"),
                words=words(decision, "promise"),
                owner=self.town.seats[decision["owner"]],
                due=self.town.date(decision["due"]),
                decision=made,
            )

    def withdraw(self) -> None:
        actions.withdraw_topic(self.matter, by=self.by("chief"), because=self.story["withdrawn"]["because"])
