"""How often the least harmful outcome was used where a public list says that it will do.

Needs: stops or citations with date, offense and outcome, and the list of eligible offenses with the day from which it
holds.
Reads as: "of 1,204 stops for offenses on the list, 803 ended with a warning or less: 67 of 100".
Take care: it tells how often, not why not: a victim may have asked for more, or a warning may have been tried before.
What is not recorded (often: verbal warnings) is not in it. A list made shorter makes the share better; therefore lists
are public and have versions. The share differs between groups for many reasons; see "adjusted" and "veil".
Source: utilization as Florida's civil citation programs count it: those who got it among all who could have (Caruthers
Institute, Stepping Up, 2017); President's Task Force on 21st Century Policing, final report (2015), action item 2.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonbeat.measures import intervals
from commonbeat.measures.result import Result, Said, Verdict, is_small, left_out, margin, say, unless_small, word
from commonbeat.measures.rows import Cells, share_rows, sums, total
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable_shares
from commonbeat.measures.stops.counting import records
from commonbeat.measures.stops.eligible import Judged, in_no_record, judge
from commonbeat.measures.table import Table, counts

NAME = "least-harm"
#: fewer records than this make no share worth a sentence
ENOUGH = 20
UNKNOWN = word("unknown")
NO_REASON = say("Why the others ended otherwise: the records give no reason.")
NOT_RECORDED = say("What was never written down: often verbal warnings, and stops without any outcome.")
REASONS = say("A written reason whenever the least harmful outcome was not used.")


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it."""
    return counts(records(table, settings), ["violation", "version", "outcome", "district"])


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The share, from counts by violation, version of the list, outcome and district."""
    cells = list(cells)
    judged, absent = judge(cells, settings), unnamed(cells, settings)
    whole = total(judged.cells)
    part = total(cell for cell in judged.cells if cell["least"])
    if whole < ENOUGH:
        return too_few(whole, judged, absent, sources)
    hide = is_small(part) or is_small(whole - part)
    low, high = (None, None) if hide else intervals.share(part, whole)
    return Result(
        measure=NAME,
        sentence=withheld(whole) if hide else sentence(part, whole, settings),
        verdict=Verdict.TOLD,
        unit="share",
        value=None if hide else part / whole,
        interval=(low, high),
        n=whole,
        excluded=left_out(judged.excluded),
        rows=rows_by("offense", "violation", judged) + rows_by("district", "district", judged),
        smallest=None if hide else detectable_shares(whole, whole, part / whole),
        known=known(settings),
        unknown=[*absent, NO_REASON, NOT_RECORDED],
        would_help=[REASONS],
        sources=sources,
    )


def sentence(part: int, whole: int, settings: Settings) -> Said:
    """The share in words."""
    low, high = intervals.share(part, whole)
    numbers = {"part": part, "whole": whole, "of_100": 100 * part / whole, "more": margin(50 * (high - low))}
    if settings.lists:
        return say(
            "Of {whole:,} stops for offenses on the list, {part:,} ended with the least harmful outcome that the list "
            "allows: {of_100:.0f} of 100, give or take {more}.",
            **numbers,
        )
    return say(
        "Of {whole:,} stops, {part:,} ended with a warning or less: {of_100:.0f} of 100, give or take {more}.",
        **numbers,
    )


def rows_by(name: str, column: str, judged: Judged) -> list[dict[str, Any]]:
    """The share by what stands in a column, the largest first and last all of them."""
    named = [{**cell, column: UNKNOWN if cell[column] is None else cell[column]} for cell in judged.cells]
    rows = share_rows("of", "least_harm", sums(named, column, (True, False), "least"))
    return [{"by": name} | row for row in rows]


def known(settings: Settings) -> list[Said]:
    """What the number rests on."""
    if not settings.lists:
        return [say("No list of eligible offenses was given: every offense is counted as if a warning would do.")]
    return [
        say("From {first} on, list {number} of eligible offenses held, with {many} offenses.", **numbers)
        for numbers in (
            {"first": one.first, "number": at, "many": len(one.offenses)}
            for at, one in enumerate(settings.lists, start=1)
        )
    ]


def unnamed(cells: Cells, settings: Settings) -> list[Said]:
    """Offenses of the list that now holds which no record names: then nothing is known of them."""
    offenses = settings.lists[-1].offenses if settings.lists else frozenset()
    absent = in_no_record(offenses, cells)
    if not absent:
        return []
    numbers = {"few": len(absent), "many": len(offenses), "offenses": absent}
    return [
        say(
            "No record names {few} of the {many} offenses on the list: {offenses}. Perhaps records write them "
            "otherwise.",
            **numbers,
        )
    ]


def withheld(whole: int) -> Said:
    """That a share would tell of single people."""
    return say(
        "Of {whole:,} stops, how many ended which way is withheld: it would tell of fewer than five people.",
        whole=whole,
    )


def too_few(whole: int, judged: Judged, absent: Sequence[Said], sources: Sequence[str]) -> Result:
    """That there is not enough, and what there is."""
    return Result(
        measure=NAME,
        sentence=judged.too_few
        or say("Too few to say: this needs at least {least} stops for offenses on the list.", least=ENOUGH),
        verdict=Verdict.TOO_FEW,
        unit="share",
        n=unless_small(whole),
        excluded=left_out(judged.excluded),
        smallest=detectable_shares(whole, whole, 0.5),
        known=[say("What the list is, and how many stops it covers.")],
        unknown=[*absent, say("Whether the least harmful outcome is the rule or the exception."), NO_REASON],
        would_help=[say("A longer period."), REASONS, say("A review of single cases, drawn by chance, by a board.")],
        sources=sources,
    )
