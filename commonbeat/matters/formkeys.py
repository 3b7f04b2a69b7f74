"""The key in each comment form: signed, timed, good for one comment; and the return words that follow from it.

A second click sends the same key, so it leads to the same receipt and the same return words; nothing of either is
stored but a digest. The key is 128 random bits, the words 88 bits of an HMAC under a key outside the database.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache import cache

from commonbeat.frame import clock
from commonbeat.matters.models import Window
from commonbeat.people.receipts import WORDS, words_of

_SIGNER = signing.Signer(salt="comment form")
#: seconds in which nobody reads, writes and sends
TOO_FAST = 3
#: seconds after which a form that was already sent no longer shows its return words again
SHOWS_AGAIN = 3600


@dataclass(frozen=True)
class FormKey:
    """An opened key: its secret part and the seconds since the form was begun."""

    secret: str
    age: float

    @property
    def digest(self) -> str:
        """What is stored of it."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    @property
    def is_too_fast(self) -> bool:
        return self.age < TOO_FAST

    def return_words(self, language: str) -> str:
        """The return words of the giver who first sends this form, in the reader's language."""
        seed = hmac.new(settings.RECEIPT_KEY.encode(), f"return words {self.secret}".encode(), hashlib.sha256).digest()
        bits, words = int.from_bytes(seed, "big"), words_of(language)
        return " ".join(words[(bits >> (11 * at)) % len(words)] for at in range(WORDS))


def new(window: Window) -> str:
    """A fresh key for a form of this comment period."""
    return _SIGNER.sign_object([window.pk, secrets.token_urlsafe(16), clock.now().timestamp()])


def read(key: str, window: Window) -> FormKey | None:
    """The key as it was signed, None where it is missing, forged or of another period."""
    try:
        number, secret, begun = _SIGNER.unsign_object(key)
    except (signing.BadSignature, ValueError):
        return None
    return FormKey(secret, clock.now().timestamp() - begun) if number == window.pk else None


def is_flood(window: Window) -> bool:
    """Count one more new giver; whether more came within this minute than the settings take without a look."""
    name = f"new-givers-{window.pk}-{clock.now():%H:%M}"
    cache.add(name, 0, timeout=120)
    return cache.incr(name) > settings.NEW_GIVERS_A_MINUTE
