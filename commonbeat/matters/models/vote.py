"""Votes on opinions: who votes in a period, what they voted, the codes on paper, and what was left out and drawn."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.matters.models.input import Input
from commonbeat.matters.models.matter import Matter
from commonbeat.matters.models.window import Window
from commonbeat.people import receipts
from commonbeat.people.models import Giver


class InAPeriod(models.QuerySet):
    """Words for reading what belongs to a comment period."""

    def visible_to(self, actor: Any) -> InAPeriod:
        """What belongs to a topic that the actor may see."""
        return self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("window__matter"))))


class VotingCode(models.Model):
    """A code printed on paper, good for one person's votes in one period. Only its digest is kept."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    printed_on = models.DateField(default=clock.today)

    class Meta:
        verbose_name = "voting code"

    @staticmethod
    def digest_of(code: str) -> str:
        """HMAC of a code under a key outside the database, in whatever spelling it was typed."""
        return Giver.digest("".join(one for one in code if one.isalnum()))


class Exclusion(Sealed):
    """A suspicious batch of votes that a public act left out of the results, with its reason and its count."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    because = models.TextField(max_length=1000)
    made_on = models.DateField(default=clock.today)
    undone_on = models.DateField(null=True, blank=True)
    undone_because = models.TextField(max_length=1000, blank=True)

    objects = InAPeriod.as_manager()
    rules_read = ("window", "window__matter", "window__matter__agency", "window__matter__agency__organization")
    root = "window__matter"

    class Meta:
        ordering = ["pk"]
        verbose_name = "exclusion of votes"

    @property
    def matter(self) -> Matter:
        return self.window.matter

    def content_to_seal(self) -> dict[str, Any]:
        """How many people's votes, and why they were left out or taken in again."""
        return {name: getattr(self, name) for name in ("people", "because", "undone_because")}


class Voters(InAPeriod):
    """Words for reading voters."""

    def visible_to(self, actor: Any) -> Voters:
        """A voter is visible to themselves only."""
        return self.filter(giver__in=actor.giver_ids)

    def counted(self) -> Voters:
        """Those whose votes stand in the results: not left out, not withdrawn, not the same as another."""
        standing = models.Q(exclusion=None) | models.Q(exclusion__undone_on__isnull=False)
        return self.filter(standing, withdrawn_on=None, same_as=None)

    def confirmed(self) -> Voters:
        """Those of whom a code on paper or an address that answered says that they are one person."""
        return self.exclude(code=None, email_digest=None)


class Voter(models.Model):
    """One who votes in a period, known by a number in it. One receipt, one code and one address are one voter each.

    A voter of an imported conversation has no giver; ``source_group`` is the group that was published with it.
    """

    window = models.ForeignKey(Window, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    giver = models.ForeignKey(Giver, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.OneToOneField(VotingCode, models.PROTECT, null=True, blank=True, related_name="+")
    email_digest = models.CharField(max_length=64, null=True, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    withdrawn_on = models.DateField(null=True, blank=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    exclusion = models.ForeignKey(Exclusion, models.PROTECT, null=True, blank=True, related_name="+")
    source_group = models.SmallIntegerField(null=True, blank=True)
    source_name = models.CharField(max_length=200, blank=True)

    objects = Voters.as_manager()
    rules_read = ("window", "window__matter")

    class Meta:
        ordering = ["pk"]
        verbose_name = "voter"
        constraints = [
            models.UniqueConstraint(fields=["window", "number"], name="voter_number_in_period"),
            models.UniqueConstraint(fields=["window", "giver"], name="one_voter_per_giver"),
            models.UniqueConstraint(fields=["window", "email_digest"], name="one_voter_per_address"),
        ]

    @property
    def matter(self) -> Matter:
        return self.window.matter

    @property
    def is_confirmed(self) -> bool:
        return self.code_id is not None or self.email_digest is not None

    @property
    def counts_as(self) -> int:
        """The number of the voter under whom the votes stand: the first that confirmed the same address."""
        return self.same_as_id or self.pk

    @staticmethod
    def digest(email: str) -> str:
        """HMAC of an address under a key outside the database."""
        return receipts.under_key(f"voter {email.strip().lower()}").hex()


class Vote(models.Model):
    """What one voter said to one opinion. A later vote replaces it; the earlier one is not kept."""

    AGREE, UNSURE, DISAGREE = 1, 0, -1

    voter = models.ForeignKey(Voter, models.CASCADE, related_name="+")
    opinion = models.ForeignKey(Input, models.PROTECT, related_name="+")
    answer = models.SmallIntegerField(validators=[MinValueValidator(-1), MaxValueValidator(1)])
    cast_at = models.DateTimeField(default=clock.now, null=True)

    class Meta:
        verbose_name = "vote"
        constraints = [
            models.UniqueConstraint(fields=["voter", "opinion"], name="one_vote_per_opinion"),
            models.CheckConstraint(condition=models.Q(answer__in=[-1, 0, 1]), name="vote_is_an_answer"),
        ]


class Drawings(InAPeriod):
    """Words for reading drawings."""

    def newest(self, window: Window) -> Drawing | None:
        return self.filter(window=window).order_by("pk").last()


class Drawing(Sealed):
    """What the votes of a period showed at one moment; the next is drawn when five more people have voted.

    ``everybody`` and ``confirmed`` are findings as ``matters.shown.opinions`` writes and reads them: only what may be
    told. ``people`` and ``votes`` are of everybody. Whose votes are in each part is kept
    apart, a bit for each voter's number, so that the next drawing can be held against it; nobody reads it elsewhere.
    """

    window = models.ForeignKey(Window, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=clock.now)
    people = models.PositiveIntegerField()
    votes = models.PositiveIntegerField(
        null=True, blank=True, help_text="none where it would tell a number that is withheld"
    )
    everybody = models.JSONField()
    confirmed = models.JSONField(default=dict, blank=True, help_text="empty while it must not be told")
    among_everybody = models.BinaryField(default=b"")
    among_confirmed = models.BinaryField(default=b"")
    weights = models.JSONField(
        default=dict, blank=True, help_text="opinion → priority of being asked next; never shown"
    )

    objects = Drawings.as_manager()
    rules_read = ("window", "window__matter", "window__matter__agency")
    root = "window__matter"

    class Meta:
        ordering = ["pk"]
        verbose_name = "drawing"

    @property
    def matter(self) -> Matter:
        return self.window.matter

    def content_to_seal(self) -> dict[str, Any]:
        """Sums and sentences' numbers as they were published, and of how many people and votes."""
        return {name: getattr(self, name) for name in ("people", "votes", "everybody", "confirmed")}
