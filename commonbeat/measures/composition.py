"""Who sits, against who lives here: how far a board differs from the population, and whether chance alone does that.

Needs: how many members are in each group, and how many residents.
Reads as: "7 of 12 members own their home, as 6 of 10 residents do; a board drawn by lot would differ as much in 82 of
100 draws".
Take care: with few members even a large difference can be chance, and no difference proves fairness. Counts of one to
four members are withheld, with enough others that no total gives them away; the test is then withheld too.
Source: the exact multinomial test orders outcomes by their probability, as in R. A. Fisher's exact test; index of
dissimilarity: O. D. Duncan and B. Duncan, A methodological analysis of segregation indexes, American Sociological
Review 20 (1955); for complementary suppression see what is said of results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import comb, exp, lgamma, log

from commonbeat.measures.result import LEAST, is_small

#: outcomes that are counted one by one; a larger board has too many
MOST_OUTCOMES = 500_000


def shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts with small ones withheld (None), and so many others that the total does not give those away."""
    hidden = {group for group, count in counts.items() if is_small(count)}
    rest = sorted((count, group) for group, count in counts.items() if count and group not in hidden)
    while hidden and rest and (len(hidden) == 1 or sum(counts[group] for group in hidden) < LEAST):
        hidden.add(rest.pop(0)[1])
    return {group: None if group in hidden else count for group, count in counts.items()}


def dissimilarity(members: Mapping[str, int], residents: Mapping[str, int]) -> float:
    """The share of members who would have to belong to another group for both to be alike, 0 to 1."""
    parts, whole = sum(members.values()), sum(residents.values())
    if not parts or not whole:
        raise ValueError("nobody was counted")
    groups = {*members, *residents}
    return sum(abs(members.get(one, 0) / parts - residents.get(one, 0) / whole) for one in groups) / 2


def by_lot(members: Mapping[str, int], residents: Mapping[str, int]) -> float:
    """How often a board of this size, drawn from the residents by lot, would be at least as unlikely as this one.

    The exact multinomial test. Raises ValueError where a member is in a group without residents, or where the board
    is so large that its outcomes cannot be counted one by one.
    """
    size, whole = sum(members.values()), sum(residents.values())
    groups = [group for group, count in residents.items() if count > 0]
    if not size or any(count and group not in groups for group, count in members.items()):
        raise ValueError("each member must be in a group of residents")
    if comb(size + len(groups) - 1, len(groups) - 1) > MOST_OUTCOMES:
        raise ValueError("too many members and groups to count every outcome")
    chances = [log(residents[group] / whole) for group in groups]
    observed = _chance([members.get(group, 0) for group in groups], chances)
    return min(1.0, sum(exp(one) for one in _all(size, chances) if one <= observed + 1e-9))


def _chance(counts: list[int], chances: list[float]) -> float:
    """The logarithm of the probability of exactly these counts."""
    own = sum(count * chance - lgamma(count + 1) for count, chance in zip(counts, chances, strict=True))
    return lgamma(sum(counts) + 1) + own


def _all(size: int, chances: list[float]) -> Iterator[float]:
    """The logarithms of the probabilities of every way in which so many members fall into the groups."""
    waiting = [(size, 0, lgamma(size + 1))]
    while waiting:
        left, at, so_far = waiting.pop()
        if at == len(chances) - 1:
            yield so_far + left * chances[at] - lgamma(left + 1)
            continue
        waiting += [(left - n, at + 1, so_far + n * chances[at] - lgamma(n + 1)) for n in range(left + 1)]
