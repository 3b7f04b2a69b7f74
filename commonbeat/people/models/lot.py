"""A lot: those who applied are drawn from a pool that was sealed before the seed was known."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models.call import Application, Call, decides


class Lots(models.QuerySet):
    """Words for reading draws by lot."""

    def visible_to(self, actor: Any) -> Lots:
        """That there is one, how many were in the pool and what came of it is public; who was in it is not shown."""
        return self.all()

    def open_to(self, actor: Any) -> Lots:
        """Those whose pool, person by person, the actor may see."""
        return self.filter(call__appointed_by__in=[seat.organization_id for seat in actor.seats if decides(seat)])


class Lot(Sealed):
    """A draw by lot: the pool is sealed first, the seed comes later, and anybody with the pool can draw again."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="+")
    pool = models.JSONField(help_text="[number of the application, its traits], in order; private")
    seed = models.CharField(_("seed"), max_length=200, blank=True)
    seed_from = models.CharField(_("where the seed comes from"), max_length=300, blank=True)
    drawn = models.JSONField(default=list, blank=True, help_text="numbers of applications, as they were drawn; private")
    tries = models.PositiveSmallIntegerField(default=0)
    sealed_on = models.DateField(default=clock.today)
    drawn_on = models.DateField(null=True, blank=True)

    objects = Lots.as_manager()
    rules_read = ("call__organization", "call__appointed_by", "call__organization__appointed_by")
    root = "call"

    class Meta:
        verbose_name = "draw by lot"

    def content_to_seal(self) -> dict[str, Any]:
        """All that is needed to draw again."""
        names = ("call_id", "pool", "seed", "seed_from", "drawn", "sealed_on", "drawn_on")
        said = {name: getattr(self, name) for name in names}
        return said | {"seats": self.call.seats, "quotas": self.call.quotas}

    @property
    def places(self) -> list[int]:
        """Where in the pool those stand who were drawn, counted from one, as they were drawn."""
        order = [number for number, _traits in self.pool]
        return [1 + order.index(number) for number in self.drawn]

    def place_of(self, application: Application) -> int | None:
        """Where in the pool somebody stands, counted from one; None where they are not in it."""
        return next((at for at, (number, _traits) in enumerate(self.pool, 1) if number == application.pk), None)

    @property
    def in_pool(self) -> int:
        """How many people could be drawn."""
        return len(self.pool)
