"""The thread: six stations from what was said to who checked it, for one input and for a whole topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.frame.text import brief as day
from commonbeat.matters.models import Change, Check, Commitment, Decision, Input, Matter, Text, Window
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage

DONE, DUE, LATE, OPEN, NEVER = "done", "due", "late", "open", "never"


@dataclass(frozen=True)
class Station:
    """One stop on the rail: its word, what has happened there, a short note and a link to it.

    ``here`` is the one at which the reader's eye should stop: what is owed next, else what happened last.
    """

    name: str
    state: str
    note: str = ""
    url: str = ""
    here: bool = False


def _count(rows: QuerySet) -> Subquery:
    """How many rows belong to the outer matter."""
    counted = rows.filter(matter=OuterRef("pk")).order_by().values("matter").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def with_progress(matters: QuerySet) -> QuerySet:
    """Matters with the counts and dates that their rail needs, in the one query that reads them."""
    own = {"matter": OuterRef("pk")}
    windows = Window.objects.filter(**own).order_by("-opens_at")
    waiting = Input.objects.waiting().filter(**own).order_by("window__replies_due")
    changes = Change.objects.of_passages().filter(text__matter=OuterRef("pk")).exclude(text__published_on=None)
    changes = changes.order_by().values("text__matter").annotate(n=Count("pk")).values("n")
    final = Decision.objects.final().filter(**own).order_by("-pk")
    promised = Commitment.objects.filter(**own).open().order_by("due")
    return matters.select_related("agency", "agency__organization").annotate(
        opens_at=Subquery(windows.values("opens_at")[:1]),
        closes_at=Subquery(windows.values("closes_at")[:1]),
        replies_due=Subquery(waiting.values("window__replies_due")[:1]),
        said=_count(Input.objects.shown()),
        different=_count(Input.objects.shown().single()),
        replied=_count(Input.objects.answerable().answered()),
        waiting=_count(Input.objects.waiting()),
        versions=_count(Text.objects.published()),
        changed=Subquery(changes, output_field=IntegerField()),
        decided_on=Subquery(final.values("decided_on")[:1]),
        outcome=Subquery(final.values("outcome")[:1]),
        promised=_count(Commitment.objects.exclude(state=Commitment.State.DROPPED)),
        checked=_count(Commitment.objects.filter(state=Commitment.State.CHECKED)),
        promise_due=Subquery(promised.exclude(state=Commitment.State.REPORTED).values("due")[:1]),
    )


def of_topic(matter: Matter) -> list[Station]:
    """The rail of a topic that was read ``with_progress``."""
    page = matter.get_absolute_url()
    said, replied, waiting = matter.said or 0, matter.replied or 0, matter.waiting or 0
    promised, checked = matter.promised or 0, matter.checked or 0
    rail = [
        Station(_("said"), DONE if said else OPEN, _with_copies(matter.different or 0, said), f"{page}#said"),
        _counted(_("reply"), replied, waiting, matter.replies_due, f"{page}#replies"),
        _topic_changed(matter, page),
        Station(_("decided"), DONE if matter.decided_on else OPEN, day(matter.decided_on), f"{page}#decision"),
        Station(_("promised"), DONE if promised else OPEN, str(promised), f"{page}#promises"),
        _counted(_("checked"), checked, promised - checked, matter.promise_due, f"{page}#promises"),
    ]
    return _marked(passed(matter, _ended(rail, _("withdrawn") if matter.stage == Stage.WITHDRAWN else "")))


def passed(matter: Matter, rail: Sequence[Station]) -> list[Station]:
    """The stations that a topic can pass: in that of a body's meetings no text is changed and nothing decided, and
    these two, the third and the fourth, stand only where they happened."""
    return [one for at, one in enumerate(rail) if not matter.is_docket or at not in (2, 3) or one.state == DONE]


def _counted(name: str, done: int, left: int, due: date | None, url: str) -> Station:
    """A station at which so many of all have arrived, and the others are awaited from a day on."""
    if not left:
        return Station(name, DONE if done else OPEN, _of(done, done), url)
    state, late = _awaited(due) if due else (DUE, "")
    return Station(name, state, f"{_of(done, done + left)}, {late}" if state == LATE else _of(done, done + left), url)


def _with_copies(different: int, said: int) -> str:
    """How many were said, and how many differ where some stand behind others."""
    return str(said) if different == said else _("%(n)s, %(different)s different") % {"n": said, "different": different}


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole} if whole else ""


def _awaited(due: date) -> tuple[str, str]:
    """The state and the note of what is owed by a day."""
    late = clock.days_late(due)
    if late:
        return LATE, ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
    return DUE, _("by %(day)s") % {"day": day(due)}


def _ended(rail: Sequence[Station], why: str) -> list[Station]:
    """Where something has ended, what has not begun will not happen any more, and the rail says why."""
    if not why:
        return list(rail)
    return [replace(one, state=NEVER, note=why) if one.state == OPEN else one for one in rail]


def _marked(rail: Sequence[Station]) -> list[Station]:
    """The rail with the one station marked that tells how far this has come."""
    owed = [one for one in rail if one.state in (DUE, LATE)]
    happened = [one for one in rail if one.state == DONE]
    here = owed[0] if owed else happened[-1] if happened else rail[0]
    return [replace(one, here=one is here) for one in rail]


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
    # in meetings the reply is the last word: nothing is decided after it
    settled = decision is not None or (given.matter.is_docket and given.stand_in.reply is not None)
    rail = [
        Station(_("said"), DONE, day(given.given_on), "#said"),
        _reply(given),
        _changed(moved, decision),
        Station(_("decided"), DONE if decision else OPEN, day(decision.decided_on) if decision else "", "#decided"),
        _promised(promises, settled=settled),
        _checked(promises, settled=settled),
    ]
    page = given.get_absolute_url()
    return [replace(one, url=f"{page}{one.url}") for one in _marked(_ended(rail, why_ended(given)))]


def why_ended(given: Input) -> str:
    """Why nothing more will come of an input; "" where it goes on."""
    if given.state in (State.WITHDRAWN, State.ERASED):
        return str(given.get_state_display())
    return _("topic withdrawn") if given.matter.stage == Stage.WITHDRAWN else ""


def with_checks(promises: QuerySet) -> QuerySet:
    """Promises, each with ``checked_on`` and ``checked_body``: when it was found kept, and who outside found it."""
    kept = Check.objects.filter(report__commitment=OuterRef("pk"), kept=True).order_by("-pk")
    return promises.annotate(
        checked_on=Subquery(kept.values("on")[:1]),
        checked_body=Subquery(kept.values("by_seat__organization__name")[:1]),
    )


def _open(name: str, url: str) -> Station:
    return Station(name, OPEN, "", url)


def _reply(given: Input) -> Station:
    reply = given.stand_in.reply
    if reply:
        return Station(_("reply"), DONE, day(reply.published_on), "#reply")
    if given.state == State.HELD:
        return _open(_("reply"), "#reply")
    if not given.is_shown:
        return Station(_("reply"), NEVER, str(given.get_state_display()), "#reply")
    if not given.stand_in.reply_owed:
        return Station(_("reply"), NEVER, _("none owed"), "#reply")
    return Station(_("reply"), *_awaited(given.window.replies_due), "#reply")


def _changed(moved: Sequence[Change], decision: Decision | None) -> Station:
    if moved:
        return Station(_("changed"), DONE, day(moved[0].text.published_on), "#changed")
    if decision:
        return Station(_("changed"), NEVER, _("no words changed"), "#changed")
    return _open(_("changed"), "#changed")


def _promised(promises: Sequence[Commitment], *, settled: bool) -> Station:
    if promises:
        return Station(_("promised"), DONE, day(promises[0].made_on), "#promised")
    if settled:
        return Station(_("promised"), NEVER, _("nothing promised"), "#promised")
    return _open(_("promised"), "#promised")


def _checked(promises: Sequence[Commitment], *, settled: bool) -> Station:
    if promises and all(one.checked_on for one in promises):
        return Station(_("checked"), DONE, day(max(one.checked_on for one in promises)), "#checked")
    owed = [one.due for one in promises if one.state != Commitment.State.REPORTED and not one.checked_on]
    if owed:
        state, late = _awaited(min(owed))
        note = late if state == LATE else _("due %(day)s") % {"day": day(min(owed))}
        return Station(_("checked"), state, note, "#checked")
    if promises:
        return Station(_("checked"), DUE, _("reported done"), "#checked")
    return Station(_("checked"), NEVER if settled else OPEN, "", "#checked")
