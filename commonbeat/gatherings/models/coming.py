"""Coming: somebody says that they will come to a meeting, with how many people and what they need there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.people.models import Giver

#: the most people for whom one form speaks
MOST = 12


class Comings(models.QuerySet):
    """Words for reading who will come."""

    def visible_to(self, actor: Any) -> Comings:
        """Each to whoever said it, and to nobody else; those who plan see sums."""
        return self.filter(giver__in=actor.giver_ids)

    def standing(self) -> Comings:
        """Not taken back."""
        return self.filter(taken_back_on=None)


class Coming(models.Model):
    """One form: how many people come, and what they need. No name is asked; it is forgotten after the meeting."""

    class Access(models.TextChoices):
        STEP_FREE = "step_free", _("a way in without steps")
        HEARING = "hearing", _("help to hear")
        LARGE_PRINT = "large_print", _("papers in large print")
        QUIET = "quiet", _("a quiet place to sit")
        RIDE = "ride", _("a ride")

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Giver, models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(default=1)
    interpreter = models.CharField(max_length=10, blank=True, help_text="the language for which one is asked")
    children = models.PositiveSmallIntegerField(default=0, help_text="who need childcare")
    access = models.JSONField(default=list, blank=True)
    form_key = models.CharField(max_length=64, unique=True, help_text="digest of the form's key")
    said_on = models.DateField(default=clock.today)
    taken_back_on = models.DateField(null=True, blank=True)

    objects = Comings.as_manager()
    rules_read = ("gathering", "gathering__agency", "gathering__organization", "giver")
    root = "gathering"

    class Meta:
        verbose_name = "coming"
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "giver"], condition=models.Q(taken_back_on=None), name="one_coming_per_giver"
            ),
            models.CheckConstraint(condition=models.Q(people__range=(1, MOST)), name="coming_of_1_to_12_people"),
        ]

    def __str__(self) -> str:
        return str(self.gathering)
