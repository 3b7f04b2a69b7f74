"""A text in numbered versions, its passages, and for each change the comments that moved it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.matters.models.matter import Matter


class Texts(models.QuerySet):
    """Words for reading texts."""

    def visible_to(self, actor: Any) -> Texts:
        """Drafts are for those who work at the agency."""
        rows = self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("matter"))))
        return rows if actor.works_here else rows.published()

    def published(self) -> Texts:
        return self.exclude(published_on=None)


class Text(Sealed):
    """One version of a matter's text; a draft until it is published."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    published_on = models.DateField(null=True, blank=True)
    note = models.TextField(_("what is new, in one or two sentences"), blank=True)

    objects = Texts.as_manager()
    rules_read = ("matter", "matter__agency", "matter__agency__organization")
    root = "matter"

    class Meta:
        ordering = ["matter", "version"]
        verbose_name = "text"
        constraints = [
            models.UniqueConstraint(fields=["matter", "version"], name="one_text_per_version"),
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(published_on=None), name="one_draft_text_per_matter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}, {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("matters.text", args=[self.pk])

    def passages(self) -> models.QuerySet:
        """Its passages in order."""
        return Passage.objects.filter(text=self).order_by("order")

    @property
    def is_open_to_change(self) -> bool:
        return self.published_on is None

    def content_to_seal(self) -> dict[str, Any]:
        """The text as it was published, before slips were corrected, with what moved it and what became of comments."""
        names = ("version", "note", "published_on")
        return {name: getattr(self, name) for name in names} | {
            "passages": [
                [one.mark, one.label, one.depth, one.heading, was] for one, was in passages_as_published(self)
            ],
            "changes": [one.content_to_seal() for one in Change.objects.filter(text=self).select_related("old", "new")],
            "fates": list(
                Fate.objects.filter(text=self).order_by("input").values_list("input", "outcome", "by_person")
            ),
        }


def passages_as_published(text: Text) -> list[tuple[Passage, str]]:
    """Each passage with what it said before its first slip was corrected."""
    first = dict(Slip.objects.filter(passage__text=text).order_by("-pk").values_list("passage", "was"))
    return [(one, first.get(one.pk, one.words)) for one in text.passages()]


class Passages(models.QuerySet):
    """Words for reading passages."""

    def visible_to(self, actor: Any) -> Passages:
        return self.filter(models.Exists(Text.objects.visible_to(actor).filter(pk=models.OuterRef("text"))))


class Passage(models.Model):
    """A numbered piece of a text. ``mark`` stays the same through all versions in which the passage lives on."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="+")
    order = models.PositiveIntegerField()
    mark = models.CharField(max_length=12)
    label = models.CharField(max_length=60, blank=True)
    depth = models.PositiveSmallIntegerField(default=1)
    heading = models.BooleanField(default=False)
    words = models.TextField()

    objects = Passages.as_manager()
    rules_read = ("text", "text__matter", "text__matter__agency")
    root = "text__matter"

    class Meta:
        ordering = ["text", "order"]
        verbose_name = "passage"
        constraints = [models.UniqueConstraint(fields=["text", "mark"], name="one_passage_per_mark")]

    def __str__(self) -> str:
        return self.label or self.words[:40]

    def get_absolute_url(self) -> str:
        return f"{reverse('matters.text', args=[self.text_id])}#{self.mark}"


class Slip(Sealed):
    """An announced correction of a slip while a period is open; what stood before stays readable."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="+")
    was = models.TextField()
    because = models.CharField(max_length=300)
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ["pk"]
        verbose_name = "slip"

    @property
    def became(self) -> str:
        """What it said from then on: until the next slip, or until now."""
        later = Slip.objects.filter(passage=self.passage_id, pk__gt=self.pk).first()
        return later.was if later else self.passage.words

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("passage_id", "was", "became", "because", "on")}


class Changes(models.QuerySet):
    """Words for reading changes."""

    def of_passages(self) -> Changes:
        """Without those of headings, which nobody counts as passages."""
        return self.exclude(new__heading=True).exclude(new=None, old__heading=True)


class Change(models.Model):
    """A passage that a new version changed, added or removed, with the inputs that moved it or the word "none"."""

    class Kind(models.TextChoices):
        CHANGED = "changed", _("changed")
        ADDED = "added", _("added")
        REMOVED = "removed", _("removed")
        MOVED = "moved", _("moved")

    text = models.ForeignKey(Text, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    old = models.ForeignKey(Passage, models.CASCADE, null=True, blank=True, related_name="+")
    new = models.ForeignKey(Passage, models.CASCADE, null=True, blank=True, related_name="+")
    order = models.PositiveIntegerField()
    by_none = models.BooleanField(default=False)
    because = models.CharField(_("why, where no comment moved it"), max_length=300, blank=True)
    inputs = models.ManyToManyField("matters.Input", related_name="+", blank=True)

    objects = Changes.as_manager()

    class Meta:
        ordering = ["text", "order"]
        verbose_name = "change"

    def content_to_seal(self) -> dict[str, Any]:
        """What its text's seal says of it: the passage before and after, and who or what moved it."""
        return {
            "kind": self.kind,
            "old": self.old.mark if self.old else "",
            "new": self.new.mark if self.new else "",
            "by_none": self.by_none,
            "because": self.because,
            "comments": list(self.inputs.order_by("pk").values_list("pk", flat=True)),
        }


class Fate(models.Model):
    """What became of the passage that a comment was about: kept, changed or gone; uncertain until a person says."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept")
        CHANGED = "changed", _("changed")
        GONE = "gone", _("gone")
        UNCERTAIN = "uncertain", _("uncertain")

    input = models.ForeignKey("matters.Input", models.CASCADE, related_name="+")
    text = models.ForeignKey(Text, models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    by_person = models.BooleanField(default=False)

    class Meta:
        verbose_name = "fate"
        constraints = [models.UniqueConstraint(fields=["input", "text"], name="one_fate_per_input_and_text")]
