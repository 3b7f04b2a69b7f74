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
    final = Decision.objects.final().filter(**own).order_by("-pk")
    return matters.select_related("agency", "agency__organization").annotate(
        opens_at=Subquery(windows.values("opens_at")[:1]),
        closes_at=Subquery(windows.values("closes_at")[:1]),
        replies_due=Subquery(windows.values("replies_due")[:1]),
        said=_count(Input.objects.shown()),
        replied=_count(Input.objects.answerable().answered()),
        waiting=_count(Input.objects.waiting()),
        versions=_count(Text.objects.published()),
        changed=Subquery(changes, output_field=IntegerField()),
        decided_on=Subquery(final.values("decided_on")[:1]),
        outcome=Subquery(final.values("outcome")[:1]),
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


def of_input(
    given: Input, moved: Sequence[Change], decision: Decision | None, promises: Sequence[Commitment]
) -> list[Station]:
    """The rail of one input, from the changes it moved, the decision after it, and the promises of its reply.

    Each promise carries ``checked_on``, the date on which it was found kept, as ``with_checks`` reads it.
    """
    return [
        Station(_("said"), DONE, day(given.given_on), "#said"),
        _reply(given),
        _changed(moved, decision),
        Station(_("decided"), DONE, day(decision.decided_on), "#decided")
        if decision
        else _open(_("decided"), "#decided"),
        _promised(promises, decision),
        _checked(promises, decision),
    ]


def with_checks(promises: QuerySet) -> QuerySet:
    """Promises, each with ``checked_on``: the date on which somebody outside found it kept."""
    kept = Check.objects.filter(report__commitment=OuterRef("pk"), kept=True).order_by("-pk").values("on")[:1]
    return promises.annotate(checked_on=Subquery(kept))


def _open(name: str, url: str) -> Station:
    return Station(name, OPEN, "", url)


def _reply(given: Input) -> Station:
    reply = (given.same_as or given).reply
    if reply:
        return Station(_("reply"), DONE, day(reply.published_on), "#reply")
    if given.state == State.HELD:
        return _open(_("reply"), "#reply")
    due = _("by %(day)s") % {"day": day(given.window.replies_due)}
    return Station(_("reply"), DUE if given.is_shown else NEVER, due if given.is_shown else "", "#reply")


def _changed(moved: Sequence[Change], decision: Decision | None) -> Station:
    if moved:
        return Station(_("changed"), DONE, day(moved[0].text.published_on), "#changed")
    if decision:
        return Station(_("changed"), NEVER, _("no words changed"), "#changed")
    return _open(_("changed"), "#changed")


def _promised(promises: Sequence[Commitment], decision: Decision | None) -> Station:
    if promises:
        return Station(_("promised"), DONE, day(promises[0].made_on), "#promised")
    if decision:
        return Station(_("promised"), NEVER, _("nothing promised"), "#promised")
    return _open(_("promised"), "#promised")


def _checked(promises: Sequence[Commitment], decision: Decision | None) -> Station:
    if promises and all(one.checked_on for one in promises):
        return Station(_("checked"), DONE, day(max(one.checked_on for one in promises)), "#checked")
    if promises:
        due = _("due %(day)s") % {"day": day(min(one.due for one in promises))}
        return Station(_("checked"), DUE, due, "#checked")
    return Station(_("checked"), NEVER if decision else OPEN, "", "#checked")
