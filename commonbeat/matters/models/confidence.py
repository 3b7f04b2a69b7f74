"""A confidence: what one writer without an account and one outside checker write to each other, in closed boxes."""

from __future__ import annotations

from typing import Any

from django.db import models

from commonbeat.frame import clock
from commonbeat.matters.models.checker_key import CheckerKey


class Confidences(models.QuerySet):
    """Words for reading confidences."""

    def visible_to(self, actor: Any) -> Confidences:
        """For whoever typed its return words just now, and for the seat whose key it was written to."""
        own = [seat.pk for seat in actor.seats] if actor.stands_outside else []
        return self.filter(models.Q(words_digest=actor.words_digest) | models.Q(key__seat__in=own))


class Confidence(models.Model):
    """What is known of a writer is in these fields and nowhere else: a day, and digests that only their words fit.

    It has no giver, so that nothing ties it to a comment, and no number of it is told outside the checker's desk.
    """

    key = models.ForeignKey(CheckerKey, models.PROTECT, related_name="+")
    words_digest = models.CharField(max_length=64, unique=True)
    writer_public = models.BinaryField(max_length=32, help_text="of the key that follows from the return words")
    began_on = models.DateField(default=clock.today)
    handed_over_on = models.DateField(null=True, blank=True)

    objects = Confidences.as_manager()
    rules_read = ("key__seat__organization",)
    root = "key"

    class Meta:
        ordering = ["pk"]
        verbose_name = "confidence"


class Messages(models.QuerySet):
    """Words for reading messages."""

    def waiting(self) -> Messages:
        """Written to a checker, and not opened yet."""
        return self.filter(by_checker=False, opened_on=None)


class Message(models.Model):
    """One message. A writer's own is boxed for the checker alone; a checker's reply for both, once each.

    The day is kept, never the hour: in a small force an hour is a name.
    """

    confidence = models.ForeignKey(Confidence, models.PROTECT, related_name="+")
    by_checker = models.BooleanField(default=False)
    for_checker = models.BinaryField(blank=True)
    for_writer = models.BinaryField(blank=True)
    written_on = models.DateField(default=clock.today)
    opened_on = models.DateField(null=True, blank=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = Messages.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "message"
