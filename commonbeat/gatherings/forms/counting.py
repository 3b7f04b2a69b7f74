"""What may be typed or tapped to count, to answer on the way out, to write down a question. Nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonbeat.gatherings.actions.counting import MOST_ON_PAPER
from commonbeat.gatherings.questions import BY_CODE, Question
from commonbeat.matters.forms.desk.entering import ROLES
from commonbeat.matters.models import Input
from commonbeat.matters.models.input import LONGEST


class HeadsForm(forms.Form):
    """How many came."""

    people = forms.IntegerField(
        label=_("How many people came?"),
        min_value=0,
        max_value=20_000,
        help_text=_(
            "Residents and guests, without those who work for the agency. Below five, pages say “fewer than five”."
        ),
    )


class AnswersForm(forms.Form):
    """Questions with one tap each; none must be answered."""

    def __init__(self, *args: Any, asked: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            self.fields[one.code] = forms.ChoiceField(
                label=one.words, choices=one.answers.items(), widget=forms.RadioSelect, required=False
            )

    def answers(self) -> dict[str, str]:
        """What was answered."""
        return {code: answer for code, answer in self.cleaned_data.items() if answer}


class PaperForm(forms.Form):
    """Sums of answers on paper slips."""

    count = forms.IntegerField(label=_("How many slips are there?"), min_value=1, max_value=MOST_ON_PAPER)

    def __init__(self, *args: Any, asked: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            for answer, words in one.answers.items():
                self.fields[f"{one.code}-{answer}"] = forms.IntegerField(
                    label=f"{one.words} {words}", min_value=0, max_value=MOST_ON_PAPER, required=False, initial=0
                )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        sums: dict[str, int] = {}
        for (code, _answer), number in self.sums(clean).items():
            sums[code] = sums.get(code, 0) + number
        for code, number in sums.items():
            if number > clean.get("count", 0):
                wrong = _("“%(question)s” has more answers than there are slips.")
                self.add_error("count", wrong % {"question": BY_CODE[code].words})
        return clean

    def sums(self, clean: dict[str, Any] | None = None) -> dict[tuple[str, str], int]:
        """(question, answer) → how often."""
        rows = (clean if clean is not None else self.cleaned_data).items()
        return {tuple(name.split("-", 1)): number for name, number in rows if "-" in name and number}


class CodeForm(forms.Form):
    """The code on the screen or the poster."""

    code = forms.CharField(
        label=_("The code of the meeting"),
        max_length=12,
        help_text=_("Six letters and digits, as they stand on the wall."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].upper().replace("-", "").split())


class RoomQuestionForm(forms.Form):
    """What somebody asked in the room."""

    words = forms.CharField(
        label=_("The question as it was asked"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(one.value, one.label) for one in (Input.Kind.QUESTION, Input.Kind.COMMENT, Input.Kind.IDEA)],
        initial=Input.Kind.QUESTION,
    )
    language = forms.ChoiceField(label=_("Its language"), choices=settings.LANGUAGES)
    role = forms.ChoiceField(label=_("Who asked"), choices=ROLES, required=False)
    receipt = forms.BooleanField(label=_("Print return words for whoever asked"), required=False)
