"""Compute a measure from accepted records: no lock and no transaction is held. The engine loads with this file."""

from __future__ import annotations

import json
from dataclasses import dataclass

from commonbeat import __version__
from commonbeat.measures import moments
from commonbeat.measures.catalogue import compute
from commonbeat.measures.result import Result, Verdict, say
from commonbeat.measures.schema import Wrong
from commonbeat.measures.settings import written
from commonbeat.records import store
from commonbeat.records.due import Asked
from commonbeat.records.models import Finding


@dataclass(frozen=True)
class Counted:
    """What was computed, ready to be kept; ``after`` is the newest finding before it."""

    measure: str
    told: str
    settings: str
    sources: list[list]
    program: str
    after: int | None


def counted(asked: Asked) -> Counted:
    """The measure as it stands now, without what its differences to all earlier ones would tell of few people."""
    found = computed(asked).as_dict()
    earlier = [one.result for one in Finding.objects.of(asked.name)]
    told = json.dumps(moments.beside(found, earlier), ensure_ascii=False)
    newest = asked.newest.pk if asked.newest else None
    return Counted(asked.name, told, written(asked.settings), asked.sources, __version__, newest)


def computed(asked: Asked) -> Result:
    """The result; that these records cannot answer is a result too."""
    try:
        tables = store.tables(asked.datasets)
        try:
            needed = 2 if asked.measure.beside else 1
            also = {asked.measure.role(table.schema.name): table for table in tables[needed:]}
            return compute(asked.name, tables[:needed], asked.settings, also)
        finally:
            tables[0].close()
    except Wrong as wrong:
        return unanswered(asked.name, str(wrong))


def unanswered(name: str, why: str) -> Result:
    """That a measure cannot be asked of these records, and why."""
    return Result(
        measure=name,
        sentence=say("These records cannot answer this: {why}.", why=why.rstrip(".")),
        verdict=Verdict.TOO_FEW,
        unit="count",
    )
