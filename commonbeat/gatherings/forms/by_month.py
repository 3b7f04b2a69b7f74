"""What is looked at, month by month."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.gatherings.models import Gathering
from commonbeat.people.models import Place

#: the longest stretch of time on one page
MOST_MONTHS = 60


class Month(forms.DateField):
    """A month, as the first of its days; where a browser has no field for months, it is typed as 2017-03."""

    widget = forms.DateInput(attrs={"type": "month", "placeholder": "2017-03"}, format="%Y-%m")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m"], **kwargs)


class StretchForm(forms.Form):
    """Which meetings, in which areas, between which months."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Gathering.Kind.choices)
    area = forms.ChoiceField(label=gettext_lazy("Areas"), choices=Place.Kind.choices)
    first = Month(label=gettext_lazy("From"))
    last = Month(label=gettext_lazy("To"))

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        first, last = clean.get("first"), clean.get("last")
        if first and last and not 0 <= months_between(first, last) < MOST_MONTHS:
            raise ValidationError(_("Choose up to %(n)s months, the first before the last.") % {"n": MOST_MONTHS})
        return clean


def months_between(first: date, last: date) -> int:
    """How many months later the second is."""
    return (last.year - first.year) * 12 + last.month - first.month
