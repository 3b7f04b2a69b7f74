"""A motion, or an election between nominees: what is put to a body, what each seat said, and what came of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.gatherings.models.agenda import AgendaItem
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.people.models import Seat


class OnItem(models.QuerySet):
    """Words for reading what belongs to an item."""

    def visible_to(self, actor: Any) -> OnItem:
        """Whoever sees the item sees it."""
        return self.filter(models.Exists(AgendaItem.objects.visible_to(actor).filter(pk=models.OuterRef("item"))))


class Recusal(Sealed):
    """A member who may not take part in one item, because of a conflict."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    because = models.CharField(_("why"), max_length=300, blank=True)
    on = models.DateField(default=clock.today)

    objects = OnItem.as_manager()
    root = "item__gathering"

    class Meta:
        ordering = ["pk"]
        verbose_name = "recusal"
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="one_recusal_per_item_and_seat")]

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("item_id", "seat_id", "because", "on")}


class Motion(Sealed):
    """What was moved, by whom, in which words, and what the roll-call made of it.

    ``present``, ``recused`` and ``needed`` (the quorum; None: nobody named one) are as at the roll-call.
    """

    class Kind(models.TextChoices):
        MOTION = "motion", _("Motion")
        ELECTION = "election", _("Election")

    class State(models.TextChoices):
        OPEN = "open", _("On the floor")
        CARRIED = "carried", _("Carried")
        FAILED = "failed", _("Did not carry")
        UNCLEAR = "unclear", _("Unclear: the record contradicts itself, or the charter does not say")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MOTION)
    words = WordsField(_("the motion, word for word"))
    moved_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("moved by"))
    seconded_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seconded by")
    )
    approves = models.ForeignKey(Gathering, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    moved_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    yes = models.PositiveSmallIntegerField(default=0)
    no = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    recused = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    elected = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OnItem.as_manager()
    rules_read = (
        "item__gathering__organization__appointed_by",
        "item__gathering__agency__organization",
        "item__gathering__sitting",
        "moved_by",
    )
    root = "item__gathering"

    #: states in which the body has said what it wants, and no seat can say otherwise any more
    DECIDED = (State.CARRIED, State.FAILED)

    class Meta:
        ordering = ["pk"]
        verbose_name = "motion"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconded_by=None) | ~models.Q(seconded_by=models.F("moved_by")),
                name="nobody_seconds_themselves",
            )
        ]

    def __str__(self) -> str:
        return self.words.read()[0]

    @property
    def gathering(self) -> Gathering:
        return self.item.gathering

    @property
    def organization(self) -> Any:
        return self.gathering.organization

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED

    def content_to_seal(self) -> dict[str, Any]:
        """The motion with each seat's word."""
        roll = RollVote.objects.filter(motion=self.pk).order_by("seat")
        named = Nomination.objects.filter(motion=self.pk).order_by("pk").values_list("seat", flat=True)
        names = ("item_id", "kind", "words", "moved_by_id", "seconded_by_id", "approves_id", "state", "elected_id")
        counts = ("yes", "no", "abstained", "present", "recused", "needed")
        return {
            **{name: getattr(self, name) for name in (*names, *counts)},
            "nominees": list(named),
            "roll": [[one.seat_id, one.said, one.nominee_id, one.dissent] for one in roll],
        }


class OfMotion(models.QuerySet):
    """Words for reading what belongs to a motion."""

    def visible_to(self, actor: Any) -> OfMotion:
        """Whoever sees the motion sees it."""
        return self.filter(models.Exists(Motion.objects.visible_to(actor).filter(pk=models.OuterRef("motion"))))


class Nomination(models.Model):
    """A seat whose holder stands in an election."""

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    objects = OfMotion.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "nomination"
        constraints = [models.UniqueConstraint(fields=["motion", "seat"], name="nominated_once")]


class RollVote(models.Model):
    """What one seat said when the roll was called: yes, no, abstain or recused; in an election, for whom."""

    class Said(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        ABSTAIN = "abstain", _("Abstain")
        RECUSED = "recused", _("Recused")

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    said = models.CharField(max_length=10, choices=Said.choices)
    nominee = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    dissent = models.CharField(_("words of dissent"), max_length=2000, blank=True)

    objects = OfMotion.as_manager()

    class Meta:
        ordering = ["seat"]
        verbose_name = "roll vote"
        constraints = [models.UniqueConstraint(fields=["motion", "seat"], name="one_word_per_seat")]
