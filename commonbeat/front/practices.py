"""What may be said at the start about each of the nineteen practices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.people.models import PracticeStart
from commonbeat.scorecard.standards import Standard, standards

State = PracticeStart.State
#: how many practices to start with
FIRST = 3


class StartForm(forms.Form):
    """Where the agency starts on one practice."""

    state = forms.ChoiceField(label=_("Where do you start?"), choices=State.choices, widget=forms.RadioSelect)
    planned_from = forms.DateField(
        label=_("Planned from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        help_text=_("One sentence that everybody can read. Where state law prevents it, name the law."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        state = given.get("state")
        if state == State.PLANNED and not given.get("planned_from") and "planned_from" not in self.errors:
            self.add_error("planned_from", _("Say from which day it is planned."))
        if state and state != State.STARTED and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why in one sentence."))
        if state != State.PLANNED:
            given["planned_from"] = None
        return given


def said_so_far(agency: Any) -> list[tuple[Standard, PracticeStart | None]]:
    """All nineteen with what the agency has said about each."""
    known = {one.code: one for one in PracticeStart.objects.filter(agency=agency)}
    return [(one, known.get(one.code)) for one in standards()]
