"""Forms of replies, decisions and promises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Words
from commonbeat.matters.models import Answer, Commitment, Decision
from commonbeat.people.forms.days import Day
from commonbeat.people.models import Seat

#: fewer characters than this are no reason
LEAST = 20


class ReasonsForm(forms.Form):
    """Reasons in the agency's language and, if somebody translates them, in Spanish."""

    reasons = forms.CharField(
        label=_("Your reasons"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Say what you will do and why, or why not. No thanks in place of an answer."),
    )
    reasons_es = forms.CharField(
        label=_("The same in Spanish"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    #: what is said beside the reasons
    why_reasons: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].help_text = self.why_reasons or self.fields["reasons"].help_text

    def clean_reasons(self) -> str:
        """A word or two are no reason."""
        reasons = self.cleaned_data["reasons"]
        if len(reasons) < LEAST:
            helps = _("Write at least %(n)s characters: what you will do or not do, and because of what.")
            raise forms.ValidationError(helps % {"n": LEAST})
        return reasons

    def words(self) -> Words:
        """The reasons with their translation."""
        reasons, spanish = Words(self.cleaned_data["reasons"]), self.cleaned_data["reasons_es"]
        return reasons.translated("es", spanish) if spanish else reasons


class PromiseForm(forms.Form):
    """A promise with its owner and its date."""

    promise = forms.CharField(label=_("The promise"), max_length=300, help_text=_("One thing that can be checked."))
    owner = forms.ModelChoiceField(label=_("Who answers for it"), queryset=None, empty_label=_("Choose a seat"))
    due = forms.DateField(label=_("Due"), widget=Day())

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.visible_to(actor).current().filter(organization__kind="agency")
        self.fields["owner"].queryset = seats.select_related("organization")


class ReplyForm(ReasonsForm, PromiseForm):
    """A reply that may make a promise; the promise is whole or not there. What will be done has a promise or a text."""

    outcome = forms.ChoiceField(label=_("What will be done"), choices=Answer.Outcome.choices, widget=forms.RadioSelect)
    changes_text = forms.BooleanField(
        label=_("The text will be changed"),
        required=False,
        help_text=_("The new version then has to name these comments, or you are asked."),
    )
    field_order = ["outcome", "reasons", "reasons_es", "changes_text", "promise", "owner", "due"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("promise", "owner", "due"):
            self.fields[name].required = False

    @staticmethod
    def initial_of(reply: Answer, promise: Commitment | None = None) -> dict[str, Any]:
        """The form as it stands for a reply."""
        spanish = reply.reasons.others.get("es", {}).get("text", "")
        said = {"outcome": reply.outcome, "reasons": reply.reasons.text, "reasons_es": spanish}
        made = {"promise": promise.words.text, "owner": promise.owner_id, "due": promise.due} if promise else {}
        return said | made | {"changes_text": reply.changes_text}

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        parts = [clean.get(name) for name in ("promise", "owner", "due")]
        if any(parts) and not all(parts):
            self.add_error("promise", _("A promise needs its words, who answers for it, and a date."))
        elif clean.get("outcome") in Answer.WILL_BE_DONE and not (clean.get("changes_text") or any(parts)):
            ask = _("What will be done, by whom, by when? Make a promise, or tick that the text will be changed.")
            self.add_error("promise", ask)
        return clean

    def facts(self) -> dict[str, Any]:
        clean = self.cleaned_data
        promise = Words(clean["promise"]) if clean["promise"] else None
        said = {"outcome": clean["outcome"], "reasons": self.words(), "changes_text": clean["changes_text"]}
        return said | {"promise": promise, "owner": clean["owner"], "due": clean["due"]}


class ReviseForm(ReplyForm):
    """A drafted reply as somebody saw it, so that nobody overwrites what another wrote meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    @staticmethod
    def initial_of(reply: Answer, promise: Commitment | None = None) -> dict[str, Any]:
        return ReplyForm.initial_of(reply, promise) | {"seen": reply.stand}

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"seen": self.cleaned_data["seen"]}


class DiscardForm(forms.Form):
    """A drafted reply to be thrown away, as somebody saw it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class CorrectForm(ReasonsForm):
    """A published reply, corrected; its promise stays."""

    outcome = forms.ChoiceField(label=_("What will be done"), choices=Answer.Outcome.choices, widget=forms.RadioSelect)
    changes_text = forms.BooleanField(label=_("The text will be changed"), required=False)
    because = forms.CharField(
        label=_("Why it is corrected"),
        max_length=300,
        min_length=LEAST,
        help_text=_("Everybody can read this, beside what stood before."),
    )
    field_order = ["outcome", "reasons", "reasons_es", "changes_text", "because"]

    def facts(self) -> dict[str, Any]:
        clean = self.cleaned_data
        said = {"outcome": clean["outcome"], "reasons": self.words(), "changes_text": clean["changes_text"]}
        return said | {"because": clean["because"]}


class DecideForm(ReasonsForm):
    """A decision with its reasons and dates."""

    outcome = forms.ChoiceField(
        label=_("The decision"),
        choices=[one for one in Decision.Outcome.choices if one[0] != Decision.Outcome.INTERIM],
        widget=forms.RadioSelect,
    )
    field_order = ["outcome", "reasons", "reasons_es", "in_force_on", "review_on"]
    why_reasons = _("Say what is decided and why, in words that those who commented understand.")
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
