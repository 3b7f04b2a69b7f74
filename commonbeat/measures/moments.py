"""Two moments: what a newer result may show beside those that were shown before.

Needs: a result and the earlier results of the same measure, as ``Result.as_dict`` tells them.
Reads as: "withheld", where the newer numbers beside older ones would tell of one to four people.
Take care: whoever keeps an older page can subtract, and can try whether what is withheld here is what was told there.
So a table is told only as far as neither the differences, nor either table with what the other tells in place of what
it withholds, let a reader work out a number from one to four. Where its totals alone do, nothing new is told until more
records are there. Estimates without counts move with the total.
Source: the threshold rule on differences of published tables; Federal Committee on Statistical Methodology, Statistical
Policy Working Paper 22 (2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.result import ALL, OTHERS, Result, Verdict, is_small, say
from commonbeat.measures.suppression import completed, gives_away

Told = Mapping[str, Any]
Row = dict[str, Any]
Label = tuple[str, ...]
#: what is made of the counts of a row
MADE = ("share", "low", "high", "pooled")


def beside(now: Told, earlier: Iterable[Told]) -> dict[str, Any]:
    """The result without what would tell of few people by its difference from an earlier one."""
    earlier = [one for one in earlier if one["verdict"] != Verdict.HELD]
    if any(_moved_by_few(_totals(now), _totals(one)) for one in earlier):
        return held(now)
    rows = [dict(row) for row in now["rows"]]
    for by, some in groupby(rows, _by):
        block = list(some)
        before = [then for one in earlier if (then := [row for row in one["rows"] if _by(row) == by])]
        if not _withhold(block, before):
            return held(now)
    excluded = _steady(now["excluded"], [one["excluded"] for one in earlier])
    return {**now, "rows": rows, "excluded": excluded, "records": _in_records(now, earlier, None in excluded.values())}


def _in_records(now: Told, earlier: Sequence[Told], withheld: bool) -> dict[str, Any]:
    """What is in the records; not how many, where that would tell how many were left out for a reason ``withheld``."""
    before = [one["records"] for one in earlier]
    records = _steady(now["records"], before)
    if "unknown" in records:
        records["unknown"] = _steady(records["unknown"], [one.get("unknown", {}) for one in before])
    if withheld and "n" in records:
        records["n"] = None
    return records


def _steady(counts: Told, earlier: Iterable[Told]) -> dict[str, Any]:
    """The same without the counts that moved by one to four."""
    return {
        reason: None if any(_few(count, one.get(reason, 0)) for one in earlier) else count
        for reason, count in counts.items()
    }


def held(now: Told) -> dict[str, Any]:
    """That nothing new is told yet; from which records, all the same."""
    few = say("Withheld: so few records are new since the last time that the difference would tell of single people.")
    made = Result(
        measure=now["measure"],
        sentence=few,
        verdict=Verdict.HELD,
        unit=now["unit"],
        known=[say("What was told the last time stands on its own page.")],
        unknown=[say("What the newer records change.")],
        would_help=[say("More records: numbers are told again once at least five people more are in them.")],
        sources=now["from"],
    )
    return made.as_dict()


def _totals(told: Told) -> dict[str, Any]:
    """The counts of the whole: of all records, and those that the sentence says."""
    said = told["words"]["sentence"]["values"]
    whole = {"n": told["n"], "records": told["records"].get("n")}
    return whole | {name: value for name, value in said.items() if _is_count(value) and name != "least"}


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _few(one: Any, other: Any) -> bool:
    """Whether two counts, where both are told, differ by one to four."""
    return _is_count(one) and _is_count(other) and is_small(abs(one - other))


def _moved_by_few(one: Told, other: Told) -> bool:
    return any(_few(value, other.get(name)) for name, value in one.items())


def _counts(row: Told) -> dict[str, int]:
    """The counts that a row tells; the hour of a week is none."""
    return {name: value for name, value in row.items() if _is_count(value) and name != "hour"}


def _by(row: Told) -> Any:
    """What the rows of one table share."""
    return row.get("by")


def _label(row: Told) -> Label:
    return tuple(value for value in row.values() if isinstance(value, str))


def _has_totals(rows: Sequence[Told]) -> bool:
    """Whether these are people in categories that exclude each other, all of them in the last row and column."""
    return ALL in rows[-1] and ALL in _label(rows[-1])


def _withhold(block: Sequence[Row], earlier: Sequence[Sequence[Told]]) -> bool:
    """Empty rows until no earlier table beside these tells of few; False where the totals alone do."""
    totals = [block[-1]] if _has_totals(block) else []
    look = _beside_totals if totals else _row_by_row
    others = [then for then in earlier if list(then) != list(block)]
    if any(look(totals, then[-1:]) for then in others if totals):
        return False
    while found := next((found for then in others if (found := look(block, then))), set[Label]()):
        still = [row for row in block if _counts(row) and row not in totals]
        if not still:
            return False
        for row in [row for row in still if _label(row) in found] or [min(still, key=_largest)]:
            _empty(row)
    return True


def _largest(row: Told) -> int:
    return max(_counts(row).values())


def _row_by_row(now: Sequence[Told], then: Sequence[Told]) -> set[Label]:
    """The labels of the rows that moved by few, each looked at by itself."""
    before = {_label(row): _counts(row) for row in then}
    return {label for row in now if _moved_by_few(_counts(row), before.get(label := _label(row), {}))}


def _beside_totals(now: Sequence[Told], then: Sequence[Told]) -> set[Label]:
    """The labels of a row of which two tables side by side tell of few; of the last where no other is it; else none.

    Labels that only one of them has are joined with all others where one of them adds others up.
    """
    labels = [_label(row) for row in (*now, *then)]
    adds_up = any(OTHERS in label for label in labels)
    alone = {label for label in labels if labels.count(label) == 1 or OTHERS in label} if adds_up else set()
    same = {label: (OTHERS,) if label in alone else label for label in labels}
    places = {label: at for at, label in enumerate(dict.fromkeys(same[_label(row)] for row in (*now[:-1], *then[:-1])))}
    columns = list(dict.fromkeys(name for row in (now[-1], then[-1]) for name in _columns(row)))
    one, other = (
        _table(rows, [places.get(same[_label(row)], -1) for row in rows], columns, len(places)) for rows in (now, then)
    )
    looks = (
        (one - other, True),
        (np.where(np.isnan(one), other, one), False),
        (np.where(np.isnan(other), one, other), False),
    )
    few = next((rows for table, signed in looks if (rows := gives_away(table, signed=signed))), set())
    return {label for label in labels if places.get(same[label], len(places)) in few}


def _columns(row: Told) -> list[str]:
    return [name for name, value in row.items() if not isinstance(value, str) and name not in (ALL, *MADE)]


def _table(rows: Sequence[Told], places: Sequence[int], columns: Sequence[str], many: int) -> NDArray[np.float64]:
    """The counts with their totals, nan where they are withheld and do not follow. What parts leave of all is a column
    of its own; a label or a column that is not there is nobody."""
    made = np.zeros((many + 1, len(columns) + 2))
    for row, place in zip(rows, places, strict=True):
        told = [np.nan if (value := row.get(name, 0)) is None else value for name in (*columns, ALL)]
        made[place] += [*told[:-1], told[-1] - sum(told[:-1]) if "share" in row else 0, told[-1]]
    return completed(made)


def _empty(row: Row) -> None:
    """Withhold every number of a row; its place in the week is none."""
    for name, value in row.items():
        if not isinstance(value, str) and name != "hour":
            row[name] = None
