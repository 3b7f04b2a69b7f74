"""A body's old lists held against what is here: which rows enter, which do not, and why. Nothing is changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.validators import validate_email
from django.forms import ValidationError

from commonbeat.frame import clock
from commonbeat.gatherings.models import Recommendation
from commonbeat.gatherings.reading import lists, table
from commonbeat.gatherings.reading.lists import Listed, Out
from commonbeat.people.charter import reply_due
from commonbeat.people.models import Charter, Invitation, Organization, Seat

HERE = "rows that are here already"
TOO_LONG = "rows with a longer title than a seat can have"
NO_SINCE = "rows without the day on which somebody took the seat"
NO_ADDRESS = "seats held now without an e-mail address: nobody can be invited to them"
ENDS_EARLY = "rows with a seat that ends before it begins"
NO_WORDS = "rows without words"
NO_ADOPTION = "rows without the day on which it was adopted, or with one to come"
NO_REPLY_DAY = "rows without a day for the reply, which the charter does not say either"
LONGEST_SEAT = Seat._meta.get_field("title").max_length
#: where a recommendation is told in one long line, its title is as much of that
LONGEST_TITLE = 120


class Looked(NamedTuple):
    """A list that was read: the rows that enter, those that do not, and the seal of the file."""

    rows: Sequence[Listed]
    out: Sequence[Out]
    digest: str


def role_of(row: Listed) -> str:
    """The role outside the agency that a row names, as a value or as pages say it; else a member."""
    named = row.words["role"].casefold()
    roles = [one for one in Seat.Role if one not in Seat.AGENCY_ROLES]
    found = (one for one in roles if named in (one.value, str(one.label).casefold()))
    return next(found, Seat.Role.MEMBER).value


def is_over(row: Listed) -> bool:
    """Whether nobody sits in the seat any more by this row."""
    until = row.days["until"]
    return until is not None and until <= clock.today()


def roster(data: bytes, body: Organization) -> Looked:
    """A roster: ended seats enter as they were; for those held now their holders are invited."""
    found, out = lists.read(table.rows(data), lists.ROSTER, "title")
    ended = Counter(Seat.objects.filter(organization=body).values_list("title", "since", "until"))
    asked = {address.casefold() for address in _addresses(body)}
    kept = []
    for row in found:
        why = _no_seat(row, ended, asked)
        if why:
            out.append(Out(row.line, why))
            ended[_seat_of(row)] -= why == HERE
        else:
            kept.append(row)
    return Looked(kept, sorted(out), hashlib.sha256(data).hexdigest())


def _seat_of(row: Listed) -> tuple[str, date | None, date | None]:
    """What an ended seat is known by: as many of a kind as stand here are not entered again."""
    return row.words["title"], row.days["since"], row.days["until"]


def _addresses(body: Organization) -> list[str]:
    """Addresses of those who sit in a body or are invited to."""
    held = Seat.objects.held().filter(organization=body).values_list("person__email", flat=True)
    return [*held, *Invitation.objects.filter(seat__organization=body).values_list("email", flat=True)]


def _no_seat(row: Listed, ended: Counter[Any], asked: set[str]) -> str:
    """Why a row makes no seat; "" where it does."""
    since, until, address = row.days["since"], row.days["until"], row.words["email"]
    if len(row.words["title"]) > LONGEST_SEAT:
        return TOO_LONG
    if is_over(row):
        if since is None:
            return NO_SINCE
        if until is not None and until < since:
            return ENDS_EARLY
        return HERE if ended[_seat_of(row)] > 0 else ""
    if address.casefold() in asked:
        return HERE
    try:
        validate_email(address)
    except ValidationError:
        return NO_ADDRESS
    return ""


def recommendations(data: bytes, body: Organization) -> Looked:
    """What a body recommended, the oldest first; the reply is owed by the charter's day or the one in the row."""
    found, out = lists.read(table.rows(data), lists.RECOMMENDATIONS, "title")
    here = {(one.title.text, one.adopted_on) for one in Recommendation.objects.filter(organization=body)}
    kept = []
    for row in found:
        why = _no_recommendation(row, body, here)
        if why:
            out.append(Out(row.line, why))
        else:
            kept.append(row)
    kept.sort(key=lambda row: (row.days["adopted_on"] or date.max, row.line))
    return Looked(kept, sorted(out), hashlib.sha256(data).hexdigest())


def title_and_words(row: Listed) -> tuple[str, str]:
    """What a row recommends. A title stands whole, unless it is all that the row says: then the words are whole."""
    title, words = row.words["title"], row.words["words"]
    return (title, words) if words else (title[:LONGEST_TITLE], title)


def _no_recommendation(row: Listed, body: Organization, here: set[tuple[str, date]]) -> str:
    """Why a row makes no recommendation; "" where it does."""
    adopted, asked = row.days["adopted_on"], row.days["asked_by"]
    if not row.words["title"]:
        return NO_WORDS
    if adopted is None or adopted > clock.today():
        return NO_ADOPTION
    if (title_and_words(row)[0], adopted) in here:
        return HERE
    charter = Charter.objects.of(body, adopted)
    by_charter = reply_due(charter.read, adopted) if charter else None
    return "" if by_charter or (asked and asked >= adopted + timedelta(days=1)) else NO_REPLY_DAY
