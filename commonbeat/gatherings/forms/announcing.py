"""What may be typed to announce a meeting. Nothing is saved here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from commonbeat.gatherings.models import Gathering, Posting
from commonbeat.people.forms.days import Day
from commonbeat.people.models import Organization, Seat

#: days after a meeting in which replies to its questions are usually owed
USUAL_DAYS = 30


class AnnounceForm(forms.Form):
    """Until when people ask, by when they have a reply, and who checks what is promised."""

    questions_until = forms.DateField(
        label=_("People can ask questions until"), widget=Day(), help_text=_("A day or two after the meeting is usual.")
    )
    replies_due = forms.DateField(
        label=_("We reply to everybody by"), widget=Day(), help_text=_("The public sees this date and what is late.")
    )
    checked_by = forms.ModelChoiceField(
        label=_("Who outside checks the promises"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet; the pages will say so"),
    )

    sort = forms.ChoiceField(label=_("Which sort of meeting?"), choices=Posting.Sort.choices, widget=forms.RadioSelect)
    late_because = forms.CharField(
        label=_("Why is it announced later than was asked?"),
        max_length=300,
        required=False,
        help_text=_("Everybody can read this."),
    )

    def __init__(self, *args: Any, actor: Any, gathering: Gathering, is_late: bool, **kwargs: Any) -> None:
        last = gathering.day + timedelta(days=1)
        initial = {"questions_until": last, "replies_due": last + timedelta(days=USUAL_DAYS), "sort": gathering.sort}
        super().__init__(*args, initial=initial, **kwargs)
        if gathering.kind != Gathering.Kind.BOARD:
            del self.fields["sort"]
        if gathering.kind != Gathering.Kind.BOARD or not is_late:
            del self.fields["late_because"]
        bodies = Organization.objects.visible_to(actor).outside()
        self.gathering = gathering
        checking = Seat.objects.visible_to(actor).held().outside().filter(organization=OuterRef("pk"))
        self.fields["checked_by"].queryset = bodies
        self.fields["checked_by"].initial = bodies.filter(Exists(checking)).first()

    def clean(self) -> dict[str, Any]:
        """People are told where to go, or that it is not known yet."""
        if not self.gathering.location and not self.gathering.link:
            sentence = _("Nothing says where it is. Change the draft: a place, an address to join, or “no place yet”.")
            raise forms.ValidationError(sentence)
        return super().clean() or {}
