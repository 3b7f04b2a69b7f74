"""What those who will come find again: their own forms."""

from __future__ import annotations

from typing import Any

from commonbeat.gatherings.models import Coming
from commonbeat.matters.formkeys import SHOWS_AGAIN, FormKey
from commonbeat.people.models import Giver


def made_with(key: FormKey, actor: Any) -> tuple[Coming | None, str]:
    """What was said with this form, and its return words while it is fresh; only its sender knows the key."""
    made = Coming.objects.filter(form_key=key.digest).select_related("gathering__agency", "giver").first()
    if made is None:
        return None, ""
    is_first = made.giver.words_digest == Giver.digest(key.return_words)
    if key.age > SHOWS_AGAIN or not (is_first or made.giver_id in actor.giver_ids):
        return None, ""
    return made, key.return_words if is_first else ""


def of(actor: Any) -> list[Coming]:
    """Meetings to which the reader will come."""
    rows = Coming.objects.visible_to(actor).standing().select_related("gathering__agency")
    return [one for one in rows.order_by("gathering__starts_at") if not one.gathering.has_begun]
