"""Take records in, and withdraw them again: both as a whole, and both in the public log."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.people.actor import Actor
from commonbeat.records import store
from commonbeat.records.actions.checking import move
from commonbeat.records.models import Dataset, Import


@action("records.accept", facts=["schema", "digest", "rows_told", "first_day", "last_day"])
def accept(one: Import, *, by: Actor, about: Words, digest: str, rows: int) -> Dataset:
    """Take in the records of a checked file. Their table is in the store already, under its digest."""
    found: dict[str, Any] = one.found
    if rows != found["accepted"] or not rows:
        raise Refused(_("The file was checked again since you looked at it. Look at it once more."))
    if Dataset.objects.standing().filter(digest=digest).exists():
        raise Refused(_("The records of this file were taken in already."))
    first, last = map(date.fromisoformat, found["days"]) if found["days"] else (None, None)
    dataset = Dataset(schema=one.schema, about=about, name=one.name, source_digest=one.digest, digest=digest, rows=rows)
    dataset.first_day, dataset.last_day, dataset.found, dataset.mapping = first, last, found, one.mapping
    dataset.full_clean()
    dataset.save()
    move(one, Import.State.ACCEPTED, dataset=dataset)
    return dataset


@action("records.withdraw", facts=["digest"])
def withdraw(dataset: Dataset, *, by: Actor, because: str) -> Dataset:
    """Withdraw records as a whole, with the reason: their rows go, what they were stays to be read."""
    dataset.state, dataset.because, dataset.withdrawn_on = Dataset.State.WITHDRAWN, because, clock.today()
    dataset.full_clean()
    dataset.save()
    transaction.on_commit(lambda: store.drop(dataset.digest))
    return dataset
