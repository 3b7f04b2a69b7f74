"""The smallest effect that could have been seen, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop

from commonbeat.records.shown.telling import number, word

#: units in which a value is a part of one, told in 100
PARTS = ("share", "difference", "count", "rise")
RISE = "rise"
#: units of what stands for itself: it can only be compared with other records
BY_ITSELF = ("share", "count")
NEVER = gettext_noop("These are so few that no difference of any size would surely have shown.")
TIMES = gettext_noop(
    "With as many records as these, %(times)s times as many or more would most likely have shown; less can be there "
    "without being seen."
)
DIFFERENCE = gettext_noop(
    "With as many records as these, a difference of %(points)s in 100 or more would most likely have shown; a smaller "
    "one can be there without being seen."
)
BETWEEN = gettext_noop(
    "Between these records and as many others, such as those of another year, a difference of %(points)s in 100 or "
    "more would most likely show; a smaller one can be there without being seen."
)
TOGETHER = gettext_noop(
    "In all together, a rise of %(points)s in 100 or more would most likely have shown; a smaller one can be there "
    "without being seen."
)


def smallest(result: Mapping[str, Any]) -> str:
    """What would have shown in a result's records; "" where it cannot be told."""
    least, unit = result.get("smallest"), result.get("unit")
    if least is None:
        return ""
    if unit not in PARTS:
        return word(TIMES) % {"times": number(least, 2)}
    if least >= 1 and unit != RISE:
        return word(NEVER)
    words = TOGETHER if unit == RISE else BETWEEN if unit in BY_ITSELF else DIFFERENCE
    return word(words) % {"points": number(100 * least, 0 if least >= 0.02 else 1)}
