"""What if more offenses were on the list? Past stops counted as if they had been.

Needs: stops or citations with date, offense and outcome; the list as it is, and what would be added to it.
Reads as: "expired inspection would have added 412 stops to the list; 230 of them ended with more than a warning".
Take care: it counts the past and predicts nothing: a new list also changes whom officers stop, and how they write it
down (see "net-widening" and "charge-shift").
Source: a plain count of the agency's own records; nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonbeat.measures import intervals
from commonbeat.measures.result import Result, Verdict, is_small, left_out, say, unless_small, word
from commonbeat.measures.rows import Cells, share_rows, sums, total
from commonbeat.measures.settings import Eligible, Settings, Unsettled, key
from commonbeat.measures.smallest import detectable_shares
from commonbeat.measures.stops.counting import records
from commonbeat.measures.stops.eligible import BEFORE, in_no_record
from commonbeat.measures.table import Table, counts

NAME = "what-if"
ENOUGH = 20


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it."""
    return counts(records(table, settings), ["violation", "version", "outcome"])


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """How many would have been covered and ended with more; from counts by violation, version and outcome."""
    if settings.what_if is None:
        raise Unsettled("what-if needs the offenses to be added: [what_if] in the settings")
    cells = list(cells)
    added, excluded = _added(cells, settings, settings.what_if)
    whole, more = total(added), total(cell for cell in added if cell["more"])
    absent = in_no_record(settings.what_if.offenses, cells)
    enough = whole >= ENOUGH and not (is_small(more) or is_small(whole - more))
    return Result(
        measure=NAME,
        sentence=say(
            "The longer list would have covered {whole:,} more stops; {more:,} of them ended with a harsher outcome.",
            whole=whole,
            more=more,
        )
        if enough
        else say("Too few to say how the stops that a longer list would have covered ended."),
        verdict=Verdict.TOLD if enough else Verdict.TOO_FEW,
        unit="share",
        value=more / whole if enough else None,
        interval=intervals.share(more, whole) if enough else (None, None),
        n=unless_small(whole),
        excluded=left_out(excluded),
        rows=share_rows("offense", "ended_with_more", sums(added, "violation", (True, False), "more")),
        smallest=detectable_shares(whole, whole, more / whole if whole else 0.5),
        known=[say("Asked about: {offenses}.", offenses=sorted(settings.what_if.offenses))],
        unknown=[
            *(
                [say("No record names: {offenses}. Perhaps records write it otherwise.", offenses=absent)]
                if absent
                else []
            ),
            say("How officers would have acted under the longer list."),
        ],
        would_help=[say("A trial in one district, with the day of its start fixed beforehand.")],
        sources=sources,
    )


def _added(cells: Cells, settings: Settings, what_if: Eligible) -> tuple[list[dict[str, object]], dict[str, int]]:
    """Cells of the added offenses that no list covered, with whether they ended with more; and what was left out."""
    added: list[dict[str, object]] = []
    excluded = {word("on the list already"): 0, word("outcome unknown"): 0}
    for cell in cells:
        offense = None if cell["violation"] is None else key(cell["violation"])
        if offense is None or offense not in what_if.offenses:
            continue
        held = settings.list_on(BEFORE if cell["version"] is None else cell["version"])
        if held and offense in held.offenses:
            excluded[word("on the list already")] += cell["n"]
        elif cell["outcome"] not in settings.ladder:
            excluded[word("outcome unknown")] += cell["n"]
        else:
            added.append({**cell, "more": not settings.is_gentle(cell["outcome"], what_if.most(offense))})
    return added, excluded
