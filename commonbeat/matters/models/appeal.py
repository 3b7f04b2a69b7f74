"""An appeal: a giver asks a seat outside the agency to look again at what the agency hid or struck."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.matters.models.input import Input
from commonbeat.people.models import Seat


class Appeals(models.QuerySet):
    """Words for reading appeals."""

    def visible_to(self, actor: Any) -> Appeals:
        """That there is an appeal: for those who hold a seat, and for its giver. Its words are ``told_to`` fewer."""
        return self.all() if actor.seats else self.filter(input__giver__in=actor.giver_ids)

    def standing(self) -> Appeals:
        """Those against what is hidden or struck now, decided or not."""
        return self.filter(ended="")

    def waiting(self) -> Appeals:
        return self.standing().filter(decided_on=None)


class Appeal(models.Model):
    """A giver's request that a seat outside the agency look again. One stands against each hiding or striking."""

    class Ended(models.TextChoices):
        """Why there is nothing to decide any more."""

        SHOWN = "shown", _("the agency showed the words")
        HIDDEN_ANEW = "hidden_anew", _("the agency hid the words anew")
        WITHDRAWN = "withdrawn", _("who gave the words withdrew them")
        ERASED = "erased", _("the words were erased by law")

    input = models.ForeignKey(Input, models.PROTECT, related_name="+")
    words = models.TextField(blank=True, max_length=1000)
    asked_on = models.DateField(default=clock.today)
    restored = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True, max_length=2000)
    decided_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.CharField(max_length=20, choices=Ended.choices, blank=True)

    objects = Appeals.as_manager()
    rules_read = ("input", "input__matter", "input__matter__agency")
    root = "input__matter"

    class Meta:
        ordering = ["pk"]
        verbose_name = "appeal"
        constraints = [
            models.UniqueConstraint(
                fields=["input"], condition=models.Q(ended=""), name="one_standing_appeal_per_input"
            )
        ]

    def told_to(self, actor: Any) -> str:
        """The giver's words, for the giver and for those who stand outside the agency; "" for everybody else."""
        return self.words if actor.stands_outside or self.input.giver_id in actor.giver_ids else ""
