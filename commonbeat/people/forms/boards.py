"""What may be typed about a board's charter and seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.people.charter import Unclear, data_from_toml, rules_from
from commonbeat.people.forms.days import Day


class CharterForm(forms.Form):
    """A charter as text, compared by a person with what is in force."""

    text = forms.CharField(
        label=_("The rules"),
        help_text=_("One line for each rule. Leave out what your charter does not say: it is then shown as not said."),
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code"}),
        max_length=40_000,
        strip=False,
    )
    in_force_on = forms.DateField(label=_("In force from"), initial=clock.today, widget=Day())
    note = forms.CharField(
        label=_("What changed, and why"),
        required=False,
        max_length=500,
        help_text=_("Needed from the second version on."),
    )
    compared = forms.BooleanField(label=_("I have compared every line with the text that is in force."))

    def clean_text(self) -> str:
        """Each problem stands beside the field with its place."""
        try:
            self.rules: dict[str, Any] = data_from_toml(self.cleaned_data["text"])
            rules_from(self.rules)
        except Unclear as unclear:
            raise forms.ValidationError(unclear.problems)
        return self.cleaned_data["text"]
