"""The list of meetings: to come or over, by body, place, kind and language; as rows, GeoJSON and schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from commonbeat.gatherings.languages import LANGUAGES
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import outlines
from commonbeat.matters.five import few

#: which meetings: to come first, those over from the newest
TO_COME, OVER, ALL = "to_come", "over", "all"
COLUMNS = [
    "number",
    "kind",
    "state",
    "title",
    "body",
    "place",
    "starts_at",
    "ends_at",
    "location",
    "languages",
    "people",
    "entered_on",
    "confirmed_on",
    "link",
]
SCHEMA = "https://schema.org/"


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for; 0 and "" ask for everything."""

    show: str = TO_COME
    body: int = 0
    place: int = 0
    kind: str = ""
    language: str = ""
    meeting: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether only some of them are asked for."""
        return bool(self.body or self.place or self.kind or self.language)

    @classmethod
    def read(cls, asked: Mapping[str, str], show: str = TO_COME) -> Wanted:
        """As it stands in an address; what makes no sense there asks for nothing."""
        chosen, kind, language = (asked.get(name, "") for name in ("show", "kind", "language"))
        return cls(
            show=chosen if chosen in (TO_COME, OVER, ALL) else show,
            kind=kind if kind in Gathering.Kind.values else "",
            language=language if language in LANGUAGES else "",
            **{name: number(asked.get(name, "")) for name in ("body", "place", "meeting")},
        )


def number(typed: str) -> int:
    """A number in an address; 0 where it is none."""
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) < 18 else 0


def meetings(actor: Any, wanted: Wanted) -> QuerySet:
    """The meetings that are asked for, with what their rows need."""
    rows = Gathering.objects.visible_to(actor).select_related("agency", "organization", "place", "window", "sitting")
    if wanted.show == TO_COME:
        rows = rows.to_come()
    elif wanted.show == OVER:
        rows = rows.over().order_by("-starts_at", "-pk")
    else:
        rows = rows.exclude(state=Gathering.State.DRAFT)
    own = {"organization": wanted.body, "kind": wanted.kind, "pk": wanted.meeting}
    rows = rows.filter(**{name: value for name, value in own.items() if value}).prefetch_related("also_for")
    rows = rows.in_place(wanted.place) if wanted.place else rows
    if wanted.language:
        spoken = rows.annotate(spoken=Cast(F("languages"), TextField()))
        rows = spoken.filter(spoken__contains=f'"{wanted.language}"')
    return rows


def drafts(actor: Any) -> list[Gathering]:
    """Meetings that are not announced yet, for those who plan them."""
    rows = Gathering.objects.visible_to(actor).filter(state=Gathering.State.DRAFT)
    return list(rows.select_related("agency", "organization", "place")) if actor.seats else []


def told_people(one: Gathering) -> int | None:
    """How many people came, where that can be told: not where fewer than five did."""
    return None if one.head_count is None or few(one.head_count) else one.head_count


def told_hours(one: Gathering) -> tuple[str, str | None]:
    """When it starts and ends, as clocks show it at the agency; of a recorded activity the day: no hour is kept."""
    if one.in_the_name_of:
        return one.day.isoformat(), None
    return one.starts.isoformat(), one.ends.isoformat() if one.ends else None


def row(one: Gathering, address: str) -> list[Any]:
    """A meeting as data, with its times as clocks show them at the agency."""
    starts, ends = told_hours(one)
    return [
        one.pk,
        one.kind,
        one.state,
        str(one),
        str(one.organization),
        ", ".join(map(str, one.places)),
        starts,
        ends,
        one.location,
        " ".join(one.languages),
        told_people(one),
        one.entered_on,
        one.confirmed_on,
        address,
    ]


def geojson(rows: Iterable[tuple[Gathering, str]]) -> dict[str, Any]:
    """The same list as a FeatureCollection (RFC 7946): a point within its place, none where no outline is known."""
    features = []
    for one, address in rows:
        point = outlines.middle(one.place.shape) if one.place else None
        geometry = {"type": "Point", "coordinates": list(point)} if point else None
        properties = dict(zip(COLUMNS, row(one, address), strict=True))
        properties |= {name: str(properties[name]) for name in ("entered_on", "confirmed_on") if properties[name]}
        features.append({"type": "Feature", "id": one.pk, "geometry": geometry, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def as_schema(one: Gathering, address: str) -> dict[str, Any]:
    """A meeting in the words of schema.org, as search engines and calendars read it (JSON-LD)."""
    title, language, _by = one.title.read()
    starts, ends = told_hours(one)
    said: dict[str, Any] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "@id": address,
        "identifier": one.uid,
        "name": title,
        "inLanguage": language,
        "description": one.about.read()[0],
        "startDate": starts,
        "eventStatus": f"{SCHEMA}{status(one)}",
        "eventAttendanceMode": f"{SCHEMA}{attendance(one)}",
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": str(one.organization)},
        "url": address,
    }
    if ends:
        said["endDate"] = ends
    if one.room_for:
        said["maximumAttendeeCapacity"] = one.room_for
    where = [{"@type": "Place", "name": one.location, "address": one.location}] if one.location else []
    where += [{"@type": "VirtualLocation", "url": one.link}] if one.link else []
    return said | ({"location": where} if where else {})


def status(one: Gathering) -> str:
    """Whether it is held as first announced, in the words of schema.org."""
    if one.is_canceled:
        return "EventCancelled"
    return "EventRescheduled" if one.moved_because else "EventScheduled"


def attendance(one: Gathering) -> str:
    """Whether people meet in a room, from afar or both, in the words of schema.org."""
    if one.link:
        return "MixedEventAttendanceMode" if one.location else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"
