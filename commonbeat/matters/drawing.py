"""Draw what votes show: read them, find how views lie, and keep only what may be told. Nothing here writes a row.

It may take a minute where a million have voted, so it holds no lock and no transaction; the act that takes the result
is short and sees whether something newer was drawn meanwhile. Numerics load with this file: import it where something
is drawn, never at start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonbeat.matters import due, five, standing
from commonbeat.matters.models import Input, Vote, Voter, Window
from commonbeat.matters.shown import opinions as told
from commonbeat.measures.opinions.disclosure import safe
from commonbeat.measures.opinions.findings import Findings, findings
from commonbeat.measures.opinions.mapping import OpinionMap, opinion_map
from commonbeat.measures.opinions.routing import priorities
from commonbeat.measures.opinions.stability import stability

Integers = NDArray[np.int64]
#: rows fetched at once
CHUNK = 50_000


@dataclass(frozen=True)
class Drawn:
    """What was found, ready to be kept: the newest drawing before it, both parts as told, who is in them, weights."""

    after: int | None
    everybody: dict[str, Any]
    confirmed: dict[str, Any]
    among_everybody: int
    among_confirmed: int
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of both parts, for the public log."""
        parts = json.dumps([self.everybody, self.confirmed], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(parts.encode()).hexdigest()


@dataclass(frozen=True)
class Ballots:
    """Votes of one period: ``rows`` (votes, 3) of voter's number, opinion and answer, of all whose votes count.

    ``confirmed`` are the numbers of confirmed voters, ``source`` (voters, 2) the group published with an imported
    conversation by number, ``opinions`` those that stand for themselves and are shown, ``left_out`` the imported ones
    that were not.
    """

    rows: Integers
    confirmed: Integers
    source: Integers
    opinions: list[int]
    left_out: list[int]

    @property
    def people(self) -> Integers:
        """The numbers of those who voted on an opinion that takes part, rising."""
        return np.unique(self.rows[~np.isin(self.rows[:, 1], self.left_out), 0])


def table(rows: Iterable[tuple[int, ...]], width: int) -> Integers:
    """Rows of whole numbers from the database, read one after another: (rows, width)."""
    return np.fromiter(rows, np.dtype((np.int64, width)))


def ballots(window: Window) -> Ballots:
    """Read the votes of a period."""
    voters = Voter.objects.filter(window=window).counted().order_by("pk")
    known = table(voters.values_list("pk", "number").iterator(CHUNK), 2)
    of_source = voters.exclude(source_group=None).values_list("number", "source_group")
    given = Input.objects.filter(window=window).opinions()
    opinions = list(given.shown().single().order_by("pk").values_list("pk", flat=True))
    left_out = list(given.filter(channel=Input.Channel.IMPORT).exclude(pk__in=opinions).values_list("pk", flat=True))
    cast = Vote.objects.filter(opinion__window=window, opinion__kind=Input.Kind.OPINION)
    rows = table(cast.values_list("voter_id", "opinion_id", "answer").iterator(CHUNK), 3)
    rows = rows[np.isin(rows[:, 0], known[:, 0]) & np.isin(rows[:, 1], [*opinions, *left_out])]
    rows[:, 0] = known[np.searchsorted(known[:, 0], rows[:, 0]), 1]
    confirmed = np.fromiter(voters.confirmed().values_list("number", flat=True).iterator(CHUNK), np.int64)
    return Ballots(rows, confirmed, table(of_source.iterator(CHUNK), 2), opinions, left_out)


def drawn(window: Window) -> Drawn | None:
    """What votes show now, begun from nothing with a seed that stays; None where the rule of five says to wait."""
    votes = ballots(window)
    everybody = five.people_of(votes.people.tolist())
    confirmed = five.people_of(votes.people[np.isin(votes.people, votes.confirmed)].tolist())
    found = due.of(window, everybody, confirmed)
    if not found.is_due:
        return None
    whole, last = mapped(votes, window, votes.rows), found.newest
    made = Drawn(
        last.pk if last else None,
        last.everybody if last else {},
        last.confirmed if last else {},
        found.among_everybody,
        found.among_confirmed,
        {str(number): round(weight, 4) for number, weight in priorities(whole).items()},
    )
    before, beside = standing.published(window)
    if found.everybody:
        said = said_by(whole, votes, window)
        lines = standing.standing(told.lines(said), before, [beside])
        made = replace(made, everybody=as_told(whole, votes, window, said, lines), among_everybody=everybody)
    if found.confirmed:
        others = [before, standing.remember({}, made.everybody)]
        part = made.everybody if confirmed == everybody else _of_confirmed(whole, votes, window, beside, others)
        made = replace(made, confirmed=part, among_confirmed=confirmed)
    return made


def mapped(votes: Ballots, window: Window, rows: Integers) -> OpinionMap:
    """How views lie among those whose votes these rows are."""
    return opinion_map(*rows.T, seed=window.pk, moderated_out=votes.left_out)


def as_told(
    found: OpinionMap, votes: Ballots, window: Window, said: Findings, lines: dict[int, told.Line]
) -> dict[str, Any]:
    """What may be told of a map, as it is kept."""
    today, people = window.matter.agency.today(), len(found.votes.people)
    return told.write(said, lines, people=people, drawn_on=today, sources=sources(found, votes))


def said_by(found: OpinionMap, votes: Ballots, window: Window) -> Findings:
    """What a map says, with how sure its groups are."""
    return findings(found, votes.opinions, stability(found, seed=window.pk))


def _of_confirmed(
    whole: OpinionMap, votes: Ballots, window: Window, before: standing.Before, beside: list[standing.Before]
) -> dict[str, Any]:
    """The same of confirmed voters alone.

    It stands on one page with everybody's answers. Where these less the confirmed ones would tell of one to four of
    the others, the confirmed ones' answers to that opinion are withheld; what most of them said is told all the same.
    """
    found = mapped(votes, window, votes.rows[np.isin(votes.rows[:, 0], votes.confirmed)])
    said = said_by(found, votes, window)
    lines = told.lines(said)
    every = dict(zip(whole.votes.opinions.tolist(), whole.counts.sum(axis=0), strict=True))
    for number, counts in zip(found.votes.opinions.tolist(), found.counts.sum(axis=0), strict=True):
        others = every[number] - counts
        if not (safe(others).all() and safe(others.sum())):
            line = lines[number]
            lines[number] = told.Line(number, told.hidden(line.everybody), [told.hidden(one) for one in line.groups])
    return as_told(found, votes, window, said, standing.standing(lines, before, beside))


def sources(found: OpinionMap, votes: Ballots) -> list[list[int]]:
    """People by the group published with an imported conversation (rows: its number, then ours and none).

    Empty where there is none, or where a number would tell of one to four people.
    """
    if not len(votes.source) or not found.number_of_groups:
        return []
    source = dict(votes.source.tolist())
    theirs = np.array([source.get(person, -1) for person in found.votes.people.tolist()])
    kinds, ours = [kind for kind in np.unique(theirs).tolist() if kind >= 0], [*range(found.number_of_groups), -1]
    counted = np.array(
        [[((theirs == kind) & (found.groups == group)).sum() for group in ours] for kind in [*kinds, -1]]
    )
    if not kinds or not safe(counted).all():
        return []
    return [[kind, *row] for kind, row in zip(kinds, counted[:-1].tolist(), strict=True)]
