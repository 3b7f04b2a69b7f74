"""Later work of the room: checking the files that wait, and clearing away."""

from __future__ import annotations

import contextlib
import logging
from datetime import timedelta

from django.conf import settings

from commonbeat.frame import clock
from commonbeat.frame.logs import where
from commonbeat.frame.rules import Refused
from commonbeat.measures.schema import Wrong, schema
from commonbeat.people.actor import CLOCK
from commonbeat.records import actions, arriving, store
from commonbeat.records.models import Import
from commonbeat.records.models.on_its_way import BROKE, CUT_OFF

log = logging.getLogger("commonbeat.clockwork")
State = Import.State
#: how long a file that nobody accepts stays
KEPT_FOR = timedelta(days=7)


def checks() -> int:
    """Check the files that wait, the oldest first; how many were checked. Must run in one process at a time.

    Not in a transaction, for a check takes minutes. One that is said to be under way was cut off with its process.
    """
    for one in Import.objects.filter(state=State.CHECKING):
        ended(one, State.FAILED, trouble=CUT_OFF)
    waiting = list(Import.objects.filter(state=State.WAITING).order_by("waiting_since", "pk"))
    for one in waiting:
        check(one)
    return len(waiting)


def ended(one: Import, state: str, found: dict | None = None, trouble: str = "") -> None:
    """Write how a check ended, unless the file was thrown away meanwhile."""
    with contextlib.suppress(Refused):
        actions.end_check(one, by=CLOCK, state=state, found=found or {}, trouble=trouble)


def check(one: Import) -> None:
    """Check one file, telling in its private folder how far it is; gone with that folder, the check is broken off."""
    from commonbeat.measures.check import check as checked
    from commonbeat.measures.checked import as_json, to_keep
    from commonbeat.measures.mapping import parsed
    from commonbeat.measures.unfamiliar import unfamiliar
    from commonbeat.measures.watching import BrokenOff

    def watch(step: str, share: float) -> bool:
        with contextlib.suppress(FileNotFoundError):
            store.write(one, store.PROGRESS, {"step": step, "share": share})
        return store.private(one).is_dir()

    try:
        one = actions.begin_check(one, by=CLOCK)
        key = settings.RECORDS_KEY.encode()
        found = checked(arriving.given(one), parsed(one.mapping.text), store.private(one), key, watch)
        if found.records:
            new = unfamiliar(found.records, store.standing(one.schema), schema(one.schema))
            store.write(one, store.PREVIEW, as_json(found) | {"table": found.records.name, "unfamiliar": new})
    except BrokenOff:
        store.forget(one)
    except Refused:  # thrown away before the check began; or the file is gone, and the next turn says so
        pass
    except Wrong as wrong:
        ended(one, State.FAILED, trouble=str(wrong))
    except Exception as trouble:  # the engine: no room, no memory; whatever it is, the next file is owed its check
        if not store.private(one).is_dir():
            return  # thrown away meanwhile
        log.error("A file of records was not checked: %s", where(trouble))
        ended(one, State.FAILED, trouble=BROKE)
    else:
        ended(one, State.REFUSED if found.refused else State.CHECKED, found=to_keep(found))


def clear_away() -> None:
    """Throw away files that nobody accepted in time, and what crashes left behind."""
    before = clock.now() - KEPT_FOR
    for one in Import.objects.under_way().filter(brought_on__lt=before.date()).exclude(state=State.CHECKING):
        actions.cancel(one, by=CLOCK)
    store.sweep()
