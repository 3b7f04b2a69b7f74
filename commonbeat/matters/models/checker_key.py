"""The key of a seat outside the agency: who has one can be written to alone."""

from __future__ import annotations

from typing import Any

from django.db import models

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models import Seat


class CheckerKeys(models.QuerySet):
    """Words for reading keys."""

    def visible_to(self, actor: Any) -> CheckerKeys:
        """Their public halves are public, and stand in the public log."""
        return self.all()

    def live(self) -> CheckerKeys:
        return self.filter(ended_on=None)

    def readable(self) -> CheckerKeys:
        """Live, in the hands of somebody who sits outside the agency and holds no seat in it."""
        return self.live().filter(seat__in=Seat.objects.held().of_outsiders())

    def without_holder(self) -> CheckerKeys:
        """Live, while nobody holds their seat any more."""
        return self.live().exclude(seat__in=Seat.objects.held())


class CheckerKey(Sealed):
    """A seat's key pair. The private half is wrapped by a passphrase that is kept nowhere, and goes when the key ends.

    ``passes`` and ``memory`` (bytes) are what one try of the passphrase costs. The public half is sealed in the public
    log, so that a key that somebody put in its place is found.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    passes = models.PositiveIntegerField()
    memory = models.PositiveIntegerField()
    wrapped = models.BinaryField(blank=True)
    made_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)

    objects = CheckerKeys.as_manager()
    rules_read = ("seat__organization",)

    class Meta:
        ordering = ["pk"]
        verbose_name = "checker's key"
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ended_on=None), name="one_live_checker_key_per_seat"
            )
        ]

    def __str__(self) -> str:
        return str(self.seat)

    @property
    def public_key(self) -> str:
        """The public half in hex, as the public log shows it."""
        return bytes(self.public).hex()

    @property
    def in_groups(self) -> str:
        """The public half for people who compare it, in groups of four."""
        return " ".join(self.public_key[at : at + 4] for at in range(0, 64, 4))

    @property
    def is_held(self) -> bool:
        """Live, and somebody sits in its seat."""
        return self.ended_on is None and self.seat.is_current and self.seat.person_id is not None

    def content_to_seal(self) -> dict[str, Any]:
        return {"public_key": self.public_key, "seat": self.seat_id}
