"""By when the law of the place asks that a meeting be posted, when it was, and what was read of that law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from commonbeat.gatherings.models import AgendaItem, Gathering, Posting
from commonbeat.gatherings.noticing import asked_of, charter_asks, is_bound
from commonbeat.laws.notice import Rule


@dataclass(frozen=True)
class Notice:
    """The rule, its deadline and the postings that say the hour and place which hold now.

    ``state``: in_time, late, owed, missed, no_figure, no_agenda, no_rule or not_bound. ``deadline``: of the agenda,
    None where the rule asks for none. ``was_moved``: posted for another hour or place.
    """

    rule: Rule | None
    deadline: datetime | None
    postings: list[Posting]
    late_items: list[AgendaItem]
    state: str
    was_moved: bool

    @property
    def first(self) -> Posting | None:
        return self.postings[0] if self.postings else None

    @property
    def means(self) -> str:
        """The class of its notice: what it means."""
        known = {"in_time": "kept", "late": "overdue", "missed": "overdue", "owed": "owed"}
        return known.get(self.state, "unknown")

    def sentence(self) -> str:
        """Whether it was posted in time, in one word for each case."""
        return {
            "in_time": _("Posted in time."),
            "late": _("Posted late."),
            "owed": _("Not posted yet."),
            "missed": _("Not posted, and the time for it has passed."),
            "no_figure": _("The law names no figure here."),
            "no_agenda": _("The section of the law that was read here asks for no agenda."),
            "not_bound": _("The law on open meetings binds public bodies. This meeting is not held by one."),
            "no_rule": _("No rule was read for this place and this sort of meeting, so this page cannot say by when."),
        }[self.state]


@dataclass(frozen=True)
class Asked:
    """What the law of the place asks for a meeting of one sort that would be announced now."""

    sort: str
    rule: Rule | None
    deadline: datetime | None
    is_past: bool


def before_announcing(gathering: Gathering, now: datetime) -> list[Asked]:
    """For each sort that a board's meeting can be, by when its notice is asked for; the regular one of others."""
    if not is_bound(gathering):
        return []
    made = []
    for sort in Posting.Sort if gathering.kind == Gathering.Kind.BOARD else [Posting.Sort.REGULAR]:
        rule, deadline = asked_of(gathering, sort, gathering.agency.local(now).date())
        made.append(Asked(str(sort.label), rule, deadline, deadline is not None and now > deadline))
    return made


@dataclass(frozen=True)
class OwnRule:
    """The last day on which a body's charter lets it announce, and whether that is past."""

    day: date
    is_past: bool


def own_rule(gathering: Gathering) -> OwnRule | None:
    """What the body's own charter asks of a meeting that would be announced today; None where it says nothing."""
    day = charter_asks(gathering)
    return OwnRule(day, gathering.agency.today() > day) if day else None


def notice(gathering: Gathering, now: datetime) -> Notice:
    """How the posting of this meeting stands to the law of the agency's state."""
    every = list(Posting.objects.filter(gathering=gathering).select_related("gathering").order_by("posted_at", "pk"))
    postings = [posting for posting in every if posting.still_holds]
    rule, deadline = asked_of(gathering, every[-1].sort if every else gathering.sort, gathering.announced_on)
    state = _state(rule, deadline, postings, now) if is_bound(gathering) else "not_bound"
    deadline = deadline if rule and rule.asks_agenda else None
    late = [item for item in _posted(gathering) if deadline and item.posted_at > deadline]
    return Notice(rule, deadline, postings, late, state, bool(every) and not postings)


def _posted(gathering: Gathering) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(gathering=gathering).posted().order_by("number"))


def _state(rule: Rule | None, deadline: datetime | None, postings: list[Posting], now: datetime) -> str:
    if rule is None:
        return "no_rule"
    if deadline is None:
        return "no_figure"
    if not rule.asks_agenda:
        return "no_agenda"
    if postings:
        return "in_time" if postings[0].posted_at <= deadline else "late"
    return "owed" if now <= deadline else "missed"
