"""What may be typed about accounts, seats, organizations and places."""

from __future__ import annotations

import json
from typing import Any

from allauth.account import forms as library
from allauth.core import context
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.people import outlines
from commonbeat.people.accounts import refuse_where_mail_is_down
from commonbeat.people.forms.days import Day
from commonbeat.people.models import Organization, Place, Seat

#: key in the session: the address that an invitation went to, so that it need not be typed
INVITED = "invited"


def _address(field: forms.Field, help_text: Any = "") -> None:
    field.label, field.help_text = _("Your e-mail address"), help_text
    field.widget = forms.EmailInput(attrs={"autocomplete": "email", "maxlength": 254})
    if context.request is not None and not context.request.user.is_authenticated:
        field.initial = context.request.session.get(INVITED, "")


def _code(field: forms.Field) -> None:
    field.label = _("The code from the e-mail")
    field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})


class SignInForm(library.RequestLoginCodeForm):
    """An address that a code is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _address(self.fields["email"])

    def clean_email(self) -> str:
        refuse_where_mail_is_down(self.cleaned_data["email"])
        return super().clean_email()


class SignInCodeForm(library.ConfirmLoginCodeForm):
    """The code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class SignUpForm(library.SignupForm):
    """A new account: an address, nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _address(self.fields["email"], _("We send a code to it. Nobody else sees this address."))

    def clean_email(self) -> str:
        refuse_where_mail_is_down(self.cleaned_data["email"])
        return super().clean_email()


class NewAddressForm(library.AddEmailForm):
    """Another address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _address(self.fields["email"], _("We send a code to the new address. Until you type it, nothing changes."))
        self.fields["email"].label = _("Your new e-mail address")

    def clean_email(self) -> str:
        refuse_where_mail_is_down(self.cleaned_data["email"])
        return super().clean_email()


class AddressCodeForm(library.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class NameForm(forms.Form):
    """How a person is called and spoken to."""

    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of letters to you"), choices=settings.LANGUAGES)


class DeleteForm(forms.Form):
    """Sure?"""

    sure = forms.BooleanField(label=_("Yes, delete my account"))


class OrganizationForm(forms.Form):
    """A board, an office or a partner."""

    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=[one for one in Organization.Kind.choices if one[0] != Organization.Kind.AGENCY]
    )
    about = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=2000,
        help_text=_("One or two sentences. Everybody can read them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    appointed_by = forms.ModelChoiceField(
        label=_("Who appoints its members?"),
        queryset=None,
        required=False,
        help_text=_("That body can grant its first seats."),
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = organizations
        self.fields["appointed_by"].queryset = organizations.outside()

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if self.organizations.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is already an organization of this name."))
        return name


class InviteForm(forms.Form):
    """A seat and the address of the person who is to hold it."""

    role = forms.ChoiceField(label=_("Role"))
    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        required=False,
        help_text=_("As the public reads it, for example “Community sergeant”. No personal name."),
    )
    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_("They get a link. They hold the seat once they accept it, within 30 days."),
    )

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        if len(self.fields["role"].choices) == 1:
            self.fields["role"].initial, self.fields["role"].widget = roles[0].value, forms.HiddenInput()


class OutsideForm(InviteForm):
    """The first seat outside the agency, with the body that it is in."""

    field_order = ["body", "kind", "role", "title", "email"]
    body = forms.CharField(
        label=_("Which body?"), max_length=160, help_text=_("For example “City clerk” or “Police advisory board”.")
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(one.value, one.label) for one in (Organization.Kind.GOVERNMENT, Organization.Kind.BOARD)],
    )


def roles_of(organization: Organization) -> list[Seat.Role]:
    """The roles that an organization of this kind has."""
    if organization.is_agency:
        return list(Seat.AGENCY_ROLES)
    return [role for role in Seat.Role if role not in Seat.AGENCY_ROLES]


class DayForm(forms.Form):
    """A last day."""

    until = forms.DateField(label=_("Last day"), initial=clock.today, widget=Day())


class PlaceForm(forms.Form):
    """A part of the area that the agency serves."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Place.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    since = forms.DateField(label=_("Since"), initial=clock.today, widget=Day())


#: why a text is no outline
NO_OUTLINE = {
    "not_json": _("This is no GeoJSON."),
    "no_polygon": _("There is no polygon in it, or there are several."),
    "open_ring": _("A line in it does not come back to where it began."),
    "not_on_earth": _("A point in it is no longitude and latitude in degrees."),
    "too_many": _("It has too many points. Simplify it to fewer than 5,000."),
}


class DescribePlaceForm(forms.Form):
    """Who lives in a place, and where it is on the map."""

    population = forms.IntegerField(
        label=_("Residents"), min_value=1, required=False, help_text=_("So that pages can tell how many were reached.")
    )
    population_source = forms.CharField(
        label=_("Where that number is from"),
        max_length=200,
        required=False,
        help_text=_("For example “2020 Census, blocks added up by the city”."),
    )
    shape = forms.CharField(
        label=_("Outline for the map"),
        required=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("As GeoJSON: one polygon, in longitude and latitude."),
    )

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """As it stands."""
        shape = json.dumps(place.shape) if place.shape else ""
        return {"population": place.population, "population_source": place.population_source, "shape": shape}

    def clean_shape(self) -> dict[str, Any] | None:
        typed = self.cleaned_data["shape"].strip()
        try:
            return outlines.read(typed) if typed else None
        except outlines.NoOutline as wrong:
            raise forms.ValidationError(NO_OUTLINE[str(wrong)])

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("population") and not clean.get("population_source"):
            self.add_error("population_source", _("Say where the number is from, so that others can check it."))
        return clean
