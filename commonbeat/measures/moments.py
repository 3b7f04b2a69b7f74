"""Two moments: what a newer result may show beside those that were shown before.

Needs: a result and the earlier results of the same measure, as ``Result.as_dict`` tells them.
Reads as: "withheld", where the newer number less the older one would tell of one to four people.
Take care: whoever keeps an older page can subtract. So a row's numbers stand only where each of them, and what is left
of the total without the rows that stand in both, moved by nobody or by at least five. Where the total itself moved by
one to four, nothing new is told until more records are there. Estimates without counts move with the total.
Source: the threshold rule on differences of published tables; Federal Committee on Statistical Methodology, Statistical
Policy Working Paper 22 (2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from commonbeat.measures.result import ALL, Result, Verdict, is_small, say

Told = Mapping[str, Any]
Row = dict[str, Any]


def beside(now: Told, earlier: Iterable[Told]) -> dict[str, Any]:
    """The result without what would tell of few people by its difference from an earlier one."""
    earlier = list(earlier)
    if any(_moved_by_few(_totals(now), _totals(one)) for one in earlier):
        return held(now)
    rows = [dict(row) for row in now["rows"]]
    blocks: dict[Any, list[Row]] = {}
    for row in rows:
        blocks.setdefault(row.get("by"), []).append(row)
    for by, block in blocks.items():
        _withhold(block, [[row for row in one["rows"] if row.get("by") == by] for one in earlier])
    records = {**now["records"]}
    if "unknown" in records:
        records["unknown"] = _steady(records["unknown"], [one["records"].get("unknown", {}) for one in earlier])
    return {
        **now,
        "rows": rows,
        "excluded": _steady(now["excluded"], [one["excluded"] for one in earlier]),
        "records": records,
    }


def _steady(counts: Told, earlier: Iterable[Told]) -> dict[str, Any]:
    """Counts by reason, without those that moved by one to four."""
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
        verdict=Verdict.TOO_FEW,
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


def _label(row: Told) -> tuple[str, ...]:
    return tuple(value for value in row.values() if isinstance(value, str))


def _withhold(block: Sequence[Row], earlier: Sequence[Sequence[Told]]) -> None:
    """Take the numbers out of the rows of a block until no difference from an earlier one tells of few."""
    before = [{_label(row): row for row in rows} for rows in earlier]
    for row in block:
        if any(_row_moved_by_few(row, rows[_label(row)]) for rows in before if _label(row) in rows):
            _empty(row)
    while more := [one for rows in before if (one := _gives_away(block, rows))]:
        _empty(more[0])


def _row_moved_by_few(now: Told, then: Told) -> bool:
    """Whether a row's counts, or what is left of its own total, differ by one to four."""
    one, other = _counts(now), _counts(then)
    if _moved_by_few(one, other):
        return True
    if ALL not in one or ALL not in other:
        return False
    parts = sum(one[name] - other[name] for name in one.keys() & other.keys() if name != ALL)
    return is_small(abs(one[ALL] - other[ALL] - parts))


def _gives_away(block: Sequence[Row], then: Mapping[tuple[str, ...], Told]) -> Row | None:
    """The next row to empty: the rest of a column, without the rows told at both moments, moved by one to four."""
    last = block[-1]
    if ALL not in _label(last) or _label(last) not in then:
        return None
    total, was = _counts(last), _counts(then[_label(last)])
    told = [(row, _counts(row), _counts(then[_label(row)])) for row in block[:-1] if _label(row) in then]
    for name in total.keys() & was.keys():
        both = [(row, now[name], old[name]) for row, now, old in told if name in now and name in old]
        if is_small(abs(total[name] - was[name] - sum(now - old for _row, now, old in both))):
            return min(both, key=lambda one: one[1], default=(last,))[0]
    return None


def _empty(row: Row) -> None:
    """Withhold every number of a row; its place in the week is none."""
    for name, value in row.items():
        if not isinstance(value, str) and name != "hour":
            row[name] = None
