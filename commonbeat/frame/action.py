"""Change something: a verb is a plain function, wrapped so that nothing can change without permission and an entry.

In one transaction: the subject is fetched again and locked, the table is asked, the body runs, the later task's row
is written and, last, the entry is sealed (so that the ledger's lock is held shortest). An act that makes a list of
things leaves an entry and a later task for each.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, connection, models, transaction
from django.utils.translation import gettext as _

from commonbeat.frame import clock, notify
from commonbeat.frame.rules import Refused, permit
from commonbeat.frame.text import Sealed
from commonbeat.ledger import record
from commonbeat.ledger.unsealed import VERBS as UNSEALED

#: every verb by name
ACTS: dict[str, Callable[..., Any]] = {}
#: how PostgreSQL says that two writers stood in each other's way: not serializable, deadlock, lock not to be had
IN_THE_WAY = {"40001", "40P01", "55P03"}


def action(
    name: str, *, facts: Sequence[str] = (), then: str = ""
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make ``verb(subject, *, by, …)`` an act of the house.

    ``facts`` names all that the public ledger may show: arguments, or what can be read of the thing that was made.
    ``then`` names a function in the room's ``tasks`` that runs later with what the verb made.
    """

    def wrap(body: Callable[..., Any]) -> Callable[..., Any]:
        room = body.__module__.split(".")[1]
        defaults = {key: one.default for key, one in inspect.signature(body).parameters.items()}

        def once(subject: models.Model | None, by: Any, given: dict[str, Any]) -> Any:
            with transaction.atomic():
                subject = locked(subject)
                hat = permit(name, by, subject)
                made = body(subject, by=hat, **given)
                things = made if isinstance(made, list) else [made if made is not None else subject]
                for thing in things if then else []:
                    notify.later(f"{room}.{then}", thing)
                for thing in things if name not in UNSEALED else []:
                    for one in (*getattr(thing, "publishes", ()), thing):
                        _seal(name, subject, one, hat, {fact: known(fact, one, defaults, given) for fact in facts})
            return made

        @functools.wraps(body)
        def act(subject: models.Model | None, *, by: Any, **given: Any) -> Any:
            return undisturbed(lambda: once(subject, by, given))

        ACTS[name] = act
        return act

    return wrap


def undisturbed(do: Callable[[], Any], again: bool = True) -> Any:
    """Do it, and once more where another writer stood in the way. Raises Refused, so that what was typed is kept."""
    try:
        return do()
    except OperationalError as trouble:
        crossed = getattr(trouble.__cause__, "sqlstate", None) in IN_THE_WAY
        waited = "database is locked" in str(trouble)  # SQLite, after as long a wait as a reader bears
        if connection.in_atomic_block or not (crossed or waited):
            raise
        if waited or not again:
            sentence = _("Somebody else was changing this at the same moment. Nothing was done. Send it once more.")
            raise Refused(sentence) from trouble
    return undisturbed(do, again=False)


def known(fact: str, thing: Any, defaults: dict[str, Any], given: dict[str, Any]) -> Any:
    """A declared fact: the argument of this name, else what the thing that was made says of itself."""
    return given.get(fact, defaults[fact]) if fact in defaults else getattr(thing, fact, None)


def locked(subject: models.Model | None) -> Any:
    """The subject as it stands now, held until the transaction ends, with the fields that its facts read.

    What it belongs to (the model's ``root``) is held before it, so that all acts on one topic stand in one line.
    """
    if subject is None:
        return None
    model, root = type(subject), root_of(subject)
    if root is not subject:
        type(root)._base_manager.select_for_update(no_key=True).values_list("pk").get(pk=root.pk)
    rows = model._base_manager.select_related(*getattr(model, "rules_read", ()))
    return rows.select_for_update(of=("self",), no_key=True).get(pk=subject.pk)


def root_of(subject: models.Model) -> models.Model:
    """What a thing belongs to, by the path that its model names; itself where it names none."""
    for part in filter(None, getattr(type(subject), "root", "").split("__")):
        subject = getattr(subject, part)
    return subject


def label(thing: models.Model) -> str:
    """A thing's public number, for example "comment 41"."""
    return f"{thing._meta.verbose_name} {thing.pk}"


def _seal(name: str, subject: Any, thing: Any, hat: Any, facts: dict[str, Any]) -> None:
    made_one = thing if isinstance(thing, models.Model) and thing != subject else None
    words = made_one if made_one is not None else subject
    moment = clock.now()
    record.seal(
        name,
        subject=label(subject) if subject is not None else "house",
        made=label(made_one) if made_one is not None else None,
        facts={key: plain(value) for key, value in facts.items() if value not in (None, "")},
        by=_public_name(hat, words, subject),
        on=clock.today(),
        at=moment,
        commitment=words.sealed_words() if isinstance(words, Sealed) and not words.is_gone else None,
        **_who(hat, made_one, subject),
    )


def _who(hat: Any, made: Any, subject: Any) -> dict[str, int | None]:
    """The private columns: for what a giver does the giver alone, so that nothing ties them to an account."""
    if _body(made, subject):
        return {}
    before, fresh = getattr(subject, "giver_id", None), getattr(made, "giver_id", None)
    giver = fresh or (before if before in hat.giver_ids else None)
    return {"giver_id": giver} if hat.hat is None and giver else {"person_id": hat.person_id}


def _public_name(hat: Any, *about: Any) -> str:
    """Who acted, as the log names them: the seat, or that it was a giver, with the role that they chose to state.

    What is done ``in_the_name_of`` a body names the body alone.
    """
    body = _body(*about)
    if body is not None:
        return str(body)
    givers = [giver for giver in (getattr(thing, "giver", None) for thing in about) if giver is not None]
    return givers[0].public_label if givers and hat.label == "giver" else hat.label


def _body(*about: Any) -> Any:
    """The body in whose name something is done, so that no count of a single official's doings can be made of it."""
    return next((one for one in (getattr(thing, "in_the_name_of", None) for thing in about) if one is not None), None)


def plain(value: Any) -> Any:
    """A fact as the ledger spells it: text, numbers, ISO dates, public numbers and lists of these."""
    if isinstance(value, models.Model):
        return label(value)
    if isinstance(value, datetime):
        raise TypeError("A fact is sealed with its date, never with a time.")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return str(value)
