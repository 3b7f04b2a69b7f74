"""What may be typed in minutes: promises, corrections; and notes among members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.gatherings.forms.room import SeatField
from commonbeat.people.forms.days import Day


class UndertakingForm(forms.Form):
    """What somebody says they will do; owner and date may follow before the chair moves on."""

    words = forms.CharField(
        label=_("What will be done?"), max_length=300, help_text=_("One thing that can be checked.")
    )
    owner = SeatField(label=_("Who?"), required=False)
    due = forms.DateField(label=_("By when?"), widget=Day(), required=False)

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = seats


class CompleteForm(UndertakingForm):
    """Owner and date of what was said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class LetGoForm(forms.Form):
    """Why what was noted is no promise."""

    because = forms.CharField(label=_("Why is it no promise?"), max_length=300, min_length=5)


class CorrectionForm(forms.Form):
    """Public minutes, corrected."""

    words = forms.CharField(label=_("As it should stand"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 10}))
    because = forms.CharField(label=_("Why"), max_length=300, min_length=5)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class MemberNoteForm(forms.Form):
    """A note to the other members."""

    words = forms.CharField(label=_("Your note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
