"""Name what moved each change, all in one form: what is sound is saved, what is not is said beside its passage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.models import Change, Input, Text


def noted(
    actor: Any, text: Text, changes: Sequence[Change], given: Mapping[int, Input], form: QueryDict
) -> dict[int, list[str]]:
    """Save what was said of each change where it differs from what stands; what is wrong, by the change's number."""
    rest = form.get("rest", "").strip() if "rest_by_none" in form else None
    wrong: dict[int, list[str]] = {}
    for change in changes:
        try:
            said = _said(change, given, form)
            stands = ({one.pk for one in change.inputs.all()}, change.by_none, change.because)
            if said == (set(), False, "") == stands and rest is not None:
                said = (set(), True, rest)
            if said != stands:
                inputs, none, why = [given[one] for one in sorted(said[0])], said[1], said[2]
                actions.name_movers(text, by=actor, change=change, inputs=inputs, by_none=none, because=why)
        except Refused as refusal:
            wrong[change.pk] = [str(refusal.sentence), *map(str, refusal.waiting)]
        except ValidationError as unsound:
            wrong[change.pk] = unsound.messages
    return wrong


def _said(change: Change, given: Mapping[int, Input], form: QueryDict) -> tuple[set[int], bool, str]:
    """The comments that were ticked or typed for a change, whether none moved it, and why it changed then."""
    typed = [int(one) for one in re.findall(r"\d{1,17}", form.get(f"numbers-{change.pk}", ""))]
    unknown = [str(one) for one in typed if one not in given]
    if unknown:
        raise Refused(_("These numbers are not of comments shown on this topic:"), waiting=unknown)
    none, chosen = f"none-{change.pk}" in form, set(_ticked(change, form)) & given.keys() | set(typed)
    why = form.get(f"because-{change.pk}", "").strip() if none or not chosen else ""
    return chosen, none, why


def _ticked(change: Change, form: QueryDict) -> list[int]:
    return [int(one) for one in form.getlist(f"inputs-{change.pk}") if one.isdecimal() and len(one) < 18]


def as_sent(card: dict[str, Any], form: QueryDict, wrong: Mapping[int, list[str]]) -> dict[str, Any]:
    """A change's card; where something in it could not be saved, with all that was chosen and typed."""
    change = card["change"]
    facts = {"none": change.by_none, "because": change.because, "numbers": "", "wrong": []}
    facts["named"] = (change.by_none or bool(card["chosen"])) and change.pk not in wrong
    if change.pk in wrong:
        facts |= {name: form.get(f"{name}-{change.pk}", "") for name in ("because", "numbers")}
        facts |= {"none": f"none-{change.pk}" in form, "wrong": wrong[change.pk]}
        card["chosen"] = set(_ticked(change, form))
    return card | facts
