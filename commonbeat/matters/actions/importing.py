"""Take in a conversation that was held elsewhere, and elect to reply to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.entering import READ
from commonbeat.matters.actions.inputs import hold_for
from commonbeat.matters.conversations import Held, moment, without_nul
from commonbeat.matters.models import Input, Matter, Passage, Source, Text, Vote, Voter, Window
from commonbeat.matters.models.input import Reason, State
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.texts import screening
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency

#: votes written at once
AT_ONCE = 10_000


@action("matters.import_conversation", facts=["count", "people", "votes", "digest", "opens_on", "last_day"])
def import_conversation(
    agency: Agency,
    *,
    by: Actor,
    held: Held,
    kind: str,
    count: int,
    people: int,
    votes: int,
    digest: str,
    credit: str = "",
    replies_due: date | None = None,
) -> Matter:
    """Make a topic of a conversation held elsewhere, sealed now, its dates as they were.

    Its opinions are owed a reply only where ``replies_due`` says that the agency elects to reply.
    """
    if {"count": count, "people": people, "votes": votes, "digest": digest} != held.counts | {"digest": held.digest}:
        raise Refused(_("The file changed between the preview and now. Check it again."))
    matter = Matter(agency=agency, kind=kind, **held.topic)
    matter.move_to(Stage.PUBLISHED)
    matter.full_clean()
    matter.save()
    window = _period(matter, held, credit, replies_due)
    _votes(held, _people(window, held), _opinions(window, held, by, replies_due is not None))
    matter.publishes = [window.text, window]
    return matter


def _period(matter: Matter, held: Held, credit: str, replies_due: date | None) -> Window:
    """The comment period in which it was held, on its description as the text; it allowed opinions alone."""
    text = Text(matter=matter, version=1, published_on=matter.agency.today())
    text.full_clean()
    text.save()
    Passage.objects.bulk_create([Passage(text=text, order=0, mark="p0", words=held.topic["summary"].text)])
    allowed = {"on_passages": False, "on_whole": False, "questions": False, "opinions": True, "publishes_votes": True}
    window = Window(matter=matter, text=text, source=_source(held, credit), paper_days=0, **allowed)
    window.opens_at, window.closes_at = held.opens_at, held.closes_at
    window.replies_due = replies_due or window.last_day
    window.full_clean(exclude=["matter", "text", "source"])
    window.save()
    return window


def _source(held: Held, credit: str) -> Source:
    found = held.conversation
    source = Source(digest=held.digest, credit=credit, address=held.said.get("url", "")[:500])
    source.summary = [[without_nul(cell) for cell in line] for line in found.summary]
    source.opinions = {str(one.number): [one.author, one.moderated, one.written] for one in found.opinions}
    source.is_named, source.is_dated, source.left_out = bool(found.ballots.names), held.is_dated, held.left_out
    source.full_clean()
    source.save()
    return source


def _opinions(window: Window, held: Held, by: Actor, owed: bool) -> dict[int, int]:
    """Enter the opinions, empty ones too; by their numbers in the files, their numbers here."""
    made = []
    for one in held.conversation.opinions:
        given = Input(matter=window.matter, window=window, kind=Input.Kind.OPINION, channel=Input.Channel.IMPORT)
        given.source_number, given.entered_by, given.entered_on = one.number, by.hat, window.matter.agency.today()
        written = moment(one.written) if one.written else window.opens_at
        given.given_on = window.matter.agency.local(written).date()
        words = Words(screening.clean(one.text), held.language)
        _put(given, words, hold_for(words.text, window), out=one.moderated == -1)
        given.reply_owed = owed and bool(words.text.strip())
        given.clean_fields(exclude=READ)
        made.append(given)
    Input.objects.bulk_create(made, batch_size=500)
    return dict(Input.objects.filter(window=window).values_list("source_number", "pk"))


def _put(given: Input, words: Words, reason: str, *, out: bool) -> None:
    """Words where they belong: hidden where a moderator left them out, held for what is private, else shown."""
    if out or reason:
        given.state, given.kept = (State.HIDDEN if out else State.HELD), words
        given.reason = reason or Reason.SOURCE
    else:
        given.words = words


def _people(window: Window, held: Held) -> dict[int, int]:
    """Enter those who voted; by their numbers in the files, their numbers here."""
    ballots = held.conversation.ballots
    made = [
        Voter(
            window=window,
            number=number,
            joined_at=held.opens_at,
            source_group=ballots.published.get(number),
            source_name=without_nul(ballots.names.get(number, "")),
        )
        for number in held.conversation.people.tolist()
    ]
    Voter.objects.bulk_create(made, batch_size=500)
    return dict(Voter.objects.filter(window=window).values_list("number", "pk"))


def _votes(held: Held, people: dict[int, int], opinions: dict[int, int]) -> None:
    """Enter the votes that count, past the making of an object for each: nobody else writes meanwhile on SQLite."""
    ballots, table = held.conversation.ballots, Vote._meta.db_table
    told = connection.ops.adapt_datetimefield_value

    def rows() -> Iterator[tuple[int, int, int, Any]]:
        for at in range(len(ballots.votes)):
            when = int(ballots.when[at]) if ballots.when is not None else 0
            voter, opinion = people[int(ballots.people[at])], opinions[int(ballots.statements[at])]
            yield voter, opinion, int(ballots.votes[at]), told(moment(when)) if when else None

    with connection.cursor() as cursor:
        statement = f"INSERT INTO {table} (voter_id, opinion_id, answer, cast_at) VALUES (%s, %s, %s, %s)"
        left = rows()
        while some := list(islice(left, AT_ONCE)):
            cursor.executemany(statement, some)


@action("matters.elect_replies", facts=["count", "replies_due"])
def elect_replies(window: Window, *, by: Actor, replies_due: date, count: int) -> Window:
    """Elect to reply to a conversation that was held elsewhere: from now on each opinion shown is owed a reply.

    What is shown only later is owed one from then on.
    """
    if replies_due < window.matter.agency.today():
        raise Refused(_("Choose a day that is still to come."))
    rows = Input.objects.filter(window=window, reply_owed=False).opinions()
    with_words = [one for one in rows if (one.words.text + one.kept.text).strip()]
    if not any(one.is_shown for one in with_words):
        raise Refused(_("Each opinion that is shown here is owed a reply already."))
    if sum(one.is_shown for one in with_words) != count:
        raise Refused(_("Somebody else was changing this at the same moment. Nothing was done. Send it once more."))
    for one in with_words:
        one.reply_owed = True
    Input.objects.bulk_update(with_words, ["reply_owed"], batch_size=500)
    window.replies_due = replies_due
    window.full_clean()
    window.save()
    return window
