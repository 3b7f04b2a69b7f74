"""What a giver may type: a comment, a second look, an address. Nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy as _

from commonbeat.matters.forms.keyed import WritingForm
from commonbeat.matters.models import Input, Window
from commonbeat.matters.models.input import LONGEST
from commonbeat.matters.texts import screening
from commonbeat.people.models import Giver


class WrittenField(forms.CharField):
    """What a person writes at length, cleaned of what nobody can see. The limit is said, never cut off in silence."""

    widget = forms.Textarea

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(**kwargs)
        self.widget.attrs |= {"data-limit": limit, "dir": "auto"}

    def to_python(self, value: Any) -> str:
        return screening.clean(super().to_python(screening.clean(value or ""))).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            told = _("This is %(count)s characters long; %(limit)s is the most. Shorten it, or send it in two parts.")
            raise forms.ValidationError(told % {"limit": self.limit, "count": len(value)})


#: what is read as text; opinions have a page of their own
WRITTEN = [one for one in Input.Kind.choices if one[0] != Input.Kind.OPINION]


class CommentForm(WritingForm):
    """A comment, question or idea on a passage or on the whole."""

    words = WrittenField(
        limit=LONGEST,
        label=_("Your words"),
        help_text=format_lazy(
            _("Up to {limit} characters. Leave out names, addresses and numbers of private persons."), limit=LONGEST
        ),
        error_messages={"required": _("Write something first.")},
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=WRITTEN, widget=forms.RadioSelect)
    role = forms.ChoiceField(
        label=_("Who are you to this place?"),
        choices=Giver.Role.choices,
        required=False,
        help_text=_("Shown beside your words, so that readers know who speaks. You do not have to say."),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)
    passage = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    follows = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, window: Window, giver: Giver | None, **kwargs: Any) -> None:
        initial = {"kind": Input.Kind.COMMENT, "language": (get_language() or "en").split("-")[0]}
        super().__init__(data, window=window, initial=initial | kwargs.pop("initial", {}), **kwargs)
        if not window.questions:
            self.fields["kind"].choices = [one for one in WRITTEN if one[0] != Input.Kind.QUESTION]
        if giver:
            del self.fields["role"]

    @property
    def is_question(self) -> bool:
        """Whether a question is chosen, by whoever writes or by the link that led here."""
        return self["kind"].value() == Input.Kind.QUESTION and self.window.questions


class NotAnsweredForm(forms.Form):
    """What the reply leaves open."""

    words = WrittenField(
        limit=1000,
        required=False,
        label=_("What is missing?"),
        help_text=_("Only the people who reply read this. Others see how many say that a reply does not answer them."),
    )


class AppealForm(forms.Form):
    """Why words should be seen as they were given."""

    words = WrittenField(
        limit=1000,
        required=False,
        label=_("Why should your words be shown?"),
        help_text=_("Only the person outside the agency who looks at it reads this."),
    )


class FollowForm(forms.Form):
    """Where links about this topic may be sent."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get links, never contents. Nobody else sees the address. Each letter ends it with one click."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
