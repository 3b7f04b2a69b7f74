"""What is wrong with a file: a sentence with places for its values, so that a page can say it in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
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
# files of records: what they are
NO_FILE = "this is not a file"
SPREADSHEET = "this is a spreadsheet or an archive: save it as CSV"
PDF = "this is a PDF: ask for the table as CSV"
PARQUET = "this is a Parquet file that nobody accepted here"
JSON = "this is JSON (a map, perhaps), not a table with a column on each"
XML = "this is XML or a web page, not a table"
BYTES = "this is not text"
PACKED = "this cannot be unpacked: %(why)s"
NO_NAMES = "the first line should name the columns, and seems to be a row"
NO_ROWS = "there are no rows below the names of the columns"
NOT_THERE = 'for %(ours)s, the column "%(theirs)s" is not there'
THERE_TWICE = 'for %(ours)s, the column "%(theirs)s" is there more than once'
HAS = "the file has: %(columns)s"
# why a file of records is refused
STATUS = "it tells of immigration or citizenship status, which is never taken in"
ORIGIN = "it tells where people or their families come from, and so what their status may be"
TONGUE = "it tells which language people speak at home, and so where they may come from"
NAME = "it names people"
NUMBER = "it holds plates, or numbers of a license, a vehicle or a person"
CONTACT = "it holds people's home addresses, e-mail addresses or telephone numbers"
BIRTH = "it holds dates of birth: give the age, or a band of ages"
# lines and rows that are left out
FEWER = "fewer cells than the first line names"
MORE = "more cells than the first line names"
QUOTES = "quotation marks that do not pair"
TOO_LONG = "longer than a line can be (an open quotation mark?)"
NOT_TEXT = "not text"
UNKNOWN = "%(column)s is unknown"
REPEATS = "they repeat another row with the same number in every cell"
# cells that could not be read
NO_DATE = "not a date"
NO_TIME = "not a time of day"
NO_MOMENT = "not a date and time of the agency's own"
NOT_LISTED = "not in the list"
NO_YES = "neither yes nor no"
NO_WHOLE = "not a whole number"
NO_WHOLE_FROM = "not a whole number from %(least)s"
NO_WHOLE_BETWEEN = "not a whole number from %(least)s to %(most)s"
NO_NUMBER_AT_ALL = "not a number"
NO_NUMBER_FROM = "not a number from %(least)s"
NO_NUMBER_BETWEEN = "not a number from %(least)s to %(most)s"
NO_AGE = "neither an age nor a band of ages"
NOBODY = "a number that is nobody's, such as 9999"
EARLIER = "earlier than %(column)s"
ALTHOUGH = "although %(column)s is no"
NO_AFTERNOON = "none is later than 12:59: were AM and PM lost?"
MIDNIGHT = "exactly midnight, too often: does it stand for unknown?"
# what was repaired
UNPACKED = "unpacked (gzip)"
MARKED = "read as UTF-8 with a mark at its start"
WINDOWS = "read as Windows-1252"
UTF_16 = "read as UTF-16"
LINE_ENDS = "line ends of several or old kinds made one"
SAME_NAME = 'two columns are named "%(column)s": neither is read'
PSEUDONYMS = "%(column)s: numbers became pseudonyms"
BANDS = "%(column)s: exact ages became bands"
LINE_BREAKS = "line breaks within a cell became spaces"
# papers: forms, orders, contracts
LARGE_PAPER = "larger than %(size)s MB; give the pages that matter"
OLD_WORD = "an old Word file; save it as .docx"
NO_WORDS = "there is no text in it"
UTF_16_WORDS = "this is UTF-16 text; save it as UTF-8"
NO_PAPER = "this is neither text nor a Word or PDF file"
NO_UTF_8 = "this is not UTF-8 text; save it as plain text in UTF-8"
LARGE_UNPACKED = "unpacked it is too large"
NO_WORD = "this is no Word document (.docx), or a damaged one"
MANY_PAGES = "more than %(most)s pages; give those that matter"
LOCKED_PDF = "a PDF that is damaged or locked with a password"
PICTURES = "a PDF of pictures, without text; have its text recognized first"
# mappings
NO_TOML = "this is not a TOML file: %(why)s"
NO_SCHEMA = 'there is no schema "%(schema)s"; there are: %(names)s'
NO_PART = 'there is no part "%(part)s"; parts are %(parts)s'
NO_SUCH_COLUMN = '%(part)s: %(schema)s have no column "%(column)s"'
NAMES_NONE = "columns.%(column)s: this names no column of the file"
NO_TEXTS = "%(part)s: this must be a list of texts"
NOT_TRANSLATED = "%(part)s: only %(types)s are translated, by a table of theirs = ours"
CANNOT_BECOME = '%(part)s: "%(theirs)s" cannot become "%(ours)s"; there are: %(values)s'
TWO_THINGS = '%(part)s: "%(theirs)s" is there twice, and becomes two things'
ALSO_MAPPED = "always.%(column)s: the column is also mapped"
NOT_ALWAYS = "always.%(column)s: only choice, text and yes_no hold for every row"
ALWAYS_WRONG = 'always.%(column)s: "%(said)s" is not one of %(values)s'
REQUIRED = "columns.%(column)s: %(schema)s cannot do without it"
ALSO_TRANSLATED = 'missing.%(column)s: "%(word)s" is also translated'
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


def sentences() -> list[str]:
    """Every sentence that can be said of a file."""
    return [text for name, text in globals().items() if name.isupper() and isinstance(text, str)]


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """How each sentence looks with values in its places, those with the most words of their own first."""
    found = []
    for sentence in sentences():
        words = re.split(r"%\((\w+)\)s", sentence)  # its own words, and between them the names of its values
        looks = "".join(f"(?P<{one}>.*)" if at % 2 else re.escape(one) for at, one in enumerate(words))
        found.append((-sum(map(len, words[::2])), sentence, re.compile(looks, re.DOTALL)))
    return [(looks, sentence) for _length, sentence, looks in sorted(found, key=lambda one: one[:2])]


def recognized(text: str) -> Problem | None:
    """The sentence and the values that a text was made of, so that a page can say in another language what was kept."""
    for looks, sentence in _patterns():
        if found := looks.fullmatch(text):
            return Problem(sentence, found.groupdict())
    return None


def refuse(path: Path, problems: Sequence[Problem]) -> None:
    """Raise Unreadable with the problems, if there are any."""
    if problems:
        raise Unreadable(path, *problems)
