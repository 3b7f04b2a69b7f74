"""The nouns of the room, one file each."""

from commonbeat.matters.models.answer import Answer
from commonbeat.matters.models.appeal import Appeal
from commonbeat.matters.models.attestation import Attestation, Countersignature
from commonbeat.matters.models.checker_key import CheckerKey
from commonbeat.matters.models.commitment import Check, Commitment, Report
from commonbeat.matters.models.confidence import Confidence, Message
from commonbeat.matters.models.decision import Decision
from commonbeat.matters.models.erasure import Erasure
from commonbeat.matters.models.input import Input
from commonbeat.matters.models.matter import Matter
from commonbeat.matters.models.paper import Confirmation, Paper, Reading
from commonbeat.matters.models.source import Source
from commonbeat.matters.models.text import Change, Fate, Passage, Slip, Text
from commonbeat.matters.models.translation import Translation
from commonbeat.matters.models.vote import Drawing, Exclusion, Vote, Voter, VotingCode
from commonbeat.matters.models.window import Window

__all__ = [
    "Answer",
    "Appeal",
    "Attestation",
    "Change",
    "Check",
    "CheckerKey",
    "Commitment",
    "Confirmation",
    "Countersignature",
    "Confidence",
    "Decision",
    "Drawing",
    "Erasure",
    "Exclusion",
    "Fate",
    "Input",
    "Matter",
    "Paper",
    "Message",
    "Passage",
    "Reading",
    "Report",
    "Slip",
    "Source",
    "Text",
    "Translation",
    "Vote",
    "Voter",
    "VotingCode",
    "Window",
]
