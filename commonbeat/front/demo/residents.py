"""Riverton's residents: return words that anybody can work out, so that a visitor can come back as one of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from commonbeat.front.returning import giver_with
from commonbeat.matters.models import Input
from commonbeat.people.receipts import WORDS, words_of

#: keys of comments in riverton.toml and the language of their return words: each has its reply
RESIDENTS = {"c-days": "en", "c-question": "en", "p-share-es": "es"}


@dataclass(frozen=True)
class Resident:
    """One comment of the story and the words with which its writer comes back."""

    given: Input
    words: str


def return_words(key: str, language: str) -> str:
    """The return words of a comment in the story. A demo's only: whoever reads this file knows them."""
    chosen, known = int.from_bytes(hashlib.sha256(f"Riverton {key}".encode()).digest()), words_of(language)
    return " ".join(known[(chosen >> (11 * place)) % len(known)] for place in range(WORDS))


def residents(actor: Any) -> list[Resident]:
    """The residents as whom a visitor can come back, of those that this demo has."""
    found = []
    for key, language in RESIDENTS.items():
        words = return_words(key, language)
        giver = giver_with(words)
        given = Input.objects.visible_to(actor).filter(giver=giver).first() if giver else None
        if given:
            found.append(Resident(given, words))
    return found
