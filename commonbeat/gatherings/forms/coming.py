"""What may be typed by those who will come, and about interpreters. Nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.gatherings.languages import LANGUAGES
from commonbeat.gatherings.models import Coming, Gathering
from commonbeat.gatherings.models.coming import MOST
from commonbeat.matters.forms.keyed import KeyedForm


class ComeForm(KeyedForm):
    """How many come, and what they need. No name."""

    people = forms.IntegerField(
        label=_("How many of you will come?"), min_value=1, max_value=MOST, initial=1, help_text=_("Count yourself.")
    )
    interpreter = forms.ChoiceField(
        label=_("Do you need an interpreter?"),
        required=False,
        help_text=_("We say here and by mail whether one comes."),
    )
    children = forms.IntegerField(
        label=_("Children who need childcare"), min_value=0, max_value=MOST, required=False, initial=0
    )
    access = forms.MultipleChoiceField(
        label=_("Do you need anything else?"),
        choices=Coming.Access.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("We see it in sums only."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want to be reminded"),
        required=False,
        help_text=_("Nobody else sees it. You can stop the letters with one click."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    remind = forms.BooleanField(label=_("Remind me by mail before the meeting"), required=False)

    def __init__(self, data: Any = None, *, gathering: Gathering, known: bool, **kwargs: Any) -> None:
        super().__init__(data, window=gathering.window, **kwargs)
        if gathering.takes_interpreters:
            asked = [one for one in LANGUAGES.items() if one[0] not in gathering.languages]
            self.fields["interpreter"].choices = [("", _("No")), *asked]
        else:
            del self.fields["interpreter"]
        if not gathering.childcare:
            del self.fields["children"]
        del self.fields["email" if known else "remind"]

    @staticmethod
    def initial_of(coming: Coming) -> dict[str, Any]:
        """The form as it stands for what was said before."""
        return {name: getattr(coming, name) for name in ("people", "interpreter", "children", "access", "remind")}

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0


class InterpreterForm(forms.Form):
    """Whether one was found."""

    found = forms.TypedChoiceField(
        label=_("Does an interpreter come?"),
        choices=[("yes", _("Yes, confirmed")), ("no", _("No, none was found"))],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("If none was found: why, and what happens instead"),
        max_length=300,
        required=False,
        help_text=_("Everybody can read this."),
    )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("found") is False and not clean.get("because"):
            self.add_error("because", _("Say why, and what happens instead."))
        return clean
