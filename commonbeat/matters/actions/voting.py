"""Votes on opinions: join, vote, take one's votes back; opinions to start with, and codes on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import posts
from commonbeat.matters.actions.inputs import new_giver, put_words
from commonbeat.matters.models import Input, Vote, Voter, VotingCode, Window
from commonbeat.matters.models.input import State
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver


@action("matters.join_voting")
def join_voting(
    window: Window,
    *,
    by: Actor,
    giver: Giver | None = None,
    return_words: str = "",
    language: str = "en",
    code: str = "",
) -> Voter:
    """Begin to vote in a period. Whoever comes again, by receipt, account or code, is the voter that they were.

    ``code`` is from paper, where the period asks for one; a signed-in person's confirmed address confirms their votes.
    """
    paper = _code(window, code) if window.voting == Window.Voting.CODES else None
    known = Voter.objects.filter(code=paper).first() if paper else None
    if known:
        return known
    giver = giver or _sent_before(window, return_words) or new_giver(window, by, "", return_words, language)
    known = Voter.objects.filter(window=window, giver=giver).first()
    if known:
        return known
    last = Voter.objects.filter(window=window).aggregate(last=Max("number"))["last"]
    voter = Voter(window=window, giver=giver, code=paper, number=0 if last is None else last + 1)
    voter.full_clean(exclude=["window", "giver", "code"])
    voter.save()
    if giver.email_confirmed:
        confirmed_by_address(voter)
    return voter


def _sent_before(window: Window, return_words: str) -> Giver | None:
    """The giver whom the same form made a moment ago, as at a second click."""
    return Giver.objects.with_words(return_words).filter(topic=window.matter_id).first() if return_words else None


class UnknownCode(Refused):
    """A code that was not printed for this period."""


def _code(window: Window, code: str) -> VotingCode:
    """The code from paper, in whatever spelling it was typed."""
    found = VotingCode.objects.filter(window=window, digest=VotingCode.digest_of(code)).first()
    if found is None:
        raise UnknownCode(
            _("This code is not one of those printed for this topic. Look at the paper and type it anew.")
        )
    return found


def confirmed_by_address(voter: Voter) -> Voter:
    """The voter whose address answered: where another has it already, the one that has it, with both their votes.

    One address counts once per opinion: votes that the first did not give move to them, the others stay behind
    uncounted.
    """
    Window.objects.select_for_update(no_key=True).get(pk=voter.window_id)  # one address from two browsers at once
    Voter.objects.select_for_update(no_key=True).get(pk=voter.pk)  # a vote that is being cast is cast before
    digest = Voter.digest(voter.giver.email)
    first = Voter.objects.filter(window=voter.window_id, email_digest=digest).exclude(pk=voter.pk).first()
    if first is None:
        voter.email_digest = digest
        voter.save(update_fields=["email_digest"])
        return voter
    given = Vote.objects.filter(voter=first).values("opinion")
    Vote.objects.filter(voter=voter).exclude(opinion__in=given).update(voter=first)
    voter.same_as = first
    voter.save(update_fields=["same_as"])
    return first


@action("matters.vote")
def vote(voter: Voter, *, by: Actor, opinion: Input, answer: int) -> Voter:
    """Agree (1), disagree (−1) or say not sure (0). The last vote of a voter on an opinion counts."""
    if opinion.window_id != voter.window_id or opinion.kind != Input.Kind.OPINION or opinion.state != State.VISIBLE:
        raise Refused(_("This opinion is not open for votes."))
    if opinion.same_as_id is not None:
        raise Refused(_("This opinion stands behind another that says nearly the same. Vote on that one."))
    if answer not in (Vote.AGREE, Vote.UNSURE, Vote.DISAGREE):
        raise Refused(_("Choose agree, disagree or not sure."))
    if voter.withdrawn_on:  # whoever votes again after taking their votes back counts again
        Voter.objects.filter(pk__in=[voter.pk, voter.same_as_id]).update(withdrawn_on=None)
    Vote.objects.bulk_create(
        [Vote(voter_id=voter.counts_as, opinion=opinion, answer=answer, cast_at=clock.now())],
        update_conflicts=True,
        unique_fields=["voter", "opinion"],
        update_fields=["answer", "cast_at"],
    )
    return voter


@action("matters.withdraw_votes")
def withdraw_votes(voter: Voter, *, by: Actor) -> Voter:
    """Take all of one's votes back: they are deleted at once, and the next results are drawn without them."""
    Vote.objects.filter(voter=voter.counts_as).delete()
    Voter.objects.filter(pk__in=[voter.pk, voter.same_as_id]).update(withdrawn_on=voter.matter.agency.today())
    voter.refresh_from_db()
    return voter


@action("matters.start_opinions", facts=["count"])
def start_opinions(window: Window, *, by: Actor, opinions: Sequence[Words], count: int) -> list[Input]:
    """Put up opinions to start with, said to be the agency's; no reply is owed to them."""
    made = []
    for words in opinions:
        given = Input(matter=window.matter, window=window, kind=Input.Kind.OPINION, channel=Input.Channel.AGENCY)
        given.entered_by, given.entered_on, given.reply_owed = by.hat, window.matter.agency.today(), False
        put_words(given, words, "")
        given.full_clean(exclude=["matter", "window", "entered_by"])
        given.save()
        made.append(given)
    return made


@action("matters.print_codes", facts=["count"])
def print_codes(window: Window, *, by: Actor, codes: Sequence[str], count: int) -> Window:
    """Make codes to print, each good for one person. They are shown once; only digests are kept."""
    digests = [VotingCode.digest_of(code) for code in codes]
    if VotingCode.objects.filter(digest__in=digests[:1]).exists():
        raise PrintedBefore(_("These codes were made before. They count once."))
    VotingCode.objects.bulk_create([VotingCode(window=window, digest=digest) for digest in digests])
    return window


class PrintedBefore(Refused):
    """The same form sent a second time, as a second click does."""


#: letters of one day that ask whether an address is somebody's, more of which would be a nuisance
MOST_LETTERS = 5


@action("matters.confirm_votes_by_mail", then="confirm_votes")
def confirm_votes_by_mail(voter: Voter, *, by: Actor, email: str) -> Voter:
    """Leave an address with one's votes; once its link is opened they count among the confirmed ones."""
    if voter.is_confirmed or voter.same_as_id:
        raise Refused(_("Your votes count among the confirmed ones already."))
    since = clock.now() - timedelta(days=1)
    asked = Letter.objects.filter(occasion__startswith=posts.asking(email), written_at__gt=since)
    if asked.count() >= MOST_LETTERS:
        raise Refused(_("Several letters went to this address today. Open the link in one of them."))
    giver = voter.giver
    giver.email, giver.email_confirmed = email, False
    giver.full_clean(validate_unique=False)
    giver.save()
    return voter
