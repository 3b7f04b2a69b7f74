"""Write the minutes while the meeting runs; turn what is said into promises; publish, correct and approve."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings.actions.docket import docket_of
from commonbeat.gatherings.merging import merged
from commonbeat.gatherings.models import AgendaItem, Correction, Gathering, Promised, Undertaking
from commonbeat.matters.actions.commitments import new_promise
from commonbeat.matters.models import Commitment
from commonbeat.people.actor import Actor
from commonbeat.people.models import Seat


class WrittenMeanwhile(Refused):
    """Two wrote at the same place. ``theirs`` is what stands, ``mine`` what was not saved."""

    def __init__(self, theirs: str, mine: str, version: int) -> None:
        super().__init__(
            _("Somebody else wrote at the same place meanwhile. Yours was not saved over it; both are here.")
        )
        self.theirs, self.mine, self.version = theirs, mine, version


@action("gatherings.note")
def note(item: AgendaItem, *, by: Actor, words: str, version: int, was: str = "") -> AgendaItem:
    """Save the minutes of an item. ``was`` and ``version`` are what the writer began from.

    Where somebody else saved meanwhile, both are joined if they wrote at different places. Raises WrittenMeanwhile.
    """
    text = words.replace("\r\n", "\n").strip()
    theirs = item.notes.text
    if version != item.version and text != theirs:
        joined = merged(was.replace("\r\n", "\n").strip(), text, theirs)
        if joined is None:
            raise WrittenMeanwhile(theirs, text, item.version)
        text = joined
    if text != theirs:
        item.notes, item.version = Words(text, _tongue(item)), item.version + 1
        item.full_clean()
        item.save()
    return item


@action("gatherings.note_promise", facts=["owner", "due"])
def note_promise(
    item: AgendaItem, *, by: Actor, words: str, owner: Seat | None = None, due: date | None = None
) -> Undertaking:
    """Note what somebody said they will do. With its owner and its date it is a promise at once."""
    said = Undertaking(item=item, words=words, owner=owner, due=due)
    return _promised(said, by)


@action("gatherings.complete_promise", facts=["owner", "due"])
def complete_promise(undertaking: Undertaking, *, by: Actor, owner: Seat, due: date, words: str = "") -> Undertaking:
    """Give what was said its owner and its date: now it is a promise."""
    undertaking.owner, undertaking.due, undertaking.words = owner, due, words or undertaking.words
    return _promised(undertaking, by)


def _promised(said: Undertaking, by: Actor) -> Undertaking:
    """Saved; where it has owner and date, with its promise, in the item's topic or in that of the body's meetings."""
    item = said.item
    if said.owner and said.owner.organization_id not in (item.organization.pk, item.gathering.agency.organization_id):
        raise Refused(_("A promise is made by a seat of the agency or of the body that meets."))
    made: Commitment | None = None
    if said.owner and said.due:
        matter = item.matter or docket_of(item.organization, by=by)
        made = said.commitment = new_promise(matter, Words(said.words, _tongue(item)), said.owner, said.due)
    said.full_clean()
    said.save()
    if made:
        Promised.objects.create(gathering=item.gathering, commitment=made)
    said.publishes = [made] if made else []
    return said


def _tongue(item: AgendaItem) -> str:
    """The language in which the agency writes."""
    return item.gathering.agency.tongue


@action("gatherings.let_go_promise")
def let_go_promise(undertaking: Undertaking, *, by: Actor, because: str) -> Undertaking:
    """Say openly why what was noted is no promise."""
    undertaking.let_go_because = because
    undertaking.full_clean()
    undertaking.save()
    return undertaking


@action("gatherings.publish_minutes")
def publish_minutes(gathering: Gathering, *, by: Actor) -> Gathering:
    """Put the minutes before the public, not approved yet: from now on every change is marked."""
    sitting, today = gathering.sitting, gathering.agency.today()
    items = list(AgendaItem.objects.filter(gathering=gathering).exclude(posted_at=None, taken_up_at=None))
    for item in items:
        item.minuted_on = today
        item.full_clean()
        item.save()
    sitting.minutes_on = today
    sitting.full_clean()
    sitting.save()
    gathering.publishes = [*items, sitting]
    return gathering


@action("gatherings.correct_minutes")
def correct_minutes(item: AgendaItem, *, by: Actor, words: str, because: str, version: int) -> Correction:
    """Correct public minutes of an item, and say why; what stood before stays readable beside it."""
    if version != item.version:
        raise WrittenMeanwhile(item.notes.text, words, item.version)
    approved = item.gathering.sitting.approved_on is not None
    made = Correction(item=item, before=item.notes, because=because, late=approved, by_seat=by.hat)
    made.full_clean()
    made.save()
    item.notes, item.version = Words(words, item.notes.language), item.version + 1
    item.full_clean()
    item.save()
    made.publishes = [item]
    return made
