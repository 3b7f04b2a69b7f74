"""The nouns of the room, one file each."""

from commonbeat.records.models.case_review import CaseAnswer, CaseReview
from commonbeat.records.models.dataset import Dataset
from commonbeat.records.models.eligible_list import EligibleList, WhyNot
from commonbeat.records.models.finding import Finding
from commonbeat.records.models.kind import Kind
from commonbeat.records.models.mapping import Mapping
from commonbeat.records.models.not_offered import NotOffered
from commonbeat.records.models.on_its_way import Import
from commonbeat.records.models.protected_block import BlockLog, ProtectedBlock

__all__ = [
    "BlockLog",
    "CaseAnswer",
    "CaseReview",
    "Dataset",
    "EligibleList",
    "Finding",
    "Import",
    "Kind",
    "Mapping",
    "NotOffered",
    "ProtectedBlock",
    "WhyNot",
]
