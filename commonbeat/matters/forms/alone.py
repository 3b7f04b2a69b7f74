"""What is typed when somebody writes to a checker alone, and what the checker types. Nothing of it is kept open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.matters import boxes
from commonbeat.matters.forms.giving import WrittenField
from commonbeat.matters.forms.keyed import WritingForm
from commonbeat.matters.models.input import LONGEST

#: characters of the shortest passphrase that is taken
SHORTEST = 20
SECRET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class WriteAloneForm(WritingForm):
    """The words, and nothing about whoever writes them."""

    words = WrittenField(
        limit=LONGEST,
        label=_("Your words"),
        help_text=_("Leave out what only two or three people can know."),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
    )


class WriteOnAloneForm(WriteAloneForm):
    """More words, under the return words that opened the page."""

    return_words = forms.CharField(max_length=300, widget=forms.HiddenInput)


class ComeBackForm(forms.Form):
    """Eight words, in any spelling of spaces and capitals."""

    return_words = forms.CharField(
        label=_("Your return words"),
        max_length=300,
        help_text=_("The eight words that were shown when you wrote, in their order."),
        widget=forms.TextInput(attrs=SECRET),
    )


class PassphraseForm(forms.Form):
    """The passphrase, which opens for this one page and is forgotten with it."""

    #: what was typed is not shown again
    is_forgotten = True

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        max_length=300,
        help_text=_("It opens what was written for this one page. It is kept nowhere."),
        widget=forms.PasswordInput(attrs=SECRET),
    )


class MakeKeyForm(forms.Form):
    """A passphrase, typed twice; where there was one before, that it is lost."""

    #: what was typed is not shown again
    is_forgotten = True

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        min_length=SHORTEST,
        max_length=300,
        help_text=_("At least 20 characters. Use it for nothing else."),
        widget=forms.PasswordInput(attrs=SECRET),
    )
    again = forms.CharField(label=_("Once more"), max_length=300, widget=forms.PasswordInput(attrs=SECRET))
    lost = forms.BooleanField(label=_("I have lost the passphrase. What was written to me until now is lost for ever."))

    def __init__(self, data: Any = None, *, has_key: bool) -> None:
        super().__init__(data)
        if not has_key:
            del self.fields["lost"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        again = boxes.as_typed(typed.pop("again", None) or "")
        if "passphrase" in typed and boxes.as_typed(typed["passphrase"]) != again:
            self.add_error("again", _("These are two different passphrases. Type the same one twice."))
        return typed


class ReplyAloneForm(forms.Form):
    """The checker's reply."""

    words = WrittenField(
        limit=LONGEST,
        label=_("Your reply"),
        help_text=_("Only whoever has the return words can open it."),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )


class HandOverForm(PassphraseForm):
    """To which key, and the passphrase of one's own."""

    to = forms.ModelChoiceField(label=_("To whom?"), queryset=None, empty_label=None, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, others: Any) -> None:
        super().__init__(data)
        self.fields["to"].queryset = others
