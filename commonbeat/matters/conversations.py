"""A conversation held elsewhere, as its published set of files tells it: looked at whole before anything enters.

Raises Unreadable (a ValueError) with file and line where a file cannot be used, OSError where one is not there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.models.source import LEFT_OUT
from commonbeat.matters.texts import screening
from commonbeat.people.models import Agency

if TYPE_CHECKING:
    from commonbeat.measures.opinions.polis import Conversation

#: the files of a set, in the order in which their digests are listed; the last two may stand for each other
FILES = ("comments.csv", "participants-votes.csv", "summary.csv", "votes.csv")
#: days in which the agency replies where it elects so with the import
DAYS_TO_REPLY = 30
#: the longest description that is a question as well
QUESTION = 300
#: script, as Unicode names its letters → the language that the words are said to be in
SCRIPTS = {"HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HANGUL": "ko", "ARABIC": "ar"}
#: the largest number and the largest group that a set may name, and the longest name of a person
LARGEST, LARGEST_GROUP, LONGEST_NAME = 2**31 - 1, 2**15 - 1, 200


@dataclass(frozen=True)
class Held:
    """A conversation that can be taken in: what its files hold, and what of it makes the topic."""

    conversation: Conversation
    digest: str
    title: str
    language: str
    opens_at: datetime
    closes_at: datetime
    is_dated: bool
    first_day: date
    last_day: date

    @property
    def said(self) -> dict[str, str]:
        """What the summary tells, by name."""
        return dict(self.conversation.summary)

    @property
    def topic(self) -> dict[str, Words]:
        """Title, question and summary of the topic."""
        about = screening.clean(self.said.get("conversation-description", "")).strip()
        question = about if len(about) <= QUESTION else ""
        made = {"title": self.title, "question": question, "summary": about or self.title}
        return {name: Words(text, self.language) for name, text in made.items()}

    @property
    def counts(self) -> dict[str, int]:
        """How many opinions, people and votes enter."""
        found = self.conversation
        return {"count": len(found.opinions), "people": len(found.people), "votes": len(found.ballots.votes)}

    @property
    def left_out(self) -> dict[str, int]:
        """How many votes or opinions count nowhere, by reason."""
        return {reason: count for reason, count in self.conversation.left_out.items() if count}

    def told(self) -> list[str]:
        """What enters and what counts nowhere, in sentences."""
        states = Counter(one.moderated for one in self.conversation.opinions)
        n = self.counts
        said = [
            (n["count"], ngettext("%(n)s opinion enters:", "%(n)s opinions enter:", n["count"])),
            (states[1], _("%(n)s accepted by a moderator, shown")),
            (states[0], _("%(n)s at which no moderator had looked, shown")),
            (states[-1], _("%(n)s left out by a moderator, kept hidden with their votes")),
            (n["people"], ngettext("%(n)s person voted", "%(n)s people voted", n["people"])),
            (n["votes"], ngettext("%(n)s vote enters", "%(n)s votes enter", n["votes"])),
        ]
        counted = [f"{LEFT_OUT.get(reason, reason)}: {count}" for reason, count in self.left_out.items()]
        sentences = [sentence % {"n": count} for count, sentence in said if count]
        return sentences + [_("Not counted: %(what)s") % {"what": what} for what in counted]


class NoTitle(Refused):
    """Neither the files nor whoever takes them in said what the topic is called."""


def look(folder: Path, agency: Agency, *, title: str = "", language: str = "") -> Held:
    """The set in a folder, checked. What is not said by title or language is taken from the files."""
    from commonbeat.measures.opinions import polis

    if language and not re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", language):
        raise Refused(_("A language is written as two or three letters, such as en."))
    found = polis.read(folder)
    _refuse_what_no_table_holds(found)
    said = dict(found.summary)
    title = title.strip() or screening.clean(said.get("topic", "")).strip()
    if not title:
        raise NoTitle(_("These files have no title. Give one."))
    words = " ".join([title, said.get("conversation-description", ""), *(one.text for one in found.opinions)])
    moments = _moments(found)
    opens_at, closes_at = _dates(moments, agency)
    return Held(
        conversation=found,
        digest=digest(folder),
        title=title,
        language=language or language_of(words) or agency.tongue,
        opens_at=opens_at,
        closes_at=closes_at,
        is_dated=bool(moments),
        first_day=agency.local(opens_at).date(),
        last_day=agency.local(closes_at).date(),
    )


def digest(folder: Path) -> str:
    """SHA-256 of what ``sha256sum`` prints of the files, in the order of their names."""
    there = [folder / name for name in FILES if (folder / name).exists()]
    lines = "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in there)
    return hashlib.sha256(lines.encode()).hexdigest()


def language_of(words: str) -> str:
    """The language that the script tells, "" where several languages are written so."""
    letters = [letter for letter in words if letter.isalpha()][:20_000]
    scripts = Counter(SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].partition("-")[0]) for letter in letters)
    if scripts["ja"] and scripts["ja"] + scripts["zh"] > len(letters) / 3:
        return "ja"
    script, count = next(iter(scripts.most_common(1)), (None, 0))
    return script if script and count > len(letters) / 3 else ""


def _moments(found: Conversation) -> list[int]:
    """The first and the last time in the files, in milliseconds since 1970; none where they tell none."""
    told = [one.written for one in found.opinions if one.written]
    when = found.ballots.when
    known = when[when != 0] if when is not None else ()
    told += [int(known.min()), int(known.max())] if len(known) else []
    if told and (min(told) < 0 or max(told) >= clock.now().timestamp() * 1000):
        raise Refused(_("A time in these files lies before 1970 or in the future."))
    return [min(told), max(told)] if told else []


def _dates(moments: list[int], agency: Agency) -> tuple[datetime, datetime]:
    """From when to when it was held; the day before the import where the files do not say."""
    if not moments:
        today = datetime.combine(agency.today(), time(), agency.zone)
        return today - timedelta(days=1), today
    return moment(moments[0]), moment(moments[1]) + timedelta(milliseconds=1)


def moment(milliseconds: int) -> datetime:
    """A time as the files spell it."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def _refuse_what_no_table_holds(found: Conversation) -> None:
    if not len(found.ballots.votes):
        raise Refused(_("No vote in these files is on one of the opinions in comments.csv."))
    numbers = [*found.people.tolist(), *(one.number for one in found.opinions)]
    groups = [group for group in found.ballots.published.values() if group is not None]
    if numbers and not 0 <= min(numbers) <= max(numbers) <= LARGEST:
        raise Refused(_("The numbers of people and opinions must lie between 0 and %(n)s.") % {"n": LARGEST})
    if groups and not -LARGEST_GROUP <= min(groups) <= max(groups) <= LARGEST_GROUP:
        raise Refused(_("The numbers of groups must lie between −%(n)s and %(n)s.") % {"n": LARGEST_GROUP})
    if any(len(name) > LONGEST_NAME for name in found.ballots.names.values()):
        raise Refused(_("A name in the column xid is longer than %(n)s characters.") % {"n": LONGEST_NAME})


@contextmanager
def unpacked(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, for as long as it is looked at."""
    with TemporaryDirectory() as made:
        for name, data in files.items():
            (Path(made) / name).write_bytes(data)
        yield Path(made)


def without_nul(value: Any) -> Any:
    """Text without the one letter that no database keeps."""
    return value.replace("\0", "") if isinstance(value, str) else value
