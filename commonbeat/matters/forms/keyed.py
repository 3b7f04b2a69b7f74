"""A form that carries the key by which two clicks do one thing."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.matters import formkeys
from commonbeat.matters.models import Window


class KeyedForm(forms.Form):
    """One whose key is missing, forged or too old is given a fresh one, and has to be sent again."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    #: seconds for which a key is good
    good_for: float = math.inf
    once_more = _("This form did not come whole. Look over your words and send it again.")

    def __init__(self, data: Any = None, *, window: Window | None = None, **kwargs: Any) -> None:
        initial = {"key": formkeys.new(window)} | kwargs.pop("initial", {})
        super().__init__(data.copy() if data is not None else None, initial=initial, **kwargs)
        self.window = window

    def clean_key(self) -> formkeys.FormKey:
        """The opened key."""
        opened = formkeys.read(self.cleaned_data["key"], self.window)
        if opened is None or opened.age > self.good_for:
            self.data["key"] = formkeys.new(self.window)
            raise forms.ValidationError(self.once_more)
        return opened


class WritingForm(KeyedForm):
    """One in which somebody writes: what comes faster than people read and write has to be sent again."""

    def clean_key(self) -> formkeys.FormKey:
        """The opened key of a form that was before somebody's eyes for a moment."""
        opened = super().clean_key()
        if opened.is_too_fast:
            raise forms.ValidationError(_("This came faster than anybody reads and writes. Send it once more."))
        return opened
