"""What changed because of people: new versions, decisions, replies, promises and their checks, newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.frame.text import brief
from commonbeat.front.meeting_news import of_meetings
from commonbeat.front.news_item import Item
from commonbeat.front.owed import owed
from commonbeat.matters.models import Answer, Change, Check, Commitment, Decision, Matter, Report, Text, Window
from commonbeat.matters.models.matter import Stage
from commonbeat.people.models import Agency


def changed(actor: Any, most: int = 5) -> list[Item]:
    """New versions and decisions that people were asked about: what changed because of what they said."""
    return _newest([*versions(actor, most), *decisions(actor, most, asked=True)], most)


def ordered(actor: Any, agency: Agency) -> list[Decision]:
    """Interim orders that hold now: nobody was asked before."""
    rows = Decision.objects.visible_to(actor).filter(outcome=Decision.Outcome.INTERIM, lapses_on__gte=agency.today())
    return list(rows.exclude(matter__stage__in=[Stage.RETIRED, Stage.WITHDRAWN]).select_related("matter"))


def everything(actor: Any, matter: Matter | None = None, most: int = 60) -> list[Item]:
    """All that is public, for the feed; of one topic where one is given."""
    kinds: list[Callable[..., list[Item]]] = [announced, periods, replies, versions, decisions, endings]
    told = [item for kind in [*kinds, *KEEPING] for item in kind(actor, most, matter)]
    return _newest([*told, *(of_meetings(actor, most) if matter is None else [])], most)


def of_promises(actor: Any, agency: Agency | None, most: int = 60) -> list[Item]:
    """What was promised, reported and checked, and each thing owed from the day on which it was late."""
    late = [
        Item(
            f"late-{one.kind}-{one.due:%Y%m%d}",
            one.promise.pk if one.promise else one.matter.pk,
            one.due + timedelta(days=1),
            _("Overdue: %(what)s") % {"what": one.what},
            _("%(topic)s. It was due %(day)s.") % {"topic": one.matter, "day": brief(one.due)},
            one.url,
        )
        for one in owed(actor, agency).overdue
    ]
    return _newest([*late, *(item for kind in KEEPING for item in kind(actor, most))], most)


def _newest(items: list[Item], most: int) -> list[Item]:
    return sorted(items, key=lambda item: (item.on, item.number), reverse=True)[:most]


def _of(rows: QuerySet, matter: Matter | None, field: str = "matter") -> QuerySet:
    return rows if matter is None else rows.filter(**{field: matter})


def versions(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    """Published versions after the first, with how many comments moved them."""
    moved = Change.inputs.through.objects.filter(change__text=OuterRef("pk")).order_by().values("change__text")
    rows = _of(Text.objects.visible_to(actor).published().filter(version__gt=1), matter)
    rows = rows.annotate(moved=moved.annotate(n=Count("input", distinct=True)).values("n"))
    rows = rows.select_related("matter").order_by("-published_on")[:most]
    return [
        Item(
            "text",
            one.pk,
            one.published_on,
            _("%(topic)s: version %(version)s") % {"topic": one.matter, "version": one.version},
            ngettext("%(n)s comment moved its words.", "%(n)s comments moved its words.", one.moved or 0)
            % {"n": one.moved or 0},
            reverse("matters.compare", args=[one.pk]),
            one.note,
        )
        for one in rows
    ]


def decisions(actor: Any, most: int, matter: Matter | None = None, *, asked: bool = False) -> list[Item]:
    """Decisions with their reasons; without interim orders where only those count that people were asked about."""
    rows = _of(Decision.objects.visible_to(actor), matter).select_related("matter").order_by("-decided_on", "-pk")
    rows = rows.exclude(outcome=Decision.Outcome.INTERIM) if asked else rows
    return [
        Item(
            "decision",
            one.pk,
            one.decided_on,
            _("%(topic)s: %(outcome)s") % {"topic": one.matter, "outcome": one.get_outcome_display()},
            "",
            f"{one.matter.get_absolute_url()}#decision",
            *one.reasons.read()[:2],
        )
        for one in rows[:most]
    ]


def endings(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    """Topics that were withdrawn or taken out of force."""
    rows = Matter.objects.visible_to(actor).exclude(ended_on=None)
    rows = (rows if matter is None else rows.filter(pk=matter.pk)).order_by("-ended_on", "-pk")
    return [
        Item(
            "ending",
            one.pk,
            one.ended_on,
            _("%(topic)s: %(outcome)s") % {"topic": one, "outcome": one.get_stage_display()},
            "",
            one.get_absolute_url(),
            one.ended_because,
        )
        for one in rows[:most]
    ]


def announced(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    """Comment periods that have not opened yet, from the day on which their text was published."""
    rows = _of(Window.objects.visible_to(actor).of_topics().filter(opens_at__gt=clock.now()), matter)
    rows = rows.filter(matter__stage=Stage.PUBLISHED).select_related("matter__agency", "text").order_by("-opens_at")
    return [
        Item(
            "announced",
            one.pk,
            one.text.published_on,
            _("%(topic)s: comments from %(day)s")
            % {"topic": one.matter, "day": brief(one.matter.agency.local(one.opens_at).date())},
            _("Open until %(day)s.") % {"day": brief(one.last_day)},
            one.matter.get_absolute_url(),
            *one.matter.question.read()[:2],
        )
        for one in rows[:most]
    ]


def periods(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    """Comment periods that have opened."""
    opened = Window.objects.visible_to(actor).of_topics().filter(opens_at__lte=clock.now())
    rows = _of(opened, matter).exclude(matter__stage=Stage.DRAFT)
    rows = rows.select_related("matter__agency").order_by("-opens_at")
    return [
        Item(
            "period",
            one.pk,
            one.matter.agency.local(one.opens_at).date(),
            _("%(topic)s: comments until %(day)s") % {"topic": one.matter, "day": brief(one.last_day)},
            "",
            one.matter.get_absolute_url(),
            *one.matter.question.read()[:2],
        )
        for one in rows[:most]
    ]


def replies(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    rows = _of(Answer.objects.visible_to(actor).published(), matter).select_related("matter")
    return [
        Item(
            "reply",
            one.pk,
            one.published_on,
            _("%(topic)s: a reply") % {"topic": one.matter},
            f"{one.get_outcome_display()}.",
            f"{one.matter.get_absolute_url()}#replies",
            *one.reasons.read()[:2],
        )
        for one in rows.order_by("-published_on", "-pk")[:most]
    ]


def promises(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    rows = _of(Commitment.objects.visible_to(actor), matter).select_related("matter", "owner__organization")
    return [
        Item(
            "promise",
            one.pk,
            one.made_on,
            _("Promised: %(promise)s") % {"promise": one},
            _("%(seat)s answers for it, due %(day)s.") % {"seat": one.owner, "day": brief(one.due)},
            one.get_absolute_url(),
        )
        for one in rows.order_by("-made_on", "-pk")[:most]
    ]


def reports(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    """Promises that their owners reported done."""
    visible = Commitment.objects.visible_to(actor).filter(pk=OuterRef("commitment"))
    rows = _of(Report.objects.filter(Exists(visible)), matter, "commitment__matter")
    rows = rows.select_related("commitment", "by_seat__organization").order_by("-on", "-pk")
    return [
        Item(
            "report",
            one.pk,
            one.on,
            _("Reported done: %(promise)s") % {"promise": one.commitment},
            _("Reported by %(seat)s.") % {"seat": one.by_seat},
            one.commitment.get_absolute_url(),
            one.words,
        )
        for one in rows[:most]
    ]


def checks(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    visible = Commitment.objects.visible_to(actor).filter(pk=OuterRef("report__commitment"))
    rows = _of(Check.objects.filter(Exists(visible)), matter, "report__commitment__matter")
    rows = rows.select_related("report__commitment__matter", "by_seat__organization").order_by("-on", "-pk")
    return [
        Item(
            "check",
            one.pk,
            one.on,
            (_("Kept: %(promise)s") if one.kept else _("Sent back: %(promise)s")) % {"promise": one.report.commitment},
            _("Checked by %(seat)s.") % {"seat": one.by_seat},
            one.report.commitment.get_absolute_url(),
            one.note,
        )
        for one in rows[:most]
    ]


#: what tells how promises are kept
KEEPING: list[Callable[..., list[Item]]] = [promises, reports, checks]
