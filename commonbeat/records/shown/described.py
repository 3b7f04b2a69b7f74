"""What a measure says of itself, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from commonbeat.measures import methods
from commonbeat.measures.catalogue import Measure
from commonbeat.records.shown.telling import word


@dataclass(frozen=True)
class Described:
    """What is asked, how it is computed (the parts by their names), and whom it follows: papers, named as they are."""

    title: str
    method: list[tuple[str, str]]
    source: str


def described(measure: Measure) -> Described:
    """A measure's own description; the title without a period at its end."""
    title, said = methods.description(measure.place)
    method = [(word(part), word(said[part])) for part in methods.IN_WORDS]
    return Described(word(title).rstrip("."), method, said["Source"])
