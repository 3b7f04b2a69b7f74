"""Return words: eight words of a published list of 2,048 (88 random bits), in the reader's language.

Source of the lists: BIP-39, through the package ``mnemonic``.
"""

import hashlib
import hmac
import secrets
import unicodedata
from functools import cache
from importlib import resources

from django.conf import settings

WORDS = 8
_LISTS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese", "it": "italian", "ko": "korean"}


@cache
def words_of(language: str) -> list[str]:
    """The word list of a language, English where there is none."""
    name = _LISTS.get(language.split("-")[0], "english")
    return resources.files("mnemonic").joinpath(f"wordlist/{name}.txt").read_text("utf-8").split()


def new_words(language: str = "en") -> str:
    """Fresh return words, to be shown and never stored."""
    return words_from(secrets.token_urlsafe(16), language)


def under_key(plain: str) -> bytes:
    """HMAC of some words under the house's key outside the database: without it nobody can compute it."""
    return hmac.digest(settings.RECEIPT_KEY.encode(), plain.encode(), hashlib.sha256)


def words_from(seed: str, language: str = "en") -> str:
    """The return words that follow from the secret seed of one form, under a key outside the database.

    So the same form sent again shows the same words, and neither seed nor words have to be kept anywhere.
    """
    bits, words = int.from_bytes(under_key(f"return words {seed}"), "big"), words_of(language)
    return " ".join(words[(bits >> (11 * at)) % len(words)] for at in range(WORDS))


def plain(words: str) -> str:
    """Return words as they are compared: case, accents, hyphens, commas and spaces do not matter."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(one))
    return " ".join(letters.replace("-", " ").replace(",", " ").split())
