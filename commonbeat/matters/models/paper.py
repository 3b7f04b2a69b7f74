"""Papers in use that speak of numbers of enforcement, each reading of them by the linter, and who confirmed a rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.laws.quota import Confirmation as Confirmed, QuotaRule, rule_with
from commonbeat.people.models import Agency, Seat

#: so long holds what somebody confirmed or attested; then somebody looks again
YEAR = timedelta(days=365)
#: characters of a paper: some hundred pages
LONGEST = 300_000


class Papers(models.QuerySet):
    """Words for reading papers."""

    def visible_to(self, actor: Any) -> Papers:
        """What the agency laid open is open to all."""
        return self.all()

    def in_use(self) -> Papers:
        """Neither ended nor replaced."""
        newer = Paper.objects.filter(replaces=models.OuterRef("pk"))
        return self.filter(~models.Exists(newer), ended_on=None)


class Paper(Sealed):
    """A form, order or contract in use, laid open by the agency with its words. Another one replaces it, or it ends."""

    class Kind(models.TextChoices):
        FORM = "form", _("Evaluation form")
        ORDER = "order", _("Order or memo")
        CONTRACT = "contract", _("Labor contract")
        OVERTIME = "overtime", _("Rule on overtime, posts or awards")
        GRANT = "grant", _("Grant agreement")
        OTHER = "other", _("Another paper")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=10, default="en")
    words = models.TextField(_("the words of the paper"), max_length=LONGEST)
    in_use_since = models.DateField(_("in use since"))
    laid_open_on = models.DateField(default=clock.today)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(_("no longer in use since"), null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = Papers.as_manager()
    rules_read = ("agency", "by_seat__organization")
    root = "agency"

    class Meta:
        ordering = ["pk"]
        verbose_name = "paper"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matters.paper", args=[self.pk])

    def content_to_seal(self) -> dict[str, Any]:
        names = ("kind", "title", "language", "words", "in_use_since", "by_seat_id", "replaces_id")
        return {name: getattr(self, name) for name in (*names, "ended_on", "ended_because")}


class Readings(models.QuerySet):
    """Words for reading readings."""

    def visible_to(self, actor: Any) -> Readings:
        return self.filter(models.Exists(Paper.objects.visible_to(actor).filter(pk=models.OuterRef("paper"))))

    def newest(self) -> Readings:
        """The last one of each paper."""
        later = Reading.objects.filter(paper=models.OuterRef("paper"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later))


class Reading(Sealed):
    """What the linter found in a paper on a day, sentence by sentence, with the seal of what it was read with.

    ``sentences`` are rows of text, degree, id of the rule and why.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)
    state = models.CharField(max_length=40, blank=True)
    version = models.CharField(max_length=12)
    conflicts = models.PositiveIntegerField()
    asks = models.PositiveIntegerField()
    fine = models.PositiveIntegerField()
    sentences = models.JSONField(default=list)

    objects = Readings.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "reading of a paper"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("paper_id", "on", "state", "version", "sentences")}


class Confirmations(models.QuerySet):
    """Words for reading confirmations."""

    def visible_to(self, actor: Any) -> Confirmations:
        return self.all()

    def holding(self, today: date) -> dict[str, Confirmation]:
        """Id of a rule → the newest confirmation that holds: not run out, and of the rule as it stands in the files."""
        rows = self.filter(until__gte=today).select_related("by_seat__organization").order_by("pk")
        return {one.rule: one for one in rows if one.is_of_what_stands}


class Confirmation(Sealed):
    """Somebody of the place says that a rule's text is current, having had counsel read it. It holds for a year."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=40)
    said = models.TextField()
    office = models.CharField(_("office whose counsel read the law"), max_length=120)
    read_on = models.DateField(_("read on"))
    on = models.DateField(default=clock.today)
    until = models.DateField()
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    objects = Confirmations.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "confirmation of a rule"

    def content_to_seal(self) -> dict[str, Any]:
        names = ("rule", "said", "office", "read_on", "on", "until", "by_seat_id")
        return {name: getattr(self, name) for name in names}

    @property
    def is_of_what_stands(self) -> bool:
        """Whether the rule still says in the files what was confirmed."""
        rule = rule_with(self.rule)
        return rule is not None and rule.in_full() == self.said

    def of(self, rule: QuotaRule) -> QuotaRule:
        """The rule with what was confirmed."""
        return rule.confirmed(Confirmed(by=self.by_seat.public_label, on=self.on, until=self.until))
