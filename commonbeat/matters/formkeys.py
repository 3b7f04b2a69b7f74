"""The key in each comment form: signed, timed, good for one comment; and the return words that follow from it.

The seed is 128 random bits; the return words are derived from it under a key outside the database. A second click or
a reload sends the same seed, so it gets the same receipt with the same words, and nothing of either is stored but
digests: in no session, no cookie, no backup.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.translation import get_language

from commonbeat.frame import clock
from commonbeat.matters.models import Window
from commonbeat.people import receipts

_SIGNER = signing.Signer(salt="comment form")
#: seconds in which nobody reads, writes and sends
TOO_FAST = 3
#: seconds after which a form that was already sent no longer shows its return words again
SHOWS_AGAIN = 3600


@dataclass(frozen=True)
class FormKey:
    """An opened key: its secret seed, the seconds since the form was begun, and the language that its reader read."""

    seed: str
    age: float
    language: str

    @property
    def digest(self) -> str:
        """What is stored of it."""
        return hashlib.sha256(self.seed.encode()).hexdigest()

    @property
    def is_too_fast(self) -> bool:
        return self.age < TOO_FAST

    @property
    def return_words(self) -> str:
        """The return words of the giver who first sends this form."""
        return receipts.words_from(self.seed, self.language)


def new(window: Window | None = None) -> str:
    """A fresh key for a form of this comment period, or of words to a checker alone."""
    language = (get_language() or "en").split("-")[0]
    return _SIGNER.sign_object([_number(window), secrets.token_urlsafe(16), clock.now().timestamp(), language])


def read(key: str, window: Window | None = None) -> FormKey | None:
    """The key as it was signed, None where it is missing, forged or of another period."""
    try:
        number, seed, begun, language = _SIGNER.unsign_object(key)
    except (signing.BadSignature, ValueError):
        return None
    return FormKey(seed, clock.now().timestamp() - begun, language) if number == _number(window) else None


def is_flood(window: Window | None = None) -> bool:
    """Count one more new giver; whether more came within this minute than the settings take without a look."""
    name = f"new-givers-{_number(window)}-{clock.now():%H:%M}"
    cache.add(name, 0, timeout=120)
    return cache.incr(name) > settings.NEW_GIVERS_A_MINUTE


def _number(window: Window | None) -> int:
    """By which forms are told apart: the period's number, 0 where words go to a checker alone."""
    return window.pk if window else 0
