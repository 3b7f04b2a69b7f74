"""What follows from missed meetings, from training that is due, and from a recommendation that waits for its answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from commonbeat.people.charter.rules import Rules
from commonbeat.people.charter.terms import later


class Attendance(StrEnum):
    """How a member stood to one meeting."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


def missed_too_many(rules: Rules, record: Sequence[Attendance]) -> bool | None:
    """Whether a member has missed so many of one year's meetings, oldest first, that the charter takes the seat.

    None where the charter sets no bound, or where it depends on excused absences and the charter does not say how
    they count.
    """
    absence = rules.absence
    if absence is None or (absence.in_a_row is None and absence.least_share is None):
        return None
    readings = (True, False) if absence.excused_count is None else (absence.excused_count,)
    answers = {_missed(record, absence.in_a_row, absence.least_share, counts) for counts in readings}
    return answers.pop() if len(answers) == 1 else None


def _missed(record: Sequence[Attendance], in_a_row: int | None, least: Fraction | None, excused_count: bool) -> bool:
    missed = [one is Attendance.ABSENT or (excused_count and one is Attendance.EXCUSED) for one in record]
    run = longest = 0
    for gone in missed:
        run = run + 1 if gone else 0
        longest = max(longest, run)
    too_few = bool(missed and least is not None and Fraction(missed.count(False), len(missed)) < least)
    return too_few or (in_a_row is not None and longest >= in_a_row)


def training_due(rules: Rules, since: date) -> date | None:
    """The day by which a member who began on a day must be trained; None where the charter sets none."""
    months = rules.training.within_months if rules.training else None
    return later(since, Fraction(months, 12)) if months else None


def reply_due(rules: Rules, adopted: date, closed: Collection[date] = ()) -> date | None:
    """The day by which a recommendation is to be answered; None where the charter gives no number of days.

    Business days are those from Monday to Friday, without the ``closed`` days that the clerk enters.
    """
    reply = rules.reply
    if reply is None or reply.days is None:
        return None
    if not reply.business_days:
        return adopted + timedelta(days=reply.days)
    day, left = adopted, reply.days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in closed
    return day
