"""What is owed: replies not given and promises not kept, in one timetable, overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef

from commonbeat.matters.models import Check, Commitment, Input, Matter
from commonbeat.matters.models.matter import Stage
from commonbeat.people.models import Agency, Seat

KINDS = ("replies", "promises")


@dataclass(frozen=True)
class Debt:
    """One thing owed: a topic's replies or a promise, with its seat, its date and its state."""

    kind: str
    what: str
    url: str
    matter: Matter
    owner: str
    due: date
    state: str
    count: int = 1
    days_late: int = 0
    promise: Commitment | None = None

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Owed:
    """The whole timetable with the counts that its sentence says."""

    debts: list[Debt]
    replies_given: int
    replies_waiting: int

    @property
    def overdue(self) -> list[Debt]:
        return [one for one in self.debts if one.is_late]

    @property
    def replies_overdue(self) -> int:
        return sum(one.count for one in self.overdue if one.kind == "replies")

    @property
    def promises_open(self) -> int:
        return sum(one.kind == "promises" for one in self.debts)

    @property
    def promises_overdue(self) -> int:
        return sum(one.kind == "promises" for one in self.overdue)

    @property
    def oldest(self) -> Debt | None:
        return self.debts[0] if self.debts else None


def owed(actor: Any, agency: Agency | None) -> Owed:
    """Everything that the actor may see of what is owed. Four queries."""
    if agency is None:
        return Owed([], 0, 0)
    today = agency.today()
    waiting = _replies(actor, agency, today)
    debts = [*waiting, *_promises(actor, today)]
    given = Input.objects.visible_to(actor).answerable().answered().count()
    return Owed(sorted(debts, key=lambda one: (not one.is_late, one.due)), given, sum(one.count for one in waiting))


def _replies(actor: Any, agency: Agency, today: date) -> list[Debt]:
    """The replies owed in each topic, by the date of its newest comment period."""
    rows = Input.objects.visible_to(actor).waiting().exclude(matter__stage__in=[Stage.RETIRED, Stage.WITHDRAWN])
    rows = rows.order_by().values("matter").annotate(n=Count("pk"), due=Max("window__replies_due"))
    counted = {row["matter"]: row for row in rows}
    seat = Seat.objects.current().filter(organization=agency.organization, role=Seat.Role.COORDINATOR).first()
    matters = Matter.objects.visible_to(actor).filter(pk__in=counted).select_related("agency__organization")
    return [
        Debt(
            kind="replies",
            what="",
            url=f"{matter.get_absolute_url()}#replies",
            matter=matter,
            owner=seat.name if seat else "",
            due=counted[matter.pk]["due"],
            state="owed",
            count=counted[matter.pk]["n"],
            days_late=max(0, (today - counted[matter.pk]["due"]).days),
        )
        for matter in matters
    ]


def _promises(actor: Any, today: date) -> list[Debt]:
    rows = Commitment.objects.visible_to(actor).open()
    return [
        Debt(
            kind="promises",
            what=str(one),
            url=one.get_absolute_url(),
            matter=one.matter,
            owner=one.owner.name,
            due=one.due,
            state=one.state,
            days_late=max(0, (today - one.due).days) if one.is_overdue else 0,
            promise=one,
        )
        for one in rows.select_related("matter__agency__organization", "owner__organization")
    ]


def kept(actor: Any, most: int = 20) -> list[Commitment]:
    """Promises that somebody outside checked as kept, the newest first, each with when and by whom."""
    checks = Check.objects.filter(kept=True).select_related("report__commitment", "by_seat__organization")
    visible = Commitment.objects.visible_to(actor).filter(pk=OuterRef("report__commitment"))
    newest = list(checks.filter(Exists(visible)).order_by("-on", "-pk")[:most])
    for check in newest:
        check.report.commitment.check = check
    return [check.report.commitment for check in newest]
