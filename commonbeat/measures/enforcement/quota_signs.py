"""Whether records show signs that officers' stops or citations are counted against a number.

Needs: stops or citations with date; officer, and district (or another column, --by), where they are recorded. Beside
them, if there are any: a series that no quota can move (crashes, calls), a second source (a court's), a roster.
Reads as: "one sign was seen in District 3: in the last five days of the month 12 in 100 more than in the days around
them (between 6 and 19); officers' totals show nothing"; "no sign; a rise of 8 in 100 would most likely have shown".
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
(1995); decision 22 of this project for the words and their bands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonbeat.measures.enforcement import reconcile
from commonbeat.measures.enforcement.quota import bands, battery
from commonbeat.measures.enforcement.quota.bands import Judged
from commonbeat.measures.enforcement.quota.battery import MOVED, PERIOD_END
from commonbeat.measures.enforcement.quota.calendars import MONTH
from commonbeat.measures.enforcement.quota.counting import Counted, count
from commonbeat.measures.result import Result, Said, Verdict, is_small, left_out, say, word
from commonbeat.measures.rows import ALL
from commonbeat.measures.settings import Settings

__all__ = ["NAME", "answer", "count"]
NAME = "quota-signs"


def answer(counted: Counted, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The battery, and one verdict for each unit."""
    judged = bands.judge(battery.parts(counted, settings.reviews))
    rows = [_row(unit, at, counted, judged) for at, unit in enumerate(counted.units)] or [
        _row(ALL, -1, counted, judged)
    ]
    whole = _headline(judged, None if len(counted.units) != 1 or _headline(judged, None) else counted.units[0])
    verdict = bands.verdict(judged)
    records = int(counted.days.n.sum())
    return Result(
        measure=NAME,
        sentence=_sentence(verdict, judged, whole),
        verdict=verdict,
        unit="rise",
        value=whole.part.effect if whole else None,
        interval=whole.part.interval if whole else (None, None),
        n=None if is_small(records) else records,
        excluded=_excluded(counted),
        rows=rows,
        smallest=whole.smallest if whole else None,
        known=_known(counted, judged),
        unknown=[
            say("Other reasons for the same pattern: grants, overtime, deployment, court dates, pay days, weather."),
            say("A quota that leaves no mark in dates or totals, or is kept by acts that are not in these records."),
        ],
        would_help=[
            say(
                "The forms by which officers are evaluated, read for numbers; and a safe word for officers themselves."
            ),
            *([] if counted.duty else [say("A roster, so that days with more officers on duty can be told apart.")]),
        ],
        sources=sources,
    )


def _headline(judged: Sequence[Judged], unit: str | None) -> Judged | None:
    """The end of the month, or of another period where only that stands out."""
    found = [one for one in judged if one.part.unit == unit and one.part.test == PERIOD_END]
    found.sort(key=lambda one: one.part.period != MONTH)
    return next(iter([*bands.accused(found), *found]), None)


def _row(unit: str, at: int, counted: Counted, judged: Sequence[Judged]) -> dict[str, Any]:
    """One unit: what it comes to, the effect at the end of the period, and every part behind it."""
    own = [one for one in judged if one.part.unit == (unit if at >= 0 else None)]
    found = _headline(own, unit if at >= 0 else None)
    records = int(counted.days.n[counted.days.unit == at].sum())
    signs = bands.accused(own)
    return {
        "unit": unit,
        "verdict": str(bands.verdict(own)),
        "period": found.part.period if found else None,
        "effect": found.part.effect if found else None,
        "interval": list(found.part.interval) if found else [None, None],
        "q": min((one.q for one in own), default=None),
        "smallest_effect": found.smallest if found else None,
        "placebo": found.part.placebo if found else None,
        "p_moved": found.part.p_moved if found else None,
        "number": next((one.part.number for one in signs if one.part.number is not None), None),
        "signs": list(dict.fromkeys(one.part.test for one in signs)),
        "n": None if is_small(records) else records,
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
        "placebo": part.placebo,
        "placebo_interval": list(part.placebo_interval) if part.placebo_interval else None,
        "placebo_p": part.placebo_p,
        "per_officer_at_work": part.per_officer,
        "number": part.number,
        "excess_mass": part.mass,
    }


def _sentence(verdict: Verdict, judged: Sequence[Judged], whole: Judged | None) -> Said:
    units = [name for name in dict.fromkeys(one.part.unit for one in bands.accused(judged)) if name is not None]
    some = {"units": ", ".join(units) or word("all units together")}
    if verdict is Verdict.STRONG:
        return say(
            "Several signs agree that stops or citations are counted against a number: {units}. This is a reason to "
            "ask, not proof of a quota.",
            **some,
        )
    if verdict is Verdict.WEAK:
        return say(
            "One sign was seen that stops or citations may be counted against a number: {units}. One sign alone has "
            "many other explanations.",
            **some,
        )
    each = [found.smallest for name in _names(judged) if (found := _headline(judged, name))]
    if verdict is Verdict.NO_SIGN and whole and len(each) > 1:
        return say(
            "No sign of a quota was seen. In all together a rise of {smallest:.0f} in 100 in the last days of a "
            "{period} would most likely have shown; in a single one of them it takes {least:.0f} to {most:.0f}.",
            smallest=100 * whole.smallest,
            period=whole.part.period,
            least=100 * min(each),
            most=100 * max(each),
        )
    if verdict is Verdict.NO_SIGN and whole:
        return say(
            "No sign of a quota was seen. A rise of {smallest:.0f} in 100 in the last days of a {period} would most "
            "likely have shown.",
            smallest=100 * whole.smallest,
            period=whole.part.period,
        )
    if verdict is Verdict.NO_SIGN:
        return say("No sign of a quota was seen.")
    return say("Too few records to say whether stops or citations are counted against a number.")


def _names(judged: Sequence[Judged]) -> list[str]:
    """The units that were looked at one by one."""
    return list(dict.fromkeys(one.part.unit for one in judged if one.part.unit is not None))


def _known(counted: Counted, judged: Sequence[Judged]) -> list[Said]:
    accused = {one.part.unit for one in bands.accused(judged)}
    unsure = [one.part.unit or ALL for one in judged if one.shows and one.part.unit not in accused]
    said = [
        *(
            [
                say(
                    "In {units} one test stands out, but alone it is not sure enough to be called a sign: where many "
                    "are made, some stand out by chance, and the end of a month has many reasons.",
                    units=", ".join(dict.fromkeys(unsure)),
                )
            ]
            if unsure
            else []
        ),
        say("{tests} tests were made; q is the share of false signs among all that are as sure.", tests=len(judged)),
        say("Beside each stands a series that no quota moves: {series}.", series=counted.placebo_named or MOVED),
    ]
    return [*said, *(reconcile.told(counted.second) if counted.second else [])]


def _excluded(counted: Counted) -> dict[str, int | None]:
    days, of = counted.days, battery.series(counted)
    stray = (days.at < of.first) | (days.at >= of.first + of.many)
    names_known = bool(counted.units)
    return left_out(
        {
            word("unit unknown: only among all together"): int(days.n[days.unit < 0].sum()) if names_known else 0,
            word("officer unknown: not in officers' totals"): counted.no_officer,
            word("on stray days before or after the others"): int(days.n[stray].sum()) if of.units else 0,
            word("only here and not in the second source"): counted.second.only_here if counted.second else 0,
            word("only in the second source"): counted.second.only_second if counted.second else 0,
        }
    )
