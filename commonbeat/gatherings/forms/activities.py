"""What an officer types in 20 seconds about an activity. Nothing is saved here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Words
from commonbeat.gatherings.actions.activities import MOST_PEOPLE
from commonbeat.gatherings.models import Gathering
from commonbeat.people.forms.days import Day
from commonbeat.people.forms.places import WhereForm
from commonbeat.people.models import Agency, Seat

#: days within which a promise made on the street is usually kept
USUAL_DAYS = 14


class ActivityForm(WhereForm):
    """What, where, how many, how long; and whether anything was promised."""

    field_order = ("activity", "place")
    activity = forms.ChoiceField(label=_("What?"), choices=Gathering.Activity.choices, widget=forms.RadioSelect)
    people = forms.IntegerField(label=_("With how many people?"), min_value=1, max_value=MOST_PEOPLE)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=720)
    on = forms.DateField(label=_("When?"), widget=Day())
    promise = forms.CharField(
        label=_("Was anything promised?"),
        max_length=300,
        required=False,
        help_text=_("What will be done, in one sentence, without names. It stands on “What we owe you”."),
    )
    owner = forms.ModelChoiceField(label=_("Who answers for it?"), queryset=None, required=False, empty_label=None)
    due = forms.DateField(label=_("By when?"), widget=Day(), required=False)

    def __init__(self, *args: Any, actor: Any, agency: Agency, **kwargs: Any) -> None:
        today = agency.today()
        kwargs["initial"] = {"on": today, "due": today + timedelta(days=USUAL_DAYS)}
        super().__init__(*args, actor=actor, **kwargs)
        seats = Seat.objects.visible_to(actor).held().filter(organization=agency.organization_id)
        self.fields["owner"].queryset = seats.select_related("organization").order_by("pk")
        self.fields["owner"].initial = seats.order_by("pk").first()

    def seldom(self) -> bool:
        """Whether what is seldom needed is to be seen at once: something in it is wrong."""
        return bool(set(self.errors) & {"on", "promise", "owner", "due"})

    def facts(self) -> dict[str, Any]:
        """What the act takes; what belongs to a promise only where something was promised."""
        clean = dict(self.cleaned_data)
        if not clean["promise"]:
            return {name: clean[name] for name in ("activity", "place", "people", "minutes", "on")}
        return clean | {"promise": Words(clean["promise"])}
