"""What the rooms below have recorded, counted by kind of topic: a few queries for each sort, however much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KT, KeyTextTransform
from django.db.models.functions import Cast

from commonbeat.frame import clock
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import boards, quorums, recommendations
from commonbeat.gatherings.shown.boards import Board
from commonbeat.gatherings.shown.kept import YEAR
from commonbeat.gatherings.shown.quorums import Kept
from commonbeat.matters.models import Appeal, Change, Check, Commitment, Decision, Input, Matter, Text, Window
from commonbeat.matters.models.matter import Stage
from commonbeat.people.models import Agency
from commonbeat.records import due

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Records:
    """The records that an actor may see, for the topics of some kinds; of every kind where none is named.

    Each property is a list of rows, of which "kind" is the kind of topic and "n" how many there are.
    """

    agency: Agency
    actor: Any

    @property
    def today(self) -> date:
        return self.agency.today()

    def day(self, moment: datetime | None) -> date | None:
        """The date of a moment at the agency."""
        return self.agency.local(moment).date() if moment else None

    def _seen(self, field: str) -> Exists:
        """That the row belongs to a topic which is public for the actor, and no draft."""
        return Exists(Matter.objects.visible_to(self.actor).exclude(stage=Stage.DRAFT).filter(pk=OuterRef(field)))

    @cached_property
    def topics(self) -> Rows:
        """One row for each topic: when its first and its newest comment period opened, when the last one closes, its
        decision, and whether replies are owed. A conversation held elsewhere is no period in which the agency asked."""
        every = Window.objects.filter(matter=OuterRef("pk"))
        periods, elsewhere = every.filter(source=None), every.exclude(source=None)
        begun = periods.filter(opens_at__lte=clock.now())
        final = Decision.objects.filter(matter=OuterRef("pk")).exclude(outcome=Decision.Outcome.INTERIM)
        rows = Matter.objects.visible_to(self.actor).topics().exclude(stage=Stage.DRAFT).order_by("pk")
        return list(
            rows.annotate(
                elsewhere=Exists(elsewhere),
                opened=Subquery(begun.order_by("opens_at").values("opens_at")[:1]),
                opened_last=Subquery(begun.order_by("-opens_at").values("opens_at")[:1]),
                closed_last=Subquery(periods.order_by("-closes_at").values("closes_at")[:1]),
                decided_on=Subquery(final.order_by("-pk").values("decided_on")[:1]),
                is_owed=Exists(Input.objects.waiting().filter(matter=OuterRef("pk"))),
            )
            .exclude(elsewhere=True, opened=None, decided_on=None)
            .values("kind", "stage", "opened", "opened_last", "closed_last", "decided_on", "is_owed")
        )

    @cached_property
    def asked(self) -> dict[str, due.Asked]:
        """Every measure of records, with what it told last."""
        return {one.name: one for one in due.asked()}

    @cached_property
    def inputs(self) -> Rows:
        """What people said by state, channel and language; "folded" where it stands behind another."""
        rows = Input.objects.visible_to(self.actor).heard_here().filter(self._seen("matter"))
        rows = rows.annotate(folded=Exists(Input.objects.filter(pk=OuterRef("same_as"))), spoken=KT("words__language"))
        return _counted(rows, "matter__kind", "state", "channel", "spoken", "folded", on="given_on")

    @cached_property
    def languages(self) -> Rows:
        """What is shown in its own right, by language: whether there is a reply, and one "in_own" language."""
        replied = Q(answer__published_on__isnull=False)
        same = Q()
        for code, _name in settings.LANGUAGES:
            same |= Q(spoken=code) & (Q(answered_in=code) | Q(answer__reasons__others__has_key=code))
        rows = Input.objects.visible_to(self.actor).heard_here().shown().single().filter(self._seen("matter"))
        rows = rows.annotate(
            spoken=Cast(KT("words__language"), CharField()),
            answered_in=Cast(KeyTextTransform("language", "answer__reasons"), CharField()),
        )
        rows = rows.annotate(
            replied=Case(When(replied, then=True), default=False),
            in_own=Case(When(replied & same, then=True), default=False),
        )
        return _counted(rows, "matter__kind", "spoken", "replied", "in_own", on="given_on")

    @cached_property
    def replies(self) -> Rows:
        """What is owed a reply: when it was said, when the reply is due and when it came."""
        rows = Input.objects.visible_to(self.actor).answerable().filter(self._seen("matter"))
        return _counted(
            rows, "matter__kind", "given_on", "window__replies_due", "answer__published_on", on="answer__published_on"
        )

    @cached_property
    def promises(self) -> Rows:
        rows = Commitment.objects.visible_to(self.actor).filter(self._seen("matter"))
        return _counted(rows, "matter__kind", "state", on="made_on")

    @cached_property
    def checks(self) -> Rows:
        rows = Check.objects.filter(self._seen("report__commitment__matter"))
        return _counted(rows, "report__commitment__matter__kind", on="on")

    @cached_property
    def changes(self) -> Rows:
        """Passages that a published version changed, by whether comments moved them."""
        texts = Text.objects.visible_to(self.actor).published().filter(pk=OuterRef("text"), version__gt=1)
        rows = Change.objects.of_passages().filter(Exists(texts), self._seen("text__matter"))
        return _counted(rows, "text__matter__kind", "by_none", on="text__published_on")

    @cached_property
    def held(self) -> list[Gathering]:
        """Meetings and activities that were held in the last year."""
        rows = Gathering.objects.visible_to(self.actor).held().filter(starts_at__gt=clock.now() - YEAR)
        return list(rows.select_related("agency", "place"))

    @cached_property
    def appeals(self) -> Rows:
        rows = Appeal.objects.filter(self._seen("input__matter"))
        return _counted(rows, "input__matter__kind", "restored", on="decided_on")

    @cached_property
    def boards(self) -> list[Board]:
        """Every board with its seats as they stand today."""
        return boards.boards(self.today, self.actor)

    @cached_property
    def board_meetings(self) -> Rows:
        """For each board and the last twelve months: days on which it met, how many more meetings a calendar alone has,
        how many its charter wants."""
        if not self.boards:
            return []
        since = self.today - timedelta(days=365)
        rows = Gathering.objects.visible_to(self.actor).filter(kind=Gathering.Kind.BOARD).select_related("agency")
        every = list(rows.took_place().filter(starts_at__gte=clock.now() - timedelta(days=366)))
        listed = Counter(one.organization_id for one in every if one.is_unconfirmed and one.day > since)
        days: dict[int, list[date]] = {}
        for one in (one for one in every if not one.is_unconfirmed):
            days.setdefault(one.organization_id, []).append(one.day)
        return [
            {
                "board": str(one.body),
                "wanted": one.wanted_by(self.today),
                "held": len(met),
                "listed": listed[one.body.pk],
                "days": met,
            }
            for one in self.boards
            for met in [[day for day in days.get(one.body.pk, []) if day > since]]
        ]

    @cached_property
    def board_quorums(self) -> tuple[list[Kept], int]:
        """Whether each meeting of a board in the last twelve months had its quorum, and of how many nobody noted it.

        One that still runs is not among them.
        """
        held = Gathering.objects.visible_to(self.actor).held().filter(kind=Gathering.Kind.BOARD)
        rows = held.filter(starts_at__gt=clock.now() - YEAR).exclude(sitting__isnull=False, sitting__adjourned_at=None)
        found = list(rows.select_related("agency", "sitting").order_by("starts_at", "pk"))
        told = quorums.kept(found, self.actor)
        return told, len(found) - len(told)

    @cached_property
    def recommendations(self) -> Rows:
        """One row for each recommendation of a board: its days, its reply, and the state of its promise."""
        return [
            {
                "adopted_on": one.made.adopted_on,
                "reply_due": one.made.reply_due,
                "replied_on": one.reply.published_on if one.reply else None,
                "outcome": one.outcome_key,
                "promise_state": one.promise_state,
            }
            for one in recommendations.rows(self.actor)
        ]


def _counted(rows: QuerySet, kind: str, *by: str, on: str) -> Rows:
    """How many rows of each sort, with the first and the last day on which one was made."""
    grouped = rows.order_by().values(kind, *by).annotate(n=Count("pk"), first=Min(on), last=Max(on))
    return [{**row, "kind": row[kind]} if kind != "kind" else row for row in grouped]


def of(rows: Iterable[dict[str, Any]], kinds: tuple[str, ...]) -> Rows:
    """The rows of these kinds of topic; all where none is named."""
    return [row for row in rows if not kinds or row["kind"] in kinds]


def total_of(rows: Rows) -> int:
    """How many there are in all."""
    return sum(row["n"] for row in rows)


def span_of(rows: Rows) -> tuple[date | None, date | None]:
    """The first and the last day on which one of the rows was made."""
    days = [day for row in rows for day in (row["first"], row["last"]) if day]
    return (min(days), max(days)) if days else (None, None)
