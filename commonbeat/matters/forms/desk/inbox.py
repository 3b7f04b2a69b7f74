"""Forms of the inbox: hold, hide, show, translate, hand over, settle an appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonbeat.matters.actions.inbox import CHOSEN_REASONS
from commonbeat.matters.models import Input
from commonbeat.matters.texts import screening, striking


class KeepBackForm(forms.Form):
    """One of the fixed, viewpoint-neutral reasons."""

    reason = forms.ChoiceField(
        label=_("The reason"),
        choices=[(one.value, one.label) for one in CHOSEN_REASONS],
        widget=forms.RadioSelect,
        help_text=_("An opinion is never a reason. The giver is told, the count is public, and they can appeal."),
    )


class ReleaseForm(forms.Form):
    """Which private details are struck before words are shown. Words can be taken away and never added."""

    strike = forms.MultipleChoiceField(
        label=_("Strike what is private"), required=False, widget=forms.CheckboxSelectMultiple
    )
    also = forms.CharField(
        label=_("Strike these private details too"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A private person’s name, for example; one on each line, spelled as above. Nothing else can be struck. "
            "Everybody sees how many details are struck and why, and the giver can ask for a second look from outside."
        ),
    )

    def __init__(self, *args: Any, given: Input, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = given.kept.text
        self.found = screening.personal_data(self.words)
        names = [
            (str(at), f"{self.words[one.start : one.end]} ({striking.KINDS[one.kind]})")
            for at, one in enumerate(self.found)
        ]
        self.fields["strike"].choices, self.fields["strike"].initial = names, [value for value, _name in names]
        if not names:
            del self.fields["strike"]

    def clean_also(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["also"].splitlines() if line.strip()]
        missing = [line for line in lines if not striking.places_of(line, self.words)]
        if missing:
            raise forms.ValidationError(_("These words do not stand in it: %(words)s") % {"words": "; ".join(missing)})
        return lines

    def spans(self) -> list[striking.Span]:
        """Where what is struck stands, in order."""
        chosen = self.cleaned_data.get("strike", [])
        spans = [(one.start, one.end) for at, one in enumerate(self.found) if str(at) in chosen]
        for line in self.cleaned_data["also"]:
            spans += striking.places_of(line, self.words)
        return striking.apart(spans)


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
        choices=[("yes", _("Show the words as they were given")), ("no", _("Change nothing"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Your reasons"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
