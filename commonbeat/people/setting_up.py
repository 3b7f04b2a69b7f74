"""What is typed on the first day: one small form for each question. They never save."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from commonbeat.people.models.agency import known_zones

#: the time zones of the United States and its territories by the names that people use, offered first
ZONES = {
    "America/New_York": _("Eastern (New York)"),
    "America/Detroit": _("Eastern (Detroit)"),
    "America/Indiana/Indianapolis": _("Eastern (Indianapolis)"),
    "America/Kentucky/Louisville": _("Eastern (Louisville)"),
    "America/Chicago": _("Central (Chicago)"),
    "America/Denver": _("Mountain (Denver)"),
    "America/Boise": _("Mountain (Boise)"),
    "America/Phoenix": _("Arizona (Phoenix)"),
    "America/Los_Angeles": _("Pacific (Los Angeles)"),
    "America/Anchorage": _("Alaska (Anchorage)"),
    "America/Adak": _("Aleutian Islands (Adak)"),
    "Pacific/Honolulu": _("Hawaii (Honolulu)"),
    "America/Puerto_Rico": _("Puerto Rico (San Juan)"),
    "America/St_Thomas": _("U.S. Virgin Islands (St. Thomas)"),
    "Pacific/Guam": _("Guam and Northern Mariana Islands"),
    "Pacific/Pago_Pago": _("American Samoa (Pago Pago)"),
}
#: the beginning of names that are places; the others are old spellings and distances from Greenwich
PLACES = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def zones() -> list[tuple[str, Any]]:
    """Time zones to choose from, the likely ones first."""
    rest = sorted(name for name in known_zones() - set(ZONES) if name.startswith(PLACES))
    return [
        (_("Often chosen"), list(ZONES.items())),
        (_("All others"), [(name, name.replace("_", " ")) for name in rest]),
    ]


class AgencyForm(forms.Form):
    """Who and where the agency is."""

    name = forms.CharField(label=_("Name of the agency"), max_length=160, help_text=_("As it stands on your letters."))
    state = forms.CharField(label=_("State"), max_length=40, help_text=_("Its laws decide some of what follows."))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones, help_text=_("A comment period ends at midnight in this zone.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of this site"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )


class RecordsForm(forms.Form):
    """How long records are kept, and who says so."""

    retention_years = forms.IntegerField(
        label=_("Years that comments are kept"),
        min_value=1,
        max_value=200,
        help_text=_("Comments are public records. Your records officer or the state's schedule says how many years."),
    )
    retention_rule = forms.CharField(
        label=_("The rule that says so"), max_length=200, help_text=_("Its name, so that anybody can look it up.")
    )


class DoorsForm(forms.Form):
    """Where things go that do not belong here. People read these before they write."""

    complaint_door = forms.CharField(
        label=_("Complaints about an officer go to"),
        max_length=300,
        help_text=_("A web address, a telephone number or a place."),
    )
    tips_door = forms.CharField(label=_("Tips about a crime go to"), max_length=300)
    repairs_door = forms.CharField(label=_("Potholes and street lights go to"), max_length=300)


class BackupForm(forms.Form):
    """A folder for backups."""

    backup_place = forms.CharField(
        label=_("Folder for backups"),
        max_length=300,
        help_text=_("On another disk if you can. We try to write there now."),
    )

    def clean_backup_place(self) -> str:
        """A folder that exists, takes a file and does not burn together with the data."""
        folder = Path(self.cleaned_data["backup_place"]).expanduser()
        if not folder.is_absolute():
            raise ValidationError(_("Write the whole path, from / on."))
        if not folder.is_dir():
            raise ValidationError(_("There is no such folder on this machine. Make it first."))
        if folder.resolve().is_relative_to(settings.DATA):
            raise ValidationError(_("This folder is inside the data folder, so both would be lost together."))
        try:
            with tempfile.TemporaryFile(dir=folder) as trial:
                trial.write(b"trial")
        except OSError as trouble:
            raise ValidationError(
                _("Nothing can be written there: %(reason)s."), params={"reason": trouble.strerror or trouble}
            )
        return str(folder.resolve())


class WitnessesForm(forms.Form):
    """Who outside keeps a copy of where the public log stands."""

    witnesses = forms.CharField(
        label=_("E-mail addresses, one on each line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example the city clerk and the public library. Once a day each gets one line to keep."),
    )

    def clean_witnesses(self) -> list[str]:
        found = list(dict.fromkeys(self.cleaned_data["witnesses"].split()))
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(_("%(address)s is not an e-mail address."), params={"address": address})
        if len(found) < 2:
            raise ValidationError(_("Name at least two, so that neither has to be believed alone."))
        return found


#: part of the set-up → its form; the other parts have acts of their own
FORMS: dict[str, type[forms.Form]] = {
    "agency": AgencyForm,
    "records": RecordsForm,
    "doors": DoorsForm,
    "backup": BackupForm,
    "witnesses": WitnessesForm,
}


def typed_so_far(agency: Any, part: str) -> dict[str, Any]:
    """What the agency has settled of this part, as its form shows it."""
    names = FORMS[part].base_fields
    values = {name: getattr(agency, name, "") for name in names if name != "name"}
    if "name" in names:
        values["name"] = agency.organization.name
    if "witnesses" in names:
        values["witnesses"] = "\n".join(agency.witnesses)
    return values
