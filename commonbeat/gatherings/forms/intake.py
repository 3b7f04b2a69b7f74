"""The form for a calendar that was kept elsewhere: its file, and how it is read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

#: bytes; a larger file is taken in by the command on the machine
LARGEST = 20 * 1024 * 1024


class MeetingsForm(forms.Form):
    """A table or a calendar of meetings."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("A table (.csv) with one meeting on each row, or a calendar (.ics)."),
    )
    mapping = forms.CharField(
        label=gettext_lazy("How it is read"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "dir": "ltr"}),
        help_text=gettext_lazy(
            "What you leave out is read as in the mapping that comes with the house; empty is that mapping. "
            "What you change is kept with what you take in, and stands here next time."
        ),
    )
    kept = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("file") and clean["file"].size > LARGEST:
            sentence = _("This file is larger than %(mb)s MB. The command import-meetings on the machine takes it.")
            self.add_error("file", sentence % {"mb": LARGEST // 1024 // 1024})
        elif not clean.get("file") and not clean.get("kept") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return clean
