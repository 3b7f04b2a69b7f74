"""Which meetings of a calendar are looked at, and of which of them it is not known if they were held. Saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.gatherings.forms.by_month import StretchForm
from commonbeat.gatherings.intake import digest_of
from commonbeat.gatherings.models import Gathering
from commonbeat.people.models import Place


class WhichForm(StretchForm):
    """Meetings of a kind, between two months, in one area where it is named."""

    field_order = ["kind", "place"]
    area = None
    place = forms.ModelChoiceField(label=_("Area"), queryset=None, required=False, empty_label=_("Every area"))

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.visible_to(actor)


class HeldForm(forms.Form):
    """Which of these were held: those that are ticked, or all, where somebody says so."""

    seen = forms.CharField(widget=forms.HiddenInput)
    held = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    all_held = forms.BooleanField(label=_("All of these were held"), required=False)

    def __init__(self, *args: Any, rows: Sequence[Gathering], **kwargs: Any) -> None:
        self.shown = digest_of(one.uid for one in rows)
        super().__init__(*args, initial={"seen": self.shown}, **kwargs)
        self.fields["held"].choices = [(one.pk, str(one)) for one in rows]

    def clean_seen(self) -> str:
        """What is confirmed is what stood on the page, no more and no less."""
        if self.cleaned_data["seen"] != self.shown:
            raise forms.ValidationError(_("Something was said of these meetings meanwhile. Look again."))
        return self.shown

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("held") and not clean.get("all_held"):
            raise forms.ValidationError(_("Tick those that were held, or say that all of them were."))
        return clean
