"""Meetings month by month, for each area: what was held, stands in a calendar alone, was called off, or is not told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from commonbeat.gatherings.intake import bare, mapping_of
from commonbeat.gatherings.models import Cadence, Gathering, Intake
from commonbeat.gatherings.models.gathering import Gatherings
from commonbeat.gatherings.reading import meetings
from commonbeat.gatherings.reading.mapping import area_number
from commonbeat.gatherings.shown import areas
from commonbeat.measures.cadence import Kept, kept
from commonbeat.people.models import Agency, Place

MONTHS = 24
#: a place's number → days
Days = defaultdict[int, list[date]]


@dataclass(frozen=True)
class Stretch:
    """What is looked at: meetings of one kind, in areas of one kind, between two days."""

    kind: str
    area: str
    first: date
    last: date


@dataclass(frozen=True)
class Line:
    """One area with its terms."""

    place: Place
    kept: Kept

    @property
    def sentence(self) -> str:
        """For example: Monthly in Beat 611: 9 of 12 held; none since March 2017."""
        told = {"area": self.place, "n": self.kept.every_months}
        begins = ngettext("Monthly in %(area)s", "Every %(n)s months in %(area)s", self.kept.every_months)
        return f"{begins % told}: {'; '.join([*held_of(self.kept), *self._more()])}"

    def _more(self) -> Iterable[str]:
        if self.kept.silent and self.kept.last_told:
            yield _("none since %(month)s") % {"month": date_format(self.kept.last_told, "YEAR_MONTH_FORMAT")}
        if self.kept.untold:
            n = self.kept.untold
            sentence = ngettext("of %(n)s more the record does not tell", "of %(n)s more the record does not tell", n)
            yield sentence % {"n": n}


def held_of(found: Kept) -> Iterable[str]:
    """How many terms had a meeting; what only a calendar says is told apart."""
    said = {"held": found.held, "due": found.due, "n": found.listed}
    yield (_("%(held)s of %(due)s known to be held") if found.listed else _("%(held)s of %(due)s held")) % said
    if found.listed:
        yield ngettext("%(n)s in the calendar, unconfirmed", "%(n)s in the calendar, unconfirmed", found.listed) % said


def newest_stretch(actor: Any, agency: Agency, kind: str) -> Stretch:
    """The two years up to the newest meeting of a kind that is over, in areas of the sort in which most were held."""
    rows = Gathering.objects.visible_to(actor).over().filter(kind=kind)
    newest = rows.select_related("agency").order_by("-starts_at").first()
    last = end_of_month(newest.day) if newest else agency.today()
    last = min(last, agency.today())
    first = months_before(last, MONTHS - 1)
    lately = rows.filter(starts_at__gt=agency.end_of(first - timedelta(days=1))).exclude(place=None).order_by()
    sorts = lately.values_list("place__kind").annotate(n=Count("pk")).order_by("-n")
    area = next((sort for sort, _n in sorts[:1]), Place.Kind.BEAT.value)
    return Stretch(kind, area, first, last)


def lines(actor: Any, agency: Agency, stretch: Stretch) -> list[Line]:
    """Each area that stood on some day of the stretch or had a meeting in it, in the order of their numbers."""
    held, listed, canceled, untold = days = _days(actor, agency, stretch)
    written = calendar_time(actor, agency)
    places = [
        one
        for one in areas.told(actor).filter(kind=stretch.area)
        if _stood(one, stretch, written) or any(one.pk in some for some in days[:3])
    ]
    rows = Cadence.objects.visible_to(actor).current().filter(kind=stretch.kind).exclude(place=None)
    every = dict(rows.values_list("place", "every_months"))
    made = [
        kept(
            held[one.pk],
            first=stretch.first,
            last=stretch.last,
            every_months=every.get(one.pk, 1),
            listed=listed[one.pk],
            canceled=canceled[one.pk],
            untold=untold.get(bare(one.kind, one.name), ()),
            said=written if one.only_in_calendar else None,
        )
        for one in places
    ]
    return sorted(map(Line, places, made), key=lambda line: _by_number(line.place))


def calendar_time(actor: Any, agency: Agency) -> tuple[date, date] | None:
    """The first and the last day of what was taken in from calendars: for areas of theirs alone nothing else counts."""
    rows = Gathering.objects.visible_to(actor).filter(intake__isnull=False)
    first, last = rows.aggregate(first=Min("starts_at"), last=Max("starts_at")).values()
    return (agency.local(first).date(), agency.local(last).date()) if first else None


def _stood(place: Any, stretch: Stretch, written: tuple[date, date] | None) -> bool:
    """Whether an area stood on some day of the stretch; one of a calendar alone only in the time of calendars."""
    if written and place.only_in_calendar and (written[1] < stretch.first or written[0] > stretch.last):
        return False
    return place.since <= stretch.last and (place.until is None or place.until > stretch.first)


def of(actor: Any, agency: Agency, stretch: Stretch) -> Gatherings:
    """The meetings of a stretch that are over."""
    span = agency.end_of(stretch.first - timedelta(days=1)), agency.end_of(stretch.last)
    return Gathering.objects.visible_to(actor).over().filter(kind=stretch.kind, starts_at__range=span)


def _days(actor: Any, agency: Agency, stretch: Stretch) -> tuple[Days, Days, Days, dict[str, list[date]]]:
    """Days held, in a calendar alone, and called off, by area; by beat number when its meeting may have been."""
    held, listed, canceled = Days(list), Days(list), Days(list)
    untold: dict[str, list[date]] = defaultdict(list)
    rows, beats = of(actor, agency, stretch).told().order_by(), _beats_of_intakes()
    for place in ("place", "also_for"):  # one meeting of several areas counts for each
        fields = (place, f"{place}__name", "starts_at", "state", "alone", "doubts", "intake")
        for pk, name, starts_at, state, alone, doubts, intake in rows.exclude(**{place: None}).values_list(*fields):
            day, is_canceled = agency.local(starts_at).date(), state == Gathering.State.CANCELED
            (canceled if is_canceled else listed if alone else held)[pk].append(day)
            if meetings.NO_BEAT in doubts and not is_canceled:
                for number in beats[intake](area_number(name)):
                    untold[number].append(day)
    return held, listed, canceled, untold


def _beats_of_intakes() -> dict[int | None, Any]:
    """For each intake: which beats an area has, as its mapping says."""
    return {pk: mapping_of(text).beats_of for pk, text in Intake.objects.values_list("pk", "mapping")}


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _by_number(place: Place) -> tuple[int, str]:
    digits = "".join(letter for letter in place.name if letter.isdecimal())
    return int(digits or 0), place.name
