"""Reviews of cases as pages show them: in public what may be told, at the desk of those who read all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.measures.case_review import DIFFER, Agreement, Judgment, agreement, answer, counted
from commonbeat.measures.result import Result
from commonbeat.people.models import Agency
from commonbeat.records.models import CaseAnswer, CaseReview
from commonbeat.records.quarters import quarter_before, quarter_of
from commonbeat.records.shown.telling import said

COLUMNS = ["quarter", "cases", "drawn", "seed", "judgment", "count", "withheld", "low", "high"]
#: judgment → as people say it
NAMES = {
    Judgment.LEAST: _("Both: the least harmful outcome was used"),
    Judgment.LISTED: _("Both: it was not, for a reason on the list"),
    Judgment.UNLISTED: _("Both: it was not, without a reason on the list"),
    Judgment.NOT_ELIGIBLE: _("Both: not eligible"),
    DIFFER: _("The two readers differ"),
}


@dataclass(frozen=True)
class Shown:
    """A review and what its public page tells."""

    review: CaseReview
    result: Result | None

    @property
    def sentence(self) -> str:
        return said(self.result.sentence.as_dict()) if self.result else ""

    @property
    def counts(self) -> list[tuple[str, int | None]]:
        """By judgment; None is withheld."""
        return [(str(NAMES[row["judgment"]]), row["cases"]) for row in self.result.rows] if self.result else []

    @property
    def known(self) -> list[str]:
        return [said(one.as_dict()) for one in self.result.known] if self.result else []

    @property
    def unknown(self) -> list[str]:
        return [said(one.as_dict()) for one in self.result.unknown] if self.result else []


@dataclass(frozen=True)
class Exact:
    """What the readers and the coordinator see at the desk: every count, and how far the readers agree."""

    counts: list[tuple[str, int]]
    agreement: Agreement | None


def shown(review: CaseReview) -> Shown:
    """What is told of a review; without a result until both have read all."""
    pairs = CaseAnswer.objects.pairs(review)
    return Shown(review, answer(pairs, review.cases) if pairs else None)


def quarters_to_begin(actor: Any, agency: Agency) -> list[date]:
    """Of the last four quarters those without a review, the newest first."""
    quarters = [quarter_before(quarter_of(agency.today()))]
    while len(quarters) < 4:
        quarters.append(quarter_before(quarters[-1]))
    begun = {one.quarter for one in CaseReview.objects.visible_to(actor).standing()}
    return [one for one in quarters if one not in begun]


def exact(review: CaseReview) -> Exact | None:
    """Every count of a review that is read; None until then."""
    pairs = CaseAnswer.objects.pairs(review)
    if not pairs:
        return None
    return Exact([(str(NAMES[name]), n) for name, n in counted(pairs).items()], agreement(pairs))


def rows(found: list[Shown]) -> Iterator[list[Any]]:
    """Each judgment of each review, for a machine or a spreadsheet; the interval is of the least harmful outcome."""
    for one in found:
        about = [one.review.quarter, one.review.cases, one.review.few, one.review.seed]
        for row in one.result.rows if one.result else []:
            bounds = one.result.interval if row["judgment"] == Judgment.LEAST else (None, None)
            yield [*about, str(row["judgment"]), row["cases"], row["cases"] is None, *bounds]
