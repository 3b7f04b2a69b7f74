"""An interpreter who was asked for: confirmed, or openly not found."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.gatherings.models.gathering import Gathering


class Interpreters(models.QuerySet):
    """Words for reading interpreters."""

    def visible_to(self, actor: Any) -> Interpreters:
        """Once it is said whether one comes, to everybody; what is only asked for, to those who plan."""
        own = [seat.organization_id for seat in actor.seats]
        planning = models.Q(gathering__organization__in=own) | models.Q(gathering__organization__appointed_by__in=own)
        told = self.filter(~models.Q(state=Interpreter.State.ASKED) | planning)
        return told.filter(models.Exists(Gathering.objects.visible_to(actor).filter(pk=models.OuterRef("gathering"))))


class Interpreter(models.Model):
    """One language for one meeting."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        CONFIRMED = "confirmed", _("confirmed")
        NOT_FOUND = "not_found", _("not found")

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    because = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField(default=clock.today)

    objects = Interpreters.as_manager()
    rules_read = ("gathering", "gathering__agency", "gathering__organization", "gathering__organization__appointed_by")
    root = "gathering"

    class Meta:
        ordering = ["gathering", "language"]
        verbose_name = "interpreter"
        constraints = [
            models.UniqueConstraint(fields=["gathering", "language"], name="one_interpreter_per_language"),
            models.CheckConstraint(
                condition=~models.Q(state="not_found") | ~models.Q(because=""), name="not_finding_has_reason"
            ),
        ]
