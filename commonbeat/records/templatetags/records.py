"""What the templates of the room use."""

from __future__ import annotations

from django import template

from commonbeat.records.shown import telling

register = template.Library()


@register.filter
def number(value: float, places: int = 0) -> str:
    """A number as the reader spells it, its thousands apart."""
    return telling.number(value, places)
