"""Tell and do later: the database is the queue. An act writes rows; the clockwork sends and runs them.

Safe if late, twice or skipped for days: a letter's occasion is unique, a task is done once, and what fails is tried
again with growing pauses, from a minute to an hour, for more than a week. Then it waits until somebody says so.
"""

from __future__ import annotations

import importlib
import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models, transaction

from commonbeat.frame import clock

log = logging.getLogger("commonbeat.clockwork")
#: with the pauses below these are eight days
MOST_TRIES = 200
#: the note, among the clockwork's turns, that the mail server cannot be reached
MAIL_DOWN = "mail is down"
NOWHERE = "commonbeat.frame.mail.Nowhere"


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: 1, 4, 9 … minutes, an hour at most."""
    return timedelta(minutes=min(tries**2, 60))


def absolute(address: str) -> str:
    """An address of this house as it stands in letters."""
    return (settings.ADDRESS or f"http://127.0.0.1:{settings.PORT}") + address


def later(name: str, subject: models.Model) -> None:
    """Leave ``<room>.<function>`` to be run with the subject when the clockwork next turns."""
    from commonbeat.frame.models import Task

    Task.objects.create(name=name, subject=subject.pk)


def letter(
    occasion: str,
    *,
    to: str,
    subject: str,
    body: str,
    language: str = "en",
    unsubscribe: str = "",
    good_until: datetime | None = None,
) -> None:
    """Write a letter for this occasion, once; a second call for the same occasion does nothing.

    One that is ``good_until`` a moment goes before all others, and never after it.
    """
    from commonbeat.frame.models import Letter

    facts = {"language": language, "unsubscribe": unsubscribe, "good_until": good_until}
    one = Letter(occasion=occasion, to=to, subject=subject[:200], body=body, **facts)
    Letter.objects.bulk_create([one], ignore_conflicts=True)


def drop_letters(**which: Any) -> None:
    """Throw away letters that are not sent yet, as whoever they were for has asked."""
    from commonbeat.frame.models import Letter

    Letter.objects.filter(sent_at=None, **which).delete()


def given_up() -> dict[str, int]:
    """How many letters and tasks have failed for so long that nobody tries them any more."""
    from commonbeat.frame.models import Letter, Task

    return {
        "letters": Letter.objects.filter(sent_at=None, tries__gte=MOST_TRIES).count(),
        "tasks": Task.objects.filter(done_at=None, tries__gte=MOST_TRIES).count(),
    }


def try_again() -> None:
    """Begin anew, at once, with all that waits."""
    from commonbeat.frame.models import Letter, Task

    Letter.objects.filter(sent_at=None).update(tries=0, due_at=clock.now())
    Task.objects.filter(done_at=None).update(tries=0, due_at=clock.now())


def run_tasks(most: int = 200) -> int:
    """Run what is due; returns how many were done. Each in its own transaction, so a crash repeats at most one."""
    from commonbeat.frame.models import Task

    done = 0
    waiting = Task.objects.filter(done_at=None, due_at__lte=clock.now(), tries__lt=MOST_TRIES).order_by("due_at", "pk")
    for number in waiting.values_list("pk", flat=True)[:most]:
        done += _run(number)
    return done


def _run(number: int) -> int:
    from commonbeat.frame.models import Task

    try:
        with transaction.atomic():
            task = Task.objects.select_for_update(skip_locked=_can_skip()).filter(pk=number, done_at=None).first()
            if task is None:
                return 0
            room, function = task.name.split(".")
            getattr(importlib.import_module(f"commonbeat.{room}.tasks"), function)(task.subject)
            task.done_at = clock.now()
            task.save(update_fields=["done_at"])
            return 1
    except Exception as trouble:  # a task that fails must not stop the others
        log.warning("task %s failed: %s", number, type(trouble).__name__)
        tries = (Task.objects.filter(pk=number).values_list("tries", flat=True).first() or 0) + 1
        Task.objects.filter(pk=number).update(
            tries=tries, trouble=type(trouble).__name__, due_at=clock.now() + pause(tries)
        )
        return 0


def _can_skip() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked


def mail_is_down() -> bool:
    """Whether no letter can go out now: mail is off, or its server did not open when last asked."""
    from commonbeat.frame.models import Turn

    return settings.EMAIL_BACKEND == NOWHERE or Turn.objects.filter(duty=MAIL_DOWN).exists()


def send_letters(most: int = 100) -> int:
    """Send what waits over one connection, codes first; returns how many went out. Where mail is down, they wait."""
    from commonbeat.frame.models import Letter, Turn

    now = clock.now()
    drop_letters(good_until__lte=now)
    rows = Letter.objects.filter(sent_at=None, tries__lt=MOST_TRIES, due_at__lte=now)
    waiting = list(rows.order_by(models.F("good_until").asc(nulls_last=True), "due_at", "pk")[:most])
    if not waiting:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as trouble:
        log.warning("no letter sent: %s", type(trouble).__name__)
        Turn.objects.update_or_create(duty=MAIL_DOWN, defaults={"done_at": now})
        for one in waiting:
            _again(one)
        return 0
    Turn.objects.filter(duty=MAIL_DOWN).delete()
    try:
        return sum(_send(one, connection) for one in waiting)
    finally:
        connection.close()


def _send(one: Any, connection: Any) -> int:
    if not type(one).objects.filter(pk=one.pk, sent_at=None).exists():  # its reader has just said no
        return 0
    headers = {"List-Id": "Commonbeat <commonbeat>", "Auto-Submitted": "auto-generated"}
    if one.unsubscribe:
        headers |= {"List-Unsubscribe": f"<{one.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMessage(one.subject, one.body, to=[one.to], headers=headers, connection=connection)
    if one.attachment:
        message.attach("attachment.txt", bytes(one.attachment).decode(), "text/plain")
    try:
        message.send()
    except Exception as trouble:  # whatever the mail server does, the letter waits
        log.warning("letter %s not sent: %s", one.pk, type(trouble).__name__)
        _again(one)
        return 0
    # whom it went to and its links are nobody's business now
    type(one).objects.filter(pk=one.pk).update(sent_at=clock.now(), to="", body="", unsubscribe="")
    return 1


def _again(one: Any) -> None:
    """Note that a letter did not go out, and when to try once more."""
    tries = one.tries + 1
    # a code is of no use in an hour: it is tried again at each round
    wait = timedelta() if one.good_until else pause(tries)
    type(one).objects.filter(pk=one.pk).update(tries=tries, due_at=clock.now() + wait)
