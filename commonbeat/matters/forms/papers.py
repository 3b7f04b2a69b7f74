"""Forms of papers: words to be read and forgotten, a paper laid open, a rule confirmed, an attestation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.laws.quota import QuotaRule, rule_with, states
from commonbeat.matters.models import Paper
from commonbeat.matters.models.paper import LONGEST
from commonbeat.measures.enforcement.language.papers import words_in
from commonbeat.measures.problems import Unreadable
from commonbeat.people.forms.days import Day
from commonbeat.records.shown.problems import sentence

#: bytes of a file that is read on the page; larger ones are for the command
MOST_BYTES = 2_000_000


class WordsForm(forms.Form):
    """The words of a paper: typed, pasted or from a file."""

    words = forms.CharField(
        label=_("Paste the words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("English or Spanish. Rows of a table can stay as they are."),
    )
    file = forms.FileField(
        label=_("Or choose a file"), required=False, help_text=_("Text, Word (.docx) or a PDF with text; 2 MB.")
    )

    def clean(self) -> dict[str, Any]:
        """Words from one of the two, whichever was given."""
        clean = super().clean()
        file = clean.pop("file", None)
        if file and clean.get("words"):
            raise forms.ValidationError(_("Paste words or choose a file, not both."))
        if file:
            clean["words"] = self._words_of(file)
        if not clean.get("words") and not self.errors:
            raise forms.ValidationError(_("Paste words or choose a file."))
        return clean

    def _words_of(self, file: Any) -> str:
        """The words of a file that is held in memory and kept nowhere."""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB; give the pages that matter."))
        try:
            words = words_in(file.read(), "file")
        except Unreadable as trouble:
            reason = sentence(trouble.problems[0])
            raise forms.ValidationError(_("This file cannot be read: %(why)s.") % {"why": reason}) from trouble
        if len(words) > LONGEST:
            raise forms.ValidationError(_("These are more than a hundred pages; give those that matter."))
        return words


class CheckWordsForm(WordsForm):
    """Words, and the state by whose law they are read."""

    state = forms.ChoiceField(label=_("By the law of"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, name) for name in states()]
        self.fields["state"].choices = [*named, ("", _("another place: what is on the safe side of all that was read"))]


class PaperForm(WordsForm):
    """A paper in use, laid open."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Paper.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As it stands on the paper, with its number.")
    )
    in_use_since = forms.DateField(label=_("In use since"), widget=Day())
    language = forms.ChoiceField(label=_("Language"), choices=[("en", _("English")), ("es", _("Spanish"))])
    replaces = forms.ModelChoiceField(
        label=_("It replaces"), queryset=None, required=False, empty_label=_("no paper that stands here")
    )
    field_order = ["kind", "title", "words", "file", "language", "in_use_since", "replaces"]

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = Paper.objects.visible_to(actor).in_use()
        self.fields["words"].help_text = _("All of it. Everybody can read it: take out names of people first.")


class ConfirmRuleForm(forms.Form):
    """A rule of the state, and who read the law for this place."""

    rule = forms.ChoiceField(label=_("Which rule"), widget=forms.RadioSelect)
    office = forms.CharField(
        label=_("Whose counsel read the law"),
        max_length=120,
        help_text=_("The name of the office, for example: Office of the City Attorney. No names of people."),
    )
    read_on = forms.DateField(
        label=_("Read on"), widget=Day(), help_text=_("The confirmation holds for a year from this day.")
    )

    def __init__(self, *args: Any, rules: list[QuotaRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(one.id, str(one)) for one in rules]

    def clean_rule(self) -> QuotaRule | None:
        return rule_with(self.cleaned_data["rule"])


class AttestForm(forms.Form):
    """What the chief states, begun with what the law of the state forbids."""

    words = forms.CharField(label=_("What you state"), max_length=4000, widget=forms.Textarea(attrs={"rows": 12}))


class CountersignForm(forms.Form):
    """Signed from outside, or why not."""

    signs = forms.TypedChoiceField(
        label=_("What do you say to it?"),
        choices=[("yes", _("I sign it: I looked, and know of nothing against it")), ("no", _("I do not sign it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("What you looked at; or why you do not sign"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everybody can read it. If you do not sign, it is needed."),
    )
