"""Read often: what is asked hundreds of times a minute has its SQL written once in each process, not at each question.

Django writes the SQL of a query set anew every time, which takes the processor several times as long as the database
takes to answer. Here a query set is made once, with marks in place of the values; at each question the values take the
places of the marks. Only the question is kept, never an answer, so that nothing read this way can be out of date.

So the query set must follow from its values alone: the day, the clock and who asks are values, or they are not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet

#: a list is asked for in one of these lengths, its last value repeated; a longer one is asked for as ever
LENGTHS = (1, 2, 4, 8, 16)
#: marks that no value is
NUMBER, DAY = 9_000_000_000_000_000_000, date(9000, 1, 1).toordinal()


class Often:
    """``Often(lambda number: Text.objects.filter(matter=number))`` is called with a number and gives a list.

    Values are whole numbers, words, days, or tuples of one of these with at least one in it.
    """

    def __init__(self, rows: Callable[..., QuerySet]) -> None:
        self.rows = rows
        self.written: dict[tuple[Any, ...], Written] = {}

    def __call__(self, *values: Any) -> list[Any]:
        if any(isinstance(value, tuple) and len(value) > LENGTHS[-1] for value in values):
            return list(self.rows(*values))
        values = tuple(padded(value) if isinstance(value, tuple) else value for value in values)
        shape = (connection.vendor, *map(shape_of, values))
        if shape not in self.written:
            self.written[shape] = self.write(values)
        return self.written[shape].read(flattened(values))

    def first(self, *values: Any) -> Any:
        """The first row, None where there is none."""
        return next(iter(self(*values)), None)

    def write(self, values: tuple[Any, ...]) -> Written:
        """The query set's SQL, and which value takes which place in it."""
        marks, marked = [], []
        for value in values:
            many = value if isinstance(value, tuple) else (value,)
            own = [mark(one, len(marks) + at) for at, one in enumerate(many)]
            marks += own
            marked.append(tuple(own) if isinstance(value, tuple) else own[0])
        rows = self.rows(*marked)
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        where = {spelled(one): place for place, one in enumerate(marks)}
        places = [(where.get(param), param) for param in params]
        if {place for place, _param in places} - {None} != set(range(len(marks))):
            raise TypeError(f"Not every value stands in the query itself: {sql}")
        return Written(rows._iterable_class, compiler, sql, places, converters)


@dataclass(frozen=True)
class Written:
    """A query set as Django has written it: what makes its rows, the SQL, and which parameters vary."""

    iterable: Any
    compiler: Any
    sql: str
    places: list[tuple[int | None, Any]]
    converters: dict[int, Any]

    def read(self, values: list[Any]) -> list[Any]:
        """The rows for these values: Django's own reading of them, on the connection of this thread."""
        params = [param if place is None else spelled(values[place]) for place, param in self.places]
        asking = copy(self.compiler)
        asking.connection = connections[asking.using]
        asking.as_sql = lambda: (self.sql, params)
        asking.get_converters = lambda _columns: self.converters
        query = SimpleNamespace(get_compiler=lambda *_using, **_rest: asking)
        return list(self.iterable(SimpleNamespace(db=asking.using, query=query, _known_related_objects={})))


def padded(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same values, as many as one of the lengths."""
    length = next(one for one in LENGTHS if one >= len(values))
    return values + values[-1:] * (length - len(values))


def shape_of(value: Any) -> Any:
    """What two values have in common that stand in the same SQL."""
    return (type(value[0]), len(value)) if isinstance(value, tuple) else type(value)


def flattened(values: tuple[Any, ...]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, tuple) else (value,))]


def mark(value: Any, place: int) -> Any:
    """What stands in a value's place while the SQL is written."""
    if isinstance(value, date):
        return date.fromordinal(DAY + place)
    if isinstance(value, str):
        return f"\x1e{place}\x1e"
    if isinstance(value, int):
        return NUMBER + place
    raise TypeError(f"{type(value).__name__} is no value of a question that is asked often")


def spelled(value: Any) -> Any:
    """A value as the database is given it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
