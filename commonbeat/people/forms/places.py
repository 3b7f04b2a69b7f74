"""Where something is: a place of the list, or all over town."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.people.models import Place

#: no single place
ALL_OVER = "all"


class WhereForm(forms.Form):
    """One place, or all over town, which is None."""

    place = forms.ChoiceField(label=gettext_lazy("Where?"))

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in Place.objects.visible_to(actor).current()}
        self.fields["place"].choices = [("", _("Choose")), *self.places.items(), (ALL_OVER, _("All over town"))]

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])
