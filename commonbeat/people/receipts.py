"""Return words: eight words of a published list of 2,048 (88 random bits), in the reader's language.

Source of the lists: BIP-39, through the package ``mnemonic``.
"""

import secrets
from functools import cache
from importlib import resources

WORDS = 8
_LISTS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese", "it": "italian", "ko": "korean"}


@cache
def words_of(language: str) -> list[str]:
    """The word list of a language, English where there is none."""
    name = _LISTS.get(language.split("-")[0], "english")
    return resources.files("mnemonic").joinpath(f"wordlist/{name}.txt").read_text("utf-8").split()


def new_words(language: str = "en") -> str:
    """Fresh return words, to be shown once and never stored."""
    return " ".join(secrets.choice(words_of(language)) for _ in range(WORDS))
