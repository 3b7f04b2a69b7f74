"""Tell and do later: the database is the queue. An act writes rows; the clockwork sends and runs them.

Safe if late, twice or skipped for days: a letter's occasion is unique, a task is done once, and what fails is tried
again with growing pauses.
"""

from __future__ import annotations

import importlib
import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models, transaction

from commonbeat.frame import clock

log = logging.getLogger("commonbeat.clockwork")
MOST_TRIES = 20


def absolute(address: str) -> str:
    """An address of this house as it stands in letters."""
    return (settings.ADDRESS or f"http://127.0.0.1:{settings.PORT}") + address


def later(name: str, subject: models.Model) -> None:
    """Leave ``<room>.<function>`` to be run with the subject when the clockwork next turns."""
    from commonbeat.frame.models import Task

    Task.objects.create(name=name, subject=subject.pk)


def letter(occasion: str, *, to: str, subject: str, body: str, language: str = "en", unsubscribe: str = "") -> None:
    """Write a letter for this occasion, once; a second call for the same occasion does nothing."""
    from commonbeat.frame.models import Letter

    Letter.objects.bulk_create(
        [
            Letter(
                occasion=occasion, to=to, subject=subject[:200], body=body, language=language, unsubscribe=unsubscribe
            )
        ],
        ignore_conflicts=True,
    )


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
        Task.objects.filter(pk=number).update(
            tries=models.F("tries") + 1, trouble=type(trouble).__name__, due_at=clock.now() + timedelta(minutes=5)
        )
        return 0


def _can_skip() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked


def send_letters(most: int = 100) -> int:
    """Send what waits over one connection; returns how many went out. Where mail is down, they wait."""
    from commonbeat.frame.models import Letter

    now = clock.now()
    waiting = [
        one
        for one in Letter.objects.filter(sent_at=None, tries__lt=MOST_TRIES).order_by("written_at")[:most]
        if one.written_at + timedelta(minutes=one.tries**2) <= now
    ]
    if not waiting:
        return 0
    connection = get_connection()
    return sum(_send(one, connection) for one in waiting)


def _send(one: Any, connection: Any) -> int:
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
        type(one).objects.filter(pk=one.pk).update(tries=models.F("tries") + 1)
        return 0
    type(one).objects.filter(pk=one.pk).update(sent_at=clock.now(), body="")  # its links are nobody's business now
    return 1
