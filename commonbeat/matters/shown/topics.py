"""The list of topics, and all that one topic's page shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Window as Over
from django.db.models.functions import Coalesce, RowNumber

from commonbeat.frame import clock
from commonbeat.matters import stations
from commonbeat.matters.kinds import Kind
from commonbeat.matters.models import Answer, Change, Commitment, Decision, Input, Matter, Text, Window
from commonbeat.matters.shown import results
from commonbeat.matters.shown.counts import Counts, counts
from commonbeat.matters.shown.results import Results
from commonbeat.matters.shown.voting import standing
from commonbeat.matters.stations import Station

ON_A_PAGE = 20
#: replies shown of each outcome; the others are one tap away
OF_EACH_OUTCOME = 4


def topics(actor: Any, show: str = "all", kind: str = "") -> QuerySet:
    """Topics with what their rails need: open, in force or all, of one kind or of every kind."""
    rows = Matter.objects.visible_to(actor).topics()
    rows = rows.open() if show == "open" else rows.in_force() if show == "force" else rows
    return stations.with_progress(rows.filter(kind=kind) if kind in Kind.values else rows)


def period_state(matter: Matter) -> str:
    """Of a topic read ``with_progress``: its newest period is "before", "open" or "over", "" where there is none."""
    if matter.opens_at is None:
        return ""
    now = clock.now()
    return "before" if now < matter.opens_at else "open" if now < matter.closes_at else "over"


def said(matter: Matter, actor: Any, outcome: str = "", behind: int | None = None, *, copies: bool = False) -> QuerySet:
    """What stands in its own right, in the order in which it came, with how many copies stand behind each.

    Opinions are not among it: they have a page of their own, with what the votes on them show.
    With an ``outcome`` only what has such a reply; with ``behind`` what stands behind the comment of this number;
    with ``copies`` each copy has a row of its own.
    """
    standing = Input.objects.filter(same_as=OuterRef("pk")).order_by().values("same_as").annotate(n=Count("pk"))
    rows = (
        Input.objects.visible_to(actor).comments().filter(matter=matter).annotate(copies=Subquery(standing.values("n")))
    )
    if not copies:
        rows = rows.filter(same_as=behind) if behind else rows.single()
    rows = rows.answered().filter(answer__outcome=outcome) if outcome in Answer.Outcome.values else rows
    related = ("window", "passage", "answer", "same_as__answer")
    return rows.select_related(*related, "giver__organization", "entered_by__organization")


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
        reply = given.stand_in.answer_id
        own = [one for one in made if reply and one.answer_id == reply]
        kept = [one for one in own if one.state != Commitment.State.DROPPED]
        later = [one for one in decided if one.decided_on >= given.given_on and one.outcome != "interim"]
        rail = stations.of_input(given, moved.get(given.pk, []), later[-1] if later else None, kept)
        given.stations = stations.passed(matter, rail)


def replies(matter: Matter, actor: Any, whole: str = "") -> list[tuple[str, int, list[Answer]]]:
    """Published replies by outcome, refused as visibly as granted: (outcome, how many, those that serve most people).

    Of the outcome ``whole`` every reply is there.
    """
    corrected = Answer.objects.exclude(corrects=None).values("corrects")
    served = Input.objects.filter(answer=OuterRef("pk")).order_by().values("answer")
    copies = Input.objects.filter(same_as__answer=OuterRef("pk")).order_by().values("same_as__answer")
    rows = Answer.objects.visible_to(actor).published().filter(matter=matter).exclude(pk__in=corrected)
    rows = rows.annotate(
        different=Coalesce(Subquery(served.annotate(n=Count("pk")).values("n")), 0),
        served=F("different") + Coalesce(Subquery(copies.annotate(n=Count("pk")).values("n")), 0),
        first=Subquery(served.annotate(n=Min("pk")).values("n")),
        not_answered=Coalesce(Subquery(served.annotate(n=Count("not_answered_on")).values("n")), 0),
        of_outcome=Over(Count("pk"), partition_by=F("outcome")),
    )
    order = [F("served").desc(), F("pk").desc()]
    rows = rows.annotate(rank=Over(RowNumber(), partition_by=F("outcome"), order_by=order))
    shown = rows.filter(Q(rank__lte=OF_EACH_OUTCOME) | Q(outcome=whole)).select_related("by_seat__organization")
    listed = list(shown.order_by("rank"))
    groups = [(label, [one for one in listed if one.outcome == value]) for value, label in Answer.Outcome.choices]
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
    behind: Input | None = None
    opinions: int = 0
    votes: Results | None = None

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


def topic(number: int, actor: Any, page: Any = 1, *, outcome: str = "", behind: str = "", whole: str = "") -> TopicPage:
    """Read all that a topic's page shows: ten queries; one more for chosen comments, three for votes."""
    matter = stations.with_progress(Matter.objects.visible_to(actor)).select_related("place").get(pk=number)
    count = counts(matter, actor)
    before = said(matter, actor).filter(pk=int(behind[:18])).first() if behind.isdecimal() else None
    rows = said(matter, actor, outcome, before.pk if before else None)
    shown = page_of(rows, page, None if outcome or before else count.listed)
    decisions = list(Decision.objects.visible_to(actor).filter(matter=matter).select_related("by_seat__organization"))
    made = promises(matter, actor)
    put_rails(shown.object_list, matter, decisions, made)
    period = newest_period(matter, actor)
    interims = Decision.objects.visible_to(actor).interim().with_period(matter.agency.zone).filter(matter=matter)
    return TopicPage(
        matter=matter,
        period=period,
        texts=published_texts(matter, actor),
        counts=count,
        said=shown,
        replies=replies(matter, actor, whole),
        decisions=decisions,
        interims=list(interims) if any(one.outcome == "interim" for one in decisions) else [],
        promises=made,
        behind=before,
        opinions=len(standing(period)) if period and period.opinions else 0,
        votes=results.results(period, actor) if period and period.opinions else None,
    )


def published_texts(matter: Matter, actor: Any) -> list[Text]:
    """The published versions, oldest first, each with the number of passages that it changed."""
    changed = Change.objects.of_passages().filter(text=OuterRef("pk")).order_by().values("text")
    changed = changed.annotate(n=Count("pk")).values("n")
    rows = Text.objects.visible_to(actor).published().filter(matter=matter)
    return list(rows.annotate(changed=Subquery(changed)).order_by("version"))


def newest_period(matter: Matter, actor: Any) -> Window | None:
    """The comment period that runs, else the one that ran or will run last."""
    rows = Window.objects.visible_to(actor).filter(matter=matter).select_related("checked_by", "source")
    period = rows.order_by("-opens_at").first()
    if period:
        period.matter = matter
    return period
