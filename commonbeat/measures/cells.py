"""From an agency's cells to ours: for each type of column one expression of the engine, made for whole columns.

A cell is unknown (NULL) where it is empty, where the mapping says so, and where it cannot be read; only the last is a
problem. Nothing is guessed: what is not a date, is not one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from commonbeat.measures.mapping import Mapping, folded
from commonbeat.measures.schema import KEPT, Column

#: first years of the bands into which an exact age is put, and what each band is called
BANDS = ((65, "65+"), (55, "55-64"), (45, "45-54"), (35, "35-44"), (25, "25-34"), (18, "18-24"), (0, "0-17"))
YOUNGEST, OLDEST = 10, 110
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
#: numbers beyond these are none that anybody counted
MOST = 1e15
MINUTES_OF_A_DAY = 24 * 60


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "string"), "timestamp(6)"))
def moment_written(text: Any, written: Any) -> Any:
    """DuckDB's own: NULL where a text is not so written."""


@ibis.udf.scalar.builtin(signature=(("string",), "string"))
def sha256(text: Any) -> Any:
    """DuckDB's own: 64 hexadecimal digits."""


@ibis.udf.scalar.builtin(name="getvariable", signature=(("string",), "string"))
def variable(called: Any) -> Any:
    """DuckDB's own: what was set under this name, so that no sentence of SQL spells it."""


def fold(text: ir.StringValue) -> ir.StringValue:
    """As ``mapping.folded`` does it."""
    return text.strip().lower()


def told(column: Column, texts: list[ir.StringValue], mapping: Mapping) -> ir.StringValue:
    """What the file says: its cells joined by a space, unknown where one is or where the mapping says so."""
    text = texts[0]
    for more in texts[1:]:
        text = text.strip() + " " + more.strip()
    unknown = sorted(mapping.unknown(column.name))
    return ibis.cases((fold(text).isin(unknown), ibis.null("string")), else_=text) if unknown else text


def read(column: Column, text: ir.StringValue, translation: dict[str, str], written: str | None) -> ir.Value:
    """A column's values, unknown where a cell cannot be read; ``translation`` and ``written`` as a mapping says."""
    reading: dict[str, Callable[[], ir.Value]] = {
        "pseudonym": lambda: sha256(variable(f"secret_{column.name}") + text.strip().nullif("")).left(16),
        "date": lambda: within(day(text, written), EARLIEST, LATEST),
        "time": lambda: minutes(text, written),
        "moment": lambda: within(moment(text, written), EARLIEST, LATEST),
        "text": lambda: words(text, translation),
        "choice": lambda: chosen(text, translation),
        "yes_no": lambda: chosen(text, translation) == "yes",
        "whole": lambda: whole(within(number(text), *bounds(column))),
        "number": lambda: within(number(text), *bounds(column)),
        "age_band": lambda: age_band(text, translation),
    }
    return reading[column.type]().cast(KEPT[column.type])


def unread(text: ir.StringValue, value: ir.Value) -> ir.BooleanValue:
    """Whether a cell says what could not be read; in cases, because the engine looks no further than it must."""
    return ibis.cases((text.isnull() | value.notnull(), False), (text.strip() == "", False), else_=True)


def within(value: ir.Value, least: Any, most: Any) -> ir.Value:
    """The value, unknown where it lies outside."""
    return ibis.cases((value.between(least, most), value), else_=ibis.null(value.type()))


def bounds(column: Column) -> tuple[float, float]:
    return (-MOST if column.least is None else column.least), (MOST if column.most is None else column.most)


def day(text: ir.StringValue, written: str | None) -> ir.Value:
    """A date: written as 2024-05-31, or as the mapping says."""
    return moment_written(text.strip(), written).date() if written else text.try_cast("date")


def moment(text: ir.StringValue, written: str | None) -> ir.Value:
    """A date and time without a zone; one with a zone is not the agency's own time, and is not read."""
    if written:
        return moment_written(text.strip(), written)
    zoned = text.re_search(r"\d(:\d\d)(\.\d+)?\s*([A-Za-z]+|[+-]\d\d(:?\d\d)?)\s*$")
    return ibis.cases((zoned, ibis.null("timestamp(6)")), else_=text.try_cast("timestamp(6)"))


def minutes(text: ir.StringValue, written: str | None) -> ir.Value:
    """A time of day in minutes after midnight. Where times were kept as numbers, 5 is five past midnight."""
    if written == "%H%M":
        text = text.strip().lpad(4, "0")
    clock = moment_written(text.strip(), written) if written else text.try_cast("time")
    return within(clock.hour() * 60 + clock.minute(), 0, MINUTES_OF_A_DAY - 1)


def number(text: ir.StringValue) -> ir.Value:
    """A number; $1,234.50 is one too."""
    grouped = text.strip().re_search(r"^\$?\d{1,3}(,\d{3})*(\.\d+)?$")
    return ibis.coalesce(
        text.try_cast("float64"), ibis.cases((grouped, text.re_replace(r"[$,]", "").try_cast("float64")))
    )


def whole(value: ir.Value) -> ir.Value:
    return ibis.cases((value.floor() == value, value), else_=ibis.null("float64"))


def words(text: ir.StringValue, translation: dict[str, str]) -> ir.Value:
    """A text on one line, translated where the mapping says so."""
    line = ibis.cases((text.contains("\n") | text.contains("\r"), text.re_replace(r"\s+", " ")), else_=text)
    plain = line.strip().nullif("")
    return ibis.coalesce(fold(plain).cases(*translation.items()), plain) if translation else plain


def chosen(text: ir.StringValue, translation: dict[str, str]) -> ir.StringValue:
    """One of the values of the schema: first by usual spellings, which is quick, then in any case of its letters."""
    spelled = {how(theirs): ours for theirs, ours in translation.items() for how in (str.lower, str.upper, str.title)}
    return ibis.coalesce(text.cases(*spelled.items()), fold(text).cases(*translation.items()))


def age_band(text: ir.StringValue, translation: dict[str, str]) -> ir.Value:
    """A band of ages: of an exact age ours, of a band the same, spelled 20-24, 85+ or 0-4."""
    age = whole(within(text.try_cast("float64"), YOUNGEST, OLDEST))
    plain = fold(text).re_replace(r"\s*(years?|yrs?)( old)?\b", "")
    between = r"^(\d{1,2})\s*(?:-|–|to|and)\s*(\d{1,3})$"
    above = r"^(\d{1,3})\s*(?:\+|plus|(?:or|and)\s+(?:over|older|higher|more|above|up))$"
    below = r"^(?:under|below|younger than|less than|<)\s*(\d{1,2})$"
    number_of = lambda pattern, part: plain.re_extract(pattern, part).try_cast("int16").cast("string")  # noqa: E731
    bands = [
        (plain.re_search(between), number_of(between, 1) + "-" + number_of(between, 2)),
        (plain.re_search(above), number_of(above, 1) + "+"),
        (plain.re_search(below), "0-" + (plain.re_extract(below, 1).try_cast("int16") - 1).cast("string")),
    ]
    exact = ibis.cases(*((age >= first, name) for first, name in BANDS))
    own = [fold(text).cases(*translation.items())] if translation else []
    return ibis.coalesce(exact, *own, ibis.cases(*bands))


def always(column: Column, said: str, mapping: Mapping) -> ir.Value:
    """A column that is the same on every row."""
    value: Any = said if column.type == "text" else mapping.translation(column)[folded(said)]
    return ibis.literal(value == "yes" if column.type == "yes_no" else value).cast(KEPT[column.type])
