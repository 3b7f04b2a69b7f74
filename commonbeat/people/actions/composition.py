"""Count who sits: enter census margins, declare one's own groups, publish counts that tell of nobody."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.measures.composition import shown
from commonbeat.measures.result import LEAST
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Composition, Declaration, Organization, Population, Seat


@action("people.enter_population", facts=["trait"])
def enter_population(agency: Agency, *, by: Actor, trait: str, groups: Mapping[str, int], source: str) -> Population:
    """Enter how many residents are in each group, from a census; the newest count for each trait is compared with."""
    if len(groups) < 2 or any(not isinstance(count, int) or count < 0 for count in groups.values()):
        raise Refused(_("Write at least two groups, each with the number of its residents."))
    made = Population(trait=trait, groups=dict(groups), source=source)
    made.full_clean()
    made.save()
    return made


@action("people.declare")
def declare(seat: Seat, *, by: Actor, answers: Mapping[str, str], consents: bool) -> Seat:
    """Say in one's own seat to which groups one belongs, or say nothing; and whether it may be counted."""
    margins = Population.objects.newest()
    wrong = [trait for trait, group in answers.items() if trait not in margins or group not in margins[trait].groups]
    if wrong:
        raise Refused(_("Choose among the groups that the census counts."))
    made = Declaration.objects.filter(seat=seat).first() or Declaration(seat=seat)
    made.answers, made.consents = dict(answers), consents
    made.full_clean()
    made.save()
    return seat


@action("people.publish_composition", facts=["members"])
def publish_composition(organization: Organization, *, by: Actor) -> Composition:
    """Count the members by their own word, once every one of them agrees. Small groups are withheld.

    A new count is refused while fewer than five members differ from the last one: the two together would tell of them.
    """
    sitting, declared = agreed(organization)
    if len(declared) < len(sitting) or not sitting:
        raise Refused(_("It is counted once every member has agreed."))
    last = Composition.objects.newest(organization)
    changed = set(sitting) ^ set(last.seats) if last else set(sitting)
    if len(changed) < LEAST:
        raise Refused(_("Fewer than five members differ from the last count. A new one would tell of them."))
    made = Composition(organization=organization, members=len(sitting), seats=sorted(sitting))
    made.counts = {
        trait: shown({group: _count(declared, trait, group) for group in (*one.groups, "")})
        for trait, one in Population.objects.newest().items()
    }
    made.full_clean()
    made.save()
    return made


def agreed(organization: Organization) -> tuple[list[int], list[Declaration]]:
    """The seats in which members sit, and the declarations of those who agree to be counted."""
    sitting = list(Seat.objects.held().deciding().filter(organization=organization).values_list("pk", flat=True))
    return sitting, list(Declaration.objects.filter(seat__in=sitting, consents=True))


def _count(declared: list[Declaration], trait: str, group: str) -> int:
    return sum(one.answers.get(trait, "") == group for one in declared)
