"""Plan a meeting, announce it, move it, call it off: each openly, with its reason."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words, day, moment
from commonbeat.gatherings.actions.docket import docket_of
from commonbeat.gatherings.models import AgendaItem, Gathering, Posting
from commonbeat.gatherings.noticing import asked_of, charter_asks
from commonbeat.matters.actions.dockets import extend_docket_window, new_docket_window
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Organization, Place

#: signs of a code that is typed from a screen or a poster: none that looks like another
SIGNS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"


@action("gatherings.plan", facts=["kind"])
def plan(
    organization: Organization,
    *,
    by: Actor,
    kind: str,
    title: Words,
    starts_at: datetime,
    ends_at: datetime | None = None,
    about: Words | None = None,
    place: Place | None = None,
    location: str = "",
    link: str = "",
    room_for: int | None = None,
    languages: Sequence[str] = (),
    interpreter_until: date | None = None,
    childcare: bool = False,
    access: str = "",
) -> Gathering:
    """Begin a meeting as a draft that only the body that holds it sees."""
    made = Gathering(agency=Agency.objects.select_related("organization").get(), organization=organization)
    made.poll_code = "".join(secrets.choice(SIGNS) for _sign in range(6))
    given = {"kind": kind, "title": title, "about": about or Words(), "place": place, "location": location}
    given |= {"link": link, "room_for": room_for, "languages": list(languages), "childcare": childcare}
    given |= {"interpreter_until": interpreter_until, "access": access, "starts_at": starts_at, "ends_at": ends_at}
    return _saved(made, given)


@action("gatherings.revise")
def revise(gathering: Gathering, *, by: Actor, given: dict[str, object]) -> Gathering:
    """Change the draft of a meeting; ``given`` has the fields that ``plan`` takes, by name."""
    return _saved(gathering, given)


@action("gatherings.throw_away")
def throw_away(gathering: Gathering, *, by: Actor) -> Gathering:
    """Throw a draft away with its agenda; what was announced is called off instead, openly."""
    AgendaItem.objects.filter(gathering=gathering).delete()
    Gathering.objects.filter(pk=gathering.pk).delete()
    gathering.is_gone = True
    return gathering


def _saved(gathering: Gathering, given: dict[str, object]) -> Gathering:
    for name, value in given.items():
        setattr(gathering, name, value)
    gathering.changed_at = clock.now()
    gathering.full_clean()
    gathering.save()
    return gathering


@action("gatherings.announce", facts=["day", "replies_due"])
def announce(
    gathering: Gathering,
    *,
    by: Actor,
    questions_until: date,
    replies_due: date,
    checked_by: Organization | None = None,
    sort: str = Posting.Sort.REGULAR,
    late_because: str = "",
) -> Gathering:
    """Announce a meeting to everybody. From now until a day after it people ask what it is to answer.

    A board that announces later than the law of the place or its own charter asks says why, and everybody reads it.
    """
    if gathering.has_begun:
        raise Refused(_("A meeting is announced before it begins."))
    if questions_until < gathering.day:
        raise Refused(_("Questions are taken until the day of the meeting at least."))
    _rule, deadline = asked_of(gathering, sort, gathering.agency.today())
    is_late = False
    if gathering.kind == Gathering.Kind.BOARD:
        is_late = _is_late(gathering, deadline, late_because)
    window = new_docket_window(
        docket_of(gathering.organization, by=by),
        opens_at=clock.now(),
        closes_at=gathering.agency.end_of(questions_until),
        replies_due=replies_due,
        checked_by=checked_by,
    )
    gathering.window, gathering.state = window, Gathering.State.ANNOUNCED
    gathering.announced_on = gathering.agency.today()
    made = _saved(gathering, {"sort": sort, "late_because": late_because if is_late else ""})
    made.publishes = [window]
    return made


def _is_late(gathering: Gathering, deadline: datetime | None, because: str) -> bool:
    """Whether it is announced later than the law or the charter asks; refused where nobody says why."""
    own, sentence = charter_asks(gathering), ""
    if deadline is not None and clock.now() > deadline:
        sentence = _("The law asks for notice by %(moment)s. You announce later: say why.")
        sentence %= {"moment": moment(deadline)}
    elif own and gathering.agency.today() > own:
        sentence = _("Your charter asks for notice by %(day)s. You announce later: say why.") % {"day": day(own)}
    if sentence and not because:
        raise Refused(sentence)
    return bool(sentence)


@action("gatherings.move", facts=["day"], then="tell_moved")
def move(
    gathering: Gathering, *, by: Actor, starts_at: datetime, ends_at: datetime | None, location: str, because: str
) -> Gathering:
    """Move an announced meeting to another time or place, with the reason. Calendars follow; whoever comes is told."""
    if starts_at <= clock.now():
        raise Refused(_("A meeting is moved to a time that is still to come."))
    before = gathering.day
    given = {"starts_at": starts_at, "ends_at": ends_at, "location": location, "moved_because": because}
    first = gathering.moved_from or gathering.starts_at
    made = _saved(gathering, given | {"sequence": gathering.sequence + 1, "moved_from": first})
    later = made.day - before
    if made.window and later.days > 0:  # a period is never made shorter
        made.publishes = [extend_docket_window(made.window, later, because)]
    return made


@action("gatherings.cancel", facts=["day"], then="tell_canceled")
def cancel(gathering: Gathering, *, by: Actor, because: str) -> Gathering:
    """Call an announced meeting off, with the reason. It stays in every list and calendar, as canceled."""
    given = {"state": Gathering.State.CANCELED, "canceled_because": because, "sequence": gathering.sequence + 1}
    return _saved(gathering, given)
