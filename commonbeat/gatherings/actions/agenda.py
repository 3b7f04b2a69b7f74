"""Make the agenda together: draft it, take up what people propose or say why not, and post it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame import clock, notify
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words, day
from commonbeat.gatherings.actions.docket import in_all_languages
from commonbeat.gatherings.models import AgendaItem, Gathering, Posting
from commonbeat.matters.models import Answer, Input, Matter
from commonbeat.people.actor import Actor

#: numbers are moved out of the way by so much while an order is changed
ASIDE = 1000


@action("gatherings.add_item")
def add_item(
    gathering: Gathering,
    *,
    by: Actor,
    title: Words,
    kind: str = AgendaItem.Kind.DISCUSSION,
    minutes_planned: int | None = None,
    closed_because: str = "",
    matter: Matter | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda. It is public once it is posted, or taken up in the room."""
    item = AgendaItem(gathering=gathering, kind=kind, title=title, minutes_planned=minutes_planned)
    item.closed_because, item.matter = closed_because, matter
    return _added(item)


def _added(item: AgendaItem) -> AgendaItem:
    """The item, saved with the next number."""
    last = AgendaItem.objects.filter(gathering=item.gathering).order_by("-number").first()
    item.number = last.number + 1 if last else 1
    item.full_clean()
    item.save()
    return item


@action("gatherings.paste_agenda")
def paste_agenda(gathering: Gathering, *, by: Actor, items: Sequence[tuple[Words, str, str]]) -> list[AgendaItem]:
    """Put in the items of a pasted notice: each with its title, its kind and the ground for closing it, "" for none."""
    return [
        _added(AgendaItem(gathering=gathering, title=title, kind=kind, closed_because=closed_because))
        for title, kind, closed_because in items
    ]


@action("gatherings.change_item")
def change_item(
    item: AgendaItem,
    *,
    by: Actor,
    title: Words,
    kind: str,
    minutes_planned: int | None = None,
    closed_because: str = "",
    matter: Matter | None = None,
) -> AgendaItem:
    """Change an item that is not posted yet."""
    item.title, item.kind, item.minutes_planned = title, kind, minutes_planned
    item.closed_because, item.matter = closed_because, matter
    item.full_clean()
    item.save()
    return item


@action("gatherings.drop_item")
def drop_item(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Take an item off before it is posted; one that somebody proposed and was told of stays."""
    if item.proposal_id or item.taken_up_at:
        raise Refused(_("Somebody proposed this item and was told that it is on the agenda, or it was taken up."))
    AgendaItem.objects.filter(pk=item.pk).delete()
    item.is_gone = True
    return item


@action("gatherings.order_items")
def order_items(gathering: Gathering, *, by: Actor, order: Sequence[int]) -> Gathering:
    """Put the items that are not posted in this order, after those that are."""
    rows = list(AgendaItem.objects.filter(gathering=gathering, posted_at=None).order_by("number"))
    if sorted(order) != sorted(item.pk for item in rows):
        raise Refused(_("The agenda changed meanwhile. Look again."))
    numbers = [item.number for item in rows]
    _renumber({item.pk: number + ASIDE for item, number in zip(rows, numbers, strict=True)})
    _renumber(dict(zip(order, numbers, strict=True)))
    return gathering


def _renumber(numbers: dict[int, int]) -> None:
    for item, number in numbers.items():
        AgendaItem.objects.filter(pk=item).update(number=number)


@action("gatherings.take_up_proposal", facts=["outcome", "comments"])
def take_up_proposal(
    gathering: Gathering,
    *,
    by: Actor,
    proposal: Input,
    title: Words,
    kind: str = AgendaItem.Kind.DISCUSSION,
    minutes_planned: int | None = None,
) -> Answer:
    """Put what somebody proposed on the agenda, and tell them."""
    item = AgendaItem(gathering=gathering, kind=kind, title=title, minutes_planned=minutes_planned, proposal=proposal)
    item.matter = proposal.matter
    _added(item)
    reasons = in_all_languages(
        gathering.agency, lambda: _("It is on the agenda of the meeting of %(day)s.") % {"day": day(gathering.day)}
    )
    return _replied(gathering, by, proposal, Answer.Outcome.ALREADY, reasons)


@action("gatherings.decline_proposal", facts=["outcome", "comments"])
def decline_proposal(gathering: Gathering, *, by: Actor, proposal: Input, reasons: Words, outcome: str) -> Answer:
    """Say why what somebody proposed is not taken up."""
    if outcome in Answer.WILL_BE_DONE:
        raise Refused(_("What is taken up stands on the agenda. Choose why it is not."))
    return _replied(gathering, by, proposal, outcome, reasons)


def _replied(gathering: Gathering, by: Actor, proposal: Input, outcome: str, reasons: Words) -> Answer:
    """The reply to a proposal, published at once; its giver is told as of every reply."""
    fresh = Input.objects.filter(pk=proposal.pk, window=gathering.window_id).select_related("matter__agency").first()
    if fresh is None or gathering.window_id is None:
        raise Refused(_("This was not proposed for this meeting."))
    if fresh.answer_id or fresh.same_as_id or not fresh.is_shown:
        raise Refused(_("Somebody replied to this meanwhile, or its words are not shown."))
    reply = Answer(matter=fresh.matter, outcome=outcome, reasons=reasons, by_seat=by.hat)
    reply.published_on = gathering.agency.today()
    reply.full_clean()
    reply.save()
    Input.objects.filter(pk=fresh.pk).update(answer=reply)
    notify.later("matters.tell_replies", reply)
    return reply


@action("gatherings.post_agenda", facts=["sort"])
def post_agenda(gathering: Gathering, *, by: Actor, sort: str = Posting.Sort.REGULAR, also_at: str = "") -> Posting:
    """Put the agenda before the public: from now on its items stand as they are. What comes later is posted again."""
    newest = Posting.objects.filter(gathering=gathering).select_related("gathering").last()
    fresh = list(AgendaItem.objects.filter(gathering=gathering, posted_at=None))
    if not fresh and (newest is None or newest.still_holds):
        raise Refused(_("There is nothing new on the agenda."))
    report_back(gathering)
    fresh = list(AgendaItem.objects.filter(gathering=gathering, posted_at=None))
    now = clock.now()
    for item in fresh:
        item.posted_at = now
        item.full_clean()
        item.save()
    posting = Posting(gathering=gathering, sort=sort, also_at=also_at, posted_at=now, items=listed(gathering))
    posting.starts_at, posting.location = gathering.starts_at, gathering.location
    posting.full_clean()
    posting.save()
    posting.publishes = fresh
    return posting


def listed(gathering: Gathering) -> list[list[Any]]:
    """Number and title of each item, as a posting keeps them."""
    rows = AgendaItem.objects.filter(gathering=gathering).order_by("number")
    return [[item.number, item.title.text] for item in rows]


def report_back(gathering: Gathering) -> None:
    """Put first what was promised last time: the program makes this item, once, and nobody can take it off."""
    rows = AgendaItem.objects.filter(gathering=gathering)
    if gathering.kind not in (Gathering.Kind.BOARD, Gathering.Kind.FORUM) or rows.filter(reports_back=True).exists():
        return
    for item in rows.order_by("-number"):  # from the last, so that no two have one number at any moment
        AgendaItem.objects.filter(pk=item.pk).update(number=item.number + 1)
    title = in_all_languages(gathering.agency, lambda: _("What was promised last time"))
    first = AgendaItem(gathering=gathering, number=1, kind=AgendaItem.Kind.REPORT, title=title, reports_back=True)
    first.full_clean()
    first.save()
