"""Forms for what came on paper, by telephone or in a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonbeat.matters.forms.giving import WRITTEN
from commonbeat.matters.models import Input
from commonbeat.matters.models.input import LONGEST
from commonbeat.people.forms.days import Day
from commonbeat.people.models import Giver

CHANNELS = [
    (one.value, one.label)
    for one in (Input.Channel.PAPER, Input.Channel.TELEPHONE, Input.Channel.MEETING, Input.Channel.MAIL)
]
#: who gave it, as somebody else says it of them
ROLES = [
    ("", _("It was not said")),
    (Giver.Role.RESIDENT.value, _("Lives here")),
    (Giver.Role.WORKER.value, _("Works or studies here")),
    (Giver.Role.OFFICER.value, _("Works for the police agency")),
    (Giver.Role.VISITOR.value, _("Visits or passes through")),
]


class EnterForm(forms.Form):
    """One comment that came on paper, by telephone or in a meeting."""

    channel = forms.ChoiceField(label=_("How it came"), choices=CHANNELS, widget=forms.RadioSelect)
    given_on = forms.DateField(label=_("When it was given"), widget=Day())
    kind = forms.ChoiceField(label=_("What it is"), choices=WRITTEN)
    passage = forms.ModelChoiceField(
        label=_("On which passage"), queryset=None, required=False, empty_label=_("On the whole")
    )
    language = forms.ChoiceField(label=_("Its language"), choices=settings.LANGUAGES)
    role = forms.ChoiceField(label=_("Who gave it"), choices=ROLES, required=False)
    words = forms.CharField(
        label=_("The words as they were given"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
    receipt = forms.BooleanField(label=_("Print return words for the giver"), required=False)

    def __init__(self, *args: Any, passages: Any, opinions: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passage"].queryset = passages
        if opinions:
            self.fields["kind"].choices = Input.Kind.choices


class EnterManyForm(forms.Form):
    """A file of comments."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("One comment on each row. The first line names the columns: comment, date, language, passage."),
    )
    channel = forms.ChoiceField(label=_("How they came"), choices=CHANNELS, widget=forms.RadioSelect, initial="meeting")
    given_on = forms.DateField(
        label=_("All were given on"),
        widget=Day(),
        required=False,
        help_text=_("Leave empty where the file has a date for each row."),
    )
    for_unread = forms.BooleanField(
        label=_("Also where the file has a date that cannot be read"),
        required=False,
        help_text=_("Without this, such rows are left out."),
    )
    language = forms.ChoiceField(label=_("Language, where the file does not say"), choices=settings.LANGUAGES)
    kept = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("file") and not clean.get("kept") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return clean
