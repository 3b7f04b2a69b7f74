"""The nouns of the room, one file each."""

from commonbeat.people.models.agency import Agency, PracticeStart
from commonbeat.people.models.call import Application, Appointment, Call
from commonbeat.people.models.charter import Charter
from commonbeat.people.models.composition import Composition, Declaration, Population
from commonbeat.people.models.giver import Giver
from commonbeat.people.models.lot import Lot
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.person import Person
from commonbeat.people.models.place import Place
from commonbeat.people.models.seat import Invitation, Seat
from commonbeat.people.models.term_lot import TermLot

__all__ = [
    "Agency",
    "Application",
    "Appointment",
    "Call",
    "Charter",
    "Composition",
    "Declaration",
    "Giver",
    "Invitation",
    "Lot",
    "Organization",
    "Person",
    "Place",
    "Population",
    "PracticeStart",
    "Seat",
    "TermLot",
]
