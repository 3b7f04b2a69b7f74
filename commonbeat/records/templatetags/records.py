"""What the templates of the room use."""

from __future__ import annotations

from django import template

from commonbeat.records.shown import telling
from commonbeat.records.shown.column_names import NAMES

register = template.Library()


@register.filter
def number(value: float, places: int = 0) -> str:
    """A number as the reader spells it, its thousands apart."""
    return telling.number(value, places)


@register.filter
def column(name: str) -> str:
    """A column of ours as people call it."""
    return str(NAMES.get(name, name))
