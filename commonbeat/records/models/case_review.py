"""A review of single cases: so many drawn by lot from those of a quarter, each read by two people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.measures.case_review import Judgment, Pairs
from commonbeat.people.models import Seat
from commonbeat.records.quarters import quarter_name

#: the fewest and the most cases that two people read
FEWEST, MOST = 5, 100


class CaseReviews(models.QuerySet):
    """Words for reading reviews."""

    def visible_to(self, actor: Any) -> CaseReviews:
        """That there is one, how many cases there were and with which seed they were drawn is public."""
        return self.all()

    def standing(self) -> CaseReviews:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)

    def of_reader(self, seats: list[int]) -> CaseReviews:
        """Those that are read in one of these seats."""
        return self.filter(models.Q(first_reader__in=seats) | models.Q(second_reader__in=seats))


class CaseReview(Sealed):
    """One quarter's review. How many cases there are is sealed first; the seed comes later."""

    quarter = models.DateField(_("quarter"), help_text="its first day")
    cases = models.PositiveIntegerField(_("how many eligible cases there were"))
    few = models.PositiveSmallIntegerField(_("how many are drawn"))
    first_reader = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    second_reader = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    begun_on = models.DateField(default=clock.today)
    seed = models.CharField(_("seed"), max_length=200, blank=True)
    seed_from = models.CharField(_("where it comes from"), max_length=300, blank=True)
    drawn = models.JSONField(default=list, blank=True, help_text="numbers of cases from 1, as they were drawn")
    drawn_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True, help_text="when both had read all")
    taken_back_on = models.DateField(null=True, blank=True)
    because = models.CharField(_("why it is taken back"), max_length=500, blank=True)

    objects = CaseReviews.as_manager()
    rules_read = ("first_reader__organization", "second_reader__organization")

    class Meta:
        ordering = ["-quarter", "-pk"]
        verbose_name = "case review"
        constraints = [
            models.UniqueConstraint(
                fields=["quarter"], condition=models.Q(taken_back_on=None), name="one_review_per_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_on=None) | (models.Q(drawn_on=None) & ~models.Q(because="")),
                name="taken_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return quarter_name(self.quarter)

    def get_absolute_url(self) -> str:
        return reverse("records.review", args=[self.pk])

    def clean(self) -> None:
        if self.few is not None and self.cases is not None and not FEWEST <= self.few <= min(self.cases, MOST):
            raise ValidationError({"few": _("From 5 to 100 cases are drawn, and no more than there are.")})

    @property
    def readers(self) -> tuple[Seat, Seat]:
        return self.first_reader, self.second_reader

    @property
    def awaits_its_seed(self) -> bool:
        """Whether its cases can still be drawn: once, and not where it was taken back."""
        return self.drawn_on is None and self.taken_back_on is None

    @property
    def can_be_drawn_from(self) -> date:
        """The first day of a seed that nobody could know when the number of cases was sealed."""
        return self.begun_on + timedelta(days=1)

    def content_to_seal(self) -> dict[str, Any]:
        names: tuple[str, ...] = (
            "quarter",
            "cases",
            "few",
            "first_reader_id",
            "second_reader_id",
            "begun_on",
            "seed",
            "seed_from",
        )
        names += ("drawn", "drawn_on", "finished_on") + (("taken_back_on", "because") if self.because else ())
        return {name: getattr(self, name) for name in names}


class CaseAnswers(models.QuerySet):
    """Words for reading answers."""

    def visible_to(self, actor: Any) -> CaseAnswers:
        """Each reader reads the own ones, so that neither follows the other."""
        return self.filter(reader__in=[seat.pk for seat in actor.seats])

    def pairs(self, review: CaseReview) -> Pairs | None:
        """For each drawn case what both readers said; None until all is read."""
        said = {(one.case, one.reader_id): Judgment(one.judgment) for one in self.filter(review=review)}
        first, second = review.first_reader_id, review.second_reader_id
        if not review.drawn or len(said) < 2 * len(review.drawn):
            return None
        return [(said[case, first], said[case, second]) for case in review.drawn]


class CaseAnswer(Sealed):
    """What one reader's answers to the three questions about one case come to. No words, no name."""

    review = models.ForeignKey(CaseReview, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    case = models.PositiveIntegerField()
    judgment = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Judgment])

    objects = CaseAnswers.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "case read"
        constraints = [models.UniqueConstraint(fields=["review", "reader", "case"], name="one_answer_per_reader")]

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("review_id", "reader_id", "case", "judgment")}
