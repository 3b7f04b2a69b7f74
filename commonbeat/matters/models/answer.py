"""An answer: the agency's reply to one or many inputs, a draft until published; corrections keep what stood."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Sealed, WordsField
from commonbeat.matters.models.matter import Matter
from commonbeat.people.models import Seat


class Answers(models.QuerySet):
    """Words for reading answers."""

    def visible_to(self, actor: Any) -> Answers:
        rows = self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("matter"))))
        return rows if actor.works_here else rows.published()

    def published(self) -> Answers:
        return self.exclude(published_on=None)

    def drafts(self) -> Answers:
        return self.filter(published_on=None)


class Answer(Sealed):
    """What will be done, and why."""

    class Outcome(models.TextChoices):
        WILL_DO = "will_do", _("We will do this")
        IN_PART = "in_part", _("We will do this in part")
        ALREADY = "already", _("This is already so")
        WILL_NOT = "will_not", _("We will not do this")
        NOT_OURS = "not_ours", _("This is not ours to decide")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reasons = WordsField(_("reasons"))
    handed_to = models.CharField(_("handed over to"), max_length=300, blank=True)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = Answers.as_manager()
    rules_read = ("matter", "matter__agency", "matter__agency__organization")

    class Meta:
        ordering = ["pk"]
        verbose_name = "reply"

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    def words_to_seal(self) -> str:
        return f"{self.outcome}\n{self.reasons.text}"
