"""A window: the comment period. Open and closed are computed at the moment of the act, to the second."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.matters.kinds import Kind
from commonbeat.matters.models.matter import Matter
from commonbeat.matters.models.source import Source
from commonbeat.people.models import Organization


def last_minute(closes_at: Any, agency: Any) -> Any:
    """The moment at the agency as people say it: what closes at midnight is open until 23:59 of the day before."""
    at = agency.local(closes_at)
    return at - timedelta(minutes=1) if (at.hour, at.minute) == (0, 0) else at


class Windows(models.QuerySet):
    """Words for reading windows."""

    def visible_to(self, actor: Any) -> Windows:
        return self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("matter"))))

    def of_topics(self) -> Windows:
        """Comment periods, without the days in which people ask what a meeting is to answer."""
        return self.exclude(matter__kind=Kind.MEETINGS)

    def running(self) -> Windows:
        """Open at this moment."""
        now = clock.now()
        return self.filter(opens_at__lte=now, closes_at__gt=now)


class Window(Sealed):
    """The time in which people are asked about a text."""

    class Moderation(models.TextChoices):
        AFTER = "after", _("Comments appear at once; we look at them afterwards.")
        BEFORE = "before", _("We look at each comment before it appears.")

    class Voting(models.TextChoices):
        """Who may vote on opinions."""

        LINK = "link", _("anyone with the link")
        CODES = "codes", _("people with a one-time code printed on paper")
        EMAIL = "email", _("people who leave an e-mail address and confirm it")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    text = models.ForeignKey("matters.Text", models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    replies_due = models.DateField(_("replies are owed by"))
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.AFTER)
    on_passages = models.BooleanField(_("comment on a passage"), default=True)
    on_whole = models.BooleanField(_("comment on the whole"), default=True)
    questions = models.BooleanField(_("ask a question"), default=True)
    opinions = models.BooleanField(_("write short opinions and vote on them"), default=False)
    voting = models.CharField(_("who may vote"), max_length=10, choices=Voting.choices, default=Voting.LINK)
    publishes_votes = models.BooleanField(_("everybody can download the votes, without names"), default=False)
    paper_days = models.PositiveSmallIntegerField(_("days to enter paper after closing"), default=5)
    checked_by = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who checks promises")
    )
    extended_because = models.TextField(blank=True)
    source = models.OneToOneField(Source, models.PROTECT, null=True, blank=True, related_name="+")

    objects = Windows.as_manager()
    rules_read = ("matter", "matter__agency", "matter__agency__organization", "source")
    root = "matter"

    class Meta:
        ordering = ["opens_at"]
        verbose_name = "comment period"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="window_closes_after_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.opens_at:%Y-%m-%d}"

    def clean(self) -> None:
        if self.replies_due and self.closes_at and self.replies_due < self.last_day:
            raise ValidationError({"replies_due": _("Replies cannot be owed before the period closes.")})

    def content_to_seal(self) -> dict[str, Any]:
        """What was announced: from when to when, what may be said, what is owed, who checks, why it was extended;
        of an imported one where it comes from."""
        dates = ("opens_at", "closes_at", "replies_due", "paper_days", "extended_because")
        allowed = ("moderation", "on_passages", "on_whole", "questions", "opinions", "voting", "publishes_votes")
        said = {name: getattr(self, name) for name in ("text_id", "checked_by_id", *dates, *allowed)}
        return said | ({"source": self.source.content_to_seal()} if self.source else {})

    @property
    def voters(self) -> str:
        """Who may vote on opinions; "" where nobody votes."""
        return self.voting if self.opinions else ""

    @property
    def opens_on(self) -> Any:
        """The first day, at the agency."""
        return self.matter.agency.local(self.opens_at).date()

    @property
    def is_open(self) -> bool:
        return self.opens_at <= clock.now() < self.closes_at

    @property
    def is_over(self) -> bool:
        return clock.now() >= self.closes_at

    @property
    def is_due_to_open(self) -> bool:
        return clock.now() < self.opens_at

    @property
    def last_day(self) -> Any:
        """The date until whose end people can comment."""
        return self.open_until.date()

    @property
    def open_until(self) -> Any:
        """The last minute, for people to read."""
        return last_minute(self.closes_at, self.matter.agency)

    @property
    def paper_until(self) -> Any:
        """The last day on which what arrived in time on paper can be entered."""
        return self.last_day + timedelta(days=self.paper_days)

    @property
    def takes_paper(self) -> bool:
        """Whether what arrived in time on paper can still be entered."""
        return self.opens_at <= clock.now() < self.closes_at + timedelta(days=self.paper_days)
