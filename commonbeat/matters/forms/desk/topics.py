"""Forms of a topic, its text and its comment period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Words
from commonbeat.matters.kinds import STARTED
from commonbeat.matters.models import Matter, Window
from commonbeat.matters.models.input import LONGEST_OPINION
from commonbeat.people.forms.days import Day
from commonbeat.people.models import Organization, Place, Seat


class TopicForm(forms.Form):
    """What a topic says about itself, in the agency's language and, if somebody translates it, in Spanish."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=STARTED, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("A few words, as people would call it."))
    question = forms.CharField(
        label=_("The question to the public"), max_length=300, help_text=_("One sentence, as you would ask a neighbor.")
    )
    summary = forms.CharField(
        label=_("Plain summary"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What it is, what would change, why now. Short sentences."),
    )
    place = forms.ModelChoiceField(
        label=_("Part of town"), queryset=None, required=False, help_text=_("Only where it concerns one part.")
    )
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=120, required=False)
    question_es = forms.CharField(label=_("Question in Spanish"), max_length=300, required=False)
    summary_es = forms.CharField(
        label=_("Summary in Spanish"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.visible_to(actor).current()

    @staticmethod
    def initial_of(matter: Matter) -> dict[str, Any]:
        """The form as it stands for a topic."""
        names = ("title", "question", "summary")
        spanish = {f"{name}_es": getattr(matter, name).others.get("es", {}).get("text", "") for name in names}
        return (
            {name: getattr(matter, name).text for name in names}
            | spanish
            | {"kind": matter.kind, "place": matter.place}
        )

    def facts(self) -> dict[str, Any]:
        """What the act takes."""
        clean = self.cleaned_data
        made = {name: self._words(name) for name in ("title", "question", "summary")}
        return made | {"kind": clean["kind"], "place": clean["place"]}

    def _words(self, name: str) -> Words:
        words, spanish = Words(self.cleaned_data[name]), self.cleaned_data[f"{name}_es"]
        return words.translated("es", spanish) if spanish else words


class TextForm(forms.Form):
    """A text, pasted or uploaded."""

    pasted = forms.CharField(
        label=_("Paste the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Numbers such as (a), (1) or 3.2 become passages by themselves."),
    )
    file = forms.FileField(
        label=_("Or choose a file"), required=False, help_text=_("DOCX, Markdown or plain text, up to 2 MB.")
    )


class PassageForm(forms.Form):
    """One passage's number, depth and words."""

    label = forms.CharField(label=_("Number"), max_length=60, required=False)
    depth = forms.IntegerField(label=_("Depth"), min_value=1, max_value=4, initial=1)
    heading = forms.BooleanField(label=_("This is a heading"), required=False)
    words = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 6}))


class PublishForm(forms.Form):
    """What a new version says about itself."""

    note = forms.CharField(
        label=_("What is new, in one or two sentences"),
        help_text=_("It stands above the comparison and in the letters to those who commented."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeriodForm(forms.Form):
    """A comment period: when, what people may do, what is owed and who checks."""

    opens_on = forms.DateField(label=_("Opens on"), widget=Day(), help_text=_("Today means at once."))
    closes_on = forms.DateField(
        label=_("Last day"), widget=Day(), help_text=_("Open until the end of this day. Thirty days are usual.")
    )
    replies_due = forms.DateField(
        label=_("We reply to everybody by"), widget=Day(), help_text=_("The public sees this date and what is late.")
    )
    moderation = forms.ChoiceField(
        label=_("When comments appear"), choices=Window.Moderation.choices, widget=forms.RadioSelect, initial="after"
    )
    on_passages = forms.BooleanField(label=_("People may comment on a passage"), required=False, initial=True)
    on_whole = forms.BooleanField(label=_("People may comment on the whole"), required=False, initial=True)
    questions = forms.BooleanField(label=_("People may ask questions"), required=False, initial=True)
    opinions = forms.BooleanField(
        label=_("People may write short opinions, and others agree or disagree with them"), required=False
    )
    voting = forms.ChoiceField(
        label=_("Who may vote on opinions"),
        choices=Window.Voting.choices,
        widget=forms.RadioSelect,
        initial="link",
        required=False,
    )
    publishes_votes = forms.BooleanField(
        label=_("Everybody can download the votes, without names; people are told so before they vote"), required=False
    )
    starts = forms.CharField(
        label=_("Opinions to start with"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One on each line, for and against, up to 280 characters. They are shown as put up by the agency."),
    )
    paper_days = forms.IntegerField(
        label=_("Days after closing to enter what came on paper in time"), min_value=0, max_value=30, initial=5
    )
    checked_by = forms.ModelChoiceField(
        label=_("Who outside checks the promises"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet; the pages will say so"),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organization.objects.visible_to(actor).outside()
        checking = Seat.objects.visible_to(actor).held().outside().filter(organization=OuterRef("pk"))
        self.fields["checked_by"].queryset = bodies
        self.fields["checked_by"].initial = bodies.filter(Exists(checking)).first()

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("opens_on") and clean.get("closes_on") and clean["closes_on"] < clean["opens_on"]:
            self.add_error("closes_on", _("The last day cannot come before the first."))
        if clean.get("closes_on") and clean.get("replies_due") and clean["replies_due"] < clean["closes_on"]:
            self.add_error("replies_due", _("Replies cannot be owed before the period closes."))
        if not any(clean.get(one) for one in ("on_passages", "on_whole", "questions", "opinions")):
            self.add_error("on_whole", _("Allow at least one: comments, questions or opinions."))
        if clean.get("starts") and not clean.get("opinions"):
            self.add_error("starts", _("Opinions to start with need a period in which people vote on them."))
        return clean

    def clean_voting(self) -> str:
        return self.cleaned_data["voting"] or Window.Voting.LINK

    def clean_starts(self) -> list[str]:
        return lines(self.cleaned_data["starts"])


def lines(typed: str) -> list[str]:
    """Opinions typed one on each line, each short enough to be voted on."""
    found = [one.strip() for one in typed.splitlines() if one.strip()]
    long = [one for one in found if len(one) > LONGEST_OPINION]
    if long:
        told = _("This line is longer than %(limit)s characters: %(words)s")
        raise forms.ValidationError(told % {"limit": LONGEST_OPINION, "words": f"{long[0][:60]}…"})
    return found


class StartOpinionsForm(forms.Form):
    """Opinions to start with."""

    starts = forms.CharField(
        label=_("Opinions to start with"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One on each line, for and against, up to 280 characters. They are shown as put up by the agency."),
    )

    def clean_starts(self) -> list[str]:
        return lines(self.cleaned_data["starts"])


class CodesForm(forms.Form):
    """How many codes to print."""

    count = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=2000, help_text=_("One for each person who may vote.")
    )


class ExtendForm(forms.Form):
    """More time."""

    closes_on = forms.DateField(label=_("New last day"), widget=Day())
    replies_due = forms.DateField(label=_("We reply to everybody by"), widget=Day())
    because = forms.CharField(label=_("Why"), max_length=500, help_text=_("Everybody can read this."))


class SlipForm(forms.Form):
    """A corrected passage."""

    words = forms.CharField(
        label=_("The passage, corrected"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("No number and no “not” may change, and at most one word in five. Those who commented are told."),
    )
    because = forms.CharField(
        label=_("What was wrong"), max_length=300, help_text=_("The old words stay readable beside the new ones.")
    )


class ReasonForm(forms.Form):
    """One public reason."""

    because = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody can read this."),
    )


class BriefReasonForm(forms.Form):
    """One public reason in a sentence or two."""

    because = forms.CharField(label=_("Why"), max_length=300, help_text=_("Everybody can read this."))
