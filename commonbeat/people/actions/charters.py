"""A body's charter: adopt one, or its next version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.people.actor import Actor
from commonbeat.people.models import Charter, Organization


@action("people.adopt_charter", facts=["version", "in_force_on"])
def adopt_charter(
    organization: Organization, *, by: Actor, rules: Mapping[str, Any], in_force_on: date, note: str = ""
) -> Charter:
    """Say by which rules a body sits, from a day on; the version before stays readable with its days."""
    newest = Charter.objects.filter(organization=organization).order_by("-version").first()
    if organization.is_agency:
        raise Refused(_("The agency has no charter here. Boards, offices and partners have."))
    if newest and in_force_on <= newest.in_force_on:
        raise Refused(_("A new version holds from a later day than the one before."))
    if newest and not note:
        raise Refused(_("Say what changed, and why."))
    charter = Charter(organization=organization, rules=dict(rules), in_force_on=in_force_on, note=note)
    charter.version = newest.version + 1 if newest else 1
    charter.full_clean()
    charter.save()
    return charter
