"""Enter what came on paper, by telephone or in a meeting: one at a time, or many from a checked file."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import twice
from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions, uploads
from commonbeat.matters.forms.desk.entering import EnterForm, EnterManyForm
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.matters.models.input import LONGEST
from commonbeat.matters.shown import desk as shown, sheets
from commonbeat.matters.texts import csv_door, reading
from commonbeat.matters.views import asking
from commonbeat.matters.views.desk.acting import say_refused, sent
from commonbeat.matters.views.desk.topics import desk_of
from commonbeat.people import receipts


@page("matters.enter", Window)
def enter(request: HttpRequest, window: Window) -> HttpResponse:
    """Enter one comment with its true channel, date and language."""
    passages = Passage.objects.visible_to(request.actor).filter(text=window.text_id, heading=False)
    today = window.matter.agency.today()
    form = EnterForm(sent(request), passages=passages, opinions=window.opinions, initial={"given_on": today})
    context = {"form": form, "matter": window.matter, "window": window}
    if asking.is_sent(request) and form.is_valid():
        asked = asking.about_status(request, form, entering=True)
        if asked:
            return asked
        clean = form.cleaned_data | {"left_in": asking.left_in(request)}
        words = Words(clean.pop("words"), clean.pop("language"))
        secret = receipts.words_from(twice.key_of(request), words.language) if clean.pop("receipt") else ""
        try:
            given = shown.entered_with(secret) or actions.enter(
                window, by=request.actor, words=words, return_words=secret, **clean
            )
        except Refused as refusal:
            context["in_the_way"] = say_refused(form, refusal)
            return render(request, "matters/desk/enter.html", context, status=409)
        if secret:
            return render(request, "matters/desk/entered.html", context | {"given": given, "return_words": secret})
        messages.success(request, told(given))
        return redirect("matters.enter", window.pk)
    return render(request, "matters/desk/enter.html", context)


def told(given: Input) -> str:
    """What is said once it is entered, and why others do not read it yet."""
    if given.is_shown:
        return _("%(comment)s is entered.") % {"comment": given}
    held = _("%(comment)s is entered and held for a look, because %(reason)s. Others read it once it is shown.")
    return held % {"comment": given, "reason": given.get_reason_display()}


@page("matters.enter_many", Window)
def enter_many(request: HttpRequest, window: Window) -> HttpResponse:
    """A file of comments: check, look at every problem by its line, accept."""
    if request.method == "POST" and request.POST.get("accept"):
        return accept(request, window, request.POST["accept"])
    form = EnterManyForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"form": form, "matter": window.matter, "window": window}
    if request.method == "POST" and form.is_valid():
        data, kept = file_of(form.cleaned_data)
        try:
            sheet = csv_door.check(data, longest=LONGEST)
        except reading.Unreadable as trouble:
            form.add_error("file", str(trouble))
        else:
            context |= looked_at(request, window, sheet, form.cleaned_data, data, kept) | {"kept": kept}
    return render(request, "matters/desk/enter_many.html", context)


def file_of(clean: dict[str, Any]) -> tuple[bytes, str]:
    """The file that was chosen, or chosen before and kept; with the key under which it waits to be checked anew."""
    if not clean["file"]:
        return b64decode(uploads.read(clean["kept"])["file"]), clean["kept"]
    data = clean["file"].read()
    return data, uploads.keep({"file": b64encode(data).decode()})


def looked_at(
    request: HttpRequest, window: Window, sheet: csv_door.Sheet, clean: dict[str, Any], data: bytes, file_key: str
) -> dict[str, Any]:
    """The preview: every problem by its line, the rows that can be entered, and the key under which they wait."""
    found = sheets.problems(window, sheet, clean, passages_of(request, window))
    digest, grave = uploads.digest(data), {one.line for one in found if one.grave}
    rows = [row for row in sheet.rows if row.line not in grave]
    kept = [one for one in csv_door.as_rows(sheet) if one["line"] not in grave]
    before = sheets.entered_before(window, digest, rows)
    facts = {"window": window.pk, "channel": clean["channel"], "language": clean["language"], "digest": digest}
    facts |= {"given_on": clean["given_on"].isoformat() if clean["given_on"] else None, "rows": kept}
    facts |= {"before": bool(before), "kept": file_key}
    problems = sorted([*sheet.problems, *found], key=lambda one: one.line)
    shown_rows = {"sheet": sheet, "rows": rows, "problems": problems, "groups": sheets.grouped(problems)}
    return shown_rows | {"before": before, "key": uploads.keep(facts) if rows else ""}


def passages_of(request: HttpRequest, window: Window) -> dict[str, Passage]:
    """The passages that rows of a file may name, by their numbers."""
    rows = Passage.objects.visible_to(request.actor).filter(text=window.text_id, heading=False)
    return {one.label: one for one in rows if one.label}


def accept(request: HttpRequest, window: Window, key: str) -> HttpResponse:
    """Enter the rows that were looked at, in one act; a second click finds them taken."""
    with uploads.taken(key) as facts:
        if facts["window"] != window.pk:
            raise Refused(_("This file was checked for another comment period."))
        if facts["before"] and "again" not in request.POST:
            raise Refused(_("These comments seem to be entered already. Say that they are others, then enter them."))
        by_label = passages_of(request, window)
        rows = [entered(row, facts, by_label) for row in facts["rows"]]
        chosen = {"channel": facts["channel"], "count": len(rows), "digest": facts["digest"]}
        actions.enter_many(window, by=request.actor, rows=rows, **chosen)
    uploads.forget(facts["kept"])
    said = ngettext("%(n)s comment is entered.", "%(n)s comments are entered.", len(rows)) % {"n": len(rows)}
    messages.success(request, said)
    return redirect(desk_of(window.matter))


def entered(row: dict[str, Any], facts: dict[str, Any], by_label: dict[str, Passage]) -> dict[str, Any]:
    """One row as the act takes it."""
    language = row["language"] if row["language"] in dict(settings.LANGUAGES) else facts["language"]
    return {
        "words": Words(row["words"], language),
        "given_on": date.fromisoformat(facts["given_on"] or row["given_on"]),
        "kind": csv_door.kind_of(row["kind"]),
        "passage": by_label.get(row["passage"]),
    }
