"""Records for tests, brought, checked and accepted by the same acts as in the house."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from commonbeat.frame.text import Words
from commonbeat.people.actor import Actor
from commonbeat.records import actions, arriving, store, tasks
from commonbeat.records.models import Dataset, Import, Mapping
from tests import factories
from tests.records.accepted import publish, told

STOPS = 'schema = "stops"\n[columns]\ndate = "day"\nsubject_race = "race"\nofficer_id = "badge"\n'
ROWS = "day,race,badge\n2024-05-01,black,17\n2024-05-02,white,18\nsoon,white,17\n2024-05-31,lilac,17\n"


def brought(made: factories.House, rows: str = ROWS, schema: str = "stops", name: str = "stops.csv") -> Import:
    """A file on its way."""
    arrived = arriving.take(SimpleUploadedFile(name, rows.encode()), schema)
    return actions.bring(made.agency, by=made.coordinator, schema=schema, **vars(arrived))


def mapped(made: factories.House, text: str = STOPS, schema: str = "stops") -> Mapping:
    """The next version of how columns are read; the newest where it says the same."""
    newest = Mapping.objects.of(schema).first()
    if newest and newest.text == text:
        return newest
    version = (newest.number if newest else 0) + 1
    return actions.save_mapping(made.agency, by=made.coordinator, schema=schema, text=text, version=version)


def checked(made: factories.House, rows: str = ROWS, text: str = STOPS, schema: str = "stops") -> Import:
    """A file whose check is done."""
    one = actions.check(brought(made, rows, schema), by=made.coordinator, mapping=mapped(made, text, schema))
    tasks.checks()
    one.refresh_from_db()
    return one


def taken_in(one: Import, by: Actor, about: str = "Stops of a small town.") -> Dataset:
    """The records of a checked file, accepted."""
    with store.kept(one) as digest:
        return actions.accept(one, by=by, about=Words(about), digest=digest, rows=one.found["accepted"])


def accepted(made: factories.House, rows: str = ROWS, text: str = STOPS, schema: str = "stops") -> Dataset:
    """A dataset, from a file's text and the mapping by which it is read."""
    return taken_in(checked(made, rows, text, schema), made.coordinator)


def lived(made: factories.House) -> None:
    """A file of records is accepted, a measure tells of it, and it is withdrawn."""
    dataset = accepted(made)
    publish(told("ladder", n=149))
    actions.withdraw(dataset, by=made.coordinator, because="It missed two districts.")
