"""Keep what a measure told of accepted records."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency
from commonbeat.records.models import Dataset, Finding

if TYPE_CHECKING:
    from commonbeat.records.counting import Counted


@action("records.compute", facts=["measure", "verdict", "digest", "dataset_numbers"])
def compute(agency: Agency, *, by: Actor, counted: Counted) -> Finding:
    """Publish what a measure tells of the records. What was counted from others than stand now is thrown away."""
    newest = Finding.objects.of(counted.measure).last()
    if counted.after != (newest.pk if newest else None):
        raise Refused(_("Something newer was computed meanwhile."))
    numbers = {number for number, _schema, _digest in counted.sources}
    if Dataset.objects.standing().filter(pk__in=numbers).count() < len(numbers):
        raise Refused(_("Records were withdrawn meanwhile."))
    told = asdict(counted)
    del told["after"]
    made = Finding(**told)
    made.full_clean()
    made.save()
    return made
