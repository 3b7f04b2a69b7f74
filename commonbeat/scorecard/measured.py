"""Evidence from records: what each measure of the library told last of the records that stand now.

Any measure of the catalogue is evidence for the practice that it names; it needs nothing else here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.records.shown import numbers
from commonbeat.scorecard.figures import Evidence
from commonbeat.scorecard.records import Records


def measured(name: str, records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """What a measure tells now; None where it was not computed from what stands. Kinds of topics are nothing to it."""
    one = numbers.Shown(records.asked[name], records.asked[name].current)
    if one.finding is None:
        return None
    used = [each for each in one.asked.datasets if each.pk in one.finding.dataset_numbers]
    days = [day for each in used for day in (each.first_day, each.last_day) if day]
    return Evidence(
        name=name,
        title=one.title,
        sentence=one.sentence,
        how=_("One of three looks at records, told together; none of them is “the bias”.")
        if name in numbers.LOOKS
        else _("From records of the agency."),
        first=min(days, default=None),
        last=max(days, default=None) or records.day(one.finding.computed_at),
        drawing=lambda: one.picture,
        address=reverse("records.measure", args=[name]),
    )


#: name → function, as the other evidence has it
MEASURED: dict[str, Callable[[Records, tuple[str, ...]], Evidence | None]] = {
    name: partial(measured, name) for name in CATALOGUE
}
