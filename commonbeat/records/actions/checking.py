"""A file on its way: bring it, have it checked, throw it away. Nothing of it is public yet, so nothing is sealed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency
from commonbeat.records import store
from commonbeat.records.models import Dataset, Import, Mapping

State = Import.State


@action("records.bring")
def bring(agency: Agency, *, by: Actor, schema: str, name: str, size: int, digest: str, folder: str) -> Import:
    """Bring a file of records, which lies in its private folder already. Nothing is accepted yet."""
    same = {"schema": schema, "digest": digest}
    if Import.objects.under_way().filter(**same).exists():
        raise Refused(_("This file is here already. It is in the list of files on their way."))
    if Dataset.objects.standing().filter(schema=schema, source_digest=digest).exists():
        raise Refused(_("The records of this file were taken in already."))
    one = Import(name=name, size=size, folder=folder, brought_on=agency.today(), **same)
    one.full_clean()
    one.save()
    return one


@action("records.check")
def check(one: Import, *, by: Actor, mapping: Mapping) -> Import:
    """Have a file checked, with a mapping; it waits for the clockwork."""
    if mapping.schema != one.schema:
        raise Refused(_("This mapping is for another kind of records."))
    one.mapping, one.waiting_since = mapping, clock.now()
    return move(one, State.WAITING, found={}, trouble="")


@action("records.begin_check")
def begin_check(one: Import, *, by: Actor) -> Import:
    """The clockwork begins to check a file."""
    return move(one, State.CHECKING)


@action("records.end_check")
def end_check(one: Import, *, by: Actor, state: str, found: dict[str, Any], trouble: str = "") -> Import:
    """What came of a check: it can be looked at, or the file is refused and gone, or could not be checked."""
    return move(one, state, found=found, trouble=trouble)


@action("records.cancel")
def cancel(one: Import, *, by: Actor) -> Import:
    """Throw a file away, also while it is being checked: the check is broken off."""
    return move(one, State.CANCELED, found={}, trouble="")


def move(one: Import, state: str, **changes: Any) -> Import:
    """Write that a file is in another state; where that is its end, its private folder goes."""
    if state not in Import.NEXT[State(one.state)]:
        raise Refused(_("This cannot be done with the file as it is now."))
    for name, value in ({"state": state} | changes).items():
        setattr(one, name, value)
    one.full_clean()
    one.save()
    if state not in Import.UNDER_WAY:
        transaction.on_commit(lambda: store.forget(one))
    return one
