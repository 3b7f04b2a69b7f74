"""Hold what stands in the database against what the public log committed to, thing by thing.

The chain shows that no entry was changed. This shows that no word was changed beside it: the newest entry about each
thing commits to exactly what stands.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, transaction

from commonbeat.frame.action import label
from commonbeat.frame.text import Sealed
from commonbeat.ledger import record


def broken() -> list[str]:
    """In words: every thing whose words are not those that were sealed, that has no seal, or that is gone."""
    with _one_moment():
        sealed = _newest()
        troubles = [trouble for model in models_with_seals() for trouble in _of(model, sealed)]
        names = {model._meta.verbose_name for model in models_with_seals()}
        gone = [name for name, commitment in sealed.items() if commitment and name.rpartition(" ")[0] in names]
    return troubles + [f"{name} is gone" for name in sorted(gone)]


def models_with_seals() -> list[type[Sealed]]:
    """Every sort of thing that the log commits to."""
    return [model for model in apps.get_models() if issubclass(model, Sealed)]


def _newest() -> dict[str, str | None]:
    """What the newest entry about each thing commits to, by the thing's public number."""
    sealed = {}
    for line in record.lines():
        entry = json.loads(line)
        sealed[entry.get("made") or entry["subject"]] = entry.get("commitment")
    return sealed


def _of(model: type[Sealed], sealed: dict[str, str | None]) -> Iterator[str]:
    """What is wrong with the things of one sort; those that were found are taken out of ``sealed``."""
    for thing in model._base_manager.select_related(*getattr(model, "rules_read", ())).order_by("pk").iterator(500):
        name = label(thing)
        known, commitment = name in sealed, sealed.pop(name, None)
        if thing.is_open_to_change or (thing.came_in_bulk and not known):
            continue
        if not known:
            yield f"{name} has no entry in the public log"
        elif thing.sealed_words() != commitment or commitment is None:
            yield f"{name} does not say what was sealed"


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """Log and things are read as they stood at one moment, whoever writes meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
