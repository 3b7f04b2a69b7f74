"""Facts about records, for the table of permissions."""

from commonbeat.records.rules.files import (
    can_be_checked,
    is_being_checked,
    is_checked,
    is_on_its_way,
    is_standing,
    waits_for_its_check,
)
from commonbeat.records.rules.small_tools import (
    awaits_its_seed,
    is_drawn,
    is_planned,
    is_read_through,
    reads_cases,
    was_sealed_before_today,
)

__all__ = [
    "awaits_its_seed",
    "can_be_checked",
    "is_being_checked",
    "is_checked",
    "is_drawn",
    "is_on_its_way",
    "is_planned",
    "is_read_through",
    "is_standing",
    "reads_cases",
    "waits_for_its_check",
    "was_sealed_before_today",
]
