"""What may be typed to plan a meeting, to move and cancel it. Nothing is saved here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Words
from commonbeat.gatherings import walltime
from commonbeat.gatherings.languages import LANGUAGES
from commonbeat.gatherings.models import Gathering
from commonbeat.people.forms.days import Day, Hour
from commonbeat.people.models import Agency, Place

#: kinds that are planned; "other" is for what an import cannot tell
PLANNED = [one for one in Gathering.Kind.choices if one[0] != Gathering.Kind.OTHER]
#: an end that lies further off is a slip of the hand: it would be taken for one on the next day
LONGEST = timedelta(hours=12)


class TimesForm(forms.Form):
    """A day with a start and an end, as clocks show them at the agency."""

    day = forms.DateField(label=_("Day"), widget=Day())
    starts = forms.TimeField(label=_("Starts"), widget=Hour())
    ends = forms.TimeField(
        label=_("Ends"),
        widget=Hour(),
        required=False,
        help_text=_("What ends earlier than it starts ends on the next day."),
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("day") or not clean.get("starts"):
            return clean
        if clean["day"] < self.agency.today():
            self.add_error("day", _("This day is past."))
            return clean
        if clean.get("ends") == clean["starts"]:
            self.add_error("ends", _("It cannot end when it starts. Choose a later time, or leave this empty."))
            return clean
        try:
            times = walltime.span(clean["day"], clean["starts"], clean.get("ends"), self.agency.zone)
        except walltime.NoSuchTime:
            raise forms.ValidationError(_("Clocks skip this time on that day, as they go forward. Choose another."))
        clean["starts_at"], clean["ends_at"] = times
        if times[1] and times[1] - times[0] > LONGEST:
            sentence = _(
                "So it would end on the next day, more than 12 hours later. Choose another, or leave this empty."
            )
            self.add_error("ends", sentence)
        return clean

    @staticmethod
    def initial_of(gathering: Gathering) -> dict[str, Any]:
        """The times as they stand."""
        return {
            "day": gathering.day,
            "starts": gathering.starts.time(),
            "ends": gathering.ends and gathering.ends.time(),
        }

    def times(self) -> dict[str, Any]:
        """What the acts take of this form's own fields."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at")}


class PlanForm(TimesForm):
    """A meeting as it is planned."""

    field_order = ["kind", "title", "title_es", "about", "about_es", "day", "starts", "ends"]
    kind = forms.ChoiceField(label=_("What is it?"), choices=PLANNED, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("A few words, as people would call it."))
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=120, required=False)
    about = forms.CharField(
        label=_("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What people can ask and decide there. Short sentences."),
    )
    about_es = forms.CharField(
        label=_("What it is about, in Spanish"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.ModelChoiceField(
        label=_("Part of town"),
        queryset=None,
        required=False,
        help_text=_("The beat, ward or district that it is for."),
    )
    location = forms.CharField(
        label=_("Where"), max_length=300, required=False, help_text=_("Name, street and room, as people find it.")
    )
    link = forms.URLField(label=_("Address to join from afar"), max_length=500, required=False, assume_scheme="https")
    room_for = forms.IntegerField(
        label=_("How many people can come"),
        min_value=1,
        max_value=20_000,
        required=False,
        help_text=_("Leave empty where there is room for everybody."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"),
        choices=LANGUAGES.items(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interpreter_until = forms.DateField(
        label=_("People can ask for an interpreter until"), widget=Day(), required=False
    )
    childcare = forms.BooleanField(label=_("There is childcare"), required=False)
    access = forms.CharField(
        label=_("Access"), max_length=300, required=False, help_text=_("Steps, doors, restrooms, parking, bus lines.")
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.visible_to(actor).current()

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        until, day = clean.get("interpreter_until"), clean.get("day")
        if until and day and until > day:
            self.add_error("interpreter_until", _("That is after the meeting."))
        return clean

    @staticmethod
    def initial_of(gathering: Gathering) -> dict[str, Any]:
        """The form as it stands for a draft."""
        plain = (
            "kind",
            "place",
            "location",
            "link",
            "room_for",
            "languages",
            "interpreter_until",
            "childcare",
            "access",
        )
        words = {name: getattr(gathering, name).text for name in ("title", "about")}
        spanish = {f"{name}_es": getattr(gathering, name).others.get("es", {}).get("text", "") for name in words}
        own = {name: getattr(gathering, name) for name in plain}
        return TimesForm.initial_of(gathering) | own | words | spanish

    def facts(self) -> dict[str, Any]:
        """What the act takes."""
        typed = (
            "kind",
            "place",
            "location",
            "link",
            "room_for",
            "languages",
            "interpreter_until",
            "childcare",
            "access",
        )
        made = {name: self.cleaned_data[name] for name in typed} | self.times()
        return made | {name: self._words(name) for name in ("title", "about")}

    def _words(self, name: str) -> Words:
        words, spanish = Words(self.cleaned_data[name]), self.cleaned_data[f"{name}_es"]
        return words.translated("es", spanish) if spanish else words


class MoveForm(TimesForm):
    """Another time or another place, and why."""

    location = forms.CharField(label=_("Where"), max_length=300, required=False)
    because = forms.CharField(label=_("Why"), max_length=300, help_text=_("Everybody can read this."))

    @staticmethod
    def initial_of(gathering: Gathering) -> dict[str, Any]:
        return TimesForm.initial_of(gathering) | {"location": gathering.location}


class CancelForm(forms.Form):
    """Why."""

    because = forms.CharField(label=_("Why"), max_length=300, help_text=_("Everybody can read this."))


class CadenceForm(forms.Form):
    """How often meetings of a kind are held, in a place where one is named."""

    kind = forms.ChoiceField(
        label=_("What is held?"), choices=PLANNED, widget=forms.RadioSelect, initial=Gathering.Kind.FORUM
    )
    place = forms.ModelChoiceField(label=_("Part of town"), queryset=None, required=False)
    every_months = forms.IntegerField(
        label=_("Once in how many months"),
        min_value=1,
        max_value=24,
        initial=1,
        help_text=_("1 is monthly, 3 quarterly."),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.visible_to(actor).current()
