"""The thread: six stations from what was said to who checked it, for one input and for a whole topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.text import brief as day
from commonbeat.matters.models import Change, Check, Commitment, Decision, Input, Matter, Text, Window
from commonbeat.matters.models.input import State

DONE, DUE, OPEN, NEVER = "done", "due", "open", "never"


@dataclass(frozen=True)
class Station:
    """One stop on the rail: its word, what has happened there, a short note and a link to it."""

    name: str
    state: str
    note: str = ""
    url: str = ""


def _count(rows: QuerySet) -> Subquery:
    """How many rows belong to the outer matter."""
    counted = rows.filter(matter=OuterRef("pk")).order_by().values("matter").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def with_progress(matters: QuerySet) -> QuerySet:
    """Matters with the counts and dates that their rail needs, in the one query that reads them."""
    own = {"matter": OuterRef("pk")}
    windows = Window.objects.filter(**own).order_by("-opens_at")
    changes = Change.objects.of_passages().filter(text__matter=OuterRef("pk")).exclude(text__published_on=None)
    changes = changes.order_by().values("text__matter").annotate(n=Count("pk")).values("n")
    adopted = Decision.objects.filter(**own).exclude(outcome=Decision.Outcome.INTERIM).order_by("-pk")
    return matters.select_related("agency", "agency__organization").annotate(
        opens_at=Subquery(windows.values("opens_at")[:1]),
        closes_at=Subquery(windows.values("closes_at")[:1]),
        replies_due=Subquery(windows.values("replies_due")[:1]),
        said=_count(Input.objects.shown()),
        replied=_count(Input.objects.answerable().answered()),
        waiting=_count(Input.objects.waiting()),
        versions=_count(Text.objects.published()),
        changed=Subquery(changes, output_field=IntegerField()),
        decided_on=Subquery(adopted.values("decided_on")[:1]),
        outcome=Subquery(adopted.values("outcome")[:1]),
        promised=_count(Commitment.objects.exclude(state=Commitment.State.DROPPED)),
        checked=_count(Commitment.objects.filter(state=Commitment.State.CHECKED)),
    )


def of_topic(matter: Matter) -> list[Station]:
    """The rail of a topic that was read ``with_progress``."""
    page = matter.get_absolute_url()
    said, replied, waiting = matter.said or 0, matter.replied or 0, matter.waiting or 0
    return [
        Station(_("said"), DONE if said else OPEN, str(said), f"{page}#said"),
        Station(_("reply"), _share(replied, waiting), _of(replied, replied + waiting), f"{page}#replies"),
        _topic_changed(matter, page),
        Station(_("decided"), DONE if matter.decided_on else OPEN, day(matter.decided_on), f"{page}#decision"),
        Station(_("promised"), DONE if matter.promised else OPEN, str(matter.promised or 0), f"{page}#promises"),
        Station(
            _("checked"),
            _share(matter.checked or 0, (matter.promised or 0) - (matter.checked or 0)),
            _of(matter.checked or 0, matter.promised or 0),
            f"{page}#promises",
        ),
    ]


def _share(done: int, left: int) -> str:
    if done and not left:
        return DONE
    return DUE if left else OPEN


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole} if whole else ""


def _topic_changed(matter: Matter, page: str) -> Station:
    if matter.changed:
        passages = ngettext("%(n)s passage", "%(n)s passages", matter.changed) % {"n": matter.changed}
        return Station(_("changed"), DONE, passages, f"{page}#text")
    if matter.decided_on:
        return Station(_("changed"), NEVER, _("no words changed"), f"{page}#text")
    return Station(_("changed"), OPEN, "", f"{page}#text")


@dataclass(frozen=True)
class Thread:
    """All that belongs to one input: the pieces behind its six stations."""

    given: Input
    changes: Sequence[Change]
    decision: Decision | None
    promises: Sequence[Commitment]
    checks: Sequence[Check]

    @property
    def stations(self) -> list[Station]:
        return [
            Station(_("said"), DONE, day(self.given.given_on), "#said"),
            self._reply(),
            self._changed(),
            self._decided(),
            self._promised(),
            self._checked(),
        ]

    def _reply(self) -> Station:
        reply = (self.given.same_as or self.given).reply
        if reply:
            return Station(_("reply"), DONE, day(reply.published_on), "#reply")
        due = _("by %(day)s") % {"day": day(self.given.window.replies_due)}
        if self.given.state == State.HELD:
            return Station(_("reply"), OPEN, "", "#reply")
        return Station(_("reply"), DUE if self.given.is_shown else NEVER, due if self.given.is_shown else "", "#reply")

    def _changed(self) -> Station:
        if self.changes:
            return Station(_("changed"), DONE, day(self.changes[0].text.published_on), "#changed")
        if self.decision:
            return Station(_("changed"), NEVER, _("no words changed"), "#changed")
        return Station(_("changed"), OPEN, "", "#changed")

    def _decided(self) -> Station:
        when = self.decision.decided_on if self.decision else None
        return Station(_("decided"), DONE if when else OPEN, day(when), "#decided")

    def _promised(self) -> Station:
        if self.promises:
            return Station(_("promised"), DONE, day(self.promises[0].made_on), "#promised")
        if self.decision:
            return Station(_("promised"), NEVER, _("nothing promised"), "#promised")
        return Station(_("promised"), OPEN, "", "#promised")

    def _checked(self) -> Station:
        kept = [one for one in self.checks if one.kept]
        if self.promises and len(kept) >= len(self.promises):
            return Station(_("checked"), DONE, day(kept[-1].on), "#checked")
        if self.promises:
            due = _("due %(day)s") % {"day": day(min(one.due for one in self.promises))}
            return Station(_("checked"), DUE, due, "#checked")
        return Station(_("checked"), NEVER if self.decision else OPEN, "", "#checked")


def thread_of(given: Input) -> Thread:
    """The thread of one input, folded inputs sharing that of the one they stand behind. Five queries."""
    stand_in = given.same_as or given
    decisions = Decision.objects.filter(matter=given.matter_id).exclude(outcome=Decision.Outcome.INTERIM)
    decision = decisions.filter(decided_on__gte=given.given_on).select_related("by_seat__organization").last()
    promises = Commitment.objects.filter(matter=given.matter_id).exclude(state=Commitment.State.DROPPED)
    promises = promises.filter(answer=stand_in.answer_id) if stand_in.answer_id else promises.none()
    promises = list(promises.select_related("owner__organization", "matter__agency"))
    return Thread(
        given=given,
        changes=list(
            Change.objects.filter(inputs=stand_in).exclude(text__published_on=None).select_related("text", "old", "new")
        ),
        decision=decision,
        promises=promises,
        checks=list(
            Check.objects.filter(report__commitment__in=promises)
            .select_related("report", "by_seat__organization")
            .order_by("pk")
        ),
    )
