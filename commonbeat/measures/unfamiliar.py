"""Whether records look like those of the same kind that were accepted before: another town has other names for all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import ibis.expr.types as ir

from commonbeat.measures import engine
from commonbeat.measures.schema import Schema

#: so many different values are told of; and so often each stands in an agency's list, unlike free words
SEVERAL, OFTEN = 2, 2


def unfamiliar(records: Path, accepted: Iterable[Path], of: Schema) -> dict[str, int]:
    """Columns of an agency's own words in which no value of ``records`` stands in accepted ones → how many values.

    Nothing is told where rows are no people or their work: each table of a census is of other places.
    """
    before = list(accepted)
    if not before or not of.persons:
        return {}
    backend = engine.closed_in(records.parent, before)
    try:
        now, then = backend.read_parquet(records), backend.read_parquet(before)
        words = [name for name, column in of.columns.items() if column.type == "text"]
        return {name: many for name in words if (many := all_new(now, then, name))}
    finally:
        backend.disconnect()


def all_new(now: ir.Table, then: ir.Table, name: str) -> int:
    """How many different values a column has, if there are several and none is in its list of then; else 0."""
    new, old = (rows[name].lower() for rows in (now.drop_null(name), then.drop_null(name)))
    told = now.drop_null(name).aggregate(values=new.nunique(), known=new.isin(old).sum())
    told = told.cross_join(then.aggregate(list=then[name].lower().nunique(), rows=then[name].count()))
    [of] = told.to_pyarrow().to_pylist()
    is_list = 0 < of["list"] * OFTEN <= of["rows"]
    return of["values"] if of["values"] >= SEVERAL and is_list and not of["known"] else 0
