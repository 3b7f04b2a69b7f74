"""What may be typed about who lives here, and about oneself as a member."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.people.models import Population
from commonbeat.people.models.composition import Trait


class PopulationForm(forms.Form):
    """Census margins of one trait."""

    trait = forms.ChoiceField(label=_("What is counted?"), choices=Trait.choices)
    groups = forms.CharField(
        label=_("Residents by group"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One line for each group, with the number of residents: Rent, 18200"),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Which census table, of which years, for which area.")
    )

    def clean_groups(self) -> dict[str, int]:
        """Lines as group → residents."""
        found: dict[str, int] = {}
        for number, line in enumerate(filter(str.strip, self.cleaned_data["groups"].splitlines()), 1):
            group, _comma, count = line.rpartition(",")
            digits = count.strip().replace(" ", "")
            if not group.strip() or not digits.isdecimal() or len(digits) > 12:
                raise forms.ValidationError(
                    _("Line %(number)s: write the group, a comma, and a number."), params={"number": number}
                )
            found[group.strip()] = int(digits)
        return found


class DeclarationForm(forms.Form):
    """A member's own groups, each of which may stay unsaid."""

    consents = forms.BooleanField(
        label=_("Count me in, without my name"),
        required=False,
        help_text=_("Counts are shown only while every member agrees, and never of fewer than five people."),
    )

    def __init__(self, *args: Any, margins: dict[str, Population], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for trait, one in margins.items():
            choices = [("", _("I would rather not say")), *((group, group) for group in one.groups)]
            self.fields[trait] = forms.ChoiceField(label=Trait(trait).label, choices=choices, required=False)
        self.order_fields([*margins, "consents"])
        self.traits = list(margins)

    @property
    def answers(self) -> dict[str, str]:
        """What was said, without what was left unsaid."""
        return {trait: self.cleaned_data[trait] for trait in self.traits if self.cleaned_data[trait]}
