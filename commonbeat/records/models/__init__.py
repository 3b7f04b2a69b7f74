"""The nouns of the room, one file each."""

from commonbeat.records.models.dataset import Dataset
from commonbeat.records.models.finding import Finding
from commonbeat.records.models.mapping import Mapping
from commonbeat.records.models.on_its_way import Import

__all__ = ["Dataset", "Finding", "Import", "Mapping"]
