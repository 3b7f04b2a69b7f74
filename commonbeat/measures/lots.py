"""A draw by lot that meets quotas: so many of each group, and otherwise by chance, for anybody to repeat.

Needs: a pool of people, each with their groups; for each group the least and the most seats; the number of seats;
a seed that nobody could choose, such as lottery numbers of a day after the pool was closed.
Reads as: "12 drawn from 61 by lot, with quotas by ward and age; seed 4417, repeated by two outsiders".
Take care: whoever has rare traits has a better chance than others, and this draw does not even that out as far as the
quotas would allow. Quotas hold the panel close to the population only in what they name. Who did not apply cannot be
drawn. A draw that is repeated with new seeds until it pleases is no draw: seal the pool first.
Source: the method LEGACY of the Sortition Foundation, as described in B. Flanigan, P. Gölz, A. Gupta, B. Hennig and
A. D. Procaccia, Fair algorithms for selecting citizens' assemblies, Nature 596 (2021), with the chance taken from
SHA-256 of the seed and a counter. Orders by chance: R. Durstenfeld, Algorithm 235, Communications
of the ACM 7 (1964).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

#: attempts after which a draw gives up: quotas that no panel meets are not met by waiting
MOST_TRIES = 1000


class Quota(NamedTuple):
    """The least and the most seats for one group."""

    least: int
    most: int


#: trait → group → quota, such as {"ward": {"1": Quota(2, 3)}}
Quotas = Mapping[str, Mapping[str, Quota]]
#: one person's groups by trait
Traits = Mapping[str, str]


class Impossible(ValueError):
    """No panel can meet these quotas from this pool, or none was found."""


@dataclass
class Chance:
    """Numbers by chance that anybody can compute again: SHA-256 of "seed:counter", read as one whole number.

    A number past the last whole multiple of ``below`` is thrown away, so that each result is equally likely.
    """

    seed: str
    counter: int = field(default=0)

    def below(self, most: int) -> int:
        """A number from 0 up to, and without, ``most``."""
        while True:
            digest = hashlib.sha256(f"{self.seed}:{self.counter}".encode()).digest()
            self.counter += 1
            number = int.from_bytes(digest, "big")
            if number < 2**256 // most * most:
                return number % most


@dataclass(frozen=True)
class Drawn:
    """The places in the pool of those who were drawn, in their order, and how many attempts it took."""

    chosen: tuple[int, ...]
    tries: int


def draw(pool: Sequence[Traits], quotas: Quotas, seats: int, seed: str) -> Drawn:
    """Draw so many people. The same pool in the same order, quotas, seats and seed give the same people.

    Each step takes the group that is scarcest, by seats still needed for each person left, and from it one person by
    chance; whoever belongs to a group that is full is out. Where no step is left, all begins anew with fresh chance.
    Raises Impossible with what does not fit.
    """
    _refuse(pool, quotas, seats)
    chance = Chance(seed)
    for tries in range(1, MOST_TRIES + 1):
        chosen = _attempt(pool, quotas, seats, chance)
        if chosen is not None:
            return Drawn(tuple(chosen), tries)
    raise Impossible(f"no panel of {seats} that meets all quotas was found in {MOST_TRIES} attempts")


def shuffled(things: Sequence[str], seed: str) -> list[str]:
    """The things in an order by chance: from the last place to the second, each changes with one up to it."""
    chance, found = Chance(seed), list(things)
    for last in range(len(found) - 1, 0, -1):
        other = chance.below(last + 1)
        found[last], found[other] = found[other], found[last]
    return found


def first_terms(members: Sequence[int], terms: Sequence[str], seed: str) -> list[list[int | str]]:
    """Which member gets which first term; terms are left over where there are more than members."""
    return [[member, term] for member, term in zip(members, shuffled(terms, seed), strict=False)]


def pool_counts(pool: Sequence[Traits]) -> dict[str, Counter[str]]:
    """How many of the pool are in each group, by trait."""
    counts: dict[str, Counter[str]] = {}
    for person in pool:
        for trait, group in person.items():
            counts.setdefault(trait, Counter())[group] += 1
    return counts


def _refuse(pool: Sequence[Traits], quotas: Quotas, seats: int) -> None:
    """What can be seen to fail before anybody is drawn."""
    if not 0 < seats <= len(pool):
        raise Impossible(f"{seats} seats cannot be drawn from {len(pool)} people")
    counts = pool_counts(pool)
    for trait, groups in quotas.items():
        if any(trait not in person or person[trait] not in groups for person in pool):
            raise Impossible(f"somebody in the pool has no group of “{trait}” that has a quota")
        least, most = sum(one.least for one in groups.values()), sum(one.most for one in groups.values())
        if not least <= seats <= most:
            raise Impossible(f"the quotas of “{trait}” ask for {least} to {most} people, and there are {seats} seats")
        for group, quota in groups.items():
            found = counts.get(trait, Counter())[group]
            if quota.least > min(found, quota.most):
                raise Impossible(f"“{group}” needs {quota.least}, may have {quota.most}, and {found} are in the pool")


def _attempt(pool: Sequence[Traits], quotas: Quotas, seats: int, chance: Chance) -> list[int] | None:
    """One attempt; None where it runs into a dead end."""
    left, chosen, filled = list(range(len(pool))), [], Counter[tuple[str, str]]()
    while len(chosen) < seats:
        need = _scarcest(pool, quotas, left, filled)
        if need is None:
            return None
        among = [one for one in left if not need or pool[one].get(need[0]) == need[1]]
        taken = among[chance.below(len(among))]
        chosen.append(taken)
        filled.update(pool[taken].items())
        full = {(t, g) for t, groups in quotas.items() for g, quota in groups.items() if filled[t, g] >= quota.most}
        left = [one for one in left if one != taken and not full & set(pool[one].items())]
        if len(left) < seats - len(chosen):
            return None
    met = all(filled[t, g] >= quota.least for t, groups in quotas.items() for g, quota in groups.items())
    return chosen if met else None


def _scarcest(
    pool: Sequence[Traits], quotas: Quotas, left: Sequence[int], filled: Counter[tuple[str, str]]
) -> tuple[str, str] | tuple[()] | None:
    """The group with the most seats still needed for each person left; () where none is; None where too few are."""
    there = Counter(pair for one in left for pair in pool[one].items())
    found: list[tuple[Fraction, tuple[str, str]]] = []
    for trait, groups in quotas.items():
        for group, quota in groups.items():
            needed = quota.least - filled[trait, group]
            if needed > there[trait, group]:
                return None
            if needed > 0:
                found.append((Fraction(needed, there[trait, group]), (trait, group)))
    return max(found, key=lambda one: (one[0], one[1]))[1] if found else ()
