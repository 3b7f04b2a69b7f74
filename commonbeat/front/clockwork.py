"""What must happen by the clock: later work, letters, the daily ledger head, reminders, drawings, clearing away.

Safe if late, twice or skipped for days: one clockwork turns at a time, each day's duties and the note that they are
done are one transaction, and every letter's occasion is unique.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from commonbeat.frame import clock, notify
from commonbeat.frame.action import action
from commonbeat.frame.logs import where
from commonbeat.frame.models import Letter, SentForm, Task, Turn
from commonbeat.frame.rules import Refused
from commonbeat.front import backup, reminders
from commonbeat.front.database_copy import Trouble
from commonbeat.gatherings import actions as gatherings, tasks
from commonbeat.ledger import record
from commonbeat.matters import actions, uploads
from commonbeat.matters.by_the_clock import drawings, papers
from commonbeat.matters.models import CheckerKey
from commonbeat.people import actions as people
from commonbeat.people.actor import CLOCK, Actor
from commonbeat.people.house import BACKUP, BACKUP_FAILED
from commonbeat.people.models import Agency, Application, Call
from commonbeat.records import actions as records, due as what_is_asked, tasks as files

log = logging.getLogger("commonbeat.clockwork")
#: keys of PostgreSQL's advisory locks that let one clockwork turn at a time ("tend" and "long" in ASCII)
LOCKS = {"tend": 0x74656E64, "long": 0x6C6F6E67}
DONE_KEPT = timedelta(days=30)
#: longer than a form stands open between two clicks
FORMS_KEPT = timedelta(days=1)


def turn() -> dict[str, int] | None:
    """One turn: duty → how much was done; None where another clockwork is at work.

    A duty that fails is logged and does not stop the others; then the turn does not count, so that the site says
    after an hour that the clockwork is late.
    """
    with alone("tend") as first:
        if not first:
            return None
        duties: dict[str, Callable[[], int]] = {
            "tasks": notify.run_tasks,
            "days": day,
            "meetings": meetings,
            "applications": applications,
            "keys": keys,
            "letters": letters,
            "backups": back_up,
            "drawings": drawings,
            "papers": papers,
        }
        done = {name: attempt(name, duty) for name, duty in duties.items()}
        if None not in done.values():
            Turn.objects.update_or_create(duty="tend", defaults={"done_at": clock.now()})
        return {name: count or 0 for name, count in done.items()}


def long_turn() -> dict[str, int] | None:
    """One turn of what may take minutes, beside the other so that no letter waits for it; None where it is at work."""
    with alone("long") as first:
        if not first:
            return None
        return {name: attempt(name, duty) or 0 for name, duty in {"files": files.checks, "numbers": numbers}.items()}


def attempt(name: str, duty: Callable[[], int]) -> int | None:
    """How much a duty did; None where it failed."""
    try:
        return duty()
    except Exception as trouble:  # whatever failed, the other duties are owed all the same
        log.error("The clockwork's %s failed: %s", name, where(trouble))
        return None


@contextlib.contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether no other clockwork is at this work. The lock goes with whoever held it, even when killed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCKS[name]])
            held = cursor.fetchone()[0]
            try:
                yield held
            finally:
                if held:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCKS[name]])
        return
    with (settings.DATA / f"{name}.lock").open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def letters() -> int:
    """Send what waits; where mail is off, letters wait without losing their tries."""
    return notify.send_letters() if settings.MAIL_IS_ON else 0


def day() -> int:
    """The duties of one day at the agency, once; 1 where they were done now."""
    agency = Agency.objects.select_related("organization").first()
    if agency is None or Turn.objects.filter(duty="day", day__gte=agency.today()).exists():
        return 0
    with transaction.atomic():
        today = agency.today()
        Turn.objects.get_or_create(duty="day", defaults={"done_at": clock.now()})
        last = Turn.objects.select_for_update().get(duty="day")
        if last.day and last.day >= today:
            return 0
        head = record.head()
        if agency.witnesses:
            witness(agency, by=CLOCK, number=head.number, digest=head.digest, witnesses=len(agency.witnesses))
        reminders.write(agency)
        last.day, last.done_at = today, clock.now()
        last.save()
    clear_away()
    return 1


def meetings() -> int:
    """Remind those who want to come, and seal the counts of meetings that are over; how many were sealed."""
    tasks.remind()
    closed = tasks.to_seal()
    for one in closed:
        gatherings.seal_counts(one, by=CLOCK)
    return len(closed)


def applications() -> int:
    """Erase applications of people who were not appointed once their time is over; for how many calls."""
    for call in (over := list(Call.objects.past_keeping())):
        people.erase_applications(call, by=CLOCK, count=Application.objects.to_erase().filter(call=call).count())
    return len(over)


def keys() -> int:
    """End the keys of outside seats that nobody holds any more; how many were ended."""
    over = CheckerKey.objects.without_holder()
    for one in over:
        actions.end_key(one, by=CLOCK)
    return len(over)


def numbers() -> int:
    """Compute measures anew whose records or settings are others now; how many were computed."""
    agency, now = Agency.objects.first(), clock.now()
    failed = set(Turn.objects.filter(done_at__gt=now - timedelta(hours=1)).values_list("duty", flat=True))
    made = 0
    for one in what_is_asked.asked() if agency else []:
        duty = f"compute {one.name}"
        if not one.is_due or duty in failed:
            continue
        done = attempt(duty, partial(compute, agency, one))
        made += done or 0
        if done is None:  # tried again in an hour
            Turn.objects.update_or_create(duty=duty, defaults={"done_at": now})
    return made


def compute(agency: Agency, asked: what_is_asked.Asked) -> int:
    """Compute one measure; 1 where it was published."""
    from commonbeat.records import counting  # the engine loads in the turn that computes, in no other

    with contextlib.suppress(Refused):  # records were withdrawn meanwhile, or something newer was computed
        records.compute(agency, by=CLOCK, counted=counting.counted(asked))
        return 1
    return 0


def back_up() -> int:
    """One backup each night into the place that was set; 1 where it was made now. One that failed is tried hourly."""
    agency = Agency.objects.exclude(backup_place="").first()
    now = clock.now()
    tried = Turn.objects.filter(duty=BACKUP_FAILED, done_at__gt=now - timedelta(hours=1))
    if agency is None or Turn.objects.filter(duty=BACKUP, day__gte=agency.today()).exists() or tried.exists():
        return 0
    today = agency.today()
    try:
        backup.nightly(Path(agency.backup_place), today)
    except (Trouble, OSError) as trouble:
        log.error("The backup failed: %s", where(trouble))
        Turn.objects.update_or_create(duty=BACKUP_FAILED, defaults={"done_at": now})
        return 0
    Turn.objects.filter(duty=BACKUP_FAILED).delete()
    Turn.objects.update_or_create(duty=BACKUP, defaults={"done_at": now, "day": today})
    return 1


@action("ledger.witness", facts=["number", "digest", "witnesses"])
def witness(agency: Agency, *, by: Actor, number: int, digest: str, witnesses: int) -> Agency:
    """Send the head of the public log to the witnesses outside, who can prove later what stood in it today."""
    today = agency.today()
    with translation.override(agency.tongue):
        values = {"agency": agency, "day": formats.date_format(today), "number": number, "digest": digest}
        subject = _("Public log of %(agency)s, %(day)s: entry %(number)s") % values
        body = _(
            "On %(day)s the newest entry of the public log of %(agency)s was:\n\n"
            "number %(number)s\ndigest %(digest)s\n\n"
            "Keep this letter. With it anybody can prove later that nothing before this entry was changed."
        )
        link = notify.absolute(reverse("front.ledger"))
        for place, address in enumerate(agency.witnesses, 1):
            notify.letter(
                f"head {today} witness {place}", to=address, subject=subject, body=f"{body % values}\n\n{link}\n"
            )
    return agency


def clear_away() -> None:
    """Remove what nobody needs any more: run-out sessions, forgotten files, sent letters and done tasks."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Letter.objects.filter(sent_at__lt=now - DONE_KEPT).delete()
    Task.objects.filter(done_at__lt=now - DONE_KEPT).delete()
    SentForm.objects.filter(sent_at__lt=now - FORMS_KEPT).delete()
    uploads.clear()
    files.clear_away()
