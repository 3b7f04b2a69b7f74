"""Forms of suspicious votes: leave batches out, take them in again, each with a public reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.matters.shown.batches import Batch


class ExcludeForm(forms.Form):
    """Which batches, and why."""

    batches = forms.MultipleChoiceField(label=_("Which votes"), widget=forms.CheckboxSelectMultiple)
    because = forms.CharField(
        label=_("Why they are left out"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody reads this beside the results, with how many people it is. What they voted is no reason."
        ),
    )

    def __init__(self, *args: Any, found: Sequence[Batch], named: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.key: one for one in found}
        self.fields["batches"].choices = list(zip(self.found, named, strict=True))

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        chosen = [self.found[key] for key in clean.pop("batches", [])]
        return clean | {"voters": sorted({number for one in chosen for number in one.numbers})}


class ReadmitForm(forms.Form):
    """Why they are counted again."""

    because = forms.CharField(
        label=_("Why they are counted again"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads this beside the results."),
    )
