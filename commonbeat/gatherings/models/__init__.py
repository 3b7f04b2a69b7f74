"""The nouns of the room, one file each."""

from commonbeat.gatherings.models.agenda import AgendaItem
from commonbeat.gatherings.models.cadence import Cadence
from commonbeat.gatherings.models.docket import Docket
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.gatherings.models.intake import Intake

# boards
from commonbeat.gatherings.models.recommendation import Recommendation

__all__ = ["AgendaItem", "Cadence", "Docket", "Gathering", "Intake", "Recommendation"]
