"""A decision on a matter by the seat that is entitled to it, with reasons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.matters.models.matter import Matter, Stage
from commonbeat.matters.models.text import Text
from commonbeat.matters.models.window import Window
from commonbeat.people.models import Seat

#: an interim order lapses by itself after this many days
INTERIM_DAYS = 90


class Decisions(models.QuerySet):
    """Words for reading decisions."""

    def visible_to(self, actor: Any) -> Decisions:
        return self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("matter"))))

    def adopting(self) -> Decisions:
        """Those that put a text in force for good."""
        return self.filter(outcome__in=[Decision.Outcome.ADOPT, Decision.Outcome.ADOPT_CHANGED])

    def final(self) -> Decisions:
        """All but interim orders."""
        return self.exclude(outcome=Decision.Outcome.INTERIM)

    def interim(self) -> Decisions:
        """Interim orders that nothing has replaced: their topic goes on, and what was decided later holds not yet."""
        over = models.Q(in_force_on=None) | models.Q(in_force_on__lte=clock.today())
        ended = Decision.objects.final().exclude(outcome=Decision.Outcome.SEND_BACK).filter(over)
        ended = ended.filter(matter=models.OuterRef("matter"), pk__gt=models.OuterRef("pk"))
        rows = self.filter(~models.Exists(ended), outcome=Decision.Outcome.INTERIM)
        return rows.exclude(matter__stage__in=[Stage.RETIRED, Stage.WITHDRAWN])

    def with_period(self, zone: ZoneInfo) -> Decisions:
        """Each with ``period_held``: whether a comment period opened since it and before it would have lapsed."""
        opened = Window.objects.annotate(day=TruncDate("opens_at", tzinfo=zone)).filter(
            matter=models.OuterRef("matter")
        )
        in_time = opened.filter(day__gte=models.OuterRef("decided_on"), day__lte=models.OuterRef("lapses_on"))
        return self.annotate(period_held=models.Exists(in_time))


class Decision(Sealed):
    """Adopt, adopt with changes, not adopt or send back; or an interim order, the marked exception."""

    class Outcome(models.TextChoices):
        ADOPT = "adopt", _("Adopted")
        ADOPT_CHANGED = "adopt_changed", _("Adopted with changes")
        NOT_ADOPT = "not_adopt", _("Not adopted")
        SEND_BACK = "send_back", _("Sent back")
        INTERIM = "interim", _("Interim order")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    text = models.ForeignKey(Text, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reasons = WordsField(_("reasons"))
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    decided_on = models.DateField(default=clock.today)
    in_force_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)

    objects = Decisions.as_manager()

    class Meta:
        ordering = ["decided_on", "pk"]
        verbose_name = "decision"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome="interim") | models.Q(lapses_on__isnull=False), name="interim_order_lapses"
            ),
            models.CheckConstraint(
                condition=models.Q(lapses_on=None)
                | models.Q(lapses_on__lte=models.F("decided_on") + timedelta(days=INTERIM_DAYS)),
                name="interim_order_lapses_in_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    def content_to_seal(self) -> dict[str, Any]:
        dates = ("decided_on", "in_force_on", "review_on", "lapses_on")
        return {name: getattr(self, name) for name in ("text_id", "outcome", "reasons", "by_seat_id", *dates)}

    @property
    def adopts(self) -> bool:
        return self.outcome in (self.Outcome.ADOPT, self.Outcome.ADOPT_CHANGED)
