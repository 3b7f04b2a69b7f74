"""What findings and those who keep and show them share. It needs no numerics, so that pages can load it."""

from __future__ import annotations

from dataclasses import dataclass

#: the only names that groups have
LETTERS = "ABCDE"


@dataclass(frozen=True)
class Told:
    """An opinion that is pointed out, and whether it is agreement with it that is meant."""

    opinion: int
    agrees: bool
