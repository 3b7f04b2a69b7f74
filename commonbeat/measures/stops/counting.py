"""What measures of stops ask of the engine: records with the version of the list, the part of the day and the bunch."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from commonbeat.measures.schema import Wrong
from commonbeat.measures.settings import Settings, Unsettled, key
from commonbeat.measures.stops.eligible import BEFORE
from commonbeat.measures.table import Table, counts

#: parts of the day, of six hours each: night, morning, afternoon, evening
PARTS = ("00–06", "06–12", "12–18", "18–24")
#: share of records whose officer must be known, so that officers are the bunches; else days are
OFFICERS_KNOWN = 0.9
#: records from which on officers are put into bunches, and how many bunches: a multiple of 16
MANY, BUNCHES = 1_000_000, 64


def records(table: Table, settings: Settings) -> ir.Table:
    """The rows with ``violation`` as the settings name it, ``version`` of the list on their day, and ``part`` of the
    day.

    Raises Wrong where the settings name a column that these records do not have.
    """
    for name in (settings.compare, settings.offense):
        if name not in table.schema.columns:
            raise Wrong(f'{table.schema.name} have no column "{name}"')
    rows = table.rows.mutate(violation=table.rows[settings.offense], part=(_.time // 360).cases(*enumerate(PARTS)))
    return rows.mutate(version=_version(rows, settings))


def _version(rows: ir.Table, settings: Settings) -> ir.Value:
    if not settings.lists:
        return ibis.literal(0)
    later = [(rows.date >= one.first, at) for at, one in reversed(list(enumerate(settings.lists)))]
    return ibis.cases((rows.date.isnull(), ibis.null("int8")), *later, else_=BEFORE)


def stopped_once(rows: ir.Table, table: Table, settings: Settings) -> ir.Table:
    """The rows with one for each stop: of a citation with several violations the first."""
    if table.schema.name != "citations":
        return rows
    alike = ["date", "time", "district", "officer_id", settings.compare]
    rows = rows.mutate(nth=ibis.row_number().over(group_by="citation_id", order_by=alike))
    return rows.filter((_.nth == 0) | _.citation_id.isnull())


def in_bunches(rows: ir.Table) -> ir.Table:
    """The rows with ``cluster``: the officer, or the day where too few officers are known on days that are judged.

    Of many records the officers are put into BUNCHES by the first digits of their pseudonyms, which is by chance: the
    counts then stay few enough for one machine. Source: P. S. Kott, The delete-a-group jackknife, Journal of Official
    Statistics 17 (2001).
    """
    used = rows.filter(_.version > BEFORE)
    [found] = counts(used, n=used.count(), known=used.officer_id.count())
    if found["known"] < OFFICERS_KNOWN * found["n"]:
        return rows.mutate(cluster=_.date.cast("string"))
    return rows.mutate(cluster=_bunch(rows.officer_id) if found["n"] > MANY else _.officer_id)


def _bunch(pseudonym: ir.StringValue) -> ir.IntegerValue:
    """Which of the BUNCHES a pseudonym of hexadecimal digits falls into."""
    first, second = (ibis.literal("0123456789abcdef").find(pseudonym.substr(at, 1)) for at in (0, 1))
    return first * (BUNCHES // 16) + second // (256 // BUNCHES)


def listed(rows: ir.Table, settings: Settings) -> ir.Table:
    """The rows with ``listed``: whether their offense is on the list that holds at the change of rules.

    Raises Unsettled where there is no list.
    """
    held = settings.list_at_change()
    if held is None:
        raise Unsettled("this needs a list of eligible offenses: [[eligible]] in the settings")
    spelled = [cell["violation"] for cell in counts(rows, ["violation"]) if cell["violation"] is not None]
    return rows.mutate(
        listed=ibis.coalesce(_.violation.isin([one for one in spelled if key(one) in held.offenses]), False)
    )


def alike(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """Counts by all that must agree for two records to be compared, and by group and bunch."""
    rows = in_bunches(records(table, settings))
    return counts(rows, ["violation", "version", "outcome", "district", "part", settings.compare, "cluster"])
