"""Who acts: a person in a seat, a giver, the clock, the machine's own command or an import. Nothing else acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from commonbeat.frame.often import Often
from commonbeat.frame.rules import may
from commonbeat.people.models import Giver, Person, Seat


@dataclass(frozen=True)
class Actor:
    """One who asks or acts. ``hat`` is the seat in which they do it, None for somebody without a seat.

    ``seats`` are those that they hold now, ``ended`` those that they held before. ``words_digest`` is set where return
    words were typed with this one request, to read what was written to a checker alone; no cookie knows of them.
    """

    person: Person | None = None
    seats: tuple[Seat, ...] = ()
    ended: tuple[Seat, ...] = ()
    giver_ids: frozenset[int] = field(default_factory=frozenset)
    hat: Seat | None = None
    giver: Giver | None = None
    words_digest: str = ""
    kind: str = "giver"

    def hats(self) -> Iterator[Actor]:
        """This actor without a seat, then in each seat: what anybody may do is never done in office."""
        yield self
        for seat in self.seats:
            yield replace(self, hat=seat)

    @property
    def label(self) -> str:
        """As the public log names them: the seat, or only that a giver, the clock, the machine or an import acted."""
        return self.hat.public_label if self.hat else self.kind

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None

    @property
    def giver_id(self) -> int | None:
        return self.giver.pk if self.giver else None

    @property
    def works_here(self) -> bool:
        """Whether any of the seats is in the agency."""
        return any(seat.organization.is_agency for seat in self.seats)

    def held_a_seat_in(self, organization: int, since: date) -> bool:
        """Whether this person holds a seat in an organization now, or has held one on a day since then."""
        seats = [seat for seat in (*self.seats, *self.ended) if seat.organization_id == organization]
        return any(seat.until is None or seat.until >= since for seat in seats)

    @property
    def stands_outside(self) -> bool:
        """Whether one of the seats checks the agency from outside, and none is in it."""
        return not self.works_here and any(seat.role in Seat.CHECKING for seat in self.seats)


class Watched(Actor):
    """An actor without a seat, of whom it is noted whether anything was asked that tells them from another without one.

    Whether they are signed in may be asked: pages are kept apart by that.
    """

    #: all that one of them has and another has not
    OWN = frozenset({"person", "giver_ids", "giver", "ended"})
    was_asked = False

    def __getattribute__(self, name: str) -> Any:
        if name in Watched.OWN:
            object.__setattr__(self, "was_asked", True)
        return super().__getattribute__(name)

    @property
    def is_signed_in(self) -> bool:
        return vars(self)["person"] is not None


NOBODY = Actor()
CLOCK = Actor(kind="clock")
MACHINE = Actor(kind="machine")  # whoever types a command on the machine itself
IMPORT = Actor(kind="import")  # a conversation held elsewhere, taken in by a command on the machine


def actor_for(person: Person, giver_ids: frozenset[int] = frozenset()) -> Actor:
    """The actor that a signed-in person is now, with the seats they hold and what they gave before."""
    every = tuple(_seats(person.pk))
    own = frozenset(_givers(person.pk))
    return Actor(
        person=person,
        seats=tuple(seat for seat in every if seat.is_current),
        ended=tuple(seat for seat in every if not seat.is_current),
        giver_ids=giver_ids | own,
    )


def who_may(act: str, subject: Any, seats: QuerySet[Seat]) -> list[Person]:
    """Those in these seats who may do this now, as the table of permissions says."""
    people = Person.objects.filter(pk__in=seats.values("person"), is_active=True).order_by("pk")
    return [person for person in people if may(act, actor_for(person), subject)]


_seats = Often(
    lambda person: Seat.objects.filter(person=person).select_related("organization", "organization__appointed_by")
)
_givers = Often(lambda person: Giver.objects.filter(person=person).values_list("pk", flat=True))
