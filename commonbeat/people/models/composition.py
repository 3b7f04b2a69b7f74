"""Who sits against who lives here: census margins, what members declare of themselves, the counts that are shown."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.seat import Seat


class Trait(models.TextChoices):
    """What can be compared. Immigration and citizenship are never asked."""

    AGE = "age", _("Age")
    RACE = "race", _("Race and ethnicity")
    SEX = "sex", _("Sex")
    LANGUAGE = "language", _("Language at home")
    HOME = "home", _("Own or rent the home")
    DISABILITY = "disability", _("Disability")
    POLICED = "policed", _("Stopped, arrested or victim of a crime")


class Populations(models.QuerySet):
    """Words for reading margins."""

    def visible_to(self, actor: Any) -> Populations:
        """They are public."""
        return self.all()

    def newest(self) -> dict[str, Population]:
        """The newest margins of each trait."""
        return {one.trait: one for one in self.order_by("pk")}


class Population(Sealed):
    """How many residents are in each group of one trait, from a census, with its source."""

    trait = models.CharField(_("what is counted"), max_length=20, choices=Trait.choices)
    groups = models.JSONField(_("residents by group"))
    source = models.CharField(_("source"), max_length=300)
    entered_on = models.DateField(default=clock.today)

    objects = Populations.as_manager()

    class Meta:
        verbose_name = "population"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("trait", "groups", "source", "entered_on")}


class Declarations(models.QuerySet):
    """Words for reading declarations."""

    def visible_to(self, actor: Any) -> Declarations:
        """To who made it, in their own seat; to nobody else."""
        return self.filter(seat__in=[seat.pk for seat in actor.seats])


class Declaration(models.Model):
    """What one member says of themselves, and whether it may be counted. Private for good."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict, blank=True, help_text="trait → group")
    consents = models.BooleanField(default=False)

    objects = Declarations.as_manager()

    class Meta:
        verbose_name = "declaration"


class Compositions(models.QuerySet):
    """Words for reading compositions."""

    def visible_to(self, actor: Any) -> Compositions:
        """They are public; a page shows one only while every member agrees."""
        return self.all()

    def newest(self, organization: Organization) -> Composition | None:
        return self.filter(organization=organization).order_by("pk").last()


class Composition(Sealed):
    """The counts of a body's members on one day, small ones withheld. ``seats`` are those counted, for no page."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)
    members = models.PositiveSmallIntegerField()
    counts = models.JSONField(help_text='trait → group → members, None where withheld; "" is who did not say')
    seats = models.JSONField(default=list)

    objects = Compositions.as_manager()
    rules_read = ("organization", "organization__appointed_by")

    class Meta:
        verbose_name = "composition"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("organization_id", "on", "members", "counts")}
