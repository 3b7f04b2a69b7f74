"""Riverton brings its invented records: a mapping saved, each file checked by the clockwork, looked at and accepted."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from commonbeat.frame.text import Words
from commonbeat.front.demo import invented
from commonbeat.people.actor import Actor
from commonbeat.records import actions, arriving, store, tasks

STORY = Path(__file__).with_name("records.toml")
#: how many days before the building
BROUGHT = -30


def take_in(town: Any) -> None:
    """The coordinator brings every file, as anybody would."""
    today = town.date(BROUGHT)
    stops, citations = invented.stops(today)
    made: dict[str, Callable[[], bytes]] = {
        "population": lambda: invented.sheet(["ward", "group", "residents"], invented.population()),
        "stops": lambda: invented.sheet(invented.STOP_COLUMNS, stops),
        "citations": lambda: invented.sheet(invented.CITATION_COLUMNS, citations),
        "calls": lambda: invented.sheet(invented.CALL_COLUMNS, invented.calls(today)),
        "roster": lambda: invented.sheet(invented.ROSTER_COLUMNS, invented.roster(today)),
    }
    for one in tomllib.loads(STORY.read_text("utf-8"))["file"]:
        bring(town, one, SimpleUploadedFile(one["name"], made[one["key"]]()), by=town.actor("coordinator"))


def bring(town: Any, one: dict[str, Any], file: SimpleUploadedFile, by: Actor) -> None:
    """One file: how it is read, its check, and its acceptance."""
    mapping = actions.save_mapping(town.agency, by=by, schema=one["schema"], text=one["mapping"].lstrip(), version=1)
    arrived = arriving.take(file, one["schema"])
    brought = actions.bring(town.agency, by=by, schema=one["schema"], **vars(arrived))
    actions.check(brought, by=by, mapping=mapping)
    tasks.checks()
    brought.refresh_from_db()
    about = Words(one["about"], "en").translated("es", one["about_es"])
    with store.kept(brought) as digest:
        actions.accept(brought, by=by, about=about, digest=digest, rows=brought.found["accepted"])
