"""What may be typed in the room of records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.records import arriving
from commonbeat.records.models import Kind, Mapping


class BringForm(forms.Form):
    """A file of records, and what it is."""

    schema = forms.ChoiceField(label=gettext_lazy("What its rows are"), choices=Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A table as CSV, also compressed with gzip, 1 GB at most. Leave out names, dates of birth, plates, "
            "the language spoken at home and whatever else tells where somebody comes from: a file that has them is "
            "refused."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > arriving.LARGEST:
            raise forms.ValidationError(_("This file is larger than 1 GB. Bring it in parts, one for each year."))
        if not arriving.has_room(file.size):
            raise forms.ValidationError(_("The disk has no room for this file. Nothing was kept of it."))
        return file


class CheckForm(forms.Form):
    """The mapping with which a file is checked."""

    mapping = forms.ModelChoiceField(queryset=Mapping.objects.none(), label=gettext_lazy("How its columns are read"))

    def __init__(self, *args: Any, choices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mapping"].queryset = choices


class AcceptForm(forms.Form):
    """What records are, in words that everybody reads."""

    about = forms.CharField(
        label=gettext_lazy("What these records are, and who says so"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads this. Say from which system they come and what is not in them."),
    )
    rows = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why records are withdrawn."""

    because = forms.CharField(
        label=gettext_lazy("Why they are withdrawn"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads this. The rows go for good; what they were stays to be read."),
    )
