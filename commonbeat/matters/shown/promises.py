"""One promise with its reports and what was found from outside."""

from __future__ import annotations

from typing import Any

from commonbeat.matters.models import Check, Commitment, Input, Report
from commonbeat.people.actor import who_may
from commonbeat.people.models import Person, Seat


def reports(commitment: Commitment) -> list[Report]:
    """The reports on a promise, each with its ``check``, None where nobody outside has looked yet."""
    rows = list(Report.objects.filter(commitment=commitment).select_related("by_seat__organization"))
    found = Check.objects.filter(report__in=rows).select_related("by_seat__organization")
    checks = {check.report_id: check for check in found}
    for report in rows:
        report.check = checks.get(report.pk)
    return rows


def kept(commitment: Commitment, found: list[Report]) -> Commitment:
    """The promise as its state is shown: where it was found kept, with ``checked_on`` and ``checked_body``."""
    for report in found:
        if report.check and report.check.kept:
            commitment.checked_on, commitment.checked_body = report.check.on, report.check.by_seat.organization
    return commitment


def proof(commitment: Commitment, number: int) -> Report | None:
    """The report with this number on this promise, where it has a file."""
    return Report.objects.filter(commitment=commitment, pk=number).exclude(file_digest="").first()


def asked_for_it(commitment: Commitment, actor: Any) -> list[Input]:
    """The comments whose reply made this promise, the first twenty."""
    if commitment.answer_id is None:
        return []
    return list(Input.objects.visible_to(actor).filter(answer=commitment.answer_id)[:20])


def checkers(commitment: Commitment) -> list[Person]:
    """Who may check a promise that is reported done, as the table of permissions says."""
    return who_may("matters.check", commitment, Seat.objects.held().filter(role__in=Seat.CHECKING))
