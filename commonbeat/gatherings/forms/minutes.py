"""Forms for old minutes: the text as it was, then each sentence that reads like a promise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.people.forms.days import Day
from commonbeat.people.models import Seat

#: a promise is one thing that can be checked; a sentence that nobody confirms may be longer
LONGEST = 400


class MinutesForm(forms.Form):
    """Minutes, pasted."""

    minutes = forms.CharField(
        label=gettext_lazy("The minutes as they were written"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("They are read here and not kept: only what you confirm is."),
    )


class PromiseForm(forms.Form):
    """One sentence that reads like a promise; nothing is made of it unless it is confirmed."""

    is_promise = forms.BooleanField(label=gettext_lazy("This was promised"), required=False)
    words = forms.CharField(
        label=gettext_lazy("What was promised"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who answers for it"), queryset=Seat.objects.none(), required=False, empty_label="–"
    )
    due = forms.DateField(label=gettext_lazy("By when"), widget=Day(), required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput, initial="en")

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        for name in ("words", "owner", "due") if clean.get("is_promise") else ():
            if not clean.get(name) and name not in self.errors:
                self.add_error(name, _("Say this, or leave the promise out."))
        if clean.get("is_promise") and len(clean.get("words", "")) > LONGEST:
            self.add_error(
                "words", _("This is longer than %(limit)s characters. Please shorten it.") % {"limit": LONGEST}
            )
        return clean


PromiseForms = forms.formset_factory(PromiseForm, extra=0, max_num=60, absolute_max=60)
