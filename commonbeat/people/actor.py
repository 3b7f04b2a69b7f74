"""Who acts: a person in a seat, a giver, the clock or an import. Nothing else acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from commonbeat.people.models import Giver, Person, Seat


@dataclass(frozen=True)
class Actor:
    """One who asks or acts. ``hat`` is the seat in which they do it, None for somebody without a seat."""

    person: Person | None = None
    seats: tuple[Seat, ...] = ()
    giver_ids: frozenset[int] = field(default_factory=frozenset)
    hat: Seat | None = None
    giver: Giver | None = None
    kind: str = "giver"

    def hats(self) -> Iterator[Actor]:
        """This actor without a seat, then in each seat: what anybody may do is never done in office."""
        yield self
        for seat in self.seats:
            yield replace(self, hat=seat)

    @property
    def label(self) -> str:
        """As the public log names them: the seat, or only that a giver, the clock or an import acted."""
        return self.hat.public_label if self.hat else self.kind

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

    @property
    def organization_ids(self) -> set[int]:
        """The organizations in which this person holds a seat now."""
        return {seat.organization_id for seat in self.seats}


NOBODY = Actor()
CLOCK = Actor(kind="clock")


def actor_for(person: Person, giver_ids: frozenset[int] = frozenset()) -> Actor:
    """The actor that a signed-in person is now, with the seats they hold and what they gave before."""
    seats = tuple(
        Seat.objects.held().filter(person=person).select_related("organization", "organization__appointed_by")
    )
    own = frozenset(Giver.objects.filter(person=person).values_list("pk", flat=True))
    return Actor(person=person, seats=seats, giver_ids=giver_ids | own)
