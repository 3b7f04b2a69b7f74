"""What changed because of people: new versions, decisions, replies, promises and their checks, newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.matters.models import Answer, Change, Check, Commitment, Decision, Matter, Text, Window
from commonbeat.matters.models.matter import Stage


@dataclass(frozen=True)
class Item:
    """One thing that happened in public, in a sentence, with its page."""

    kind: str
    number: int
    on: date
    title: str
    sentence: str
    url: str


def changed(actor: Any, most: int = 5) -> list[Item]:
    """New versions and decisions only: what changed because of what people said."""
    return _newest([*versions(actor, most), *decisions(actor, most)], most)


def everything(actor: Any, matter: Matter | None = None, most: int = 60) -> list[Item]:
    """All that is public, for the feed; of one topic where one is given."""
    kinds: list[Callable[..., list[Item]]] = [periods, replies, versions, decisions, promises, checks]
    return _newest([item for kind in kinds for item in kind(actor, most, matter)], most)


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
            % {"n": one.moved or 0}
            + f" {one.note}",
            reverse("matters.compare", args=[one.pk]),
        )
        for one in rows
    ]


def decisions(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    rows = _of(Decision.objects.visible_to(actor), matter).select_related("matter").order_by("-decided_on", "-pk")
    return [
        Item(
            "decision",
            one.pk,
            one.decided_on,
            _("%(topic)s: %(outcome)s") % {"topic": one.matter, "outcome": one.get_outcome_display()},
            one.reasons.read()[0],
            f"{one.matter.get_absolute_url()}#decision",
        )
        for one in rows[:most]
    ]


def periods(actor: Any, most: int, matter: Matter | None = None) -> list[Item]:
    """Comment periods that have opened."""
    opened = Window.objects.visible_to(actor).filter(opens_at__lte=clock.now())
    rows = _of(opened, matter).exclude(matter__stage=Stage.DRAFT)
    rows = rows.select_related("matter__agency").order_by("-opens_at")
    return [
        Item(
            "period",
            one.pk,
            one.matter.agency.local(one.opens_at).date(),
            _("%(topic)s: comments until %(day)s") % {"topic": one.matter, "day": one.last_day.isoformat()},
            one.matter.question.read()[0],
            one.matter.get_absolute_url(),
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
            f"{one.get_outcome_display()}. {one.reasons.read()[0]}",
            f"{one.matter.get_absolute_url()}#replies",
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
            _("%(seat)s answers for it, due %(day)s.") % {"seat": one.owner, "day": one.due.isoformat()},
            one.get_absolute_url(),
        )
        for one in rows.order_by("-made_on", "-pk")[:most]
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
            _("Checked by %(seat)s.") % {"seat": one.by_seat} + f" {one.note}",
            one.report.commitment.get_absolute_url(),
        )
        for one in rows[:most]
    ]
