"""What is wrong with a file: a sentence with places for its values, so that a page can say it in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: what can be wrong with a file, in sentences with places for values; pages say them in other languages too
EMPTY = "the file is empty"
NO_TEXT = "this is not UTF-8 text; save it as CSV UTF-8"
NO_CSV = "this is not a CSV file: %(why)s"
NO_VOTES = "there are no votes below the names of the columns"
NO_COLUMNS = (
    'the first line must name the columns "comment-id", "voter-id" and "vote", or "participant" and then one column '
    "for each opinion"
)
NO_OPINIONS = "a column for each opinion has its number as a name; there is %(found)s"
CELLS = "there are %(cells)s cells where %(columns)s columns are named"
NO_NUMBER = "%(column)s must be a whole number, and is %(found)s"
NO_VOTE = "a vote is 1 (agree), -1 (disagree) or 0 (not sure), and is %(found)s"
NO_VOTE_ON = "a vote is 1, -1, 0 or empty, and on opinion %(opinion)s is %(found)s"
NOT_ITS_OWN = "%(column)s must be a number of its own, and is %(found)s"
NOT_MODERATED = "moderated must be -1, 0 or 1, and is %(found)s"
NO_COMMENTS = 'the first line must name the columns "comment-id" and "comment-body", with rows below'
#: problems named one by one
NAMED = 20


@dataclass(frozen=True)
class Problem:
    """Something wrong with a file as a whole or at a line: a sentence and its values."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None

    def __str__(self) -> str:
        said = self.sentence % self.values
        return said if self.line is None else f"line {self.line}: {said}"


class Unreadable(ValueError):
    """A file that cannot be used: its ``problems``, the first twenty, and how many ``more`` such lines there are."""

    def __init__(self, path: Path, *problems: Problem) -> None:
        self.path, self.problems, self.more = path, problems[:NAMED], max(len(problems) - NAMED, 0)
        said = [f"{path}{', ' if one.line else ': '}{one}" for one in self.problems]
        super().__init__("\n".join([*said, *([f"… and {self.more} more such lines"] if self.more else [])]))


def refuse(path: Path, problems: Sequence[Problem]) -> None:
    """Raise Unreadable with the problems, if there are any."""
    if problems:
        raise Unreadable(path, *problems)
