"""The nouns of the room, one file each."""

from commonbeat.gatherings.models.agenda import AgendaItem
from commonbeat.gatherings.models.cadence import Cadence
from commonbeat.gatherings.models.coming import Coming
from commonbeat.gatherings.models.docket import Docket
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.gatherings.models.intake import Intake
from commonbeat.gatherings.models.interpreter import Interpreter
from commonbeat.gatherings.models.member_note import MemberNote
from commonbeat.gatherings.models.minuting import Correction, Undertaking
from commonbeat.gatherings.models.motion import Motion, Nomination, Recusal, RollVote
from commonbeat.gatherings.models.posting import Posting
from commonbeat.gatherings.models.promised import Promised
from commonbeat.gatherings.models.recommendation import Recommendation
from commonbeat.gatherings.models.sitting import Attendance, Ruling, Sitting
from commonbeat.gatherings.models.tally import Tally

__all__ = [
    "AgendaItem",
    "Attendance",
    "Cadence",
    "Coming",
    "Correction",
    "Docket",
    "Gathering",
    "Intake",
    "Interpreter",
    "MemberNote",
    "Motion",
    "Nomination",
    "Posting",
    "Promised",
    "Recommendation",
    "Recusal",
    "RollVote",
    "Ruling",
    "Sitting",
    "Tally",
    "Undertaking",
]
