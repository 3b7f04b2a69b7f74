"""What a voter may type: an answer, a code from paper, an address, an opinion. Nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy as _

from commonbeat.matters import formkeys
from commonbeat.matters.forms.giving import WrittenField
from commonbeat.matters.models import Vote, Window
from commonbeat.matters.models.input import LONGEST_OPINION

#: a button's value → the answer that is kept
ANSWERS = {"agree": Vote.AGREE, "disagree": Vote.DISAGREE, "unsure": Vote.UNSURE}
#: what is kept → how it is said
SAID = {Vote.AGREE: _("Agree"), Vote.DISAGREE: _("Disagree"), Vote.UNSURE: _("Not sure")}


class KeyedForm(forms.Form):
    """A form that carries the key by which two clicks make one voter."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, window: Window, **kwargs: Any) -> None:
        initial = {"key": formkeys.new(window)} | kwargs.pop("initial", {})
        super().__init__(data.copy() if data is not None else None, initial=initial, **kwargs)
        self.window = window

    def clean_key(self) -> formkeys.FormKey:
        """The opened key. A form without one is given a fresh one and has to be sent again."""
        opened = formkeys.read(self.cleaned_data["key"], self.window)
        if opened is None or opened.age > formkeys.SHOWS_AGAIN:
            self.data["key"] = formkeys.new(self.window)
            raise forms.ValidationError(_("This page was open for long. What you typed is here: send it once more."))
        return opened


class CodeForm(KeyedForm):
    """A code from paper."""

    code = forms.CharField(
        label=_("The code on your paper"),
        max_length=60,
        help_text=_("Capitals, spaces and hyphens do not matter. It is good for one person."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )


class AddressForm(KeyedForm):
    """An address that confirms votes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("One address counts once. Nobody else sees it, and no page or download shows it with your votes."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class OpinionForm(KeyedForm):
    """One short opinion."""

    words = WrittenField(
        limit=LONGEST_OPINION,
        label=_("Your opinion"),
        help_text=format_lazy(
            _("Up to {limit} characters. Leave out names, addresses and numbers of private persons."),
            limit=LONGEST_OPINION,
        ),
        error_messages={"required": _("Write something first.")},
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, window: Window, **kwargs: Any) -> None:
        initial = {"language": (get_language() or "en").split("-")[0]} | kwargs.pop("initial", {})
        super().__init__(data, window=window, initial=initial, **kwargs)
        self.fields["words"].widget.attrs["rows"] = 4
