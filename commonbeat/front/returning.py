"""Who comes back with return words, and what they gave before."""

from __future__ import annotations

from typing import Any

from commonbeat.matters.models import Input
from commonbeat.people.models import Giver


def giver_with(words: str) -> Giver | None:
    """The giver to whom these return words were given."""
    return Giver.objects.with_words(words).first()


def given_by(actor: Any) -> list[Input]:
    """What this actor gave, newest first."""
    rows = Input.objects.visible_to(actor).given_by(actor).select_related("matter__agency", "window", "answer")
    return list(rows.select_related("same_as__answer").order_by("-pk")[:200])
