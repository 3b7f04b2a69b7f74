"""What is owed: replies not given and promises not kept, in one timetable, overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _, ngettext

from commonbeat.gatherings.models import Recommendation
from commonbeat.matters.models import Check, Commitment, Input, Matter
from commonbeat.matters.models.matter import Stage
from commonbeat.people.models import Agency, Seat

KINDS = ("replies", "promises")
#: states by which the timetable can be read, in the order in which they are offered
STATES = ("overdue", "owed", "reported", "sent_back")


@dataclass(frozen=True)
class Debt:
    """One thing owed: the replies of a topic's comment period, or a promise, with its seat, its date and its state.

    ``missing`` is what somebody outside found missing when they sent the promise back.
    """

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
    missing: str = ""

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    def fits(self, kind: str, state: str, seat: str) -> bool:
        """Whether it is asked for; an unknown kind or state asks for all."""
        if (kind in KINDS and self.kind != kind) or (seat and self.owner != seat):
            return False
        if state == "overdue":
            return self.is_late
        return state not in STATES or (self.state == state and not (state == "owed" and self.is_late))


@dataclass(frozen=True)
class Owed:
    """The whole timetable with the counts that its sentence says."""

    debts: list[Debt]
    answered: QuerySet
    replies_waiting: int

    @cached_property
    def replies_given(self) -> int:
        """Counted only where a page tells it."""
        return self.answered.count()

    @property
    def overdue(self) -> list[Debt]:
        return [one for one in self.debts if one.is_late]

    @property
    def replies_in_all(self) -> int:
        return self.replies_given + self.replies_waiting

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
    """Everything that the actor may see of what is owed. Five queries, and one more for what was given."""
    if agency is None:
        return Owed([], Input.objects.none(), 0)
    today = agency.today()
    owner = coordinator_of(agency)
    waiting = [*_recommendations(actor, owner, today), *_replies(actor, owner, today)]
    debts = [*waiting, *_promises(actor, today)]
    given = Input.objects.visible_to(actor).answerable().answered()
    return Owed(sorted(debts, key=lambda one: (not one.is_late, one.due)), given, sum(one.count for one in waiting))


def coordinator_of(agency: Agency) -> str:
    """The seat that answers for replies; "" where nobody holds it."""
    seat = Seat.objects.current().filter(organization=agency.organization, role=Seat.Role.COORDINATOR).first()
    return seat.name if seat else ""


def _replies(actor: Any, owner: str, today: date) -> list[Debt]:
    """The replies owed in each topic by each day, so that neither a new comment period nor withdrawing hides a debt."""
    of_boards = Exists(Recommendation.objects.filter(given=OuterRef("pk")))
    rows = Input.objects.visible_to(actor).waiting().exclude(of_boards)
    rows = list(rows.order_by().values("matter", due=F("window__replies_due")).annotate(n=Count("pk")))
    numbers = {row["matter"] for row in rows}
    matters = Matter.objects.visible_to(actor).select_related("agency__organization").in_bulk(numbers)
    return [
        Debt(
            kind="replies",
            what=_what(matters[row["matter"]], row["n"]),
            url=f"{matters[row['matter']].get_absolute_url()}#replies",
            matter=matters[row["matter"]],
            owner=owner,
            due=row["due"],
            state="owed",
            count=row["n"],
            days_late=max(0, (today - row["due"]).days),
        )
        for row in rows
    ]


def _recommendations(actor: Any, owner: str, today: date) -> list[Debt]:
    """The replies owed to boards, each by its name."""
    waiting = Input.objects.waiting().filter(pk=OuterRef("given"))
    rows = Recommendation.objects.visible_to(actor).filter(Exists(waiting))
    return [
        Debt(
            kind="replies",
            what=_("Reply to the recommendation “%(title)s”") % {"title": one},
            url=f"{one.get_absolute_url()}#reply",
            matter=one.given.matter,
            owner=owner,
            due=one.reply_due,
            state="owed",
            days_late=max(0, (today - one.reply_due).days),
        )
        for one in rows.select_related(*Recommendation.rules_read)
    ]


def _what(matter: Matter, n: int) -> str:
    if matter.stage != Stage.WITHDRAWN:
        return ngettext("Reply to %(n)s comment", "Replies to %(n)s comments", n) % {"n": n}
    said = ngettext(
        "Topic withdrawn with %(n)s comment unanswered", "Topic withdrawn with %(n)s comments unanswered", n
    )
    return said % {"n": n}


def _promises(actor: Any, today: date) -> list[Debt]:
    looks = Check.objects.filter(report__commitment=OuterRef("pk"), kept=False).order_by("-pk")
    rows = Commitment.objects.visible_to(actor).open().annotate(missing=Subquery(looks.values("note")[:1]))
    return [
        Debt(
            kind="promises",
            what=str(one),
            url=one.get_absolute_url(),
            matter=one.matter,
            owner=one.owner.name,
            due=one.due,
            state="owed" if one.state == Commitment.State.OPEN else one.state,
            days_late=max(0, (today - one.due).days) if one.is_overdue else 0,
            promise=one,
            missing=one.missing or "" if one.state == Commitment.State.SENT_BACK else "",
        )
        for one in rows.select_related("matter__agency__organization", "owner__organization")
    ]


def kept(actor: Any, most: int = 20) -> list[Commitment]:
    """Promises that somebody outside checked as kept, the newest first, each with when and by whom."""
    checks = Check.objects.filter(kept=True).select_related("report__commitment__matter", "by_seat__organization")
    checks = checks.select_related("report__commitment__owner__organization")
    visible = Commitment.objects.visible_to(actor).filter(pk=OuterRef("report__commitment"))
    newest = list(checks.filter(Exists(visible)).order_by("-on", "-pk")[:most])
    for check in newest:
        check.report.commitment.check = check
    return [check.report.commitment for check in newest]


def given_up(actor: Any, most: int = 20) -> list[Commitment]:
    """Promises that the chief gave up, with the reason; the newest first."""
    rows = Commitment.objects.visible_to(actor).filter(state=Commitment.State.DROPPED)
    return list(rows.select_related("matter", "owner__organization").order_by("-pk")[:most])
