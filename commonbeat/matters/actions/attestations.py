"""Attest that there is no quota; countersign it from outside, or say why not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.matters.models import Attestation, Countersignature
from commonbeat.matters.models.paper import YEAR
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency


@action("matters.attest", facts=["lapses_on"])
def attest(agency: Agency, *, by: Actor, words: str, language: str = "en") -> Attestation:
    """State as chief that nobody is held to a number. It lapses after a year."""
    today = agency.today()
    made = Attestation(agency=agency, words=words, language=language, on=today, lapses_on=today + YEAR, by_seat=by.hat)
    made.full_clean()
    made.save()
    return made


@action("matters.countersign", facts=["signs"])
def countersign(attestation: Attestation, *, by: Actor, signs: bool, because: str = "") -> Countersignature:
    """Sign the chief's attestation from outside the agency, or say why not; each body outside does so once."""
    if not signs and not because:
        raise Refused(_("Say why you do not sign."))
    body = by.hat.organization
    if Countersignature.objects.filter(attestation=attestation, body=body).exists():
        raise Refused(_("Your body has said already what it says to this attestation."))
    made = Countersignature(
        attestation=attestation,
        signs=signs,
        because=because,
        on=attestation.agency.today(),
        by_seat=by.hat,
        body=body,
    )
    made.full_clean()
    made.save()
    return made
