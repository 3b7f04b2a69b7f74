"""How meetings were held against how often they were to be held, and how many people were reached, place by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.gatherings.models import Cadence, Gathering
from commonbeat.gatherings.shown import areas
from commonbeat.gatherings.shown.by_month import held_of
from commonbeat.gatherings.shown.meetings import told_people
from commonbeat.measures.cadence import Kept, State, kept
from commonbeat.people.models import Agency, Place

#: months that are looked back on
MONTHS = 12
#: the time over which people reached are counted
YEAR = timedelta(days=365)
#: what a meeting that is over says of its term, where more than a calendar speaks for it
STATES = {Gathering.State.ANNOUNCED: State.HELD, Gathering.State.CANCELED: State.CANCELED}
CANCELED, ABOUT = Gathering.State.CANCELED, ("kind", "state", "starts_at", "alone")


@dataclass(frozen=True)
class Rhythm:
    """One cadence with what became of it in the last twelve months."""

    cadence: Cadence
    kept: Kept
    sentence: str

    @property
    def state(self) -> str:
        """As it is marked: kept, overdue where it has been silent for two terms, else unknown."""
        if self.kept.silent > 1:
            return "overdue"
        return "kept" if self.kept.due and self.kept.held == self.kept.due else "unknown"

    def as_data(self) -> dict[str, Any]:
        """For machines."""
        found = self.kept
        return {"cadence": self.sentence, "held": found.held, "in_calendar": found.listed, "due": found.due}


def rhythms(actor: Any, agency: Agency) -> list[Rhythm]:
    """Every cadence that holds, with its keeping; the same few queries however many there are."""
    rows = list(Cadence.objects.visible_to(actor).current().select_related("organization", "place"))
    if not rows:
        return []
    today = agency.today()
    over = Gathering.objects.visible_to(actor).over().told()
    over = over.filter(starts_at__gt=clock.now() - timedelta(days=31 * (MONTHS + 1)))
    every = [
        (body, place, kind, STATES[state] if not alone or state == CANCELED else State.LISTED, starts_at)
        for field in ("place", "also_for")  # one meeting of several places keeps the cadence of each
        for body, place, kind, state, starts_at, alone in over.values_list("organization", field, *ABOUT)
    ]
    return [_rhythm(one, agency, today, every) for one in rows]


def _rhythm(one: Cadence, agency: Agency, today: date, every: list[tuple]) -> Rhythm:
    first = max(one.since, _months_back(today, MONTHS - 1))
    days = defaultdict(list)
    for body, place, kind, state, at in every:
        if body == one.organization_id and kind == one.kind and one.place_id in (None, place):
            days[state].append(agency.local(at).date())
    found = kept(
        days[State.HELD],
        listed=days[State.LISTED],
        canceled=days[State.CANCELED],
        first=first,
        last=today,
        every_months=one.every_months,
    )
    return Rhythm(one, found, sentence(one, found))


def _months_back(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def sentence(one: Cadence, found: Kept) -> str:
    """ "Monthly in Beat 611: 9 of 12 held; none since March"."""
    often = _("monthly") if one.every_months == 1 else _("once in %(n)s months") % {"n": one.every_months}
    whose = _("%(often)s in %(place)s") if one.place else _("%(often)s, %(body)s")
    head = whose % {"often": often, "place": one.place, "body": one.organization}
    if not found.due:
        return _("%(head)s: the first one is not due yet.") % {"head": capfirst(head)}
    parts = [*held_of(found)]
    if found.silent >= 2 or (found.silent and found.last_told is None):
        month = found.last_told and date_format(found.last_told, "F")
        parts.append(_("none since %(month)s") % {"month": month} if month else _("none so far"))
    canceled = found.count(State.CANCELED)
    if canceled:
        parts.append(ngettext("%(n)s canceled", "%(n)s canceled", canceled) % {"n": canceled})
    return _("%(head)s: %(parts)s.") % {"head": capfirst(head), "parts": "; ".join(parts)}


@dataclass(frozen=True)
class Reached:
    """People in meetings and activities of one place within a year; ``listed`` are meetings only a calendar has."""

    place: Place
    meetings: int
    people: int
    small: int
    listed: int

    @property
    def per_thousand(self) -> float | None:
        """How often somebody came, for each 1,000 residents: one who comes twice counts twice.

        None where the number of residents is not known.
        """
        return round(1000 * self.people / self.place.population, 1) if self.place.population else None


def reached(actor: Any, agency: Agency) -> list[Reached]:
    """Every current place, those where nobody was met first; of those that only an old calendar names none without one.

    ``small`` are meetings of fewer than five people: their number would tell of single people, so it is in no sum.
    """
    rows = Gathering.objects.visible_to(actor).took_place()
    rows = rows.filter(starts_at__gt=clock.now() - YEAR).exclude(place=None)
    every = list(rows.select_related("place").prefetch_related("also_for"))
    meetings, people, small = Counter[int](), Counter[int](), Counter[int]()
    listed = Counter(place.pk for one in every if one.is_unconfirmed for place in one.places)
    for one in (one for one in every if not one.is_unconfirmed):
        told = told_people(one)
        for place in one.places:
            meetings[place.pk] += 1
            people[place.pk] += told or 0
            small[place.pk] += one.head_count is not None and told is None
    today = areas.told(actor).current()
    places = [one for one in today if not one.only_in_calendar or meetings[one.pk] or listed[one.pk]]
    made = [Reached(one, meetings[one.pk], people[one.pk], small[one.pk], listed[one.pk]) for one in places]
    return sorted(made, key=lambda one: (one.meetings > 0, one.per_thousand is None, one.per_thousand or 0))
