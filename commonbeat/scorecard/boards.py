"""Evidence of boards: seats filled, meetings held as the charter wants them, recommendations answered and kept.

Each function takes the records and no kind of topic, for what a board recommends belongs to none.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _, ngettext

from commonbeat.gatherings.shown.recommendations import OUTCOMES
from commonbeat.matters.models import Answer, Commitment
from commonbeat.measures.result import LEAST
from commonbeat.measures.survival import Curve, kaplan_meier
from commonbeat.people import charter
from commonbeat.scorecard.figures import IN_CALENDAR, Evidence, share_of
from commonbeat.scorecard.records import Records, Rows

ACCEPTED = (Answer.Outcome.WILL_DO, Answer.Outcome.IN_PART)


def board_seats(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Of the seats that boards have, by their charters where there are any: how many somebody sits in."""
    boards = [one for one in records.boards if one.seats]
    if not boards:
        return None
    seats, filled = sum(one.seats for one in boards), sum(one.filled for one in boards)
    stand = {name: sum(one.stand[name] for one in boards) for name in ("ends_soon", "held_over", "unknown", "over")}
    labels = {
        "ends_soon": _("Term ends within three months"),
        "held_over": _("Stays on past the end of a term, as the charter allows"),
        "unknown": _("Past the end of a term, and the charter does not say"),
        "over": _("Term is over"),
    }
    silent = sum(one.charter is None or one.quorum is None for one in boards)
    since = [place.seat.since for one in boards for kind in one.kinds for place in kind.places if place.is_filled]
    left = [place.vacant_since for one in boards for kind in one.kinds for place in kind.places if place.vacant_since]
    span = min(since, default=None), max([*since, *left], default=None)
    return Evidence(
        name="board_seats",
        title=_("Seats of boards"),
        sentence=_("%(part)s of %(whole)s seats are filled.") % {"part": filled, "whole": seats},
        how=_("Seats as charters set them up; where there is no charter, those ever granted and not ended."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Filled today"), filled, seats, span, []),
        counts=[(labels[name], n) for name, n in stand.items() if n]
        + ([(_("Boards whose quorum is not said"), silent)] if silent else []),
    )


def board_meetings(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Of the meetings that charters want in a year: how many were held in the last twelve months."""
    rows = [row for row in records.board_meetings if row["wanted"]]
    if not rows:
        return None
    kept, wanted = sum(min(row["held"], row["wanted"]) for row in rows), sum(row["wanted"] for row in rows)
    days = [day for row in rows for day in row["days"]]
    listed = sum(row["listed"] for row in rows)
    return Evidence(
        name="board_meetings",
        title=_("Meetings of boards"),
        sentence=_("%(part)s of %(whole)s meetings that charters want in a year were held.")
        % {"part": kept, "whole": wanted},
        how=_("The last twelve months, or since the charter. Who meets more often does not make up for another board."),
        first=min(days, default=None),
        last=max(days, default=None),
        shares=share_of(_("Held"), kept, wanted, (min(days, default=None), max(days, default=None)), []),
        counts=[(row["board"], row["held"]) for row in rows],
        left_out=[(str(IN_CALENDAR), listed)] if listed else [],
    )


def board_quorum(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Of the meetings of boards in the last twelve months of which it is known who was there: how many had a quorum."""
    kept, unnoted = records.board_quorums
    if not kept:
        return None
    told = [one for one in kept if one.answer is not charter.Answer.NOT_SAID]
    could = sum(one.answer is charter.Answer.YES for one in told)
    days = [one.gathering.day for one in kept]
    left_out = [
        (_("nobody noted here who was there"), unnoted),
        (_("neither the charter nor the chair said what a quorum is"), len(kept) - len(told)),
    ]
    left_out = [(reason, n) for reason, n in left_out if n]
    lost = sum(one.lost for one in told)
    return Evidence(
        name="board_quorum",
        title=_("Meetings of boards with a quorum"),
        sentence=_("%(part)s of %(whole)s meetings of boards had enough members in the room to decide.")
        % {"part": could, "whole": len(told)},
        how=_("By each charter as it was on the day. One moment of the meeting with a quorum is enough."),
        first=min(days),
        last=max(days),
        shares=share_of(_("With a quorum"), could, len(told), (min(days), max(days)), left_out),
        counts=[(_("Had a quorum, and lost it before the end"), lost)] if lost else [],
        left_out=left_out,
    )


def recommendations_in_time(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Of the recommendations whose reply was due: how many had one by then."""
    rows = records.recommendations
    due = [row for row in rows if row["reply_due"] < records.today]
    if not rows:
        return None
    in_time = sum(bool(row["replied_on"]) and row["replied_on"] <= row["reply_due"] for row in due)
    said = _("Of %(whole)s recommendations whose reply was due, %(part)s had it by that day.")
    owed = sum(row["replied_on"] is None for row in due)
    waiting = [ngettext("%(n)s still waits for one.", "%(n)s still wait for one.", owed) % {"n": owed}] if owed else []
    span = _span(due)
    left_out = [(_("not due yet"), len(rows) - len(due))] if len(due) < len(rows) else []
    return Evidence(
        name="recommendations_in_time",
        title=_("Recommendations answered in time"),
        sentence=" ".join([said % {"part": in_time, "whole": len(due)}, *waiting]),
        how=_("The day is that of the board’s charter; where it gives none, the day that the board asked for."),
        first=min(row["adopted_on"] for row in rows),
        last=max(row["replied_on"] or row["adopted_on"] for row in rows),
        shares=share_of(_("Answered in time"), in_time, len(due), span, left_out),
        left_out=left_out,
    )


def recommendation_time(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Days from the adoption of a recommendation to its reply, with those that still wait counted in."""
    rows = records.recommendations
    if not rows:
        return None
    curve = kaplan_meier(_case(row, records.today) for row in rows) if len(rows) >= LEAST else None
    return Evidence(
        name="recommendation_time",
        title=_("How long a board waits for a reply"),
        sentence=_waited(curve) if curve else _("Fewer than five recommendations so far: too few to tell."),
        how=_("Kaplan–Meier: recommendations that still wait count until today."),
        first=min(row["adopted_on"] for row in rows),
        last=max(row["replied_on"] or row["adopted_on"] for row in rows),
        curve=curve,
    )


def recommendations_kept(records: Records, _kinds: tuple[str, ...]) -> Evidence | None:
    """Of the recommendations that the agency accepted: how many were found done by somebody outside it."""
    rows = [row for row in records.recommendations if row["replied_on"]]
    if not rows:
        return None
    accepted = [row for row in rows if row["outcome"] in ACCEPTED]
    kept = sum(row["promise_state"] == Commitment.State.CHECKED for row in accepted)
    span = _span(accepted)
    counts = [(str(label), sum(row["outcome"] == key for row in rows)) for key, label in OUTCOMES.items()]
    return Evidence(
        name="recommendations_kept",
        title=_("What became of recommendations"),
        sentence=ngettext(
            "%(part)s of %(whole)s accepted recommendation was found done by somebody outside the agency.",
            "%(part)s of %(whole)s accepted recommendations were found done by somebody outside the agency.",
            len(accepted),
        )
        % {"part": kept, "whole": len(accepted)},
        how=_("“Accepted” is the agency’s word. Done counts only once a seat outside the agency has checked it."),
        first=min(row["adopted_on"] for row in rows),
        last=max(row["replied_on"] for row in rows),
        shares=share_of(_("Found done"), kept, len(accepted), span, []),
        counts=[(label, n) for label, n in counts if n],
    )


def _span(rows: Rows) -> tuple[date | None, date | None]:
    """The first and the last day on which one of these was adopted."""
    days = [row["adopted_on"] for row in rows]
    return (min(days), max(days)) if days else (None, None)


def _case(row: dict, today: date) -> tuple[int, bool]:
    """Days waited, and whether the reply came."""
    return max(0, ((row["replied_on"] or today) - row["adopted_on"]).days), row["replied_on"] is not None


def _waited(curve: Curve) -> str:
    if curve.median is None:
        return _("Fewer than half of %(n)s recommendations have a reply so far.") % {"n": curve.cases}
    said = {"n": curve.cases, "days": int(curve.median), "waiting": curve.still_waiting}
    return _("Half of %(n)s recommendations had a reply within %(days)s days; %(waiting)s still wait.") % said
