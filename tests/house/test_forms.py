"""What forms show: a browser's calendar and clock read one way of writing, in every language."""

import datetime

import pytest
from django import forms
from django.utils import translation

from tests.house import tree

FIRST, AFTERNOON = datetime.date(2026, 3, 1), datetime.time(14, 5)
#: the type of a field → the value of it that a browser shows; it shows an empty field for any other
READ = {"date": (FIRST, "2026-03-01"), "time": (AFTERNOON, "14:05"), "month": (FIRST, "2026-03")}


def every(kind):
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


@pytest.mark.parametrize("language", ["en", "es"])
def test_days_and_hours_are_written_as_browsers_read_them(language):
    tree.opened()
    found, unread = set(), []
    for form in {one for one in every(forms.Form) if one.__module__.startswith("commonbeat.")}:
        for name, field in form.base_fields.items():
            if isinstance(field.widget, forms.DateInput | forms.TimeInput):
                kind = field.widget.attrs.get("type", field.widget.input_type)
                value, written = READ.get(kind, (None, ""))
                with translation.override(language):
                    shown = field.widget.format_value(value)
                found.add(kind)
                unread += [f"{form.__qualname__}.{name}: {shown}"] if shown != written else []
    assert (found, sorted(unread)) == ({"date", "time", "month"}, [])
