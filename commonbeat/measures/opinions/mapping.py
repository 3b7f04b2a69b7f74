"""How views lie: people in groups by their votes, or the plain word that there are none or too few to say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonbeat.measures.opinions import evidence as tests
from commonbeat.measures.opinions.components import Components, centered, mean_votes, positions, principal_components
from commonbeat.measures.opinions.evidence import Evidence
from commonbeat.measures.opinions.partition import Partition, partition
from commonbeat.measures.opinions.representative import Comparison, compare, count_answers, count_answers_left_out
from commonbeat.measures.opinions.votes import Votes, tally
from commonbeat.measures.result import LEAST

Floats = NDArray[np.float64]
#: opinions somebody must have voted on to be placed; all of them where there are fewer (Small et al. 2021)
ENOUGH = 7
#: share of new votes from which an update tests again whether there are groups
NEW = 0.1


class Outcome(Enum):
    """What can be said about groups."""

    GROUPS = "groups"
    NO_GROUPS = "no groups"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class OpinionMap:
    """Where people lie and which group they are in, from all their ``votes``.

    Rows are those of ``votes.people``, columns those of ``votes.opinions``. ``where`` is (people, 2); ``placed`` says
    who voted enough to be placed. ``division`` is of the placed ones, in their order, and None without groups.
    """

    votes: Votes
    components: Components
    where: Floats
    placed: NDArray[np.bool_]
    outcome: Outcome
    evidence: Evidence
    division: Partition | None
    seed: int

    @property
    def number_of_groups(self) -> int:
        """How many groups there are that may be shown."""
        return self.division.shown if self.division else 0

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        """Each person's group (people,), from 0, the largest, on; −1 for who is in none."""
        found = np.full(len(self.placed), -1)
        if self.division:
            found[self.placed] = np.where(self.division.labels < self.division.shown, self.division.labels, -1)
        return found

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Answers (groups + 1, opinions, 3: disagree, not sure, agree), in the last row of people in no group."""
        return count_answers(self.votes, self.groups, self.number_of_groups)

    @cached_property
    def comparison(self) -> Comparison | None:
        """Each group against the others; None without groups."""
        if not self.division:
            return None
        shown = self.division.shown
        fair = count_answers_left_out(self.votes, self.groups, self.components, self.division)
        return compare(self.counts[:shown], fair[:shown])

    @cached_property
    def people_in(self) -> dict[int, int | None]:
        """Person id → group, None for who is in none."""
        pairs = zip(self.votes.people.tolist(), self.groups.tolist(), strict=True)
        return {person: None if group < 0 else group for person, group in pairs}


def opinion_map(
    people: ArrayLike, statements: ArrayLike, votes: ArrayLike, *, seed: int, moderated_out: Collection[int] = ()
) -> OpinionMap:
    """The map of votes given as three integer arrays of equal length: who, on which opinion, −1, 0 or 1.

    Of several votes of one person on one opinion the last counts. Votes on opinions that were ``moderated_out`` place
    nobody, but count for whether somebody voted enough. The same votes and ``seed`` give the same map, in any order of
    people and rows. Raises ValueError for arrays that are no votes.
    """
    every = tally(people, statements, votes)
    enough = every.given >= min(ENOUGH, len(every.opinions))
    kept = without(every, moderated_out)
    return draw(kept, enough[np.searchsorted(every.people, kept.people)], seed=seed)


def without(votes: Votes, moderated_out: Collection[int]) -> Votes:
    """The votes that are not on these opinions; people with no other votes and opinions with none are gone."""
    if not len(moderated_out):
        return votes
    columns = np.flatnonzero(~np.isin(votes.opinions, list(moderated_out)))
    table = votes.table[:, columns]
    rows = np.flatnonzero(np.diff(table.indptr))
    return Votes(table[rows], votes.people[rows], votes.opinions[columns], votes.replaced)


def draw(votes: Votes, enough: NDArray[np.bool_], *, seed: int, last: OpinionMap | None = None) -> OpinionMap:
    """The map of a table of votes; people with ``enough`` of them are placed. ``last`` is the map drawn before."""
    means = mean_votes(votes)
    values = centered(votes, means)
    components = principal_components(values, means, _start(last, votes.opinions) if last else None)
    where = positions(values, components)
    del values
    found = OpinionMap(votes, components, where, enough, Outcome.TOO_FEW, Evidence(None), None, seed)
    placed = np.flatnonzero(enough)
    if len(placed) < 2 * LEAST or len(votes.opinions) < 2:
        return found
    evidence = last.evidence if last is not None and _stands(last, votes) else _evidence(found, placed)
    if not evidence.found:
        return replace(found, outcome=Outcome.NO_GROUPS, evidence=evidence)
    division = partition(where[placed], seed=seed, start=last.division if last else None)
    outcome = Outcome.GROUPS if division else Outcome.NO_GROUPS
    return replace(found, outcome=outcome, evidence=evidence, division=division)


def _start(last: OpinionMap, opinions: NDArray[np.int64]) -> Components:
    """The last axes with a place for opinions that are new."""
    axes = np.zeros((len(last.components.axes), len(opinions)))
    here = np.isin(last.votes.opinions, opinions)
    axes[:, np.searchsorted(opinions, last.votes.opinions[here])] = last.components.axes[:, here]
    return Components(np.zeros(len(opinions)), axes, last.components.spread)


def _stands(last: OpinionMap, votes: Votes) -> bool:
    """Whether what was found last still holds: fewer than one vote in ten is new."""
    return last.evidence.found and votes.table.nnz <= last.votes.table.nnz * (1 + NEW)


def _evidence(found: OpinionMap, placed: NDArray[np.int64]) -> Evidence:
    """Whether there is a pattern, and where there is one, whether it has gaps."""
    if not found.components.axes.any():
        return Evidence(1.0)
    few = placed
    if len(few) > tests.PEOPLE:
        few = np.sort(np.random.default_rng([found.seed, 3]).choice(placed, tests.PEOPLE, replace=False))
    pattern = tests.pattern(found.votes.of(few), seed=found.seed)
    return Evidence(pattern, tests.apart(found.where[placed], seed=found.seed) if pattern <= tests.LEVEL else None)


def update(last: OpinionMap, people: ArrayLike, statements: ArrayLike, votes: ArrayLike) -> OpinionMap:
    """The map after new votes, begun from the last one: axes keep their direction and groups their letters.

    A new vote on an opinion that the person voted on before replaces the earlier one. Who was placed stays placed.
    Whether there are groups is tested again once one vote in ten is new.
    """
    table = last.votes.table
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    who = np.concatenate([last.votes.people[rows], np.asarray(people, np.int64)])
    what = np.concatenate([last.votes.opinions[table.indices], np.asarray(statements, np.int64)])
    how = np.concatenate([table.data, np.asarray(votes, np.int8)])
    every = tally(who, what, how)
    enough = every.given >= min(ENOUGH, len(every.opinions))
    enough |= np.isin(every.people, last.votes.people[last.placed])
    return draw(every, enough, seed=last.seed, last=last)
