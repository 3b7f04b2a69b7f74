"""Sentences of old minutes that read like promises, with the seats that they may mean."""

from __future__ import annotations

from typing import Any

from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.reading import minutes
from commonbeat.people.models import Seat

#: as many as one page asks about
MOST = 60


def owners(gathering: Gathering, actor: Any) -> Any:
    """The seats of the body that met and of the agency, those that are held."""
    bodies = [gathering.organization_id, gathering.agency.organization_id]
    return (
        Seat.objects.visible_to(actor).held().filter(organization__in=bodies).select_related("organization", "person")
    )


def proposals(text: str, gathering: Gathering, seats: Any) -> list[dict[str, Any]]:
    """What reads like a promise, as the form begins with it; nothing is confirmed beforehand."""
    called = {one.pk: words_of(one) for one in seats}
    found = minutes.proposals(text, gathering.day, called)[:MOST]
    return [{"words": one.words, "owner": one.owner, "due": one.due, "language": one.language} for one in found]


def words_of(seat: Seat) -> list[str]:
    """What a seat is called in minutes: its title, its role, the last name of who sits in it."""
    last_name = seat.person.name.split(" ")[-1] if seat.person and seat.person.name else ""
    return [word for word in (seat.title, str(seat.get_role_display()), last_name) if word]
