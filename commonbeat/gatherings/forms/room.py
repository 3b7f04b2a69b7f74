"""What may be typed while a meeting runs."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import day
from commonbeat.gatherings import quorum
from commonbeat.gatherings.actions.motions import Spoken
from commonbeat.gatherings.models import Attendance, Gathering, Motion, RollVote, Ruling
from commonbeat.people.forms.days import Hour
from commonbeat.people.models import Seat


class SeatField(forms.ModelChoiceField):
    """A seat, by its name alone."""

    def __init__(self, seats: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose a seat"))
        super().__init__(queryset=seats if seats is not None else Seat.objects.none(), **kwargs)

    def label_from_instance(self, seat: Seat) -> str:
        return str(seat)


def among(seats: Any) -> Any:
    """These seats as a query."""
    return Seat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("organization")


class PresidingForm(forms.Form):
    """Who presides."""

    presiding = SeatField(label=_("Who presides?"))

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["presiding"].queryset = among(seats)


class AttendForm(forms.Form):
    """Who of the body is here; only what changed is noted."""

    at = forms.TimeField(
        label=_("Since when?"),
        required=False,
        widget=Hour(),
        help_text=_("Leave it empty for now."),
    )
    corrects = SeatField(
        label=_("Whose last line was wrong?"),
        required=False,
        empty_label=_("Nobody’s"),
        help_text=_("Then only this seat is noted anew, as chosen above, and the wrong line does not count any more."),
    )

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering, lines = gathering, quorum.attendance(gathering)
        self.seats = {
            f"seat-{seat.pk}": seat for seat in quorum.charter_of(gathering).voting(*quorum.days_of(gathering))
        }
        self.fields["corrects"].queryset = among(self.seats.values())
        for name, seat in self.seats.items():
            line = lines.get(seat.pk)
            self.fields[name] = forms.ChoiceField(
                label=seat.name,
                choices=Attendance.State.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=line.state if line else None,
            )
        self.order_fields([*self.seats, "at", "corrects"])

    def facts(self) -> dict[str, Any]:
        """What the act takes: the states that changed, or that of the one seat whose line was wrong; since when."""
        clean, wrong = self.cleaned_data, self.cleaned_data["corrects"]
        chosen = {seat: clean[name] for name, seat in self.seats.items() if clean[name]}
        states = {seat: state for seat, state in chosen.items() if wrong is None or seat == wrong}
        return {"states": states, "corrects": wrong is not None, "at": moment_of(self.gathering, clean["at"])}


def moment_of(gathering: Gathering, at: time | None) -> datetime | None:
    """A time of the clock during the meeting; one before the hour at which it was opened is of the day after."""
    if at is None:
        return None
    opened = gathering.agency.local(gathering.sitting.opened_at)
    moment = datetime.combine(opened.date(), at, gathering.agency.zone)
    return moment if moment >= opened.replace(second=0, microsecond=0) else moment + timedelta(days=1)


class RuleForm(forms.Form):
    """What the chair states where the charter says nothing."""

    question = forms.ChoiceField(choices=Ruling.Question.choices, widget=forms.HiddenInput)
    because = forms.CharField(label=_("On what ground?"), max_length=300, required=False)

    def __init__(self, *args: Any, question: str, seats: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"question": question}, **kwargs)
        choices = {
            Ruling.Question.QUORUM: [(str(number), str(number)) for number in range(1, max(seats, 1) + 1)],
            Ruling.Question.MAJORITY: quorum.MAJORITY_WORDS,
            Ruling.Question.RECUSED: [
                ("yes", _("Yes, a recused member counts as present")),
                ("no", _("No, a recused member does not count")),
            ],
        }
        self.fields["answer"] = forms.ChoiceField(
            label=Ruling.Question(question).label, choices=[("", _("Choose")), *choices[Ruling.Question(question)]]
        )
        self.order_fields(["question", "answer", "because"])


class NoteForm(forms.Form):
    """The minutes of an item, with the version and the words from which the writer began."""

    words = forms.CharField(required=False, max_length=50_000, strip=False)
    was = forms.CharField(required=False, max_length=50_000, strip=False)
    version = forms.IntegerField(min_value=0)


class RecuseForm(forms.Form):
    """Who may not take part in an item."""

    seat = SeatField(label=_("Who is recused?"))
    because = forms.CharField(label=_("Why"), max_length=300, required=False, help_text=_("Everybody reads this."))

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = among(seats)


class SecondForm(RecuseForm):
    """Who seconds a motion."""

    seat = SeatField(label=_("Seconded by"))
    because = None


class OfDay(forms.ModelChoiceField):
    """One of several meetings, which are often of one name: each with its day."""

    def label_from_instance(self, meeting: Any) -> str:
        return f"{meeting}, {day(meeting.day)}"


class MotionForm(forms.Form):
    """A motion, or an election."""

    words = forms.CharField(
        label=_("The motion, word for word"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    moved_by = SeatField(label=_("Moved by"))
    seconded_by = SeatField(label=_("Seconded by"), required=False)
    nominees = forms.ModelMultipleChoiceField(
        label=_("For an election: who stands?"),
        queryset=Seat.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    approves = OfDay(label=_("It approves the minutes of"), queryset=Gathering.objects.none(), required=False)

    def __init__(self, *args: Any, seats: Any, voting: Any, minutes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("moved_by", "seconded_by"):
            self.fields[name].queryset = among(seats)
        self.fields["nominees"].queryset = among(voting)
        if minutes:
            self.fields["approves"].queryset = Gathering.objects.filter(pk__in=[one.pk for one in minutes])
        else:
            del self.fields["approves"]

    def facts(self) -> dict[str, Any]:
        """What the act takes, beside the words."""
        clean = dict(self.cleaned_data)
        kind = Motion.Kind.ELECTION if clean["nominees"] else Motion.Kind.MOTION
        return clean | {"kind": kind, "nominees": list(clean["nominees"]), "approves": clean.get("approves")}


class RollForm(forms.Form):
    """What each seat says, and words of dissent where somebody wants them in the minutes."""

    def __init__(self, *args: Any, motion: Motion, seats: Any, nominees: Any, said: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats, self.nominees = list(seats), {f"for-{seat.pk}": seat for seat in nominees}
        yes_or_no = [one for one in RollVote.Said.choices if one[0] != RollVote.Said.RECUSED]
        stands = [(name, seat.name) for name, seat in self.nominees.items()]
        abstain = (RollVote.Said.ABSTAIN, RollVote.Said.ABSTAIN.label)
        for seat in self.seats:
            before = said.get(seat.pk)
            self.fields[f"said-{seat.pk}"] = forms.ChoiceField(
                label=seat.name,
                choices=[*stands, abstain] if stands else yes_or_no,
                widget=forms.RadioSelect,
                required=False,
                initial=_before(before),
            )
            self.fields[f"dissent-{seat.pk}"] = forms.CharField(
                label=seat.name,
                max_length=2000,
                required=False,
                initial=before.dissent if before else "",
            )

    def rows(self) -> list[tuple[Seat, Any, Any]]:
        """Each seat with its two fields, as the page shows them."""
        return [(seat, self[f"said-{seat.pk}"], self[f"dissent-{seat.pk}"]) for seat in self.seats]

    def roll(self) -> dict[Seat, Spoken]:
        """What the act takes: only seats that said something."""
        spoken = {}
        for seat in self.seats:
            said, dissent = self.cleaned_data[f"said-{seat.pk}"], self.cleaned_data[f"dissent-{seat.pk}"]
            nominee = self.nominees.get(said)
            if said:
                spoken[seat] = Spoken(RollVote.Said.YES if nominee else said, nominee, dissent)
        return spoken


def _before(vote: RollVote | None) -> str | None:
    if vote is None:
        return None
    return f"for-{vote.nominee_id}" if vote.nominee_id else vote.said
