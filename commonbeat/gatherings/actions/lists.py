"""Take in what a body kept in lists: its old seats, and what it recommended. Happened then, entered now."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings.actions.boards import recommend
from commonbeat.gatherings.lists import is_over, role_of, title_and_words
from commonbeat.gatherings.reading.lists import Listed
from commonbeat.people import actions as people
from commonbeat.people.actor import Actor
from commonbeat.people.models import Organization, Seat


@action("gatherings.import_roster", facts=["count", "digest"])
def import_roster(organization: Organization, *, by: Actor, rows: Sequence[Listed], count: int, digest: str) -> None:
    """Enter the seats of a roster: those that ended as they were, and invite those who hold one now.

    Who sat in a seat that ended is not kept: nobody has asked them. One entry has the number and the file's seal;
    each invitation has its own.
    """
    _refuse_changed(rows, count)
    for row in rows:
        given = {"role": role_of(row), "title": row.words["title"]}
        if is_over(row):
            seat = Seat(organization=organization, **given, since=row.days["since"], until=row.days["until"])
            seat.term_ends = row.days["term_ends"]
            seat.full_clean()
            seat.save()
        else:
            sent = {"email": row.words["email"], "secret": people.new_secret(), "term_ends": row.days["term_ends"]}
            people.grant_seat(organization, by=by, **given, **sent)


@action("gatherings.import_recommendations", facts=["count", "digest"])
def import_recommendations(
    organization: Organization, *, by: Actor, rows: Sequence[Listed], count: int, digest: str, language: str
) -> None:
    """Hand on what a body recommended before: each stands for itself, its reply owed by the day that was set then."""
    _refuse_changed(rows, count)
    for row in rows:
        title, words = (Words(one, language) for one in title_and_words(row))
        days = {"adopted_on": row.days["adopted_on"], "asked_by": row.days["asked_by"]}
        recommend(organization, by=by, title=title, words=words, **days)


def _refuse_changed(rows: Sequence[Listed], count: int) -> None:
    if len(rows) != count:
        raise Refused(_("The file changed between the preview and now. Check it again."))
    if not rows:
        raise Refused(_("There is nothing in this file that is not here already."))
