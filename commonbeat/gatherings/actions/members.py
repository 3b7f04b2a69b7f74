"""Write among members."""

from __future__ import annotations

from commonbeat.frame.action import action
from commonbeat.gatherings.models import MemberNote
from commonbeat.people.actor import Actor
from commonbeat.people.models import Organization


@action("gatherings.write_note")
def write_note(organization: Organization, *, by: Actor, words: str) -> MemberNote:
    """Leave a note for the other members of a body, which no seat of the agency reads."""
    made = MemberNote(organization=organization, seat=by.hat, words=words)
    made.full_clean()
    made.save()
    return made
