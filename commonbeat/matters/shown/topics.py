"""The list of topics, and all that one topic's page shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Window as Over,
)
from django.db.models.functions import RowNumber

from commonbeat.frame import clock
from commonbeat.matters import stations
from commonbeat.matters.kinds import Kind
from commonbeat.matters.models import Answer, Change, Commitment, Decision, Input, Matter, Text, Window
from commonbeat.matters.models.input import Reason, State
from commonbeat.matters.stations import Station

ON_A_PAGE = 20
#: replies shown of each outcome; the others are one tap away
OF_EACH_OUTCOME = 4


def topics(actor: Any, show: str = "all", kind: str = "") -> QuerySet:
    """Topics with what their rails need: open, in force or all, of one kind or of every kind."""
    rows = Matter.objects.visible_to(actor)
    rows = rows.open() if show == "open" else rows.in_force() if show == "force" else rows
    return stations.with_progress(rows.filter(kind=kind) if kind in Kind.values else rows)


def period_state(matter: Matter) -> str:
    """Of a topic read ``with_progress``: its newest period is "before", "open" or "over", "" where there is none."""
    if matter.opens_at is None:
        return ""
    now = clock.now()
    return "before" if now < matter.opens_at else "open" if now < matter.closes_at else "over"


@dataclass(frozen=True)
class Counts:
    """What people said in numbers."""

    shown: int
    listed: int
    folded: int
    replied: int
    waiting: int
    kinds: list[tuple[str, int]]
    channels: list[tuple[str, int]]
    kept_back: list[tuple[str, str, int]]
    withdrawn: int
    struck: int


def counts(matter: Matter, actor: Any) -> Counts:
    """One query, whatever was said."""
    folded = ExpressionWrapper(Q(same_as__isnull=False), output_field=BooleanField())
    replied = ExpressionWrapper(Q(answer__published_on__isnull=False), output_field=BooleanField())
    rows = Input.objects.visible_to(actor).filter(matter=matter).annotate(folded=folded, replied=replied).order_by()
    rows = list(
        rows.values("kind", "channel", "state", "reason", "folded", "replied").annotate(
            n=Count("pk"), details=Sum("struck")
        )
    )
    shown = [row for row in rows if row["state"] == State.VISIBLE]
    kinds, channels, kept = Counter(), Counter(), Counter()
    for row in shown:
        kinds[row["kind"]] += row["n"]
        channels[row["channel"]] += row["n"]
    for row in rows:
        if row["state"] in (State.HELD, State.HIDDEN):
            kept[row["state"], row["reason"]] += row["n"]
    single = [row for row in shown if not row["folded"]]
    return Counts(
        shown=sum(row["n"] for row in shown),
        replied=sum(row["n"] for row in single if row["replied"]),
        waiting=sum(row["n"] for row in single if not row["replied"]),
        listed=sum(row["n"] for row in rows if not row["folded"]),
        folded=sum(row["n"] for row in shown if row["folded"]),
        kinds=[(str(Input.Kind(kind).label), n) for kind, n in kinds.most_common()],
        channels=[(str(Input.Channel(channel).label), n) for channel, n in channels.most_common()],
        kept_back=[(str(State(s).label), str(Reason(r).label), n) for (s, r), n in sorted(kept.items())],
        withdrawn=sum(row["n"] for row in rows if row["state"] in (State.WITHDRAWN, State.ERASED)),
        struck=sum(row["details"] for row in shown),
    )


def said(matter: Matter, actor: Any, outcome: str = "", *, copies: bool = False) -> QuerySet:
    """What was said in the order in which it came, with how many copies stand behind each; copies too if asked for."""
    behind = Input.objects.filter(same_as=OuterRef("pk")).order_by().values("same_as").annotate(n=Count("pk"))
    rows = Input.objects.visible_to(actor).filter(matter=matter).annotate(copies=Subquery(behind.values("n")))
    rows = rows.select_related("same_as__answer") if copies else rows.single()
    rows = rows.answered().filter(answer__outcome=outcome) if outcome in Answer.Outcome.values else rows
    return rows.select_related("window", "passage", "answer", "giver__organization", "entered_by__organization")


def page_of(rows: QuerySet, number: Any, known: int | None = None) -> Page:
    """One page of rows; a count that is known already is not asked again."""
    paginator = Paginator(rows, ON_A_PAGE)
    if known is not None:
        paginator.count = known
    return paginator.get_page(number)


def put_rails(rows: Sequence[Input], matter: Matter, decided: Iterable[Decision], made: Iterable[Commitment]) -> None:
    """Give each input its ``stations``, with one query for all."""
    links = Change.inputs.through.objects.filter(input__in=[one.pk for one in rows])
    moved: dict[int, list[Change]] = {}
    for link in links.exclude(change__text__published_on=None).select_related("change__text").order_by("pk"):
        moved.setdefault(link.input_id, []).append(link.change)
    for given in rows:
        given.matter = matter
        own = [one for one in made if given.answer_id and one.answer_id == given.answer_id]
        kept = [one for one in own if one.state != Commitment.State.DROPPED]
        later = [one for one in decided if one.decided_on >= given.given_on and one.outcome != "interim"]
        given.stations = stations.of_input(given, moved.get(given.pk, []), later[-1] if later else None, kept)


def replies(matter: Matter, actor: Any) -> list[tuple[str, int, list[Answer]]]:
    """Published replies by outcome, refused as visibly as granted: (outcome, how many, the newest of them)."""
    corrected = Answer.objects.exclude(corrects=None).values("corrects")
    rows = Answer.objects.visible_to(actor).published().filter(matter=matter).exclude(pk__in=corrected)
    rows = rows.annotate(
        rank=Over(RowNumber(), partition_by=F("outcome"), order_by=F("pk").desc()),
        of_outcome=Over(Count("pk"), partition_by=F("outcome")),
    )
    newest = list(rows.filter(rank__lte=OF_EACH_OUTCOME).select_related("by_seat__organization").order_by("-pk"))
    served = Input.objects.filter(answer__in=[one.pk for one in newest]).order_by().values("answer")
    served = served.annotate(n=Count("pk"), first=Min("pk"), no=Count("not_answered_on"))
    by_answer = {row["answer"]: row for row in served}
    for one in newest:
        one.serves = by_answer.get(one.pk, {"n": 0, "first": None, "no": 0})
    groups = [(label, [one for one in newest if one.outcome == value]) for value, label in Answer.Outcome.choices]
    return [(label, group[0].of_outcome, group) for label, group in groups if group]


def promises(matter: Matter, actor: Any) -> list[Commitment]:
    """The promises of a topic, each with the date on which it was checked as kept."""
    rows = stations.with_checks(Commitment.objects.visible_to(actor).filter(matter=matter))
    made = list(rows.select_related("owner__organization"))
    for one in made:
        one.matter = matter
    return made


@dataclass(frozen=True)
class TopicPage:
    """All that one topic's page shows."""

    matter: Matter
    period: Window | None
    texts: list[Text]
    counts: Counts
    said: Page
    replies: list[tuple[str, int, list[Answer]]]
    decisions: list[Decision]
    interims: list[Decision]
    promises: list[Commitment]

    @property
    def text(self) -> Text | None:
        return self.texts[-1] if self.texts else None

    @property
    def stations(self) -> list[Station]:
        return stations.of_topic(self.matter)

    @property
    def interim(self) -> Decision | None:
        """The interim order that holds now: until it lapses, or while a comment period keeps it up."""
        today = self.matter.agency.today()
        return next((one for one in self.interims if one.lapses_on >= today or one.period_held), None)


def topic(matter: Matter, actor: Any, number: Any = 1, outcome: str = "") -> TopicPage:
    """Read all that a topic's page shows: eleven queries, and one more where an outcome is chosen."""
    matter = stations.with_progress(Matter.objects.visible_to(actor)).select_related("place").get(pk=matter.pk)
    count = counts(matter, actor)
    shown = page_of(said(matter, actor, outcome), number, None if outcome else count.listed)
    decisions = list(Decision.objects.visible_to(actor).filter(matter=matter).select_related("by_seat__organization"))
    made = promises(matter, actor)
    put_rails(shown.object_list, matter, decisions, made)
    return TopicPage(
        matter=matter,
        period=newest_period(matter, actor),
        texts=published_texts(matter, actor),
        counts=count,
        said=shown,
        replies=replies(matter, actor),
        decisions=decisions,
        interims=list(
            Decision.objects.visible_to(actor).interim().with_period(matter.agency.zone).filter(matter=matter)
        ),
        promises=made,
    )


def published_texts(matter: Matter, actor: Any) -> list[Text]:
    """The published versions, oldest first, each with the number of passages that it changed."""
    changed = Change.objects.of_passages().filter(text=OuterRef("pk")).order_by().values("text")
    changed = changed.annotate(n=Count("pk")).values("n")
    rows = Text.objects.visible_to(actor).published().filter(matter=matter)
    return list(rows.annotate(changed=Subquery(changed)).order_by("version"))


def newest_period(matter: Matter, actor: Any) -> Window | None:
    """The comment period that runs, else the one that ran or will run last."""
    rows = Window.objects.visible_to(actor).filter(matter=matter).select_related("checked_by").order_by("-opens_at")
    period = rows.first()
    if period:
        period.matter = matter
    return period
