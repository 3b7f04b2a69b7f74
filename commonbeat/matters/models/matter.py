"""A matter: one policy, technology, strategy or training, from its first draft until it is retired."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.matters.kinds import Kind
from commonbeat.people.models import Agency, Place


class Stage(models.TextChoices):
    """The stages that an act moves a matter through; open, closed and in force are computed from dates."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DECIDED = "decided", _("Decided")
    RETIRED = "retired", _("Retired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: allowed moves of ``stage``
NEXT = {
    Stage.DRAFT: {Stage.PUBLISHED, Stage.WITHDRAWN},
    Stage.PUBLISHED: {Stage.DECIDED, Stage.WITHDRAWN},
    Stage.DECIDED: {Stage.PUBLISHED, Stage.RETIRED, Stage.WITHDRAWN},  # withdrawn: a rehearsal alone
    Stage.RETIRED: set(),
    Stage.WITHDRAWN: set(),
}


class Matters(models.QuerySet):
    """Words for reading matters."""

    def visible_to(self, actor: Any) -> Matters:
        """Drafts, and everything during a private rehearsal, are for those who hold a seat.

        What was left out when the door opened is on no page any more: all readers see the same numbers.
        """
        kept = self.exclude(only_rehearsed=True)
        if actor.works_here:
            return kept
        public = kept.exclude(stage=Stage.DRAFT)
        return public if actor.seats else public.exclude(agency__published_on=None)

    def topics(self) -> Matters:
        """Without the standing topics of meetings, which nobody decides and which never end."""
        return self.exclude(kind=Kind.MEETINGS)

    def open(self) -> Matters:
        """A comment period runs at this moment."""
        from commonbeat.matters.models.window import Window

        running = Window.objects.running().filter(matter=models.OuterRef("pk"))
        return self.filter(models.Exists(running), stage=Stage.PUBLISHED)

    def in_force(self) -> Matters:
        """Adopted once, and the day from which that holds has come, while it is reviewed too; with its ``review_on``.

        Only another decision changes what is in force, and only retiring ends it.
        """
        from commonbeat.matters.models.decision import Decision

        adopted = Decision.objects.adopting().filter(matter=models.OuterRef("pk")).order_by("-pk")
        rows = self.exclude(stage__in=[Stage.RETIRED, Stage.WITHDRAWN])
        rows = rows.filter(models.Exists(adopted.filter(in_force_on__lte=clock.today())))
        return rows.annotate(review_on=models.Subquery(adopted.values("review_on")[:1]))


class Matter(Sealed):
    """A topic that the agency and its community plan together."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = WordsField(_("title"))
    question = WordsField(_("question"), blank=True)
    summary = WordsField(_("plain summary"))
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.DRAFT)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    only_rehearsed = models.BooleanField(default=False)

    objects = Matters.as_manager()
    rules_read = ("agency", "agency__organization", "place")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "topic"

    def __str__(self) -> str:
        return self.title.read()[0]

    def get_absolute_url(self) -> str:
        return reverse("matters.topic", args=[self.pk])

    def content_to_seal(self) -> dict[str, Any]:
        """What it says of itself, and why it ended where it did."""
        words = ("title", "question", "summary", "ended_because")
        return {name: getattr(self, name) for name in ("kind", "place_id", *words)}

    @property
    def is_docket(self) -> bool:
        """Whether it is the standing topic of a body's meetings."""
        return self.kind == Kind.MEETINGS

    def move_to(self, stage: Stage) -> None:
        """Set the stage where NEXT allows it; staying is no move."""
        if stage != self.stage and stage not in NEXT[Stage(self.stage)]:
            raise ValueError(f"{self.stage} → {stage}")
        self.stage = stage
