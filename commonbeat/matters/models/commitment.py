"""A commitment: a promise with an owner and a due date, reported by its owner, checked by somebody outside."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.matters.models.answer import Answer
from commonbeat.matters.models.decision import Decision
from commonbeat.matters.models.matter import Matter
from commonbeat.people.models import Organization, Seat


class Commitments(models.QuerySet):
    """Words for reading commitments."""

    def visible_to(self, actor: Any) -> Commitments:
        rows = self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("matter"))))
        return rows if actor.works_here else rows.filter(models.Q(answer=None) | ~models.Q(answer__published_on=None))

    def open(self) -> Commitments:
        """Not yet checked as kept."""
        return self.exclude(state__in=[Commitment.State.CHECKED, Commitment.State.DROPPED])


class Commitment(Sealed):
    """What the agency said it would do, by when, and who answers for it."""

    class State(models.TextChoices):
        OPEN = "open", _("Promised")
        REPORTED = "reported", _("Reported done")
        CHECKED = "checked", _("Checked")
        SENT_BACK = "sent_back", _("Sent back")
        DROPPED = "dropped", _("Given up")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    words = WordsField(_("promise"))
    owner = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("who answers for it"))
    checked_by = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField(default=clock.today)
    due = models.DateField(_("due"))
    first_due = models.DateField()
    moved_because = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    dropped_because = models.CharField(max_length=300, blank=True)

    objects = Commitments.as_manager()
    rules_read = ("matter", "matter__agency", "owner", "owner__organization", "checked_by")
    root = "matter"

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = "promise"

    def __str__(self) -> str:
        return self.words.read()[0]

    def get_absolute_url(self) -> str:
        return reverse("matters.promise_page", args=[self.pk])

    @property
    def is_open_to_change(self) -> bool:
        """While the reply that makes it is a draft."""
        return self.answer is not None and self.answer.published_on is None

    def content_to_seal(self) -> dict[str, Any]:
        return {
            "words": self.words,
            "owner": self.owner_id,
            "checked_by": self.checked_by_id,
            "decision": self.decision_id,
            "made_on": self.made_on,
            "first_due": self.first_due,
            "due": self.due,
            "moved_because": self.moved_because,
            "dropped_because": self.dropped_because,
        }

    @property
    def is_overdue(self) -> bool:
        return self.state in (self.State.OPEN, self.State.SENT_BACK) and self.due < self.matter.agency.today()


class Report(Sealed):
    """The owner's word that a promise is kept, with proof: a link, a file or a text."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    words = models.TextField(max_length=4000)
    link = models.URLField(blank=True, max_length=500)
    file_digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ["pk"]
        verbose_name = "report"

    def content_to_seal(self) -> dict[str, Any]:
        names = ("commitment_id", "words", "link", "file_digest", "file_name", "by_seat_id", "on")
        return {name: getattr(self, name) for name in names}


class Check(Sealed):
    """What somebody outside the owner's organization found: kept, or sent back with what is missing."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="+")
    kept = models.BooleanField()
    note = models.TextField(max_length=2000, blank=True)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ["pk"]
        verbose_name = "check"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("report_id", "kept", "note", "by_seat_id", "on")}
