"""The house as every page sees it: whose it is, whether it is a demo or a rehearsal, who outside checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame import clock, notify
from commonbeat.frame.models import Turn
from commonbeat.frame.often import Often
from commonbeat.frame.rules import may
from commonbeat.ledger import record
from commonbeat.people.models import Agency, Seat

#: duties of the clockwork: the night's backup, and when it last failed since
BACKUP, BACKUP_FAILED = "backup", "backup failed"
#: pages that a seat opens → how the desk calls them; each is shown to those who may see it
DESK = [
    ("matters.inbox", gettext_lazy("What is owed")),
    ("matters.start", gettext_lazy("Start a topic")),
    ("gatherings.desk", gettext_lazy("Your meetings")),
    ("gatherings.record_activity", gettext_lazy("Record an activity")),
    ("records.note_reason", gettext_lazy("Why not the gentler way")),
    ("records.blocks", gettext_lazy("Time kept free")),
    ("records.reading", gettext_lazy("Cases to read")),
    ("matters.import_conversation", gettext_lazy("Take in a conversation")),
    ("gatherings.import_meetings", gettext_lazy("Take in meetings")),
    ("records.files", gettext_lazy("Records")),
    ("matters.to_check", gettext_lazy("Promises to check")),
    ("matters.appeals", gettext_lazy("Second looks")),
    ("matters.erasures", gettext_lazy("Erasure requests")),
    ("matters.alone_desk", gettext_lazy("Written to you alone")),
    ("people.first_day", gettext_lazy("First day")),
    ("front.practices", gettext_lazy("Practices")),
]


#: what a page says of the clockwork → the duty
TURNS = {"tended_at": "tend", "backed_up_at": BACKUP, "backup_failed_at": BACKUP_FAILED}


def _house(today: date) -> QuerySet:
    """The one row of the agency, with when the duties were done and whether somebody outside checks."""
    outside = Seat.objects.held(today).outside()
    done = {name: Subquery(Turn.objects.filter(duty=duty).values("done_at")[:1]) for name, duty in TURNS.items()}
    return Agency.objects.select_related("organization").annotate(outside_seat=Exists(outside), **done).order_by("pk")


_agency = Often(_house)


@dataclass(frozen=True)
class House:
    """One agency's house, or an empty one before its first day."""

    agency: Agency | None
    demo: bool
    no_outside_seat: bool
    tended_at: datetime | None
    backed_up_at: datetime | None = None
    backup_failed_at: datetime | None = None
    reader: Any = None

    @classmethod
    def now(cls, reader: Any = None) -> House:
        """Read in one query, for a reader."""
        agency = _agency.first(clock.today())
        return cls(
            agency=agency,
            demo=bool(record.is_demo()),
            no_outside_seat=agency is not None and not agency.outside_seat,
            reader=reader,
            **{name: getattr(agency, name, None) for name in TURNS},
        )

    @property
    def name(self) -> str:
        return str(self.agency) if self.agency else ""

    @property
    def tongue(self) -> str:
        """The language in which the agency writes what carries no language of its own."""
        return self.agency.tongue if self.agency else "en"

    @property
    def rehearsal(self) -> bool:
        """Set up, but not yet shown to the public."""
        return self.agency is not None and self.agency.published_on is None

    @property
    def tend_late(self) -> bool:
        """Whether the clockwork has not turned for an hour, so that letters and reminders wait."""
        return self.agency is not None and (self.tended_at is None or clock.now() - self.tended_at > timedelta(hours=1))

    @property
    def given_up(self) -> int:
        """Letters and tasks that nobody tries any more; asked for those who can have them tried again."""
        if self.reader is None or not self.reader.seats or not may("front.try_again", self.reader):
            return 0
        return sum(notify.given_up().values())

    @property
    def staff_links(self) -> list[tuple[str, Any]]:
        """Addresses and names of the pages that the reader's seats open."""
        if self.reader is None or not self.reader.seats:
            return []
        return [(reverse(name), label) for name, label in DESK if may(name, self.reader)]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages that this agency offers, by code and own name."""
        offered = self.agency.languages if self.agency else []
        return [(code, name) for code, name in settings.LANGUAGES if code in offered or not offered]

    @property
    def emergency(self) -> str:
        return _("In danger? Call 911. Nobody watches this page around the clock.")
