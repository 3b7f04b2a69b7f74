"""What may be typed for a board."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.matters.models.input import LONGEST
from commonbeat.people.forms.days import Day


class RecommendForm(forms.Form):
    """What a body has adopted, in its own words."""

    title = forms.CharField(label=_("In a few words"), max_length=120)
    words = forms.CharField(
        label=_("The recommendation, as adopted"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
    adopted_on = forms.DateField(label=_("Adopted on"), initial=clock.today, widget=Day())
    asked_by = forms.DateField(
        label=_("A reply is asked for by"),
        widget=Day(),
        help_text=_(
            "Your charter does not say within how many days the agency has to answer, so the board names a day."
        ),
    )

    def __init__(self, *args: Any, by_charter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_charter:
            del self.fields["asked_by"]
