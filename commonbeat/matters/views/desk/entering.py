"""Enter what came on paper, by telephone or in a meeting: one at a time, or many from a checked file."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.inbox import EnterForm, EnterManyForm
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.matters.models.input import LONGEST
from commonbeat.matters.texts import csv_door, reading
from commonbeat.matters.views.desk.acting import sent
from commonbeat.matters.views.desk.topics import desk_of
from commonbeat.people import receipts

UPLOADS = "uploads"
KEPT_FOR = timedelta(days=7)


@page("matters.enter", Window)
def enter(request: HttpRequest, window: Window) -> HttpResponse:
    """Enter one comment with its true channel, date and language."""
    passages = Passage.objects.visible_to(request.actor).filter(text=window.text_id, heading=False)
    form = EnterForm(sent(request), passages=passages, initial={"given_on": window.matter.agency.today()})
    context = {"form": form, "matter": window.matter, "window": window}
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        words = Words(clean.pop("words"), clean.pop("language"))
        secret = receipts.new_words(words.language) if clean.pop("receipt") else ""
        given = actions.enter(window, by=request.actor, words=words, return_words=secret, **clean)
        if secret:
            return render(request, "matters/desk/entered.html", context | {"given": given, "return_words": secret})
        messages.success(request, _("%(comment)s is entered.") % {"comment": given})
        return redirect("matters.enter", window.pk)
    return render(request, "matters/desk/enter.html", context)


@page("matters.enter_many", Window)
def enter_many(request: HttpRequest, window: Window) -> HttpResponse:
    """A file of comments: check, look at every problem by its line, accept."""
    if request.method == "POST" and request.POST.get("accept"):
        return accept(request, window, request.POST["accept"])
    form = EnterManyForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"form": form, "matter": window.matter, "window": window}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            sheet = csv_door.check(data, longest=LONGEST)
        except reading.Unreadable as trouble:
            form.add_error("file", str(trouble))
        else:
            problems = [*sheet.problems, *dates_outside(window, sheet, form.cleaned_data["given_on"])]
            key = keep(window, data, sheet, form.cleaned_data)
            context |= {"sheet": sheet, "problems": sorted(problems, key=lambda one: one.line), "key": key}
    return render(request, "matters/desk/enter_many.html", context)


def dates_outside(window: Window, sheet: csv_door.Sheet, chosen: date | None) -> list[csv_door.Problem]:
    """Rows whose date lies outside the comment period, where no date was chosen for all."""
    if chosen:
        return []
    first = window.matter.agency.local(window.opens_at).date()
    sentence = _("No date within the comment period. Choose one date for all, or correct the file.")
    outside = [row for row in sheet.rows if row.given_on is None or not first <= row.given_on <= window.last_day]
    return [csv_door.Problem(row.line, sentence) for row in outside]


def keep(window: Window, data: bytes, sheet: csv_door.Sheet, clean: dict[str, Any]) -> str:
    """Keep the checked rows until they are accepted; returns the key under which they lie."""
    chosen = clean["given_on"].isoformat() if clean["given_on"] else None
    digest = hashlib.sha256(data).hexdigest()
    facts = {"window": window.pk, "channel": clean["channel"], "given_on": chosen, "language": clean["language"]}
    content = json.dumps(facts | {"digest": digest, "rows": csv_door.as_rows(sheet)}, ensure_ascii=False)
    key = hashlib.sha256(content.encode()).hexdigest()
    place = settings.DATA / UPLOADS
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / key).write_text(content, "utf-8")
    except OSError as trouble:
        raise Refused(_("The file could not be kept: the disk may be full. Nothing was changed.")) from trouble
    return key


def kept(key: str) -> dict[str, Any]:
    """The rows that were checked and looked at."""
    place: Path = settings.DATA / UPLOADS / key
    if not (key.isalnum() and len(key) == 64 and place.is_file()):
        raise Refused(_("The checked file is no longer here. Choose it again."))
    if clock.now().timestamp() - place.stat().st_mtime > KEPT_FOR.total_seconds():
        raise Refused(_("The checked file is too old. Choose it again."))
    return json.loads(place.read_text("utf-8"))


def accept(request: HttpRequest, window: Window, key: str) -> HttpResponse:
    """Enter the rows that were looked at, in one act."""
    facts = kept(key)
    if facts["window"] != window.pk:
        raise Refused(_("This file was checked for another comment period."))
    by_label = {
        one.label: one for one in Passage.objects.visible_to(request.actor).filter(text=window.text_id) if one.label
    }
    languages = dict(settings.LANGUAGES)
    rows = [
        {
            "words": Words(row["words"], row["language"] if row["language"] in languages else facts["language"]),
            "given_on": date.fromisoformat(facts["given_on"] or row["given_on"]),
            "kind": row["kind"] if row["kind"] in Input.Kind.values else Input.Kind.COMMENT,
            "passage": by_label.get(row["passage"]),
        }
        for row in facts["rows"]
        if facts["given_on"] or row["given_on"]
    ]
    actions.enter_many(
        window, by=request.actor, rows=rows, channel=facts["channel"], count=len(rows), digest=facts["digest"]
    )
    (settings.DATA / UPLOADS / key).unlink(missing_ok=True)
    said = ngettext("%(n)s comment is entered.", "%(n)s comments are entered.", len(rows)) % {"n": len(rows)}
    messages.success(request, said)
    return redirect(desk_of(window.matter))
