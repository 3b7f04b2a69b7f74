"""Boxes that one key alone opens: what is written to an outside checker, and what the checker writes back.

Each seat has a key pair. Its private half is wrapped by a passphrase that stands nowhere; what a writer gets back is
boxed for a key that follows from their return words. So whoever reads the database, its files or a backup holds closed
boxes and nothing that opens them. What this does not protect from stands in decision 23. Sources: libsodium's sealed
boxes (X25519, XSalsa20-Poly1305) and Argon2id (RFC 9106), through PyNaCl.
"""

from __future__ import annotations

import threading
import unicodedata
from typing import Any

from django.conf import settings
from nacl import bindings, pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from commonbeat.people import receipts

#: bytes: boxes come in whole steps of this size, so that their size tells little of what is in them
STEP = 2048
_one_at_a_time = threading.Lock()


def new_pair(passphrase: str) -> dict[str, Any]:
    """A fresh key pair as a CheckerKey keeps it: the public half, and the private half wrapped by the passphrase."""
    private, salt = PrivateKey.generate(), random(pwhash.argon2id.SALTBYTES)
    cost = {"passes": settings.PASSPHRASE_PASSES, "memory": settings.PASSPHRASE_MEMORY}
    wrapped = SecretBox(_stretched(passphrase, salt, **cost)).encrypt(bytes(private))
    return {"public": bytes(private.public_key), "salt": salt, "wrapped": bytes(wrapped), **cost}


def private_of(key: Any, passphrase: str) -> PrivateKey | None:
    """The private half of a CheckerKey, in memory only; None where this is not its passphrase."""
    stretched = _stretched(passphrase, bytes(key.salt), key.passes, key.memory)
    try:
        return PrivateKey(SecretBox(stretched).decrypt(bytes(key.wrapped)))
    except (CryptoError, ValueError):
        return None


def of_return_words(words: str) -> PrivateKey:
    """The key that follows from return words, of 88 random bits, under a key of the house outside the database."""
    return PrivateKey(receipts.under_key(f"replies to {receipts.plain(words)}"))


def digest(words: str) -> str:
    """By which return words are found again, under a label of its own: it fits no giver of a comment."""
    return receipts.under_key(f"written alone under {receipts.plain(words)}").hex()


def boxed(public: bytes, words: str) -> bytes:
    """Words in a box that only the private half of this key opens."""
    return bytes(SealedBox(PublicKey(bytes(public))).encrypt(bindings.sodium_pad(words.encode(), STEP)))


def unboxed(private: PrivateKey, box: bytes) -> str:
    """The words in a box. Raises CryptoError where it was made for another key, or changed."""
    return bindings.sodium_unpad(SealedBox(private).decrypt(bytes(box)), STEP).decode()


def as_typed(passphrase: str) -> str:
    """A passphrase as it is compared: spaces at its ends go, several become one; capitals stay."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _stretched(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    """The key that wraps. It takes ``memory`` bytes while it is made, so one is made at a time."""
    typed = as_typed(passphrase).encode()
    with _one_at_a_time:
        return pwhash.argon2id.kdf(SecretBox.KEY_SIZE, typed, salt, opslimit=passes, memlimit=memory)
