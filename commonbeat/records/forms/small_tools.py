"""What may be typed about eligible offenses, reasons, cases and protected time. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.measures.settings import key
from commonbeat.people.forms.days import Day, Hour
from commonbeat.people.forms.places import WhereForm
from commonbeat.records.actions.small_tools import OLDEST_REASON
from commonbeat.records.models import BlockLog, EligibleList, ProtectedBlock, WhyNot
from commonbeat.records.models.case_review import FEWEST, MOST
from commonbeat.records.models.eligible_list import GENTLE
from commonbeat.records.quarters import quarter_name
from commonbeat.records.shown.outcomes import outcome_name


class EligibleListForm(forms.Form):
    """The next version: one field of offenses for each step of the ladder, filled with the version before."""

    first = forms.DateField(label=gettext_lazy("From which day?"), widget=Day())
    rule = forms.CharField(
        label=gettext_lazy("The rule or agreement behind it"),
        max_length=300,
        help_text=gettext_lazy(
            "A policy, an order, an agreement with the prosecutor, a law: with its number and date."
        ),
    )
    link = forms.URLField(
        label=gettext_lazy("Where that can be read"), required=False, max_length=500, assume_scheme="https"
    )
    considered = forms.CharField(
        label=gettext_lazy("What if these were added too?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Not on the list yet. Numbers show how many past stops ended with more than a warning."),
    )
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Reasons for doing more that the policy names"),
        choices=[one for one in WhyNot.choices if one[0] != WhyNot.OTHER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Officers choose among these. “Another reason” can always be chosen."),
    )

    def __init__(self, *args: Any, before: EligibleList | None, today: date, **kwargs: Any) -> None:
        held = before.outcomes if before else {}
        reasons = before.reasons if before else WhyNot.values
        kwargs["initial"] = {"first": today, "reasons": reasons}
        if before:
            kwargs["initial"] |= {"rule": before.rule, "link": before.link}
            kwargs["initial"]["considered"] = "\n".join(sorted(before.considered))
        super().__init__(*args, **kwargs)
        for number, step in enumerate(GENTLE):
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("At most %(outcome)s") % {"outcome": outcome_name(step)},
                required=False,
                initial="\n".join(sorted(offense for offense, most in held.items() if most == step)),
                widget=forms.Textarea(attrs={"rows": 4 if step in held.values() else 2}),
                help_text=_("One offense in each line, as your records write it.") if number == 0 else "",
            )
        self.order_fields(
            ["first", "rule", "link", *(f"step_{n}" for n in range(len(GENTLE))), "considered", "reasons"]
        )

    def clean_considered(self) -> list[str]:
        return [" ".join(line.split()) for line in self.cleaned_data["considered"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        given, outcomes, said = super().clean(), {}, {}
        for number, step in enumerate(GENTLE):
            for line in filter(None, map(str.strip, given.pop(f"step_{number}", "").splitlines())):
                if key(line) in said:
                    self.add_error(f"step_{number}", _("“%(offense)s” stands here twice.") % {"offense": line})
                said[key(line)] = outcomes[" ".join(line.split())] = step
        if not outcomes and not self.errors:
            raise forms.ValidationError(_("Write at least one offense."))
        return given | {"outcomes": outcomes}


class ReasonForm(WhereForm):
    """Which offense, where, when and why. Nothing of this is about anybody."""

    field_order = ("offense", "place", "reason", "on")
    offense = forms.ChoiceField(label=gettext_lazy("Which offense?"))
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("When?"), widget=Day())

    def __init__(self, *args: Any, held: EligibleList | None, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today}
        super().__init__(*args, **kwargs)
        offenses = sorted(held.outcomes) if held else []
        self.fields["offense"].choices = [("", _("Choose")), *((one, one) for one in offenses)]
        self.fields["reason"].choices = [(one, WhyNot(one).label) for one in (held.reasons if held else [])]
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if on < self.today - OLDEST_REASON:
            raise forms.ValidationError(_("A reason is noted within a month."))
        return on


class BlockForm(WhereForm):
    """Some hours of a weekday that are kept free."""

    field_order = ("purpose", "place", "unit", "weekday", "starts", "ends")
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("A watch or a team, never one person: everybody reads this."),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("What for?"), choices=ProtectedBlock.Purpose.choices)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Weekday"), coerce=int)
    starts = forms.TimeField(label=gettext_lazy("From"), widget=Hour())
    ends = forms.TimeField(label=gettext_lazy("To"), widget=Hour())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekday"].choices = ProtectedBlock._meta.get_field("weekday").choices

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("starts") is not None and given["starts"] == given.get("ends"):
            self.add_error("ends", _("It ends at another hour than it begins."))
        return given


class LogForm(forms.Form):
    """Kept, or broken and why: what the button that was pressed says."""

    day = forms.DateField(widget=forms.HiddenInput)
    said = forms.ChoiceField(choices=[("kept", "kept"), *BlockLog.Reason.choices])

    @property
    def facts(self) -> dict[str, Any]:
        """What the act takes."""
        said = self.cleaned_data["said"]
        kept = said == "kept"
        return {"day": self.cleaned_data["day"], "kept": kept, "reason": "" if kept else said}


class ReviewForm(forms.Form):
    """Which quarter, how many cases, who reads."""

    quarter = forms.TypedChoiceField(
        label=gettext_lazy("Quarter"),
        coerce=date.fromisoformat,
        error_messages={"invalid_choice": gettext_lazy("This quarter has its review already, or is not over.")},
    )
    cases = forms.IntegerField(
        label=gettext_lazy("How many eligible cases were there?"),
        min_value=FEWEST,
        max_value=1_000_000,
        help_text=gettext_lazy(
            "List them by case number, and count them from 1: so that a drawn number names one case."
        ),
    )
    few = forms.IntegerField(
        label=gettext_lazy("How many are to be read?"),
        min_value=FEWEST,
        max_value=MOST,
        initial=30,
        help_text=gettext_lazy("Thirty take two people an afternoon."),
    )
    first_reader = forms.ModelChoiceField(label=gettext_lazy("Who reads for the agency?"), queryset=None)
    second_reader = forms.ModelChoiceField(label=gettext_lazy("Who else reads?"), queryset=None)

    def __init__(
        self, *args: Any, quarters: Sequence[date], inside: QuerySet, outside: QuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(one.isoformat(), quarter_name(one)) for one in quarters]
        self.fields["first_reader"].queryset = inside
        self.fields["second_reader"].queryset = outside or inside

    def clean(self) -> dict[str, Any]:
        """Where fewer are there than are to be read, all are."""
        given = super().clean()
        if given.get("cases") and given.get("few"):
            given["few"] = min(given["few"], given["cases"])
        return given


class TakeBackForm(forms.Form):
    """Why a review is taken back."""

    because = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads this, beside what was sealed. The quarter can be begun anew."),
    )


class CaseForm(forms.Form):
    """The three questions about one case; those that do not arise stay empty."""

    YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

    eligible = forms.ChoiceField(
        label=gettext_lazy("Was the offense on the list that held on its day?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    least = forms.ChoiceField(
        label=gettext_lazy("If so: was the least harmful outcome used?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If not: was the reason on the list?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("eligible") == "yes" and not given.get("least"):
            self.add_error("least", _("Answer this too."))
        if given.get("eligible") == "yes" and given.get("least") == "no" and not given.get("reason"):
            self.add_error("reason", _("Answer this too."))
        return given

    @property
    def answers(self) -> dict[str, bool]:
        """The answers as the library takes them."""
        return {name: self.cleaned_data[name] == "yes" for name in ("eligible", "least", "reason")}
