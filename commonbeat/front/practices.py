"""What may be said at the start about the nineteen practices: one form for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.people.forms.days import Day
from commonbeat.people.models import Agency, PracticeStart
from commonbeat.scorecard.standards import GROUPS, Standard, standards

State = PracticeStart.State
#: how many practices to start with
FIRST = 3


def usual_reason() -> str:
    """What is said of a practice that waits, unless the agency says it better."""
    return _("We begin with three others.")


class StartForm(forms.Form):
    """Where the agency starts on one practice."""

    state = forms.ChoiceField(label=gettext_lazy("Where do you start?"), choices=State.choices)
    planned_from = forms.DateField(label=gettext_lazy("Planned from"), required=False, widget=Day())
    reason = forms.CharField(label=gettext_lazy("Why?"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        state, reason = given.get("state"), given.get("reason")
        if state == State.PLANNED and not given.get("planned_from") and "planned_from" not in self.errors:
            self.add_error("planned_from", _("Say from which day it is planned."))
        if state == State.PREVENTED and reason in ("", usual_reason()):
            self.add_error("reason", _("Name the law that prevents it."))
        elif state and state != State.STARTED and not reason and "reason" not in self.errors:
            self.add_error("reason", _("Say why in one sentence."))
        if state != State.PLANNED:
            given["planned_from"] = None
        if state == State.STARTED and reason == usual_reason():
            given["reason"] = ""
        return given


class Practices:
    """The nineteen, each with what was said of it and its part of the form."""

    def __init__(self, agency: Agency, data: Any = None) -> None:
        self.agency = agency
        said = {one.code: one for one in PracticeStart.objects.filter(agency=agency)}
        self.rows = [(one, said.get(one.code), self._form(one, said.get(one.code), data)) for one in standards()]
        self.error = ""

    def _form(self, one: Standard, said: PracticeStart | None, data: Any) -> StartForm:
        known = {"state": State.NOT_STARTED, "reason": usual_reason(), "planned_from": None}
        if said:
            known = {name: getattr(said, name) for name in known}
        return StartForm(data, initial=known, prefix=one.code)

    def is_valid(self) -> bool:
        """Whether all of it can be kept; on the first day three are started at most."""
        right = [form.is_valid() for _one, _said, form in self.rows]
        started = sum(form.data.get(form.add_prefix("state")) == State.STARTED for _one, _said, form in self.rows)
        if self.agency.published_on is None and started > FIRST:
            self.error = _("You chose %(started)s to start with. Choose three at most; more can follow later.") % {
                "started": started
            }
        return all(right) and not self.error

    def changed(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Code and values of those that were not said so before."""
        for one, said, form in self.rows:
            if said is None or any(getattr(said, name) != value for name, value in form.cleaned_data.items()):
                yield one.code, form.cleaned_data

    @property
    def started(self) -> int:
        return sum(said is not None and said.state == State.STARTED for _one, said, _form in self.rows)

    @property
    def unsaid(self) -> int:
        return sum(said is None for _one, said, _form in self.rows)

    @property
    def groups(self) -> list[tuple[Any, list[tuple[Any, ...]]]]:
        """By group: practice, its question and sentence, what was said of it, its form."""
        told = [(one, one.said("question"), one.said("sentence"), said, form) for one, said, form in self.rows]
        return [(title, [row for row in told if row[0].group == key]) for key, title in GROUPS.items()]
