"""Take in meetings that were kept elsewhere: sealed now, their days as they were."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings.intake import Held, Key, doubts_of, key_of, known_places, places_of, those_here
from commonbeat.gatherings.models import Gathering, Intake
from commonbeat.gatherings.reading.mapping import Named
from commonbeat.gatherings.reading.meetings import Meeting
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Place

#: what stands in other tables and was read from them: not looked up again for each of many
READ = ["agency", "organization", "place", "intake"]
AT_ONCE = 500


@action("gatherings.import_meetings", facts=["count", "digest", "places"])
def import_meetings(agency: Agency, *, by: Actor, held: Held, count: int, digest: str, places: int) -> Intake:
    """Take in the meetings of a file that are new here: one act, one entry with their number and the file's seal.

    Areas that the file names and nobody here has named yet are named, from the first day on which it does.
    """
    if (count, digest, places) != (held.count, held.digest, len(held.new_places)):
        raise Refused(_("The file changed between the preview and now. Check it again."))
    if not held.count:
        raise Refused(_("There is no meeting in this file that is not here already."))
    if those_here(one.uid for one in held.fresh) or known_places(held.new_places):
        raise Refused(_("Somebody took in some of these at the same moment. Check the file again."))
    intake = Intake(name=held.name, digest=digest, mapping=held.mapping.text, on=agency.today())
    intake.taken_in, intake.left_out = count, held.left_out
    intake.full_clean()
    intake.save()
    _enter(agency, intake, held, held.places | _named(held.new_places))
    return intake


def _named(new: dict[Named, date]) -> dict[Key, Place]:
    """The areas that are not here yet, named from the first day on which the file names them."""
    made = {key_of(one): Place(kind=one.kind, name=one.name, since=since) for one, since in new.items()}
    for place in made.values():
        place.clean_fields()
    Place.objects.bulk_create(made.values(), batch_size=AT_ONCE)
    return made


def _enter(agency: Agency, intake: Intake, held: Held, places: dict[Key, Place]) -> None:
    made = []
    for one in held.fresh:
        named = list(dict.fromkeys(places[key_of(place)] for place in places_of(one)))
        gathering = _gathering(agency, one, held)
        gathering.intake, gathering.place = intake, named[0] if named else None
        gathering.clean_fields(exclude=READ)
        made.append((gathering, named[1:]))
    Gathering.objects.bulk_create([gathering for gathering, _others in made], batch_size=AT_ONCE)
    shared = Gathering.also_for.through
    rows = [shared(gathering=gathering, place=place) for gathering, others in made for place in others]
    shared.objects.bulk_create(rows, batch_size=AT_ONCE)


def _gathering(agency: Agency, one: Meeting, held: Held) -> Gathering:
    """A meeting as the file tells it; what is still to come is announced today."""
    language, is_past = held.mapping.language, one.starts_at <= clock.now()
    return Gathering(
        agency=agency,
        organization=held.bodies.get(one.body, agency.organization),
        kind=one.kind,
        title=Words(one.title, language),
        about=Words(one.about, language),
        location=one.location,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        state=Gathering.State.CANCELED if one.is_canceled else Gathering.State.ANNOUNCED,
        canceled_because=_("The calendar that it was taken from says so.") if one.is_canceled else "",
        uid=one.uid,
        sequence=one.sequence,
        announced_on=None if is_past else agency.today(),
        entered_on=agency.today() if is_past else None,
        doubts=doubts_of(one, held.bodies),
    )
