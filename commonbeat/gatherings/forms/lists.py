"""The form for a list that a body kept elsewhere."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

LARGEST = 2 * 1024 * 1024


class ListForm(forms.Form):
    """A table, one row for each."""

    file = forms.FileField(label=gettext_lazy("CSV file"))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than %(mb)s MB. Split it.") % {"mb": LARGEST // 1024 // 1024})
        return file.read()
