"""Save how an agency's columns are read, as the next version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.measures.mapping import parsed
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency
from commonbeat.records.models import Mapping


@action("records.save_mapping", facts=["schema", "version"])
def save_mapping(agency: Agency, *, by: Actor, schema: str, text: str, version: int) -> Mapping:
    """Save how one kind of records is read; the versions before stay as they were."""
    newest = Mapping.objects.of(schema).first()
    if version != (newest.number if newest else 0) + 1:
        raise Refused(_("Somebody saved a version in the meantime. Look at it first."))
    mapping = Mapping(schema=schema, number=version, text=text)
    mapping.full_clean()
    if parsed(text).schema.name != schema:
        raise Refused(_("This mapping is for another kind of records."))
    mapping.save()
    return mapping
