"""A seat: a role in an organization, held from–to. The one source of permissions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.person import Person


class Seats(models.QuerySet):
    """Words for reading seats."""

    def visible_to(self, actor: Any) -> Seats:
        """Seats are public; who sits in them is told by the page, which names officials only."""
        return self.all()

    def current(self, today: date | None = None) -> Seats:
        """Held or vacant, but not ended."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=today or clock.today()))

    def held(self, today: date | None = None) -> Seats:
        """Current, and somebody sits in it."""
        return self.current(today).exclude(person=None)

    def deciding(self) -> Seats:
        """Those whose holders sit and vote in a body: its chair and its members."""
        return self.filter(role__in=(Seat.Role.CHAIR, Seat.Role.MEMBER))

    def outside(self) -> Seats:
        """Held by organizations other than the agency, entitled to check."""
        return self.exclude(organization__kind=Organization.Kind.AGENCY).filter(role__in=Seat.CHECKING)

    def of_outsiders(self) -> Seats:
        """Those outside whose holders hold no seat in the agency beside it."""
        inside = Seat.objects.held().filter(organization__kind=Organization.Kind.AGENCY)
        return self.outside().exclude(person__in=inside.values("person"))


class Seat(models.Model):
    """A role in an organization that one person at a time holds."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinator")
        CHIEF = "chief", _("Chief")
        STAFF = "staff", _("Staff")
        CLERK = "clerk", _("Clerk")
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        CHECKER = "checker", _("Checker")

    #: roles of the agency's own people, and roles that may check promises of others
    AGENCY_ROLES = (Role.COORDINATOR, Role.CHIEF, Role.STAFF)
    CHECKING = (Role.CLERK, Role.CHAIR, Role.CHECKER)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    title = models.CharField(_("title"), max_length=80, blank=True)
    kind = models.CharField(_("kind of seat"), max_length=40, blank=True, help_text="its key in the body's charter")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    term_ends = models.DateField(_("last day of the term"), null=True, blank=True)

    objects = Seats.as_manager()
    rules_read = ("organization", "organization__appointed_by")

    class Meta:
        ordering = ["organization__name", "role", "pk"]
        verbose_name = "seat"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="seat_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return gettext("%(role)s, %(organization)s") % {"role": self.name, "organization": self.organization}

    @property
    def is_current(self) -> bool:
        """Held or vacant, but not ended."""
        return self.until is None or self.until > clock.today()

    @property
    def name(self) -> str:
        """The title where there is one, else the role."""
        return self.title or self.get_role_display()

    @property
    def public_label(self) -> str:
        """As the public log spells it, in English whatever the reader's language."""
        return f"{self.title or self.role.capitalize()}, {self.organization.name}"


class Invitations(models.QuerySet):
    """Words for reading invitations."""

    def visible_to(self, actor: Any) -> Invitations:
        """They carry an address: for the organization that sent them and the one that they seat somebody in."""
        own = {seat.organization_id for seat in actor.seats}
        return self.filter(models.Q(sent_by__organization__in=own) | models.Q(seat__organization__in=own))


class Invitation(models.Model):
    """An offer of a seat, sent by mail; the link in it works once, for 30 days."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    sent_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    email = models.EmailField(_("e-mail address"))
    secret = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = Invitations.as_manager()
    rules_read = ("seat__organization__appointed_by", "sent_by")

    class Meta:
        verbose_name = "invitation"
