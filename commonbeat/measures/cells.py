"""From an agency's cells to ours: for each type of column one expression of the engine, made for whole columns.

A cell is unknown (NULL) where it is empty, where the mapping says so, and where it cannot be read; only the last is a
problem. Nothing is guessed: what is not a date, is not one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from commonbeat.measures.mapping import YES_NO, Mapping, folded
from commonbeat.measures.schema import KEPT, Column

#: first years of the bands into which an exact age is put, and what each band is called
BANDS = ((65, "65+"), (55, "55-64"), (45, "45-54"), (35, "35-44"), (25, "25-34"), (18, "18-24"), (0, "0-17"))
YOUNGEST, OLDEST = 10, 110
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
#: numbers beyond these are none that anybody counted
MOST = 1e15
MINUTES_OF_A_DAY = 24 * 60
#: a number that is nobody's
PLACEHOLDER = r"(?i)^\s*(9{4,}|0+|x+|[-?]+|n/?a|unk(nown)?|none|null|test)\s*$"


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "string"), "timestamp(6)"))
def moment_written(text: Any, written: Any) -> Any:
    """DuckDB's own: NULL where a text is not so written."""


def pseudonym(column: Column, text: ir.StringValue) -> ir.Value:
    """A number's pseudonym, by the macro that ``reading.hide`` makes."""

    @ibis.udf.scalar.builtin(name=f"hidden_{column.name}", signature=(("string",), "string"))
    def hidden(number: Any) -> Any:
        """The engine's own, by now."""

    return hidden(text)


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


def read(
    column: Column, text: ir.StringValue, translation: dict[str, str], written: str | None, gaps: Iterable[str]
) -> ir.Value:
    """A column's values, unknown where a cell cannot be read.

    ``translation`` and ``written`` are as a mapping says; ``gaps`` may stand within a text, beside spaces.
    """
    reading: dict[str, Callable[[], ir.Value]] = {
        "pseudonym": lambda: pseudonym(column, text.nullif("")),
        "date": lambda: within(day(text, written), EARLIEST, LATEST),
        "time": lambda: minutes(text, written),
        "moment": lambda: within(moment(text, written), EARLIEST, LATEST),
        "text": lambda: words(text, translation, gaps),
        "choice": lambda: chosen(text, translation),
        "yes_no": lambda: yes_no(text, translation),
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
    read = text.try_cast("float64")
    grouped = text.strip().re_search(r"^\$?\d{1,3}(,\d{3})*(\.\d+)?$")
    return ibis.cases((read.notnull(), read), (grouped, text.re_replace(r"[$,]", "").try_cast("float64")))


def whole(value: ir.Value) -> ir.Value:
    return ibis.cases((value.floor() == value, value), else_=ibis.null("float64"))


def words(text: ir.StringValue, translation: dict[str, str], gaps: Iterable[str]) -> ir.Value:
    """A text on one line, translated where the mapping says so."""
    untidy = text.startswith(" ") | text.endswith(" ")
    for gap in sorted({"  ", *gaps}):
        untidy |= text.contains(gap)
    plain = ibis.cases((untidy, text.re_replace(r"\s+", " ").strip().nullif("")), else_=text)
    return fold(plain).cases(*translation.items(), else_=plain) if translation else plain


def chosen(text: ir.StringValue, translation: dict[str, str]) -> ir.StringValue:
    """One of the values of the schema: first by usual spellings, which is quick, then in any case of its letters."""
    spelled = {how(theirs): ours for theirs, ours in translation.items() for how in (str.lower, str.upper, str.title)}
    return text.cases(*spelled.items(), else_=fold(text).cases(*translation.items()))


def yes_no(text: ir.StringValue, translation: dict[str, str]) -> ir.Value:
    """Yes or no; the engine's own reading of the usual words is quick, and the same where none has another sense."""
    if translation != YES_NO:
        return chosen(text, translation) == "yes"
    read = text.try_cast("boolean")
    return ibis.cases((read.notnull(), read), else_=fold(text).cases(*translation.items()) == "yes")


def age_band(text: ir.StringValue, translation: dict[str, str]) -> ir.Value:
    """A band of ages: of an exact age ours, of a band the same, spelled 20-24 or 85+."""
    age = whole(within(text.try_cast("float64"), YOUNGEST, OLDEST))
    plain = text.re_replace(r"(?i)\s*(years?|yrs?)( old)?\b", "")
    spelled = plain.re_replace(r"(?i)\s*(plus|(or|and)\s+(over|older|higher|more|above|up))\s*$", "+")
    bare = spelled.re_replace(r"(?i)\s*(-|–|to|and)\s*", "-")
    band = bare.re_extract(r"^\s*(\d{1,3}(?:-\d{1,3}|\+))\s*$", 1).nullif("")
    own = fold(text).cases(*translation.items(), else_=band) if translation else band
    return ibis.cases(*((age >= first, name) for first, name in BANDS), else_=own)


def always(column: Column, said: str, mapping: Mapping) -> ir.Value:
    """A column that is the same on every row."""
    value: Any = said if column.type == "text" else mapping.translation(column)[folded(said)]
    return ibis.literal(value == "yes" if column.type == "yes_no" else value).cast(KEPT[column.type])
