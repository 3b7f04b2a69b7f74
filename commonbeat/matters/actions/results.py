"""Results of votes: draw them by the clock, leave out suspicious batches of votes, and take these in again."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.matters import five
from commonbeat.matters.models import Drawing, Exclusion, Voter, Window
from commonbeat.people.actor import Actor

if TYPE_CHECKING:
    from commonbeat.matters.drawing import Drawn


@action("matters.draw", facts=["people", "votes", "digest"])
def draw(window: Window, *, by: Actor, drawn: Drawn, digest: str) -> Drawing:
    """Publish what the votes of a period show. What was read before something newer was drawn is thrown away."""
    newest = Drawing.objects.newest(window)
    if drawn.after != (newest.pk if newest else None):
        raise Refused(_("Something newer was drawn meanwhile."))
    made = Drawing(
        window=window,
        people=drawn.everybody.get("people", 0),
        votes=drawn.everybody.get("votes"),
        everybody=drawn.everybody,
        confirmed=drawn.confirmed,
        among_everybody=five.kept(drawn.among_everybody),
        among_confirmed=five.kept(drawn.among_confirmed),
        weights=drawn.weights,
    )
    made.full_clean(exclude=["window"])
    made.save()
    return made


@action("matters.exclude_votes", facts=["people"])
def exclude_votes(window: Window, *, by: Actor, voters: Collection[int], because: str) -> Exclusion:
    """Leave the votes of a suspicious batch out of the results, with a public reason and its count."""
    counted = Voter.objects.filter(window=window, number__in=voters).counted()
    made = Exclusion(window=window, people=counted.count(), because=because.strip())
    if not made.people:
        raise Refused(_("None of these votes is counted any more. Look again."))
    made.full_clean(exclude=["window"])
    made.save()
    counted.update(exclusion=made)
    return made


@action("matters.readmit_votes", facts=["people"])
def readmit_votes(exclusion: Exclusion, *, by: Actor, because: str) -> Exclusion:
    """Take votes in again that were left out, with a public reason."""
    if exclusion.undone_on is not None:
        raise Refused(_("These votes are counted again already."))
    exclusion.undone_on, exclusion.undone_because = exclusion.matter.agency.today(), because.strip()
    exclusion.full_clean(exclude=["window"])
    if not exclusion.undone_because:
        raise Refused(_("Say why these votes are counted again."))
    exclusion.save()
    return exclusion
