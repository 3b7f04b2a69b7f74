"""Every measure of records: its name, where it stands, what records it needs, and which practice it is evidence for."""

from __future__ import annotations

from collections.abc import Mapping as Pairs, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonbeat.measures.mapping import Mapping
    from commonbeat.measures.result import Result
    from commonbeat.measures.settings import Settings
    from commonbeat.measures.table import Table

STOPS = ("stops", "citations")
#: what says for what somebody was stopped, and how it ended
ENDED = ("violation", "outcome")
#: what measures of time ask of calls and rosters
TIMES = frozenset(
    {"unit_id", "call_type", "source", "work", "t_dispatch", "t_clear", "start", "end", "kind", "district"}
)


@dataclass(frozen=True)
class Measure:
    """``place`` below commonbeat.measures; ``kinds`` of records of which it needs one, and a second kind ``beside``.

    ``may`` names what it can be given beside them, and does without, each with the kind of records in which an agency
    keeps it ("": none); ``settles`` what the settings must say before it can be asked, ``heeds`` what it follows beside
    that where they say it; ``by_unit``: whether it tells each unit, by a column that the settings name; ``asks`` the
    columns that it uses beside that one, where it uses few; without those that it ``must_have`` it can tell nothing.
    """

    place: str
    standard: str
    kinds: tuple[str, ...] = STOPS
    beside: str | None = None
    may: Pairs[str, str] = field(default_factory=dict)
    settles: tuple[str, ...] = ()
    heeds: tuple[str, ...] = ()
    by_unit: bool = False
    asks: tuple[str, ...] = ()
    must_have: tuple[str, ...] = ()

    def lacks(self, settings: Settings) -> list[str]:
        """What the settings do not say yet, and this needs."""
        return [name for name in self.settles if not getattr(settings, name)]

    def role(self, kind: str) -> str:
        """What records of a kind are to it: "" where they are those that it is about."""
        return "" if kind in self.kinds else next((role for role, its in self.may.items() if its == kind), kind)


CATALOGUE = {
    "least-harm": Measure("stops.least_harm", "C4", heeds=("lists",), must_have=ENDED),
    "ladder": Measure("stops.ladder", "C4", must_have=("outcome",)),
    "adjusted": Measure("stops.adjusted", "C4", heeds=("lists",), must_have=(*ENDED, "subject_race")),
    "explained": Measure("stops.explained", "C4", heeds=("lists",), must_have=(*ENDED, "subject_race")),
    "veil": Measure("stops.veil", "C4", settles=("place",), must_have=("time", "subject_race")),
    "net-widening": Measure("stops.net_widening", "C4", settles=("lists", "change"), must_have=("violation",)),
    "charge-shift": Measure("stops.charge_shift", "C4", settles=("lists", "change"), must_have=("violation",)),
    "what-if": Measure("stops.what_if", "C4", settles=("what_if",), heeds=("lists",), must_have=ENDED),
    "time-budget": Measure("patrol.time_budget", "C5", ("calls",), "roster", must_have=("t_dispatch", "t_clear")),
    "usable-time": Measure("patrol.usable_time", "C5", ("calls",), "roster", must_have=("t_dispatch", "t_clear")),
    "quota-signs": Measure(
        "enforcement.quota_signs",
        "C3",
        kinds=("citations", "stops"),
        may={"placebo": "calls", "second": "", "roster": "roster"},
        by_unit=True,
        asks=("date", "officer_id"),
    ),
}


@dataclass(frozen=True)
class Files:
    """Files of one kind of records, with the mapping by which they are read; accepted ones need none."""

    paths: Sequence[Path]
    mapping: Mapping | None = None


def compute_files(
    name: str,
    files: Files,
    beside: Files | None,
    settings: Settings,
    key: bytes | None = None,
    also: Pairs[str, Files] | None = None,
) -> Result:
    """What a measure answers about files, and ``also`` those that it may have. Raises Wrong where they will not do."""
    from commonbeat.measures.schema import Wrong
    from commonbeat.measures.table import open_tables

    measure = named(name)
    if (beside is None) != (measure.beside is None):
        raise Wrong(f"{name} needs {_needs(measure)}")
    also = also or {}
    given = [(files, measure.kinds[0]), *([(beside, measure.beside)] if beside else [])]
    every = [*given, *((one, "roster" if role == "roster" else measure.kinds[0]) for role, one in also.items())]
    tables = open_tables([(one.paths, one.mapping, _named_as_ours(one, kind)) for one, kind in every], key=key)
    try:
        more = dict(zip(also, tables[len(given) :], strict=True))
        return compute(name, tables[: len(given)], settings, more)
    finally:
        tables[0].close()


def _named_as_ours(files: Files, kind: str | None) -> str | None:
    """The kind of records for which files are taken that do not say it: without a mapping, and not yet accepted."""
    from commonbeat.measures.table import is_accepted

    return None if files.mapping or all(map(is_accepted, files.paths)) else kind


def compute(name: str, tables: Sequence[Table], settings: Settings, also: Pairs[str, Table] | None = None) -> Result:
    """What a measure answers about tables of one engine: of its kind of records, then of those beside them, and
    ``also`` of those that it may have, by what they are to it."""
    from commonbeat.measures.result import Verdict, left_out, say
    from commonbeat.measures.schema import Wrong

    measure = named(name)
    kinds = [table.schema.name for table in tables]
    if kinds[1:] != [measure.beside] * bool(measure.beside) or kinds[0] not in measure.kinds:
        raise Wrong(f"{name} needs {_needs(measure)}; these are {' and '.join(kinds)}")
    also = also or {}
    if strange := sorted(set(also) - set(measure.may)):
        raise Wrong(f"{name} has no use for: {', '.join(strange)}")
    module = import_module(f"commonbeat.measures.{measure.place}")
    sources = [source for table in (*tables, *also.values()) for source in table.sources]
    result: Result = module.answer(
        module.count(*tables, settings, **also), settings, [f"{one.name}, SHA-256 {one.sha256}" for one in sources]
    )
    asked = [_asked(measure, table, settings) for table in tables]
    lacking = _lacking(tables, asked)
    if lacking:
        columns = [_spoken(one) for one in lacking]
        none = say("These records have no column at all for: {columns}.", columns=columns)
        result = replace(result, unknown=[none, *result.unknown])
        if result.verdict == Verdict.TOO_FEW:
            better = say("Records that say: {columns}.", columns=columns)
            result = replace(result, would_help=[better, *result.would_help])
    not_taken: dict[str, int] = {}
    for source in sources:
        for reason, count in source.left_out.items():
            not_taken[f"not read in: {reason}"] = not_taken.get(f"not read in: {reason}", 0) + count
    return replace(result, excluded={**left_out(not_taken), **result.excluded}, records=_records(tables[0], asked[0]))


def _asked(measure: Measure, table: Table, settings: Settings) -> frozenset[str]:
    """The columns that the measure, or others of these records, ask for, where they are there."""
    if measure.asks:
        return frozenset({*measure.asks, settings.by})
    of_stops = frozenset({"date", "time", "district", "officer_id", "outcome", settings.compare, settings.offense})
    return of_stops if table.schema.name in STOPS else TIMES


def _lacking(tables: Sequence[Table], asked: Sequence[frozenset[str]]) -> list[str]:
    """The columns that are asked for and that none of these records have."""
    lacking = frozenset.union(*(table.absent & columns for table, columns in zip(tables, asked, strict=True)))
    return sorted(lacking.difference(*(table.present for table in tables)))


def _records(table: Table, columns: frozenset[str]) -> dict[str, Any]:
    """What is in the records: how many, from when to when, of how many officers, and how many do not say what is asked.

    None is of one to four, and withheld.
    """
    from commonbeat.measures.result import left_out, unless_small

    rows, day = table.rows, "date" if "date" in table.schema.columns else "t_dispatch"
    asked = sorted(columns & table.present)
    unknown = {f"no_{name}": rows[name].isnull().sum() for name in asked}
    officers = {"officers": rows.officer_id.nunique()} if "officer_id" in asked else {}
    [found] = table.counts(n=rows.count(), first=rows[day].min(), last=rows[day].max(), **officers, **unknown)
    return {
        "n": unless_small(found["n"]),
        **{name: found[name] and found[name].isoformat()[:10] for name in ("first", "last")},
        "officers": unless_small(found.get("officers")),
        "unknown": left_out({_spoken(name): found[f"no_{name}"] or 0 for name in asked}),
    }


def _spoken(column: str) -> str:
    """A column as people call it."""
    known = {
        "officer_id": "officer",
        "unit_id": "unit",
        "t_dispatch": "time of dispatch",
        "t_clear": "time of clearing",
    }
    return known.get(column, column.replace("_", " "))


def named(name: str) -> Measure:
    """The measure of that name. Raises Wrong where there is none."""
    from commonbeat.measures.schema import Wrong

    if name not in CATALOGUE:
        raise Wrong(f'there is no measure "{name}"; there are: {", ".join(CATALOGUE)}')
    return CATALOGUE[name]


def of_practice(code: str) -> tuple[str, ...]:
    """The measures that are evidence for a practice."""
    return tuple(name for name, one in CATALOGUE.items() if one.standard == code)


def _needs(measure: Measure) -> str:
    return " or ".join(measure.kinds) + (f", and beside them a {measure.beside}" if measure.beside else "")
