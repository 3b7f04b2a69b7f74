"""Single cases, drawn by lot and read by two people: whether the least harmful outcome was used, and if not, why.

Needs: how many eligible cases a quarter had, and what two readers answered about each case that was drawn: was it
eligible, was the least harmful outcome used, and if not, was the reason on the list.
Reads as: "two readers looked at 30 of 412 cases, drawn by lot; in 24 both found the least harmful outcome used: of all
412, between 63 and 91 of 100".
Take care: it is for agencies whose numbers are too small for anything else, and it says little of small differences.
The agency numbers the cases: who is left out of that list cannot be drawn. A case counts only where both readers say
the same, so the share is a careful one. Counts of one to four cases are withheld, and with them what would give them
away; then the share is told from its careful end, and how far the readers agree is told to those who read the cases.
Source: exact interval for a finite population as "intervals" has it; J. Cohen, A coefficient of agreement for nominal
scales, Educational and Psychological Measurement 20 (1960), with the standard error of J. L. Fleiss, J. Cohen and B. S.
Everitt, Psychological Bulletin 72 (1969); statsmodels finds the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from commonbeat.measures import intervals
from commonbeat.measures.composition import shown
from commonbeat.measures.result import LEAST, Result, Said, Verdict, is_small, say, word

NAME = "case-review"


class Judgment(StrEnum):
    """What one reader's answers about one case come to."""

    LEAST = "least harm"
    LISTED = "not, for a reason on the list"
    UNLISTED = "not, without a reason on the list"
    NOT_ELIGIBLE = "not eligible"


#: the two readers differ
DIFFER = word("the two readers differ")
Pairs = Sequence[tuple[Judgment, Judgment]]


def judgment(*, eligible: bool, least: bool | None = None, reason: bool | None = None) -> Judgment:
    """The answers to the three questions as one; a question that does not arise is None."""
    if not eligible:
        return Judgment.NOT_ELIGIBLE
    if least:
        return Judgment.LEAST
    return Judgment.LISTED if reason else Judgment.UNLISTED


@dataclass(frozen=True)
class Agreement:
    """How far two readers agree beyond what chance would make of it: Cohen's kappa, with its 95 % interval."""

    kappa: float
    low: float
    high: float


def agreement(pairs: Pairs) -> Agreement | None:
    """Of all cases; None where both gave every case the same one judgment, of which kappa can say nothing."""
    n = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[one] * second[one] for one in Judgment) / n**2
    if by_chance == 1:
        return None
    kappa = (sum(one == other for one, other in pairs) / n - by_chance) / (1 - by_chance)
    away = 1 - kappa
    spread = sum(((one == other) - (second[one] + first[other]) / n * away) ** 2 for one, other in pairs) / n
    half = intervals.Z95 * sqrt(max(spread - (kappa - by_chance * away) ** 2, 0) / n) / (1 - by_chance)
    return Agreement(kappa, max(-1.0, kappa - half), min(1.0, kappa + half))


def counted(pairs: Pairs) -> dict[str, int]:
    """How many cases both readers judged alike, by judgment, and in how many they differ."""
    alike = Counter(first for first, second in pairs if first == second)
    return {str(one): alike[one] for one in Judgment} | {DIFFER: len(pairs) - alike.total()}


def answer(pairs: Pairs, cases: int) -> Result:
    """What may be told in public of the cases that were drawn from so many."""
    counts, few = counted(pairs), len(pairs)
    told = shown(counts)
    low, high = _bounds(told, counts)
    interval = intervals.drawn(low, few, cases).low, intervals.drawn(high, few, cases).high
    whole = low == high and None not in told.values()
    return Result(
        measure=NAME,
        sentence=_sentence(low, high, few, cases, interval),
        verdict=Verdict.TOLD,
        unit="share",
        value=low / few if low == high else None,
        interval=interval,
        n=few,
        rows=[{"judgment": name, "cases": count} for name, count in told.items()],
        known=[
            say("The cases were drawn by lot, with a seed that nobody could know beforehand; anybody can draw again."),
            _agreed(agreement(pairs)) if whole else WITHHELD,
        ],
        unknown=[
            say("Cases that the agency did not number: what is not on its list of cases cannot be drawn."),
            say("Whether anybody was treated differently from others: so few cases cannot tell."),
        ],
        would_help=[say("The same review in the next quarters."), say("A reader from outside the agency.")],
    )


def _bounds(told: dict[str, int | None], counts: dict[str, int]) -> tuple[int, int]:
    """The least and the most cases with the least harm, so that no other small count can be worked out from them.

    What is withheld adds up to a known sum. Where that is large, it may be said which of the counts is the large one.
    """
    most = counts[Judgment.LEAST]
    if told[Judgment.LEAST] is not None:
        return most, most
    others = sum(count is None for count in told.values()) - 1
    left = sum(counts.values()) - sum(count or 0 for count in told.values())
    careful = left - others * (LEAST - 1)
    if careful < LEAST:
        return 0, left - others
    return (0, LEAST - 1) if is_small(most) else (careful, left - others)


def _sentence(low: int, high: int, few: int, cases: int, interval: tuple[float, float]) -> Said:
    numbers = {"few": few, "cases": cases, "from_": 100 * interval[0], "to": 100 * interval[1]}
    if low == high:
        return say(
            "Two readers looked at {few:,} of {cases:,} cases, drawn by lot. In {part:,} both found the least harmful "
            "outcome used; of all {cases:,} that is between {from_:.0f} and {to:.0f} of 100.",
            part=low,
            **numbers,
        )
    if low == 0 and high >= LEAST:
        return say(
            "Two readers looked at {few:,} of {cases:,} cases, drawn by lot. In how many both found the least harmful "
            "outcome used is withheld: it would tell of fewer than five cases.",
            **numbers,
        )
    if low == 0:
        return say(
            "Two readers looked at {few:,} of {cases:,} cases, drawn by lot. In fewer than five both found the least "
            "harmful outcome used; of all {cases:,} that is at most {to:.0f} of 100.",
            **numbers,
        )
    return say(
        "Two readers looked at {few:,} of {cases:,} cases, drawn by lot. In {part:,} or more both found the least "
        "harmful outcome used; of all {cases:,} that is at least {from_:.0f} of 100.",
        part=low,
        **numbers,
    )


WITHHELD = say(
    "Some counts are of fewer than five cases. They are withheld, with all that would give them away: also how far the "
    "two readers agree beyond chance."
)


def _agreed(found: Agreement | None) -> Said:
    if found is None:
        return say("Both readers judged every case the same way.")
    return say(
        "How far the two readers agree beyond chance (Cohen’s kappa; 1 is always, 0 is what chance makes): "
        "{kappa:.2f}, between {low:.2f} and {high:.2f}.",
        kappa=found.kappa,
        low=found.low,
        high=found.high,
    )
