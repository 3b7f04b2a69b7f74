"""What is typed when erasure is asked for and decided."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.matters.forms.giving import WrittenField
from commonbeat.matters.models import Erasure


class AskErasureForm(forms.Form):
    """A fixed ground, and a few words that only the outside seat reads."""

    ground = forms.ChoiceField(label=_("Why?"), choices=Erasure.Ground.choices, widget=forms.RadioSelect)
    words = WrittenField(
        limit=1000,
        label=_("What should the person who decides know?"),
        required=False,
        help_text=_("Only seats outside the agency read this. It is deleted once they have decided."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EraseForm(forms.Form):
    """The decision and the law it rests on."""

    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Erase the words for good")), ("no", _("Keep them"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    law = forms.CharField(
        label=_("The law that decides it"), max_length=200, help_text=_("Its name and section. Everybody can read it.")
    )
