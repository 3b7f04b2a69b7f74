"""What a voter may type: an answer, a code from paper, an address, an opinion. Nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy as _

from commonbeat.matters import formkeys
from commonbeat.matters.forms.giving import WrittenField
from commonbeat.matters.forms.keyed import KeyedForm, WritingForm
from commonbeat.matters.models import Vote, Window
from commonbeat.matters.models.input import LONGEST_OPINION

#: a button's value → the answer that is kept
ANSWERS = {"agree": Vote.AGREE, "disagree": Vote.DISAGREE, "unsure": Vote.UNSURE}
#: what is kept → how it is said
SAID = {Vote.AGREE: _("Agree"), Vote.DISAGREE: _("Disagree"), Vote.UNSURE: _("Not sure")}


class VoterForm(KeyedForm):
    """What makes a voter or brings one back: by its key, two clicks make one."""

    good_for = formkeys.SHOWS_AGAIN
    once_more = _("This page was open for long. What you typed is here: send it once more.")


class CodeForm(VoterForm):
    """A code from paper."""

    code = forms.CharField(
        label=_("The code on your paper"),
        max_length=60,
        help_text=_("Capitals, spaces and hyphens do not matter. It is good for one person."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )


class AddressForm(VoterForm):
    """An address that confirms votes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("One address counts once. Nobody else sees it, and no page or download shows it with your votes."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class OpinionForm(WritingForm, VoterForm):
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
