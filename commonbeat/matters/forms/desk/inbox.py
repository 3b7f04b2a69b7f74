"""Forms of the inbox: hold, hide, show, translate, hand over, settle an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.matters.actions.inbox import CHOSEN_REASONS
from commonbeat.matters.models import Input
from commonbeat.matters.texts import screening

#: kinds of private details, as people call them
KINDS = {
    "e-mail address": _("e-mail address"),
    "telephone number": _("telephone number"),
    "street address": _("street address"),
}


class KeepBackForm(forms.Form):
    """One of the fixed, viewpoint-neutral reasons."""

    reason = forms.ChoiceField(
        label=_("The reason"),
        choices=[(one.value, one.label) for one in CHOSEN_REASONS],
        widget=forms.RadioSelect,
        help_text=_("An opinion is never a reason. The giver is told, the count is public, and they can appeal."),
    )


class ReleaseForm(forms.Form):
    """What is struck before words are shown. Words can be taken away and never added."""

    strike = forms.MultipleChoiceField(
        label=_("Strike what is private"), required=False, widget=forms.CheckboxSelectMultiple
    )
    also = forms.CharField(
        label=_("Strike these words too"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A private person’s name, for example; one on each line, spelled as above."),
    )

    def __init__(self, *args: Any, given: Input, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = given.kept.text
        self.words, self.language, self.found = words, given.kept.language, screening.personal_data(words)
        names = [(str(at), f"{words[one.start : one.end]} ({KINDS[one.kind]})") for at, one in enumerate(self.found)]
        self.fields["strike"].choices, self.fields["strike"].initial = names, [value for value, _name in names]
        if not names:
            del self.fields["strike"]

    def clean_also(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["also"].splitlines() if line.strip()]
        missing = [line for line in lines if line not in self.words]
        if missing:
            raise forms.ValidationError(_("These words do not stand in it: %(words)s") % {"words": "; ".join(missing)})
        return "\n".join(lines)

    def shown_words(self) -> str:
        """The words as everybody will read them, "" where nothing is struck."""
        chosen = [one for at, one in enumerate(self.found) if str(at) in self.cleaned_data.get("strike", [])]
        words = struck(self.words, chosen, self.language)
        with translation.override(self.language):
            for line in self.cleaned_data["also"].splitlines():
                words = words.replace(line, gettext("[held back]"))
        return "" if words == self.words else words

    @staticmethod
    def all_struck(given: Input) -> str:
        """The words of a comment with all that looks private struck."""
        return struck(given.kept.text, screening.personal_data(given.kept.text), given.kept.language)


def struck(words: str, found: Sequence[screening.Found], language: str) -> str:
    """Words with what is private replaced by its kind, in the language of the words."""
    with translation.override(language):
        for one in reversed(found):
            mark = gettext("[held back: %(kind)s]") % {"kind": KINDS[one.kind]}
            words = f"{words[: one.start]}{mark}{words[one.end :]}"
    return words


class TranslateForm(forms.Form):
    """A translation for others."""

    language = forms.ChoiceField(label=_("Into"), choices=settings.LANGUAGES)
    words = forms.CharField(label=_("Translation"), widget=forms.Textarea(attrs={"rows": 8}), max_length=10_000)


class HandOverForm(forms.Form):
    """Where something belongs."""

    to = forms.CharField(label=_("Handed over to"), max_length=300)
    reasons = forms.CharField(
        label=_("What you tell the giver"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SettleForm(forms.Form):
    """An appeal decided."""

    restored = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Show the words again")), ("no", _("They stay hidden"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Your reasons"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
