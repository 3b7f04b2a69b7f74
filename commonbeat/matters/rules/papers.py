"""Facts about papers in use and attestations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import Attestation, Paper
from commonbeat.matters.models.paper import YEAR


@fact(lacks=_("This paper is no longer in use."), holds=_("This paper is in use."), when=_("while the paper is in use"))
def is_in_use(actor: Any, subject: Paper) -> bool:
    return subject.ended_on is None


@fact(
    lacks=_("You held a seat in the agency in the year that this attests, so somebody else says what they say to it."),
    when=_("from outside the agency in the year that is attested"),
)
def is_outside_the_year(actor: Any, subject: Attestation) -> bool:
    return not actor.held_a_seat_in(subject.agency.organization_id, subject.on - YEAR)


@fact(
    lacks=_("This attestation still holds."),
    holds=_("This attestation has lapsed."),
    unless=_("until the attestation lapses"),
)
def has_lapsed(actor: Any, subject: Attestation) -> bool:
    return subject.has_lapsed
