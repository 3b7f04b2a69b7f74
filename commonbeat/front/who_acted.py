"""Who exactly acted: the private column of the public log, for a seat outside the agency, each look in the log too."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Person

#: those in the log who are no officials; who a giver is, nobody looks up
NO_OFFICIALS = {"giver", "clock"}


@action("ledger.who_acted", facts=["number"])
def who_acted(agency: Agency, *, by: Actor, number: int) -> Agency:
    """Look up, from a seat outside the agency, which person did an official act."""
    entry = record.entry(number)
    if entry is None or entry.said["by"] in NO_OFFICIALS:
        raise Refused(_("This was not done in a seat. Who gave something, nobody can look up here."))
    return agency


def name_behind(entry: Entry) -> str:
    """The person's name and address; "" where the account is deleted."""
    person = Person.objects.filter(pk=entry.person_id).first()
    return f"{person.name} <{person.email}>".strip() if person else ""
