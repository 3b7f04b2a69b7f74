"""Change something: a verb is a plain function, wrapped so that nothing can change without permission and an entry.

In one transaction: the subject is fetched again and locked, the table is asked, the body runs, the later task's row
is written and, last, the entry is sealed (so that the ledger's lock is held shortest).
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from commonbeat.frame import clock, notify
from commonbeat.frame.rules import permit
from commonbeat.frame.text import Sealed
from commonbeat.ledger import record
from commonbeat.ledger.unsealed import VERBS as UNSEALED

#: every verb by name
ACTS: dict[str, Callable[..., Any]] = {}


def action(
    name: str, *, facts: Iterable[str] = (), then: str = ""
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make ``verb(subject, *, by, …)`` an act of the house.

    ``facts`` names the only arguments that the public ledger may show; ``then`` names a function in the room's
    ``tasks`` that runs later with what the verb made.
    """

    def wrap(body: Callable[..., Any]) -> Callable[..., Any]:
        room = body.__module__.split(".")[1]
        defaults = {key: one.default for key, one in inspect.signature(body).parameters.items()}

        @functools.wraps(body)
        def act(subject: models.Model | None, *, by: Any, **given: Any) -> Any:
            with transaction.atomic():
                subject = locked(subject)
                hat = permit(name, by, subject)
                made = body(subject, by=hat, **given)
                if then:
                    notify.later(f"{room}.{then}", made if made is not None else subject)
                if name not in UNSEALED:
                    _seal(name, subject, made, hat, {fact: given.get(fact, defaults[fact]) for fact in facts})
            return made

        ACTS[name] = act
        return act

    return wrap


def locked(subject: models.Model | None) -> Any:
    """The subject as it stands now, held until the transaction ends, with the fields that its facts read."""
    if subject is None:
        return None
    model = type(subject)
    rows = model._base_manager.select_related(*getattr(model, "rules_read", ()))
    return rows.select_for_update(of=("self",)).get(pk=subject.pk)


def label(thing: models.Model) -> str:
    """A thing's public number, for example "comment 41"."""
    return f"{thing._meta.verbose_name} {thing.pk}"


def _seal(name: str, subject: Any, made: Any, hat: Any, facts: dict[str, Any]) -> None:
    made_one = made if isinstance(made, models.Model) and made != subject else None
    words = made_one if made_one is not None else subject
    moment = clock.now()
    record.seal(
        name,
        subject=label(subject) if subject is not None else "house",
        made=label(made_one) if made_one is not None else None,
        facts={key: plain(value) for key, value in facts.items() if value not in (None, "")},
        by=hat.label,
        on=clock.today(),
        at=moment,
        commitment=words.sealed_words() if isinstance(words, Sealed) else None,
        **_who(hat, made_one, subject),
    )


def _who(hat: Any, made: Any, subject: Any) -> dict[str, int | None]:
    """The private columns: for what a giver does the giver alone, so that nothing ties them to an account."""
    before, fresh = getattr(subject, "giver_id", None), getattr(made, "giver_id", None)
    giver = fresh or (before if before in hat.giver_ids else None)
    return {"giver_id": giver} if hat.hat is None and giver else {"person_id": hat.person_id}


def plain(value: Any) -> Any:
    """A fact as the ledger spells it: text, numbers, ISO dates, public numbers and lists of these."""
    if isinstance(value, models.Model):
        return label(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return str(value)
