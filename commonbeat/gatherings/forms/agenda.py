"""What may be typed for an agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Words
from commonbeat.gatherings.models import AgendaItem, Posting
from commonbeat.matters.models import Answer, Matter


class ItemForm(forms.Form):
    """One item, in the agency's language and, if somebody translates it, in Spanish."""

    title = forms.CharField(
        label=_("Item"), max_length=300, help_text=_("So that people know what will be talked about.")
    )
    title_es = forms.CharField(label=_("The same in Spanish"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("What for?"), choices=AgendaItem.Kind.choices, widget=forms.RadioSelect)
    minutes_planned = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, required=False)
    matter = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=None,
        required=False,
        help_text=_("What is promised on this item then belongs to it."),
    )
    closed_because = forms.CharField(
        label=_("Closed to the public because"),
        max_length=300,
        required=False,
        help_text=_("Only where the law allows it. Name the section; everybody reads it."),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = AgendaItem.Kind.DISCUSSION
        self.fields["matter"].queryset = Matter.objects.visible_to(actor).topics().exclude(stage="withdrawn")

    @staticmethod
    def initial_of(item: AgendaItem) -> dict[str, Any]:
        """The form as it stands for an item."""
        names = ("kind", "minutes_planned", "closed_because", "matter")
        spanish = item.title.others.get("es", {}).get("text", "")
        return {name: getattr(item, name) for name in names} | {"title": item.title.text, "title_es": spanish}

    def facts(self) -> dict[str, Any]:
        """What the act takes."""
        clean = dict(self.cleaned_data)
        title, spanish = Words(clean.pop("title")), clean.pop("title_es")
        return clean | {"title": title.translated("es", spanish) if spanish else title}


class ProposalForm(forms.Form):
    """What becomes of a proposal that is taken up."""

    title = forms.CharField(label=_("As it stands on the agenda"), max_length=300)
    kind = forms.ChoiceField(label=_("What for?"), choices=AgendaItem.Kind.choices, widget=forms.RadioSelect)
    minutes_planned = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, required=False)


class DeclineForm(forms.Form):
    """Why a proposal is not taken up."""

    outcome = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[one for one in Answer.Outcome.choices if one[0] not in Answer.WILL_BE_DONE],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Your reasons"), max_length=5000, min_length=20, widget=forms.Textarea(attrs={"rows": 4})
    )


class PasteForm(forms.Form):
    """A notice with its agenda, as it was sent or posted elsewhere."""

    notice = forms.CharField(
        label=_("The notice"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Paste the whole text. You see what was read in it before anything is taken in."),
    )


class PostForm(forms.Form):
    """As which sort of meeting it is posted, and where else."""

    sort = forms.ChoiceField(label=_("Which sort of meeting?"), choices=Posting.Sort.choices, widget=forms.RadioSelect)
    also_at = forms.CharField(
        label=_("Where else does it hang?"),
        max_length=300,
        required=False,
        help_text=_("For example: at the door of city hall. This site shows it at once, at all hours."),
    )


class NoFields(forms.Form):
    """Nothing is typed: one question is answered by pressing the button."""


class OrderForm(forms.Form):
    """Which item moves, up or down."""

    item = forms.TypedChoiceField(label=_("Item"), coerce=int)
    way = forms.ChoiceField(
        label=_("Where to?"), choices=[("up", _("Up")), ("down", _("Down"))], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = choices
