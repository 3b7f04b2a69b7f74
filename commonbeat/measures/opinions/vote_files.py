"""Reading files of votes: one vote on each line, or one person on each line; told apart by the names of the columns.

Signs: in the files that Polis publishes agree is 1 and disagree −1; its database and interface have it the other way
round. Only the files are read here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures import problems as said
from commonbeat.measures.opinions.digits import Irregular, columns_of
from commonbeat.measures.opinions.votes import tally
from commonbeat.measures.problems import Problem, Unreadable, refuse

Whole = NDArray[np.int64]
#: what a file of votes, one on each line, and a file of people, one on each line, must name
BY_VOTE = ("comment-id", "voter-id", "vote")
BY_PERSON = ("participant",)
#: columns of a file of people that are no opinions
ABOUT_PEOPLE = {"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
#: bytes read at once
CHUNK = 1 << 22


@dataclass(frozen=True)
class Ballots:
    """Votes as they stand in a file, those that count last at the end: three arrays of equal length (votes,).

    ``when`` are milliseconds since 1970, None where the file does not say. ``published`` is each person's group in the
    file, ``names`` what else it calls them; ``opinions`` all that it has a column for.
    """

    people: NDArray[Any]
    statements: NDArray[Any]
    votes: NDArray[np.int8]
    when: Whole | None = None
    published: Mapping[int, int | None] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    opinions: tuple[int, ...] = ()

    def kept(self, which: NDArray[np.bool_]) -> Ballots:
        """Some of the votes only."""
        when = None if self.when is None else self.when[which]
        people, statements, votes = self.people[which], self.statements[which], self.votes[which]
        return replace(self, people=people, statements=statements, votes=votes, when=when)


def read_ballots(path: Path) -> Ballots:
    """The votes of a file of either kind. Raises Unreadable with every problem by line."""
    header = first_line(path)
    if set(BY_VOTE) <= set(header):
        return in_order(_by_vote(path, header))
    if set(BY_PERSON) <= set(header):
        return _by_person(path)
    raise Unreadable(path, Problem(said.NO_COLUMNS))


def first_line(path: Path) -> list[str]:
    """The names of a file's columns."""
    with path.open("rb") as file:
        line = file.readline(1 << 20)
    if not line.strip():
        raise Unreadable(path, Problem(said.EMPTY))
    try:
        return [name.strip() for name in next(csv.reader([line.decode("utf-8-sig")]))]
    except UnicodeDecodeError:
        raise Unreadable(path, Problem(said.NO_TEXT)) from None
    except csv.Error as trouble:
        raise Unreadable(path, Problem(said.NO_CSV, {"why": trouble})) from None


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with the number of their last line; a missing cell is empty. Raises Unreadable."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="", strict=True)
            reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
            for row in reader:
                yield reader.line_num, {name: cell for name, cell in row.items() if isinstance(cell, str)}
    except UnicodeDecodeError:
        raise Unreadable(path, Problem(said.NO_TEXT)) from None
    except csv.Error as trouble:
        raise Unreadable(path, Problem(said.NO_CSV, {"why": trouble})) from None


def whole(text: str) -> int | None:
    """A whole number, also one written 1.0; None where the text is none."""
    text = text.strip().removesuffix(".0")
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None


def _by_vote(path: Path, header: list[str]) -> Ballots:
    """One vote on each line, by whole columns of digits; line by line where that does not do."""
    wanted = [*BY_VOTE, *(["timestamp"] if "timestamp" in header else [])]
    places = [header.index(name) for name in wanted]
    parts: list[list[NDArray[Any]]] = []
    problems: list[Problem] = []
    line = 2
    for data in _chunks(path):
        try:
            part = columns_of(data, len(header), places)
            if part[2].min() < -1 or part[2].max() > 1:
                raise Irregular
            line += len(part[0])
        except Irregular:
            part = _line_by_line(path, data, header, wanted, line, problems)
            line += data.count(b"\n")
        parts.append(part)
    refuse(path, problems)
    if not sum(len(part[0]) for part in parts):
        raise Unreadable(path, Problem(said.NO_VOTES))
    found = [np.concatenate(column) for column in zip(*parts, strict=True)]
    when = found[3] if len(found) > 3 and found[3].any() else None  # a column of times that is empty tells none
    return Ballots(found[1], found[0], found[2].astype(np.int8), when)


def _chunks(path: Path) -> Iterator[bytes]:
    """The bytes below the first line, cut at ends of lines."""
    with path.open("rb") as file:
        file.readline()
        rest = b""
        while data := file.read(CHUNK):
            end = data.rfind(b"\n") + 1
            if end:
                yield rest + data[:end]
                rest = data[end:]
            else:
                rest += data
        if rest.strip():
            yield rest + b"\n"


def _line_by_line(
    path: Path, data: bytes, header: list[str], wanted: list[str], first: int, problems: list[Problem]
) -> list[NDArray[Any]]:
    """The wanted columns as numbers, from lines that begin at ``first``; what cannot be read goes to problems."""
    found: list[list[int]] = []
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        for cells in reader:
            problem = _problem(first + reader.line_num - 1, cells, header, wanted) if cells else None
            if problem:
                problems.append(problem)
            elif cells:
                found.append([whole(cells[header.index(name)]) or 0 for name in wanted])
    except UnicodeDecodeError:
        raise Unreadable(path, Problem(said.NO_TEXT)) from None
    except csv.Error as trouble:
        problems.append(Problem(said.NO_CSV, {"why": trouble}, first + reader.line_num - 1))
    return list(np.array(found, np.int64).reshape(-1, len(wanted)).T)


def _problem(line: int, cells: list[str], header: list[str], wanted: list[str]) -> Problem | None:
    """What is wrong with a line of votes, if anything."""
    if len(cells) != len(header):
        return Problem(said.CELLS, {"cells": len(cells), "columns": len(header)}, line)
    row = dict(zip(header, cells, strict=True))
    for name in wanted:
        if whole(row[name]) is None and (name != "timestamp" or row[name].strip()):
            return Problem(said.NO_NUMBER, {"column": name, "found": repr(row[name])}, line)
    if whole(row["vote"]) not in (-1, 0, 1):
        return Problem(said.NO_VOTE, {"found": repr(row["vote"])}, line)
    return None


def in_order(ballots: Ballots) -> Ballots:
    """Votes given twice brought into the order of their times; equal times stay in the order of the file."""
    when = ballots.when
    if when is None or (when[1:] >= when[:-1]).all():
        return ballots
    table = tally(ballots.people, ballots.statements, ballots.votes)
    if not table.replaced:
        return ballots
    place = np.searchsorted(table.people, ballots.people)
    twice = (np.bincount(place, minlength=len(table.people)) > table.given)[place]
    some = np.flatnonzero(twice)
    order = np.concatenate([np.flatnonzero(~twice), some[np.argsort(when[some], kind="stable")]])
    return Ballots(ballots.people[order], ballots.statements[order], ballots.votes[order], when[order])


def _by_person(path: Path) -> Ballots:
    """One person on each line, with a column for each opinion; an empty cell is no vote."""
    header = first_line(path)
    opinions = [name for name in header if name not in ABOUT_PEOPLE]
    strange = [name for name in opinions if whole(name) is None]
    if strange or not opinions:
        raise Unreadable(path, Problem(said.NO_OPINIONS, {"found": ", ".join(strange) or "-"}))
    numbers = [whole(name) or 0 for name in opinions]
    votes: list[tuple[int, int, int]] = []
    published: dict[int, int | None] = {}
    names: dict[int, str] = {}
    problems: list[Problem] = []
    for line, row in rows(path):
        person = whole(row.get("participant", ""))
        if person is None or person in published:
            found = {"column": "participant", "found": repr(row.get("participant"))}
            problems.append(Problem(said.NOT_ITS_OWN, found, line))
            continue
        published[person] = whole(row.get("group-id", ""))
        if "xid" in row:
            names[person] = row["xid"]
        votes += _cells(line, person, zip(numbers, (row.get(name, "") for name in opinions), strict=True), problems)
    refuse(path, problems)
    if not votes:
        raise Unreadable(path, Problem(said.NO_VOTES))
    who, what, how = np.array(votes, np.int64).T
    return Ballots(who, what, how.astype(np.int8), None, published, names, tuple(numbers))


def _cells(
    line: int, person: int, cells: Iterable[tuple[int, str]], problems: list[Problem]
) -> Iterator[tuple[int, int, int]]:
    """A person's votes; a cell that is none is added to the problems."""
    for opinion, cell in cells:
        if cell.strip():
            vote = whole(cell)
            if vote in (-1, 0, 1):
                yield person, opinion, vote
            else:
                problems.append(Problem(said.NO_VOTE_ON, {"opinion": opinion, "found": repr(cell)}, line))
