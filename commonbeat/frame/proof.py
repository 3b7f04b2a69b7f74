"""Prove: what anybody needs to check that an entry of the public log was sealed over these words and no others."""

from __future__ import annotations

from dataclasses import dataclass

from commonbeat.frame.text import Sealed
from commonbeat.ledger import record


@dataclass(frozen=True)
class Proof:
    """An entry's number, its commitment, and the words and nonce that open it."""

    number: int
    commitment: str
    nonce: str
    words: str

    @property
    def file_name(self) -> str:
        """Under which the exact words are downloaded."""
        return f"entry-{self.number}.txt"

    @property
    def command(self) -> str:
        """What to run beside the downloaded log, the checking program and the words."""
        return f"python3 verify.py ledger.jsonl --prove {self.number} --nonce {self.nonce} --words {self.file_name}"


def of(thing: Sealed) -> Proof | None:
    """The proof of the words as they stand; None where no entry commits to them or their nonce is erased."""
    commitment = thing.sealed_words()
    number = record.sealing(commitment) if commitment else None
    if not commitment or number is None:
        return None
    return by(number, commitment, thing)


def by(number: int, commitment: str, thing: Sealed) -> Proof:
    """The proof that the entry of this number, with this commitment, was sealed over the thing's words."""
    return Proof(number, commitment, bytes(thing.nonce).hex(), thing.words_to_seal())
