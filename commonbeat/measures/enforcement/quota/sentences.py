"""What is said of signs: which were seen where, what would have shown, what could not be tested and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np

from commonbeat.measures.enforcement import reconcile
from commonbeat.measures.enforcement.quota import bands
from commonbeat.measures.enforcement.quota.bands import Judged
from commonbeat.measures.enforcement.quota.battery import ALIKE, CATCH_UP, HEAPING, PERIOD_END
from commonbeat.measures.enforcement.quota.calendars import MONTH
from commonbeat.measures.enforcement.quota.counting import Counted
from commonbeat.measures.result import Said, Verdict, say, word

ALTOGETHER = word("all units together")
#: which sign stands for a unit with several: what can be seen in a calendar, what names a number, then the others
FIRST = (PERIOD_END, HEAPING, CATCH_UP, ALIKE)


def of(judged: Sequence[Judged], unit: str | None) -> list[Judged]:
    """The parts of one unit, or (None) of all together."""
    return [one for one in judged if one.part.unit == unit]


def decides(own: Sequence[Judged]) -> Judged | None:
    """Of the parts of one unit the one that stands for it: a sign where there is one, else the end of a period,
    of the month before others."""
    told = bands.accused(own) or [one for one in own if one.part.test == PERIOD_END]
    return min(told, key=lambda one: (FIRST.index(one.part.test), one.part.period != MONTH, one.q), default=None)


def accused(verdict: Verdict, judged: Sequence[Judged]) -> list[str | None]:
    """The units of that verdict with signs, the surest first; all together only where it is no single one."""
    units = dict.fromkeys(one.part.unit for one in bands.accused(judged))
    same = [unit for unit in units if bands.verdict(of(judged, unit)) is verdict]
    single: list[str | None] = [unit for unit in same if unit is not None]
    return sorted(single or same, key=lambda unit: min(one.q for one in bands.accused(of(judged, unit))))


def main(verdict: Verdict, counted: Counted, judged: Sequence[Judged], whole: Judged | None) -> Said:
    """The sentence at the head, with each unit of that verdict and its signs."""
    seen = [_signs(unit, judged) for unit in accused(verdict, judged)]
    if verdict is Verdict.STRONG:
        return say(
            "Several signs agree that stops or citations are counted against a number: {units}. This is a reason to "
            "ask, not proof of a quota.",
            units=seen,
        )
    if verdict is Verdict.WEAK:
        return say(
            "One sign was seen that stops or citations may be counted against a number: {units}. One sign alone has "
            "many other explanations.",
            units=seen,
        )
    if verdict is Verdict.TOO_FEW:
        return say("Too few records to say whether stops or citations are counted against a number.")
    return say("No sign of a quota was seen.") if whole is None else _no_sign(counted, judged, whole)


def _no_sign(counted: Counted, judged: Sequence[Judged], whole: Judged) -> Said:
    """No sign, and what would have been one: in all together, and in single units that have enough records."""
    told: dict[str, Any] = {"smallest": _in_100(whole), "period": whole.part.period}
    each = without_signs(judged)
    if whole.part.unit is None and each:
        return say(
            "No sign of a quota was seen. In all together a rise of {smallest} in 100 in the last days of a {period} "
            "would have shown in 8 of 10 such records; in a single one with enough records it takes {least} to {most}.",
            least=min(each),
            most=max(each),
            **told,
        )
    if whole.part.unit is None and counted.units:
        return say(
            "No sign of a quota was seen. In all together a rise of {smallest} in 100 in the last days of a {period} "
            "would have shown in 8 of 10 such records; each one alone has too few.",
            **told,
        )
    return say(
        "No sign of a quota was seen. A rise of {smallest} in 100 in the last days of a {period} would have shown in "
        "8 of 10 such records.",
        **told,
    )


def without_signs(judged: Sequence[Judged]) -> list[int]:
    """What would have shown in each single unit that has enough records and no sign."""
    return [
        _in_100(found)
        for unit in dict.fromkeys(one.part.unit for one in judged if one.part.unit is not None)
        if bands.verdict(of(judged, unit)) is Verdict.NO_SIGN and (found := decides(of(judged, unit)))
    ]


def _in_100(one: Judged) -> int:
    """The smallest rise, never told as less than it is."""
    return ceil(100 * (one.smallest or 0))


def _signs(unit: str | None, judged: Sequence[Judged]) -> Said:
    """A unit with what was seen there, each kind once."""
    signs = {one.part.test: one.part for one in reversed(bands.accused(of(judged, unit)))}
    kinds = [
        say("totals heap at {number}", number=part.number) if test == HEAPING else test
        for test, part in reversed(signs.items())
    ]
    return say("{unit} ({signs})", unit=ALTOGETHER if unit is None else unit, signs=kinds)


def known(counted: Counted, judged: Sequence[Judged]) -> list[Said]:
    """How sure a sign had to be, what would have been one elsewhere, what stands out without being one, and what stands
    beside."""
    accused = {one.part.unit for one in bands.accused(judged)}
    unsure = [one.part.unit or ALTOGETHER for one in judged if one.shows and one.part.unit not in accused]
    said = [
        *(_elsewhere(judged) if accused else []),
        say(
            "{tests} tests were made; the more are made, the surer one has to be to be called a sign. What is told of "
            "a unit rests on its own records alone.",
            tests=len(judged),
        ),
        say(
            "One sign alone is told only where of 100 as sure fewer than {alone} would be false; where two of "
            "different kinds agree, fewer than {both}.",
            alone=round(100 * bands.ALONE),
            both=round(100 * bands.FALSE_DISCOVERIES),
        ),
        *_beside(counted, judged),
        *(reconcile.told(counted.second) if counted.second else []),
    ]
    if not unsure:
        return said
    stands_out = say(
        "In {units} one test stands out, but alone it is not sure enough to be called a sign: where many are made, "
        "some stand out by chance, and the end of a month has many reasons.",
        units=list(dict.fromkeys(unsure)),
    )
    return [stands_out, *said]


def _elsewhere(judged: Sequence[Judged]) -> list[Said]:
    """What would have been a sign in units where none is told, though it could have been."""
    each = without_signs(judged)
    if not each:
        return []
    if len(each) == 1:
        return [
            say(
                "In the unit where no sign is told, a rise of {least} in 100 in the last days would have shown in 8 of "
                "10 such records; a smaller one can be there without being seen.",
                least=each[0],
            )
        ]
    return [
        say(
            "In units where no sign is told, a rise of {least} to {most} in 100 in the last days, as the table has it, "
            "would have shown in 8 of 10 such records; a smaller one can be there without being seen.",
            least=min(each),
            most=max(each),
        )
    ]


def _beside(counted: Counted, judged: Sequence[Judged]) -> list[Said]:
    """Which series stand beside, and which were looked at and cover too little."""
    stands = list(dict.fromkeys(one.part.beside for one in judged if one.part.beside))
    lacking = [name for name in counted.placebos if name not in stands]
    days = np.unique(counted.days.at)
    on_duty = int(np.isin(days, counted.duty.at).sum()) if counted.duty else len(days)
    said = [say("Beside each stands a series that no quota moves: {series}.", series=stands)] if stands else []
    if lacking:
        said.append(
            say(
                "Looked at as well, but covering too few ends of periods to stand beside: {series}.",
                series=lacking,
            )
        )
    if on_duty < len(days):
        said.append(
            say(
                "The roster covers {part:,} of the {whole:,} days with records; of the others nothing is known of who "
                "was on duty.",
                part=on_duty,
                whole=len(days),
            )
        )
    return said


def unknown(counted: Counted, judged: Sequence[Judged]) -> list[Said]:
    """What these records cannot tell, and which tests could not be made."""
    tested = {one.part.unit for one in judged if one.part.test != PERIOD_END}
    looked_at = dict.fromkeys(one.part.unit for one in judged) or [None]
    untested = [ALTOGETHER if unit is None else unit for unit in looked_at if unit not in tested]
    return [
        *_not_made(bool(counted.people[-1]), untested),
        say("Other reasons for the same pattern: grants, overtime, deployment, court dates, pay days, weather."),
        say("A quota that leaves no mark in dates or totals, or is kept by acts that are not in these records."),
    ]


def _not_made(has_officers: bool, units: list[str]) -> list[Said]:
    if not has_officers:
        return [say("Officers' totals could not be tested: no record says which officer it is of.")]
    if not units:
        return []
    return [
        say(
            "Officers' totals could not be tested in {units}: this needs at least ten officers over ten periods.",
            units=units,
        )
    ]


def would_help(counted: Counted) -> list[Said]:
    """What would make the answer better."""
    return [
        *(
            []
            if counted.people[-1]
            else [
                say("Officers' numbers in the records: they are made unreadable, and nothing is told of one officer.")
            ]
        ),
        say("The forms by which officers are evaluated, read for numbers; and a safe word for officers themselves."),
        *([] if counted.duty else [say("A roster, so that days with more officers on duty can be told apart.")]),
    ]
