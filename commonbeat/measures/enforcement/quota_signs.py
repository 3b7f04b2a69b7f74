"""Whether records show signs that officers' stops or citations are counted against a number.

Needs: stops or citations with date; officer, and district (or another kind of place), where they are recorded. Beside
them, if there are any: a series that no quota can move (crashes, calls), a second source (a court's), a roster.
Reads as: "one sign was seen in District 3: in the last five days of the month 12 in 100 more than in the days around
them (between 6 and 19); officers' totals show nothing"; "no sign; a rise of 12 in 100 would have shown in 8 of 10 such
records".
Take care: a sign is a reason to ask, not proof. The end of a month is also when grants end, overtime is planned, courts
sit, people are paid and pay their rent. It cannot show a quota that nobody fears at any date, one kept by warnings that
are not written down, one of few officers, or who gave it. It says "strong" only where two different kinds of signs
agree, each after correction for all units, tests and periods that were looked at. Rows are counted: a citation with
three violations is three. Nothing is told of one officer, nor of units with fewer than five. The level of staffing
drops out month by month; from day to day only a roster can tell it. The papers of the agency and people who know
see what records cannot.
Source: J. Auerbach, Are New York City drivers more likely to get a ticket at the end of the month?, Significance 14
(2017), and StanCon (2018) for the reset; B. G. Armstrong, A. Gasparrini and A. Tobias (2014) for counts within strata;
E. Saez (2010) and P. H. Westfall and S. S. Young (1993) for heaps and the largest of many; Y. Benjamini and Y. Hochberg
(1995); for the words and their bands Commonbeat, When records show signs of a quota (docs/decisions/0022).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonbeat.measures.enforcement.quota import bands, battery, days, sentences
from commonbeat.measures.enforcement.quota.bands import Judged
from commonbeat.measures.enforcement.quota.battery import HEAPING, PERIOD_END
from commonbeat.measures.enforcement.quota.counting import Counted, count
from commonbeat.measures.result import ALL, Result, Verdict, left_out, unless_small, word
from commonbeat.measures.settings import Settings

__all__ = ["NAME", "answer", "count"]
NAME = "quota-signs"
#: in what an effect is told; all others are differences
UNITS = {PERIOD_END: "rise", HEAPING: "share"}


def answer(counted: Counted, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The battery, and one verdict for each unit."""
    judged = bands.judge(battery.parts(counted, settings.reviews))
    verdict = bands.verdict(judged)
    whole = _whole(verdict, judged)
    records = int(counted.days.n.sum())
    return Result(
        measure=NAME,
        sentence=sentences.main(verdict, counted, judged, whole),
        verdict=verdict,
        unit=UNITS.get(whole.part.test, "difference") if whole else "rise",
        value=whole.part.effect if whole else None,
        interval=whole.part.interval if whole else (None, None),
        n=unless_small(records),
        excluded=_excluded(counted),
        rows=[_row(unit, at, counted, judged) for at, unit in enumerate(counted.units)]
        or [_row(ALL, -1, counted, judged)],
        smallest=whole.smallest if whole and not bands.accused(judged) else None,
        known=sentences.known(counted, judged),
        unknown=sentences.unknown(counted, judged),
        would_help=sentences.would_help(counted),
        sources=sources,
    )


def _whole(verdict: Verdict, judged: Sequence[Judged]) -> Judged | None:
    """The part that stands for the answer: of the first unit with signs; without any of all together, else of the
    first unit with that verdict."""
    same = [
        unit
        for unit in (None, *dict.fromkeys(one.part.unit for one in judged))
        if bands.verdict(sentences.of(judged, unit)) is verdict
    ]
    own = [sentences.of(judged, unit) for unit in sentences.accused(verdict, judged) or same]
    return next((found for one in own if (found := sentences.decides(one))), None)


def _row(unit: str, at: int, counted: Counted, judged: Sequence[Judged]) -> dict[str, Any]:
    """One unit: what it comes to, the part that decides it, and every part behind it."""
    own = sentences.of(judged, unit if at >= 0 else None)
    found = sentences.decides(own)
    records = int(counted.days.n[counted.days.unit == at].sum())
    signs = bands.accused(own)
    return {
        "unit": unit,
        "verdict": str(bands.verdict(own)),
        "test": found.part.test if found else None,
        "period": found.part.period if found else None,
        "effect": found.part.effect if found else None,
        "interval": list(found.part.interval) if found else [None, None],
        "q": found.q if found else None,
        "smallest_effect": found.smallest if found else None,
        "placebo": found.part.placebo if found else None,
        "p_moved": found.part.p_moved if found else None,
        "number": next((one.part.number for one in signs if one.part.number is not None), None),
        "signs": list(dict.fromkeys(one.part.test for one in signs)),
        "n": unless_small(records),
        "only_here": counted.second.share(unit) if counted.second else None,
        "parts": [_part(one) for one in own],
    }


def _part(one: Judged) -> dict[str, Any]:
    part = one.part
    return {
        "test": part.test,
        "period": part.period,
        "effect": part.effect,
        "interval": list(part.interval),
        "p": part.p,
        "q": one.q,
        "smallest_effect": one.smallest,
        "shows": one.shows,
        "p_moved": part.p_moved,
        "beside": part.beside,
        "placebo": part.placebo,
        "placebo_interval": list(part.placebo_interval) if part.placebo_interval else None,
        "placebo_p": part.placebo_p,
        "per_officer_at_work": part.per_officer,
        "number": part.number,
        "excess_mass": part.mass,
    }


def _excluded(counted: Counted) -> dict[str, int | None]:
    by_day, of = counted.days, days.series(counted)
    names_known = bool(counted.units)
    return left_out(
        {
            word("unit unknown: only among all together"): int(by_day.n[by_day.unit < 0].sum()) if names_known else 0,
            word("officer unknown: not in officers' totals"): counted.no_officer,
            word("on stray days before or after the others"): days.spanned(by_day, of).strays if of.units else 0,
            word("only here and not in the second source"): counted.second.only_here if counted.second else 0,
            word("only in the second source"): counted.second.only_second if counted.second else 0,
        }
    )
