"""Forms of the inbox: reasons, replies, promises, what came on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Words
from commonbeat.matters.actions.inbox import CHOSEN_REASONS
from commonbeat.matters.forms.desk.topics import Day
from commonbeat.matters.models import Answer, Decision, Input
from commonbeat.people.models import Giver, Seat


class KeepBackForm(forms.Form):
    """One of the fixed, viewpoint-neutral reasons."""

    reason = forms.ChoiceField(
        label=_("The reason"),
        choices=[(one.value, one.label) for one in CHOSEN_REASONS],
        widget=forms.RadioSelect,
        help_text=_("An opinion is never a reason. The giver is told, the count is public, and they can appeal."),
    )


class ReleaseForm(forms.Form):
    """The words as they will be shown."""

    words = forms.CharField(
        label=_("The words as everybody will read them"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Strike only what is private. The original stays with the agency and the giver."),
    )


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


class ReplyForm(forms.Form):
    """A reply with its reasons."""

    outcome = forms.ChoiceField(label=_("What will be done"), choices=Answer.Outcome.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Your reasons"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Say what you will do and why, or why not. No thanks in place of an answer."),
    )

    def facts(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"], "reasons": Words(self.cleaned_data["reasons"])}


class PromiseForm(forms.Form):
    """A promise with its owner and its date."""

    promise = forms.CharField(label=_("The promise"), max_length=300, help_text=_("One thing that can be checked."))
    owner = forms.ModelChoiceField(label=_("Who answers for it"), queryset=None)
    due = forms.DateField(label=_("Due"), widget=Day())

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.visible_to(actor).current().filter(organization__kind="agency")
        self.fields["owner"].queryset = seats.select_related("organization")


class ReplyWithPromiseForm(ReplyForm, PromiseForm):
    """A reply that may make a promise; the promise is whole or not there."""

    field_order = ["outcome", "reasons", "promise", "owner", "due"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("promise", "owner", "due"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        parts = [clean.get(name) for name in ("promise", "owner", "due")]
        if any(parts) and not all(parts):
            self.add_error("promise", _("A promise needs its words, who answers for it, and a date."))
        return clean

    def facts(self) -> dict[str, Any]:
        clean = self.cleaned_data
        promise = Words(clean["promise"]) if clean["promise"] else None
        return super().facts() | {"promise": promise, "owner": clean["owner"], "due": clean["due"]}


class DecideForm(forms.Form):
    """A decision with its reasons and dates."""

    outcome = forms.ChoiceField(
        label=_("The decision"),
        choices=[one for one in Decision.Outcome.choices if one[0] != Decision.Outcome.INTERIM],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Your reasons"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
    in_force_on = forms.DateField(label=_("In force from"), widget=Day(), required=False)
    review_on = forms.DateField(
        label=_("To be reviewed by"), widget=Day(), required=False, help_text=_("Needed where it is adopted.")
    )


class InterimForm(forms.Form):
    """An interim order, the marked exception."""

    reasons = forms.CharField(
        label=_("The public reason"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Why this cannot wait for a comment period. Everybody reads it at once."),
    )
    lapses_on = forms.DateField(label=_("It lapses by itself on"), widget=Day(), help_text=_("90 days at most."))


class MoveDueForm(forms.Form):
    """A new date for a promise."""

    due = forms.DateField(label=_("New date"), widget=Day(), help_text=_("The first date stays visible."))
    because = forms.CharField(label=_("Why"), max_length=300)


class ReportForm(forms.Form):
    """The owner's word, with proof."""

    words = forms.CharField(label=_("What was done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    link = forms.URLField(label=_("Link to proof"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(label=_("File as proof"), required=False, help_text=_("PDF, picture, text or table, 5 MB."))


class CheckForm(forms.Form):
    """What was found from outside."""

    kept = forms.TypedChoiceField(
        label=_("What did you find?"),
        choices=[("yes", _("It was kept")), ("no", _("Something is missing; send it back"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("How you checked, or what is missing"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
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


CHANNELS = [one for one in Input.Channel.choices if one[0] != Input.Channel.WEB]


class EnterForm(forms.Form):
    """One comment that came on paper, by telephone or in a meeting."""

    channel = forms.ChoiceField(label=_("How it came"), choices=CHANNELS, widget=forms.RadioSelect)
    given_on = forms.DateField(label=_("When it was given"), widget=Day())
    kind = forms.ChoiceField(label=_("What it is"), choices=Input.Kind.choices)
    passage = forms.ModelChoiceField(
        label=_("On which passage"), queryset=None, required=False, empty_label=_("On the whole")
    )
    language = forms.ChoiceField(label=_("Its language"), choices=settings.LANGUAGES)
    role = forms.ChoiceField(label=_("Who gave it"), choices=Giver.Role.choices, required=False)
    words = forms.CharField(
        label=_("The words as they were given"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )
    receipt = forms.BooleanField(label=_("Print return words for the giver"), required=False)

    def __init__(self, *args: Any, passages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passage"].queryset = passages


class EnterManyForm(forms.Form):
    """A file of comments."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("One comment on each row. The first line names the columns: comment, date, language, passage."),
    )
    channel = forms.ChoiceField(label=_("How they came"), choices=CHANNELS, widget=forms.RadioSelect, initial="meeting")
    given_on = forms.DateField(
        label=_("All were given on"),
        widget=Day(),
        required=False,
        help_text=_("Leave empty where the file has a date for each row."),
    )
    language = forms.ChoiceField(label=_("Language, where the file does not say"), choices=settings.LANGUAGES)
