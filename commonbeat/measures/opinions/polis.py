"""The set of files in which Polis publishes a conversation: summary, comments, votes and participants-votes.

Needs: a folder with comments.csv and votes.csv or participants-votes.csv; summary.csv where there is one.
Reads as: the opinions, who voted what, the groups that were published, and what was left out for which reason.
Take care: in these files agree is 1 (in Polis' database −1). votes.csv holds earlier votes of a person on an opinion:
the last one counts, with equal times the later line. Totals in comments.csv count them all.
Source: The Computational Democracy Project, github.com/compdemocracy/openData.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.opinions.vote_files import Ballots, read_ballots, rows, whole
from commonbeat.measures.opinions.votes import AGREE, DISAGREE, Votes, tally
from commonbeat.measures.problems import NO_COMMENTS, NOT_ITS_OWN, NOT_MODERATED, Problem, Unreadable, refuse

#: moderated: −1 left out by a moderator, 0 not looked at, 1 accepted; 0 and 1 take part
MODERATED_OUT, NOT_LOOKED_AT = -1, 0
COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")


@dataclass(frozen=True)
class Opinion:
    """One opinion: its number, who wrote it (None: unknown), its words, and what moderation said of it."""

    number: int
    text: str
    author: int | None = None
    moderated: int = NOT_LOOKED_AT
    written: int | None = None


@dataclass(frozen=True)
class Conversation:
    """A conversation as the set holds it. ``ballots`` are the votes that count, one for each person and opinion.

    ``left_out`` says how many votes or opinions were left out, by reason.
    """

    opinions: tuple[Opinion, ...]
    ballots: Ballots
    summary: tuple[tuple[str, str], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def moderated_out(self) -> list[int]:
        """Numbers of the opinions that a moderator left out: their votes are kept and place nobody."""
        return [opinion.number for opinion in self.opinions if opinion.moderated == MODERATED_OUT]

    @property
    def people(self) -> NDArray[np.int64]:
        """Everybody who is in the set, rising."""
        return np.union1d(np.fromiter(self.ballots.published, np.int64), self.ballots.people.astype(np.int64))


def read(folder: Path) -> Conversation:
    """The set in a folder. Raises Unreadable for what cannot be used, OSError where a file is not there."""
    opinions = read_opinions(folder / "comments.csv")
    votes, people = folder / "votes.csv", folder / "participants-votes.csv"
    ballots = read_ballots(votes if votes.exists() else people)
    if votes.exists() and people.exists():
        beside = read_ballots(people)
        ballots = replace(ballots, published=beside.published, names=beside.names)
    summary = folder / "summary.csv"
    return gathered(opinions, ballots, read_summary(summary) if summary.exists() else ())


def gathered(
    opinions: tuple[Opinion, ...], ballots: Ballots, summary: tuple[tuple[str, str], ...] = ()
) -> Conversation:
    """Opinions and votes brought together; what cannot count is left out, with its number, by reason."""
    known = np.isin(ballots.statements, [opinion.number for opinion in opinions]) if opinions else None
    left_out = {}
    if known is not None and not known.all():
        left_out["votes on opinions that are not in the list of opinions"] = int((~known).sum())
        ballots = ballots.kept(known)
    last = last_votes(ballots)
    if last.sum() < len(last):
        left_out["earlier votes of the same person on the same opinion"] = int((~last).sum())
        ballots = ballots.kept(last)
    empty = sum(not opinion.text.strip() for opinion in opinions)
    if empty:
        left_out["opinions without words (their votes count)"] = empty
    out = {opinion.number for opinion in opinions if opinion.moderated == MODERATED_OUT}
    if out:
        left_out["votes on opinions that a moderator left out"] = int(np.isin(ballots.statements, list(out)).sum())
    return Conversation(opinions, ballots, summary, left_out)


def last_votes(ballots: Ballots) -> NDArray[np.bool_]:
    """Which votes are the last of their person on their opinion, (votes,)."""
    if not tally(ballots.people, ballots.statements, ballots.votes).replaced:
        return np.ones(len(ballots.votes), bool)
    pairs = np.stack([ballots.people[::-1], ballots.statements[::-1]], axis=1)
    first = np.unique(pairs, axis=0, return_index=True)[1]
    found = np.zeros(len(pairs), bool)
    found[len(pairs) - 1 - first] = True
    return found


def read_opinions(path: Path) -> tuple[Opinion, ...]:
    """The opinions of a comments.csv, in the order of the file. Raises Unreadable with every problem by line."""
    found: dict[int, Opinion] = {}
    problems: list[Problem] = []
    named = False
    for line, row in rows(path):
        named = named or {"comment-id", "comment-body"} <= set(row)
        number = whole(row.get("comment-id", ""))
        moderated = whole(row.get("moderated", "") or "0")
        if number is None or number in found:
            values = {"column": "comment-id", "found": repr(row.get("comment-id"))}
            problems.append(Problem(NOT_ITS_OWN, values, line))
        elif moderated not in (-1, 0, 1):
            problems.append(Problem(NOT_MODERATED, {"found": repr(row.get("moderated"))}, line))
        else:
            author, written = whole(row.get("author-id", "")), whole(row.get("timestamp", ""))
            found[number] = Opinion(number, row.get("comment-body", ""), author, moderated, written)
    if not named:
        raise Unreadable(path, Problem(NO_COMMENTS))
    refuse(path, problems)
    return tuple(found.values())


def read_summary(path: Path) -> tuple[tuple[str, str], ...]:
    """The lines of a summary.csv: what is told, and what it is."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple((row[0], ",".join(row[1:])) for row in csv.reader(file) if row)


def write(conversation: Conversation, folder: Path) -> None:
    """The set into a folder, which is made. Read and written again it is the same to the byte; times are in UTC."""
    folder.mkdir(parents=True, exist_ok=True)
    votes = tally(conversation.ballots.people, conversation.ballots.statements, conversation.ballots.votes)
    _table(folder / "summary.csv", [], conversation.summary or summary_of(conversation))
    _table(folder / "comments.csv", COMMENTS, _comment_rows(conversation, votes))
    _table(folder / "votes.csv", VOTES, _vote_rows(conversation.ballots))
    named = ["xid"] if conversation.ballots.names else []
    header = ["participant", *named, "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]
    columns = sorted({opinion.number for opinion in conversation.opinions} | set(votes.opinions.tolist()))
    _table(folder / "participants-votes.csv", [*header, *columns], _person_rows(conversation, votes, columns))


def summary_of(conversation: Conversation) -> list[tuple[str, str]]:
    """The lines of a summary where none was published."""
    groups = {group for group in conversation.ballots.published.values() if group is not None}
    people, authors = len(conversation.people), {opinion.author for opinion in conversation.opinions}
    counted = {"voters": people, "voters-in-conv": people, "commenters": len(authors - {None})}
    counted |= {"comments": len(conversation.opinions), "groups": len(groups)}
    told = [(name, str(count)) for name, count in counted.items()]
    return [("topic", ""), ("url", ""), ("views", ""), *told, ("conversation-description", "")]


def _table(path: Path, header: Iterable[object], lines: Iterable[Iterable[object]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if header:
        writer.writerow(header)
    writer.writerows(lines)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def written_out(moment: int | None) -> str:
    """A time as these files write it, in UTC."""
    if moment is None:
        return ""
    return datetime.fromtimestamp(moment // 1000, UTC).strftime("%a %b %d %H:%M:%S UTC %Y")


def _comment_rows(conversation: Conversation, votes: Votes) -> Iterable[list[object]]:
    totals = {
        answer: np.bincount(votes.table.indices[votes.table.data == answer], minlength=len(votes.opinions))
        for answer in (AGREE, DISAGREE)
    }
    place = {number: column for column, number in enumerate(votes.opinions.tolist())}
    for one in conversation.opinions:
        counts = [int(totals[answer][place[one.number]]) if one.number in place else 0 for answer in totals]
        yield [
            _told(one.written),
            written_out(one.written),
            one.number,
            _told(one.author),
            *counts,
            one.moderated,
            one.text,
        ]


def _vote_rows(ballots: Ballots) -> Iterable[list[object]]:
    order = np.lexsort((ballots.people, ballots.statements))
    for at in order:
        when = None if ballots.when is None else int(ballots.when[at])
        yield [
            _told(when),
            written_out(when),
            int(ballots.statements[at]),
            int(ballots.people[at]),
            int(ballots.votes[at]),
        ]


def _person_rows(conversation: Conversation, votes: Votes, columns: list[int]) -> Iterable[list[object]]:
    wrote = [opinion.author for opinion in conversation.opinions]
    place = {number: at for at, number in enumerate(columns)}
    row_of = {person: row for row, person in enumerate(votes.people.tolist())}
    for person in conversation.people.tolist():
        row = row_of.get(person)
        part = slice(*votes.table.indptr[row : row + 2]) if row is not None else slice(0, 0)
        answers = votes.table.data[part]
        cells: list[object] = [""] * len(columns)
        for column, answer in zip(votes.opinions[votes.table.indices[part]].tolist(), answers.tolist(), strict=True):
            cells[place[column]] = answer
        counts = [wrote.count(person), len(answers), int((answers == AGREE).sum()), int((answers == DISAGREE).sum())]
        named = [conversation.ballots.names.get(person, "")] if conversation.ballots.names else []
        yield [person, *named, _told(conversation.ballots.published.get(person)), *counts, *cells]


def _told(number: int | None) -> str:
    return "" if number is None else str(number)
