"""The nouns of the room, one file each."""

from commonbeat.gatherings.models.agenda import AgendaItem
from commonbeat.gatherings.models.cadence import Cadence
from commonbeat.gatherings.models.coming import Coming
from commonbeat.gatherings.models.docket import Docket
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.gatherings.models.intake import Intake
from commonbeat.gatherings.models.interpreter import Interpreter
from commonbeat.gatherings.models.promised import Promised
from commonbeat.gatherings.models.recommendation import Recommendation
from commonbeat.gatherings.models.tally import Tally

__all__ = [
    "AgendaItem",
    "Cadence",
    "Coming",
    "Docket",
    "Gathering",
    "Intake",
    "Interpreter",
    "Promised",
    "Recommendation",
    "Tally",
]
