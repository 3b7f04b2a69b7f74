"""The agency's set-up: what was settled on its first day, and where it starts on the nineteen practices."""

from __future__ import annotations

import functools
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.people.models.organization import Organization


@functools.cache
def known_zones() -> frozenset[str]:
    """Every time zone that this machine knows; reading them all takes a while, and they do not change."""
    return frozenset(available_timezones())


def known_zone(name: str) -> None:
    """Refuse a time zone that does not exist."""
    if name not in known_zones():
        raise ValidationError(_("Choose a time zone such as America/New_York."))


def english_and_spanish() -> list[str]:
    return ["en", "es"]


class Agencies(models.QuerySet):
    """Words for reading the one row."""

    def visible_to(self, actor: Any) -> Agencies:
        """The set-up is public: where things are sent, how long they are kept."""
        return self.all()


class Agency(models.Model):
    """One row: how this house is set up."""

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=40, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York", validators=[known_zone])
    languages = models.JSONField(_("languages"), default=english_and_spanish)
    retention_years = models.PositiveSmallIntegerField(_("years that records are kept"), default=7)
    retention_rule = models.CharField(_("the rule that says so"), max_length=200, blank=True)
    complaint_door = models.CharField(_("where complaints about an officer go"), max_length=300, blank=True)
    tips_door = models.CharField(_("where tips about a crime go"), max_length=300, blank=True)
    repairs_door = models.CharField(_("where potholes and street lights go"), max_length=300, blank=True)
    backup_place = models.CharField(_("folder for backups"), max_length=300, blank=True)
    witnesses = models.JSONField(_("e-mail addresses of outside witnesses"), default=list, blank=True)
    mail_tested_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    first_outside_on = models.DateField(null=True, blank=True)
    steps_done = models.JSONField(default=list, blank=True)

    objects = Agencies.as_manager()
    rules_read = ("organization",)

    class Meta:
        verbose_name = "agency"

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def tongue(self) -> str:
        """The language in which the agency writes: the first of its own."""
        return self.languages[0] if self.languages else "en"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self) -> date:
        """The date at the agency."""
        return clock.today(self.time_zone)

    def local(self, moment: datetime) -> datetime:
        """A moment in the agency's time zone."""
        return moment.astimezone(self.zone)

    def end_of(self, day: date) -> datetime:
        """The first moment after a day at the agency: what is open until 3 May closes then."""
        return datetime.combine(day + timedelta(days=1), time(), self.zone)


def zone_of_agency() -> str:
    """The time zone of the one agency; UTC before there is one, and where checks run before there are tables."""
    try:
        if Agency._meta.db_table not in connection.introspection.table_names():
            return "UTC"
    except OperationalError:
        return "UTC"
    return Agency.objects.values_list("time_zone", flat=True).first() or "UTC"


class PracticeStart(models.Model):
    """What the agency said at the start about one of the nineteen practices. None is shown as failure."""

    class State(models.TextChoices):
        STARTED = "started", _("We start with this")
        NOT_STARTED = "not_started", _("Not started")
        PLANNED = "planned", _("Planned")
        PREVENTED = "prevented", _("State law prevents it")

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    code = models.CharField(max_length=2)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NOT_STARTED)
    reason = models.CharField(max_length=300, blank=True)
    planned_from = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "practice"
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="one_start_per_practice"),
            models.CheckConstraint(
                condition=~models.Q(state="planned") | models.Q(planned_from__isnull=False), name="planned_has_date"
            ),
        ]
