"""Which stops were made in daylight and which in the dark, in the hours of the evening that are now one and now the
other."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
from ibis import _

from commonbeat.measures.result import word
from commonbeat.measures.settings import Settings, Unsettled
from commonbeat.measures.sun import Spot, evening, midnight
from commonbeat.measures.table import counts

LIGHT, DARK = "light", "dark"
UNKNOWN = word("date or time unknown")
OUTSIDE = word("outside the hours that are now light and now dark")
DUSK = word("at dusk, neither light nor dark")
#: minutes that are taken as one time of the evening; days on both sides of the change of clocks
QUARTER, NEAR = 15, 30


def in_sky(rows: ir.Table, settings: Settings) -> ir.Table:
    """The rows with ``light`` (LIGHT, DARK, or why neither), ``quarter`` (the middle of a quarter of an hour, in
    minutes after midnight) and ``near`` (within a month of the change of clocks); the latter two for light and dark
    only.

    Raises Unsettled without a place, or where its evenings are never dark.
    """
    if settings.place is None:
        raise Unsettled("veil needs to know where the sun sets: [place] in the settings")
    days = [cell["date"] for cell in counts(rows, ["date"]) if cell["date"] is not None]
    known = [(day, dusk) for day in days if (dusk := evening(day, settings.place))]
    if not known:
        raise Unsettled("veil needs dates on which the sun sets at the place in the settings")
    first, last = (pick(dusk.dark for _day, dusk in known) for pick in (min, max))
    near = around_changes(min(days), max(days), settings.place)
    skies = ibis.memtable(
        [{"date": day, "sunset": dusk.sunset, "dark": dusk.dark, "is_near": day in near} for day, dusk in known],
        schema={"date": "date", "sunset": "float64", "dark": "float64", "is_near": "boolean"},
    )
    rows = rows.left_join(skies, "date", rname="of_sky_{name}")
    light = ibis.cases(
        (_.time.isnull() | _.sunset.isnull(), UNKNOWN),
        ((_.time < first) | (_.time >= last), OUTSIDE),
        (_.time < _.sunset, LIGHT),
        (_.time >= _.dark, DARK),
        else_=DUSK,
    )
    rows = rows.mutate(light=light)
    used = _.light.isin((LIGHT, DARK))
    quarter = (_.time // QUARTER * QUARTER + QUARTER // 2).cast("int16")
    return rows.mutate(quarter=ibis.cases((used, quarter)), near=ibis.cases((used, _.is_near)))


def around_changes(first: date, last: date, place: Spot) -> set[date]:
    """The days within a month of a change of clocks, when the same time of the evening turns from light to dark."""
    zone, day = ZoneInfo(place.zone), timedelta(days=1)
    days = [first + number * day for number in range(-NEAR, (last - first).days + NEAR + 1)]
    changes = [one for one in days if midnight(one, zone).utcoffset() != midnight(one + day, zone).utcoffset()]
    return {change + number * day for change in changes for number in range(-NEAR, NEAR + 1)}
