"""A topic's opinions and votes as the set of files in which Polis publishes a conversation.

Needs no reader's name in it: people are numbers. Of an own period the set is written only where the period had said so
before and is over; there, people stand in an order that tells nothing, times are days, and nobody is named as the
author of an opinion, so that a row of votes cannot be tied to words that stand in public.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commonbeat.frame.notify import absolute
from commonbeat.frame.rules import Refused
from commonbeat.matters.models import Input, Matter, Vote, Voter, Window
from commonbeat.matters.models.input import Reason, State
from commonbeat.matters.shown.votes_file import shuffled

if TYPE_CHECKING:
    from commonbeat.measures.opinions.polis import Conversation, Opinion
    from commonbeat.measures.opinions.vote_files import Ballots

LEFT_OUT, NOT_LOOKED_AT, ACCEPTED = -1, 0, 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def period_to_write(matter: Matter) -> Window:
    """The newest comment period of a topic whose votes may leave the house. Raises Refused where there is none."""
    rows = Window.objects.filter(matter=matter, opinions=True).select_related("source", "matter__agency")
    periods = list(rows.order_by("-opens_at"))
    if not periods:
        raise Refused(_("In this topic nobody voted on opinions."))
    told = [one for one in periods if one.source or one.publishes_votes]
    if not told:
        raise Refused(_("This topic did not say beforehand that everybody can download the votes. They stay here."))
    over = [one for one in told if one.is_over]
    if not over:
        raise Refused(_("The comment period is not over. Its votes can be written out once it is."))
    return over[0]


def conversation_of(window: Window) -> Conversation:
    """Opinions and votes of a comment period, as the library writes them."""
    from commonbeat.measures.opinions.polis import Conversation, summary_of

    given = list(Input.objects.opinions().filter(window=window).order_by("pk"))
    opinions = tuple(_opinion(one, number, window) for number, one in enumerate(given))
    numbers = {one.pk: opinion.number for one, opinion in zip(given, opinions, strict=True)}
    made = Conversation(opinions, _ballots(window, numbers))
    if not len(made.ballots.votes):
        raise Refused(_("Nobody has voted in this topic."))
    if window.source:
        summary = [(name, told) for name, told in window.source.summary]
    else:
        topic = window.matter
        own = {"topic": topic.title.text, "url": absolute(topic.get_absolute_url())}
        own["conversation-description"] = topic.question.text
        summary = [(name, own.get(name, told)) for name, told in summary_of(made)]
    return Conversation(opinions, made.ballots, tuple(summary))


def _opinion(given: Input, number: int, window: Window) -> Opinion:
    """One opinion. Words that are kept back here stay here; those that were left out at the source come out again."""
    from commonbeat.measures.opinions.polis import Opinion

    known = window.source.opinions.get(str(given.source_number)) if window.source else None
    author, moderated, written = known or (None, NOT_LOOKED_AT, _milliseconds(given.given_on))
    words = given.words.text
    if given.state == State.HIDDEN and given.reason == Reason.SOURCE:
        words = given.kept.text
    elif given.state != State.VISIBLE:
        moderated = NOT_LOOKED_AT if given.state == State.HELD else LEFT_OUT
    elif moderated == LEFT_OUT:  # shown here, after somebody had looked
        moderated = ACCEPTED
    return Opinion(given.source_number if known else number, words, author, moderated, written)


def _milliseconds(day: date) -> int:
    """The beginning of a day as the files count it."""
    return _since(datetime.combine(day, time(), UTC))


def _since(moment: datetime) -> int:
    passed = moment - EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1000 + passed.microseconds // 1000


def _ballots(window: Window, numbers: dict[int, int]) -> Ballots:
    """The votes that count: exact where they were imported, else with days and in an order that tells nothing."""
    import numpy as np

    from commonbeat.measures.opinions.vote_files import Ballots

    voters = Voter.objects.counted().filter(window=window)
    people = _numbered(window, voters)
    rows = Vote.objects.filter(voter__in=voters, opinion__window=window).order_by("pk")
    if window.source is None:  # what is withdrawn or kept back here takes its votes along
        rows = rows.filter(opinion__state=State.VISIBLE, opinion__same_as=None)
    cast = list(rows.values_list("voter", "opinion", "answer", "cast_at").iterator())
    who = np.array([people[voter] for voter, *_vote in cast], np.int64)
    what = np.array([numbers[opinion] for _voter, opinion, *_vote in cast], np.int64)
    how = np.array([answer for _voter, _opinion, answer, _moment in cast], np.int8)
    when = np.array([_told(moment, window) for *_vote, moment in cast], np.int64)
    names = {one.number: one.source_name for one in voters} if window.source and window.source.is_named else {}
    published = {one.number: one.source_group for one in voters} if window.source else {}
    return Ballots(who, what, how, when if when.any() else None, published, names)


def _numbered(window: Window, voters: Iterable[Voter]) -> dict[int, int]:
    """Each voter's number in the set: as in the imported files, else as in the download of the votes."""
    if window.source:
        return {one.pk: one.number for one in voters}
    return {voter: number for number, voter in enumerate(shuffled(window), 1)}


def _told(moment: datetime | None, window: Window) -> int:
    """The time of a vote as the set tells it: exact where it was imported, else its day; 0 where it is not known."""
    if moment is None or window.source:
        return _since(moment) if moment else 0
    return _milliseconds(window.matter.agency.local(moment).date())
