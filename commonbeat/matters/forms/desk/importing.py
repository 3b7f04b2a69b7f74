"""The form for a conversation that was held elsewhere: its files, one by one or in one archive."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.matters.conversations import FILES
from commonbeat.matters.kinds import STARTED, Kind
from commonbeat.people.forms.days import Day

#: bytes of a whole set; a larger one is taken in by the command on the machine
LARGEST = 40 * 1024 * 1024
#: field → the file that it takes
FIELDS = {name.partition(".")[0].replace("-", "_"): name for name in FILES}


class ImportForm(forms.Form):
    """A published set, and what the topic that it makes says of itself."""

    archive = forms.FileField(
        label=gettext_lazy("All files in one .zip"),
        required=False,
        help_text=gettext_lazy("Or choose them one by one."),
    )
    comments = forms.FileField(label="comments.csv", required=False)
    votes = forms.FileField(label="votes.csv", required=False)
    participants_votes = forms.FileField(label="participants-votes.csv", required=False)
    summary = forms.FileField(label="summary.csv", required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Leave empty to take the one in the files."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=STARTED, initial=Kind.STRATEGY)
    language = forms.ChoiceField(
        label=gettext_lazy("Its language"),
        choices=[("", gettext_lazy("As the script tells")), *settings.LANGUAGES],
        required=False,
    )
    credit = forms.CharField(
        label=gettext_lazy("Who is to be named, and the license"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("It stands on the page of the topic."),
    )
    replies_due = forms.DateField(
        label=gettext_lazy("We reply to these opinions by"),
        widget=Day(),
        required=False,
        help_text=gettext_lazy("Leave empty where the agency does not reply to them. You can say so later."),
    )
    kept = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        sent = {name: clean[field] for field, name in FIELDS.items() if clean.get(field)}
        if sum(one.size for one in [*sent.values(), clean.get("archive")] if one) > LARGEST:
            raise too_large()
        clean["files"] = unzipped(clean["archive"]) if clean.get("archive") else {}
        clean["files"] |= {name: one.read() for name, one in sent.items()}
        if not clean["files"] and not clean.get("kept"):
            self.add_error(None, _("Choose the files: one .zip, or at least comments.csv and a file of the votes."))
        return clean


class ElectForm(forms.Form):
    """By when the agency replies."""

    replies_due = forms.DateField(
        label=gettext_lazy("We reply to everybody by"),
        widget=Day(),
        help_text=gettext_lazy("The public sees this date and what is late."),
    )


def unzipped(archive: BinaryIO) -> dict[str, bytes]:
    """The files of a set in an archive, by their names alone: folders in it mean nothing, other files are not read."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(archive) as opened:
            for one in opened.infolist():
                name = PurePosixPath(one.filename).name
                if name not in FILES:
                    continue
                if name in found:
                    raise ValidationError(_("The archive holds %(file)s twice.") % {"file": name})
                room = LARGEST - sum(map(len, found.values()))
                with opened.open(one) as file:
                    found[name] = file.read(room + 1)
                if len(found[name]) > room:
                    raise too_large()
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as trouble:
        sentence = _("The archive cannot be opened. Save it anew as a .zip without a password.")
        raise ValidationError(sentence) from trouble
    return found


def too_large() -> ValidationError:
    """What is said of more bytes than a page takes."""
    sentence = _("These files are larger than %(mb)s MB. The command import-polis on the machine takes larger ones.")
    return ValidationError(sentence % {"mb": LARGEST // 1024 // 1024})
