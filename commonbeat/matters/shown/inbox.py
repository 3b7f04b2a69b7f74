"""The inbox: what is owed next across topics, and a topic's comments by state of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Min, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from commonbeat.frame import clock
from commonbeat.matters.models import Appeal, Commitment, Input, Matter, Window
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.shown.decidable import ready
from commonbeat.matters.shown.sifting import KINDS
from commonbeat.people.models import Agency, Seat

#: days before a review falls due from which the inbox names it
REVIEW_AHEAD = 60
#: the longest time in which paper can still be entered
PAPER_DAYS = 30


#: whose work each kind is, by their roles; a promise is its owner's, a second look somebody's outside
WORK_OF = {
    "held": ("coordinator",),
    "waiting": ("coordinator", "staff"),
    "drafts": ("coordinator",),
    "redraft": ("coordinator",),
    "paper": ("coordinator", "staff"),
    "decide": ("chief",),
    "review": ("chief",),
}


@dataclass(frozen=True)
class Batch:
    """Work of one kind in one topic: how much of it, until when, where it is done, and by whom."""

    kind: str
    matter: Matter
    count: int
    due: date | None
    days: int | None
    number: int | None = None
    mine: bool = False
    promises: Sequence[Commitment] = ()

    @property
    def days_late(self) -> int:
        return max(0, -(self.days or 0))

    @property
    def who(self) -> str:
        """Whose work it is, in words."""
        if self.promises:
            return str(self.promises[0].owner)
        names = [str(Seat.Role(role).label) for role in WORK_OF.get(self.kind, ())]
        return " · ".join(names)

    @property
    def sent_back(self) -> int:
        """How many of the promises were sent back by who checked them."""
        return sum(one.state == Commitment.State.SENT_BACK for one in self.promises)


def inbox(actor: Any, agency: Agency) -> list[Batch]:
    """What is owed next across topics: what is ready to decide, then by its earliest date; what has no date, last."""
    found = list(_found(actor, agency))
    rows = Matter.objects.visible_to(actor).filter(pk__in={row["matter"] for _kind, row in found})
    matters = {one.pk: one for one in rows.select_related("agency__organization")}
    roles = {seat.role for seat in actor.seats if seat.organization.is_agency}
    batches = [_batch(kind, row, matters[row["matter"]], agency, roles) for kind, row in found]
    batches += _promises(actor, agency)
    return sorted(batches, key=lambda one: (one.kind != "decide", one.days is None, one.days or 0, one.kind))


def _batch(kind: str, row: dict[str, Any], matter: Matter, agency: Agency, roles: set[str]) -> Batch:
    due = row.get("due")
    due = agency.local(due).date() if isinstance(due, datetime) else due
    days = (due - agency.today()).days if due else None
    mine = not roles.isdisjoint(WORK_OF.get(kind, ()))
    return Batch(kind, matter, row["n"], due, days, row.get("window"), mine)


def _promises(actor: Any, agency: Agency) -> list[Batch]:
    """Promises that are owed, those of one owner in one topic together."""
    going_on = Matter.objects.visible_to(actor).exclude(stage__in=[Stage.WITHDRAWN, Stage.RETIRED])
    owed = Commitment.objects.visible_to(actor).filter(state__in=["open", "sent_back"], matter__in=going_on)
    owed = owed.exclude(answer__isnull=False, answer__published_on=None)
    together: dict[tuple[int, int], list[Commitment]] = {}
    for one in owed.select_related("matter__agency__organization", "owner__organization").order_by("due", "pk"):
        together.setdefault((one.matter_id, one.owner_id), []).append(one)
    own = {seat.pk for seat in actor.seats}
    return [
        Batch(
            "promises",
            rows[0].matter,
            len(rows),
            rows[0].due,
            (rows[0].due - agency.today()).days,
            mine=owner in own,
            promises=rows,
        )
        for (_matter, owner), rows in together.items()
    ]


def _found(actor: Any, agency: Agency) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind of work with its topic, count and earliest date; all but the promises."""
    going_on = Matter.objects.visible_to(actor).exclude(stage__in=[Stage.WITHDRAWN, Stage.RETIRED])
    given = Input.objects.visible_to(actor).filter(matter__in=going_on)
    waiting = Input.objects.visible_to(actor).waiting()
    appeals = Appeal.objects.visible_to(actor).waiting().annotate(matter=F("input__matter"))
    soon = agency.today() + timedelta(days=REVIEW_AHEAD)
    reviews = going_on.in_force().filter(stage=Stage.DECIDED, review_on__lte=soon).annotate(matter=F("pk"))
    kinds = {
        "held": _counted(given.filter(state=State.HELD), "window__closes_at"),
        "waiting": _by_day(waiting.filter(answer=None)),
        "drafts": _by_day(waiting.exclude(answer=None)),
        "appeals": _counted(appeals, None),
        "review": _counted(reviews, "review_on"),
        "paper": _paper(actor),
    }
    for kind, rows in kinds.items():
        yield from ((kind, row) for row in rows)
    for matter, was_sent_back in ready(actor):
        yield "redraft" if was_sent_back else "decide", {"matter": matter.pk, "n": 1}


def _counted(rows: QuerySet, due: str | None) -> list[dict[str, Any]]:
    counted = rows.order_by().values("matter").annotate(n=Count("pk"))
    return list(counted.annotate(due=Min(due)) if due else counted)


def _by_day(owed: QuerySet[Input]) -> list[dict[str, Any]]:
    """The replies owed in each topic by each day, as the public page counts them: one late makes no other late."""
    return list(owed.order_by().values("matter", due=F("window__replies_due")).annotate(n=Count("pk")))


def _paper(actor: Any) -> list[dict[str, Any]]:
    """Closed periods in which what came in time on paper can still be entered."""
    now = clock.now()
    closed = Window.objects.visible_to(actor).filter(closes_at__lte=now, closes_at__gt=now - timedelta(days=PAPER_DAYS))
    rows = closed.filter(matter__stage=Stage.PUBLISHED)
    return [
        {"matter": one.matter_id, "n": 1, "due": one.closes_at + timedelta(days=one.paper_days), "window": one.pk}
        for one in rows
        if one.takes_paper
    ]


STATES = {
    "waiting": lambda rows: rows.waiting().filter(answer=None),
    "held": lambda rows: rows.filter(state=State.HELD),
    "hidden": lambda rows: rows.filter(state=State.HIDDEN),
    "drafted": lambda rows: rows.exclude(answer=None).filter(answer__published_on=None),
    "answered": lambda rows: rows.answered().single(),
    "all": lambda rows: rows,
}


def counts(actor: Any, matter: Matter) -> dict[str, int]:
    """How many comments of a topic are in each state of work. One query."""
    rows = Input.objects.visible_to(actor).filter(matter=matter)
    return rows.aggregate(
        **{state: Count("pk", filter=Q(pk__in=of(rows).values("pk"))) for state, of in STATES.items()}
    )


def with_clock(rows: Sequence[Input], agency: Agency) -> None:
    """Say of each comment in how many days its reply is owed, None where none is owed any more."""
    today = agency.today()
    for one in rows:
        owed = one.is_shown and one.reply is None and not one.same_as_id
        one.days = (one.window.replies_due - today).days if owed else None
        one.days_late = max(0, -one.days) if owed else 0


def inputs(
    actor: Any, matter: Matter, state: str, channel: str = "", language: str = "", kind: str = ""
) -> QuerySet[Input]:
    """The comments of a topic in one state of work, by channel, language and kind where asked.

    Of opinions those with most votes come first.
    """
    rows = Input.objects.visible_to(actor).filter(matter=matter)
    rows = STATES.get(state, STATES["waiting"])(rows)
    rows = KINDS[kind][1](rows) if kind in KINDS else rows
    rows = rows.filter(channel=channel) if channel in Input.Channel.values else rows
    rows = in_language(rows, language) if language else rows
    return rows.select_related(
        "passage", "window", "answer", "giver__organization", "same_as", "matter__agency"
    ).order_by(*(("-votes", "pk") if "votes" in rows.query.annotations else ("pk",)))


def neighbors(actor: Any, given: Input) -> tuple[Input | None, Input | None]:
    """The comments before and after this one among those of its topic that still wait."""
    rows = inputs(actor, given.matter, "waiting")
    return rows.filter(pk__lt=given.pk).last(), rows.filter(pk__gt=given.pk).first()


def in_language(rows: QuerySet[Input], language: str) -> QuerySet[Input]:
    """Those written in a language; words that are not shown stand in ``kept``."""
    rows = rows.annotate(shown_in=_text("words__language"), kept_in=_text("kept__language"))
    return rows.filter(Q(state=State.VISIBLE, shown_in=language) | Q(~Q(state=State.VISIBLE), kept_in=language))


def _text(path: str) -> Cast:
    """A value inside a JSON field as text that a database compares as it stands."""
    return Cast(KT(path), CharField())


def copies(rows: Sequence[Input]) -> dict[int, int]:
    """How many comments are folded into each of these."""
    folded = Input.objects.filter(same_as__in=[one.pk for one in rows]).order_by()
    return dict(folded.values_list("same_as").annotate(n=Count("pk")))


def chosen(actor: Any, given: Input, numbers: set[int]) -> list[Input]:
    """A comment and the others of its topic that were chosen with it."""
    rows = Input.objects.visible_to(actor).filter(matter=given.matter_id, pk__in=numbers | {given.pk})
    return list(rows.select_related(*Input.rules_read).order_by("pk"))


def appeals(actor: Any) -> list[Appeal]:
    """Appeals that wait, then those that were decided or ended; each with its words where the actor may read them."""
    visible = Input.objects.visible_to(actor)
    rows = Appeal.objects.visible_to(actor).filter(input__in=visible)
    rows = rows.select_related("input__matter__agency", "decided_by__organization")
    found = list(rows.order_by("ended", F("decided_on").desc(nulls_first=True), "asked_on"))
    for one in found:
        one.told = one.told_to(actor)
    return found
