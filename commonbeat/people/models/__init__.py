"""The nouns of the room, one file each."""

from commonbeat.people.models.agency import Agency, PracticeStart
from commonbeat.people.models.charter import Charter
from commonbeat.people.models.giver import Giver
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.person import Person
from commonbeat.people.models.place import Place
from commonbeat.people.models.seat import Invitation, Seat

__all__ = ["Agency", "Charter", "Giver", "Invitation", "Organization", "Person", "Place", "PracticeStart", "Seat"]
