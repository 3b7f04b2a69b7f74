"""What the engine counts for signs of a quota: by unit and day, and by unit, officer and half period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
from ibis import _
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota.calendars import EPOCH, Halves, halves
from commonbeat.measures.enforcement.reconcile import Reconciled, reconcile
from commonbeat.measures.patrol import timeline
from commonbeat.measures.result import word
from commonbeat.measures.schema import Wrong
from commonbeat.measures.settings import Settings
from commonbeat.measures.table import Table

Ints = NDArray[np.int64]
NAMES = ("unit", "officer_id")


@dataclass(frozen=True)
class Cells:
    """Counts as columns of one length; ``unit`` and ``officer`` are places in a list of names, −1 where unknown."""

    unit: Ints
    at: Ints
    n: Ints
    officer: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    officers: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True)
class Counted:
    """By unit and day (``at`` is the day's number): what was done, and in ``placebos`` by name, the surest first, what
    no quota moves; the seconds on ``duty``; ``people`` is how many officers each unit has, last all of them; ``totals``
    by calendar: what each officer did in each half period (``at``)."""

    units: tuple[str, ...]
    days: Cells
    totals: Mapping[str, Cells]
    people: Ints
    placebos: Mapping[str, Cells] = field(default_factory=dict)
    duty: Cells | None = None
    second: Reconciled | None = None
    no_officer: int = 0


def count(
    table: Table,
    settings: Settings,
    *,
    placebo: Table | None = None,
    second: Table | None = None,
    roster: Table | None = None,
) -> Counted:
    """All of it, in one pass for the days and one for each calendar of officers' totals."""
    by = settings.by
    if by not in table.schema.columns:
        raise Wrong(f'{table.schema.name} have no column "{by}"')
    if table.schema.columns[by].type == "pseudonym":
        raise Wrong(f'nothing is told of one officer or one act: count by a place such as district, not by "{by}"')
    rows = table.rows.mutate(unit=_[by].cast("string"), day=number(_.date))
    crashes = {"crash": _.crash.sum()} if "crash" in table.present else {}
    days = _arrays(rows.group_by("unit", "day").aggregate(n=_.count(), officers=_.officer_id.nunique(), **crashes))
    names = tuple(sorted(one for one in days["unit"].dictionary.to_pylist() if one is not None))
    place = {name: at for at, name in enumerate(names)}
    known = rows.filter(_.officer_id.notnull())
    calendars = halves(settings.reviews) if "officer_id" in table.present else []
    totals = {one.name: _totals(known, one, place) for one in calendars}
    by_day, by_officer = _cells(days, place, "n"), next(iter(totals.values()), None)
    return Counted(
        names,
        by_day,
        totals,
        _people(totals, len(names)),
        _placebos(placebo, days, by, place),
        _duty(roster, by, place) if roster else None,
        reconcile(table, second, by) if second else None,
        int(by_day.n.sum() - (by_officer.n.sum() if by_officer else 0)),
    )


def number(day: ir.Value) -> ir.Value:
    """A date as a number of days."""
    return day.delta(ibis.date("1970-01-01"), unit="day").cast("int64") + EPOCH


def _totals(rows: ir.Table, calendar: Halves, place: Mapping[str, int]) -> Cells:
    half = calendar.of(_.date.year(), _.date.month(), _.date.day(), _.day, lambda yes: yes.cast("int64"))
    found = _arrays(rows.group_by("unit", "officer_id", half=half.cast("int64")).aggregate(n=_.count()))
    names = found["officer_id"].dictionary.to_pylist()
    officer = np.argsort(np.argsort(names))[found["officer_id"].indices.to_numpy()].astype(np.int64)
    unit, half, n = _placed(found["unit"], place), found["half"], found["n"]
    order = np.lexsort((officer, half, unit))
    return Cells(unit[order], half[order], n[order], officer[order])


def _people(totals: Mapping[str, Cells], units: int) -> Ints:
    """How many officers there are in each unit, and last in all; 0 where none is known."""
    found = np.zeros(units + 1, np.int64)
    for cells in list(totals.values())[:1]:
        many = int(cells.officer.max(initial=-1)) + 1
        pairs = np.unique(cells.unit[cells.unit >= 0] * many + cells.officer[cells.unit >= 0])
        found[:-1] = np.bincount(pairs // max(many, 1), minlength=units)
        found[-1] = many
    return found


def _placebos(table: Table | None, days: Mapping[str, Any], by: str, place: Mapping[str, int]) -> dict[str, Cells]:
    """Other series that no quota can move: the one that was given (of calls those that somebody made, where the records
    say who began it), and the crashes in the same file."""
    found = {}
    if table is not None:
        day = _.date if "date" in table.schema.columns else ibis.coalesce(_.t_received, _.t_dispatch).date()
        unit = _[by].cast("string") if by in table.present else ibis.literal("")
        rows, named = table.rows.mutate(unit=unit, day=number(day)).filter(_.day.notnull()), table.schema.name
        if named == "calls" and "source" in table.present:
            rows, named = rows.filter(_.source == "community"), word("calls from the community")
        found[named] = _cells(_arrays(rows.group_by("unit", "day").aggregate(n=_.count())), place, "n")
    if "crash" in days and days["crash"].sum():
        found[word("crashes in the same file")] = _cells(days, place, "crash")
    return found


def _duty(roster: Table, by: str, place: Mapping[str, int]) -> Cells:
    """Seconds on duty by unit, where the roster knows it, and by the day on which a shift begins."""
    known = by == "district" and by in roster.present
    rows = timeline.duty(roster.rows).mutate(day=_.start // (24 * timeline.HOUR) + EPOCH, seconds=_.end - _.start)
    rows = rows.mutate(unit=_.district.cast("string") if known else ibis.literal(""))
    return _cells(_arrays(rows.group_by("unit", "day").aggregate(n=_.seconds.sum())), place, "n")


def _arrays(rows: ir.Table) -> dict[str, Any]:
    """The counted columns as arrays, names as places in a dictionary."""
    found = rows.to_pyarrow()
    columns = {name: found[name].combine_chunks() for name in found.column_names}
    return {
        name: column.dictionary_encode(null_encoding="encode")
        if name in NAMES
        else column.to_numpy(zero_copy_only=False)
        for name, column in columns.items()
    }


def _cells(found: Mapping[str, Any], place: Mapping[str, int], of: str) -> Cells:
    n = np.nan_to_num(np.asarray(found[of], float)).astype(np.int64)
    at = np.asarray(found["day"], np.int64)
    officers = np.asarray(found["officers"], np.int64) if "officers" in found else np.zeros(0, np.int64)
    unit = _placed(found["unit"], place)
    order = np.lexsort((at, unit))
    return Cells(unit[order], at[order], n[order], officers=officers[order] if len(officers) else officers)


def _placed(units: Any, place: Mapping[str, int]) -> Ints:
    of = np.array([place.get(unit, -1) for unit in units.dictionary.to_pylist()], np.int64)
    return of[units.indices.to_numpy()] if len(of) else np.zeros(0, np.int64)
