"""What may be typed to fill seats: a call, an application, a draw, a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.people.charter import Rules
from commonbeat.people.forms.days import Day
from commonbeat.people.models import Seat


class CallForm(forms.Form):
    """Who is looked for, until when people can apply, and by when it is decided."""

    kind = forms.ChoiceField(label=_("Which seats?"), required=False)
    seats = forms.IntegerField(label=_("How many?"), min_value=1, max_value=60, initial=1)
    words = forms.CharField(
        label=_("Who is looked for, and what the work is"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("How many hours a month, what is paid, what help there is: childcare, rides, interpreters."),
    )
    closes_on = forms.DateField(label=_("Applications until"), widget=Day())
    decide_by = forms.DateField(label=_("Decided by"), widget=Day())
    by_lot = forms.BooleanField(label=_("Drawn by lot among those who apply"), required=False)
    quotas = forms.CharField(
        label=_("Quotas for the draw"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("One line for each group: trait, group, least, most. For example: ward, Northside, 1, 3"),
    )

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.key, one.name) for one in rules.seats]
        if not rules.seats:
            del self.fields["kind"]

    def clean_quotas(self) -> dict[str, dict[str, list[int]]]:
        """Lines as trait → group → least and most."""
        found: dict[str, dict[str, list[int]]] = {}
        for number, line in enumerate(filter(str.strip, self.cleaned_data["quotas"].splitlines()), 1):
            parts = [part.strip() for part in line.split(",")]
            if len(parts) != 4 or not (parts[2].isdigit() and parts[3].isdigit() and int(parts[2]) <= int(parts[3])):
                sentence = _("Line %(number)s: write trait, group, least, most, with commas between them.")
                raise forms.ValidationError(sentence, params={"number": number})
            found.setdefault(parts[0], {})[parts[1]] = [int(parts[2]), int(parts[3])]
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("closes_on") and given.get("decide_by") and given["decide_by"] < given["closes_on"]:
            self.add_error("decide_by", _("It cannot be decided before applications close."))
        return given


class ApplicationForm(forms.Form):
    """What somebody says of themselves to who decides, and to nobody else."""

    words = forms.CharField(
        label=_("Why you, and what you bring"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Your life counts as much as your work: what you have lived, seen, learned."),
    )
    conflicts = forms.CharField(
        label=_("Conflicts of interest"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Work, money, family or a court case that ties you to the police or the city. Empty: none."),
    )
    meets = forms.BooleanField(label=_("I meet the conditions above, and what I wrote is true."))

    def __init__(self, *args: Any, quotas: dict[str, dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (trait, groups) in enumerate(quotas.items()):
            self.fields[f"trait_{number}"] = forms.ChoiceField(
                label=trait,
                choices=[("", "–"), *((group, group) for group in groups)],
                help_text=_("Only for the draw, so that the panel is like the city."),
            )
        self.traits = list(quotas)
        self.order_fields(["words", "conflicts", *(f"trait_{n}" for n in range(len(quotas))), "meets"])

    @property
    def given(self) -> dict[str, Any]:
        """What the act takes."""
        plain = {name: self.cleaned_data[name] for name in ("words", "conflicts", "meets")}
        return plain | {"traits": {trait: self.cleaned_data[f"trait_{n}"] for n, trait in enumerate(self.traits)}}


class SeedForm(forms.Form):
    """A seed that nobody could choose, and where it comes from."""

    seed = forms.CharField(
        label=_("Numbers that nobody could know (the seed)"),
        max_length=200,
        help_text=_("Numbers that nobody here could know when the pool was sealed, such as the next lottery numbers."),
    )
    seed_from = forms.CharField(
        label=_("Where it comes from"), max_length=300, help_text=_("So that everybody can look it up.")
    )


class AppointForm(forms.Form):
    """A public decision with reasons."""

    reasons = forms.CharField(
        label=_("Why this person"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everybody reads this. Do not name the person, and quote nothing private."),
    )
    title = forms.CharField(label=_("Title of the seat"), required=False, max_length=80)
    ends_on = forms.DateField(label=_("Last day of the term"), required=False, widget=Day())
    succeeds = forms.ModelChoiceField(
        label=_("Whom the new member succeeds"),
        queryset=None,
        required=False,
        help_text=_("Only where somebody still sits in the seat, past the end of a term."),
    )

    def __init__(self, *args: Any, held: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["succeeds"].queryset = held
        self.fields["succeeds"].label_from_instance = _seat_with_end


def _seat_with_end(seat: Seat) -> str:
    return f"{seat.name} ({seat.term_ends or seat.since})"


class CloseForm(forms.Form):
    """What everybody who was not appointed is told."""

    told = forms.CharField(
        label=_("What you tell those who were not appointed"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Each of them reads this sentence. Say how it was decided, and what they can do next."),
    )
