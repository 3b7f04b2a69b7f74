"""What there is to show: one small function for each piece of evidence, from what the rooms below have recorded.

Every share comes with its numerator, denominator, period, what was left out and its 95 % interval; what still waits is
counted in. Comments are counted as they stand in public, one by one, so no count of them is withheld; of who the people
are, nothing is counted. A function returns None where nothing is recorded yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.matters.models import Commitment
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.models.window import last_minute
from commonbeat.measures.result import LEAST
from commonbeat.measures.survival import Curve, kaplan_meier
from commonbeat.scorecard import measured, papers, small_tools
from commonbeat.scorecard.boards import (
    board_meetings,
    board_quorum,
    board_seats,
    recommendation_time,
    recommendations_in_time,
    recommendations_kept,
)
from commonbeat.scorecard.figures import Evidence, share_of
from commonbeat.scorecard.gathered import activities, heard_there, interpreters, meetings_held, promises_on_the_street
from commonbeat.scorecard.heard import languages, reach
from commonbeat.scorecard.records import Records, of, span_of, total_of


def _left_out(records: Records, kinds: tuple[str, ...]) -> list[tuple[str, int]]:
    """Comments that are owed no reply, by reason."""
    rows = of(records.inputs, kinds)
    counts = {
        str(label): total_of([row for row in rows if row["state"] == state]) for state, label in State.choices[1:]
    }
    counts[_("folded into another")] = total_of(
        [row for row in rows if row["state"] == State.VISIBLE and row["folded"]]
    )
    return [(reason, n) for reason, n in counts.items() if n]


def topics_with_period(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the decided topics: how many had a comment period that opened before they were decided."""
    topics = of(records.topics, kinds)
    begun = [row for row in topics if row["opened"]]
    decided = [row for row in topics if row["decided_on"]]
    if not begun and not decided:
        return None
    asked = sum(bool(row["opened"]) and records.day(row["opened"]) <= row["decided_on"] for row in decided)
    first, last = (
        min((row["opened"] for row in begun), default=None),
        max((row["opened_last"] for row in begun), default=None),
    )
    span = records.day(first), records.day(last)
    left_out = [(_("not decided yet"), len(topics) - len(decided))] if len(topics) > len(decided) else []
    return Evidence(
        name="topics_with_period",
        title=_("Asked before it was decided"),
        sentence=ngettext(
            "%(n)s topic was put before the public.", "%(n)s topics were put before the public.", len(begun)
        )
        % {"n": len(begun)},
        how=_("Topics with at least one comment period; of those decided, how many had one before the decision."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Decided after a comment period"), asked, len(decided), span, left_out),
        left_out=left_out,
    )


def replies_in_time(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the comments whose reply was due: how many had one by then."""
    rows = of(records.replies, kinds)
    due = [row for row in rows if row["window__replies_due"] < records.today]
    if not due:
        return None
    answered = [row for row in due if row["answer__published_on"]]
    in_time = total_of([row for row in answered if row["answer__published_on"] <= row["window__replies_due"]])
    days = [row["window__replies_due"] for row in due]
    left_out = _left_out(records, kinds)
    if len(due) < len(rows):
        left_out.insert(0, (_("not due yet"), total_of(rows) - total_of(due)))
    return Evidence(
        name="replies_in_time",
        title=_("Replies in time"),
        sentence=_("%(part)s of %(whole)s replies came by the day they were due.")
        % {"part": in_time, "whole": total_of(due)},
        how=_(
            "Comments shown at the end of their period whose reply was due; withdrawn, hidden and folded ones apart."
        ),
        first=min(days),
        last=span_of(answered)[1],
        shares=share_of(_("Replied in time"), in_time, total_of(due), (min(days), max(days)), left_out),
        left_out=left_out,
    )


def time_to_reply(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Days from a comment to its reply, with those that still wait counted in."""
    rows = of(records.replies, kinds)
    if not rows:
        return None
    told = total_of(rows) >= LEAST
    curve = kaplan_meier(case for row in rows for case in _cases(row, records.today)) if told else None
    return Evidence(
        name="time_to_reply",
        title=_("How long a reply takes"),
        sentence=_time(curve) if curve else _("Fewer than five comments so far: too few to tell."),
        how=_("Kaplan–Meier: comments that still wait count until today, so leaving hard ones lying does not help."),
        first=min(row["given_on"] for row in rows),
        last=span_of(rows)[1],
        left_out=_left_out(records, kinds),
        curve=curve,
    )


def _cases(row: dict, today: date) -> list[tuple[int, bool]]:
    """Days waited and whether the reply came, once for each comment of the row."""
    until = row["answer__published_on"]
    return [(max(0, ((until or today) - row["given_on"]).days), until is not None)] * row["n"]


def _time(curve: Curve) -> str:
    if curve.median is None:
        return _("Fewer than half of %(n)s comments have a reply so far.") % {"n": curve.cases}
    said = {"n": curve.cases, "days": int(curve.median), "waiting": curve.still_waiting}
    return _("Half of %(n)s comments had a reply within %(days)s days; %(waiting)s still wait.") % said


def loops_closed(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the topics whose periods are all over: how many have every reply and a decision."""
    begun = [row for row in of(records.topics, kinds) if row["opened"]]
    over = [row for row in begun if row["closed_last"] <= clock.now()]
    if not over:
        return None
    closed = sum(row["stage"] != Stage.PUBLISHED and not row["is_owed"] for row in over)
    decided = [row["decided_on"] for row in over if row["decided_on"]]
    left_out = [(_("comment period still runs"), len(begun) - len(over))] if len(begun) > len(over) else []
    ends = [last_minute(row["closed_last"], records.agency).date() for row in over]
    return Evidence(
        name="loops_closed",
        title=_("Loops closed"),
        sentence=_("%(part)s of %(whole)s topics went all the way: asked, replied, decided.")
        % {"part": closed, "whole": len(over)},
        how=_("Topics whose comment period is over; closed means decided or withdrawn, with no reply owed."),
        first=min(ends),
        last=max(decided, default=None),
        shares=share_of(_("Closed"), closed, len(over), (min(ends), max(ends)), left_out),
        left_out=left_out,
    )


def promises(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Promises made, reported done, and checked by somebody outside."""
    rows = of(records.promises, kinds)
    total = total_of(rows)
    if not total:
        return None
    by_state = {
        row_state: total_of([row for row in rows if row["state"] == row_state]) for row_state in Commitment.State
    }
    checked, span = by_state[Commitment.State.CHECKED], span_of(rows)
    return Evidence(
        name="promises",
        title=_("Promises made in meetings") if kinds == ("meetings",) else _("Promises"),
        sentence=_("%(part)s of %(whole)s promises were checked as kept by somebody outside.")
        % {"part": checked, "whole": total},
        how=_("All count, those not due yet too. “Checked” is the word of a seat outside, “done” the agency’s own."),
        first=span[0],
        last=span_of(of(records.checks, kinds))[1] or span[1],
        shares=share_of(_("Checked as kept"), checked, total, span, []),
        counts=[(str(state.label), n) for state, n in by_state.items() if n],
    )


def moderation(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """How many comments are hidden, and how many came back after an appeal."""
    rows = of(records.inputs, kinds)
    total, hidden = total_of(rows), total_of([row for row in rows if row["state"] == State.HIDDEN])
    if not total:
        return None
    restored = total_of([row for row in of(records.appeals, kinds) if row["restored"]])
    span = span_of(rows)
    return Evidence(
        name="moderation",
        title=_("Hidden comments"),
        sentence=_("%(part)s of %(whole)s comments are hidden; %(n)s came back after an appeal.")
        % {"part": hidden, "whole": total, "n": restored},
        how=_("Words are hidden for fixed reasons that do not look at the opinion. The reasons stand on each topic."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Hidden"), hidden, total, span, []),
    )


def text_changes(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the passages that a new version changed: how many name the comments that moved them."""
    rows = of(records.changes, kinds)
    total, moved = total_of(rows), total_of([row for row in rows if not row["by_none"]])
    if not total:
        return None
    span = span_of(rows)
    return Evidence(
        name="text_changes",
        title=_("Words that changed"),
        sentence=_("%(part)s of %(whole)s changed passages were moved by what people said.")
        % {"part": moved, "whole": total},
        how=_("Every change names the comments that moved it, or says that none did and why."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Moved by comments"), moved, total, span, []),
    )


#: name in standards.toml, or of a measure of records → function
EVIDENCE: dict[str, Callable[[Records, tuple[str, ...]], Evidence | None]] = measured.MEASURED | {
    one.__name__: one
    for one in (
        topics_with_period,
        replies_in_time,
        time_to_reply,
        loops_closed,
        promises,
        reach,
        languages,
        moderation,
        text_changes,
        # forums and activities
        activities,
        promises_on_the_street,
        meetings_held,
        interpreters,
        heard_there,
        board_seats,
        board_meetings,
        board_quorum,
        recommendations_in_time,
        recommendation_time,
        recommendations_kept,
        *small_tools.EVIDENCE,
        *papers.EVIDENCE,
    )
}
