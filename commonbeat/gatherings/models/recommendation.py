"""A recommendation: what a body recommends to the agency, an input that the body gives, with the day of its answer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.matters.models import Input
from commonbeat.people.models import Organization


class Recommendations(models.QuerySet):
    """Words for reading recommendations."""

    def visible_to(self, actor: Any) -> Recommendations:
        """Those whose words the actor may see."""
        return self.filter(models.Exists(Input.objects.visible_to(actor).filter(pk=models.OuterRef("given"))))


class Recommendation(Sealed):
    """One recommendation of a body, by its number there. Words, reply and promises are those of ``given``."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = WordsField(_("title"))
    given = models.OneToOneField(Input, models.PROTECT, related_name="+")
    adopted_on = models.DateField(_("adopted on"), default=clock.today)
    reply_due = models.DateField(_("reply due"))
    due_by_charter = models.BooleanField(help_text="False: the charter gives no days, the body itself asks for a day")

    objects = Recommendations.as_manager()
    rules_read = ("organization", "given__matter__agency__organization")
    root = "given__matter"

    class Meta:
        ordering = ["-adopted_on", "-pk"]
        verbose_name = "recommendation"
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="one_recommendation_per_number"),
            models.CheckConstraint(
                condition=models.Q(reply_due__gte=models.F("adopted_on")), name="reply_due_after_adoption"
            ),
        ]

    def __str__(self) -> str:
        return self.title.read()[0]

    def get_absolute_url(self) -> str:
        return self.given.get_absolute_url()

    def content_to_seal(self) -> dict[str, Any]:
        names = ("organization_id", "number", "title", "given_id", "adopted_on", "reply_due", "due_by_charter")
        return {name: getattr(self, name) for name in names}
