"""An answer: the agency's reply to one or many inputs, a draft until published; corrections keep what stood."""

from __future__ import annotations

import hashlib
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
    changes_text = models.BooleanField(_("the text will be changed"), default=False)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    corrected_because = models.CharField(_("why it was corrected"), max_length=300, blank=True)

    #: what is said only together with a promise or a change of the text
    WILL_BE_DONE = (Outcome.WILL_DO, Outcome.IN_PART)

    objects = Answers.as_manager()
    rules_read = ("matter", "matter__agency", "matter__agency__organization")
    root = "matter"

    class Meta:
        ordering = ["pk"]
        verbose_name = "reply"

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def is_open_to_change(self) -> bool:
        return self.published_on is None

    def content_to_seal(self) -> dict[str, Any]:
        """The reply with the promise it makes and the numbers of the comments it serves."""
        return {
            "outcome": self.outcome,
            "reasons": self.reasons,
            "handed_to": self.handed_to,
            "changes_text": self.changes_text,
            "promise": self._promise(),
            "comments": self.comments,
            "by_seat": self.by_seat_id,
            "published_on": self.published_on,
            "corrects": self.corrects_id,
            "corrected_because": self.corrected_because,
        }

    @property
    def comments(self) -> list[int]:
        """The numbers of the comments that it serves, or that its correction serves now."""
        from commonbeat.matters.models.input import Input

        return list(Input.objects.filter(answer=self._as_corrected()).order_by("pk").values_list("pk", flat=True))

    def _promise(self) -> dict[str, Any] | None:
        from commonbeat.matters.models.commitment import Commitment

        made = Commitment.objects.filter(answer=self._as_corrected()).first()
        return {"words": made.words, "owner": made.owner_id, "due": made.first_due} if made else None

    def _as_corrected(self) -> Answer:
        """The newest correction of this reply, to which comments and promise have moved; itself where there is none."""
        newer = Answer.objects.filter(corrects=self.pk).first()
        return newer._as_corrected() if newer else self

    @property
    def stand(self) -> str:
        """A short digest of all that a reader of it sees, by which a change between a look and an act is noticed."""
        return hashlib.sha256(self.words_to_seal().encode()).hexdigest()[:16]
