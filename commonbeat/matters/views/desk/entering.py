"""Enter what came on paper, by telephone or in a meeting: one at a time, or many from a checked file."""

from __future__ import annotations

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
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.texts import csv_door, reading
from commonbeat.matters.views.desk.acting import sent
from commonbeat.matters.views.desk.topics import desk_of
from commonbeat.people import receipts


@page("matters.enter", Window)
def enter(request: HttpRequest, window: Window) -> HttpResponse:
    """Enter one comment with its true channel, date and language."""
    passages = Passage.objects.visible_to(request.actor).filter(text=window.text_id, heading=False)
    form = EnterForm(sent(request), passages=passages, initial={"given_on": window.matter.agency.today()})
    context = {"form": form, "matter": window.matter, "window": window}
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        words = Words(clean.pop("words"), clean.pop("language"))
        secret = receipts.words_from(twice.key_of(request), words.language) if clean.pop("receipt") else ""
        given = shown.entered_with(secret) or actions.enter(
            window, by=request.actor, words=words, return_words=secret, **clean
        )
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
            context |= looked_at(request, window, sheet, form.cleaned_data, uploads.digest(data))
    return render(request, "matters/desk/enter_many.html", context)


def looked_at(
    request: HttpRequest, window: Window, sheet: csv_door.Sheet, clean: dict[str, Any], digest: str
) -> dict[str, Any]:
    """The preview: every problem by its line, the rows that can be entered, and the key under which they wait."""
    found = shown.problems(window, sheet, clean["given_on"], set(passages_of(request, window)))
    grave = {one.line for one in found if one.grave}
    rows = [row for row in sheet.rows if row.line not in grave]
    kept = [one for one in csv_door.as_rows(sheet) if one["line"] not in grave]
    facts = {"window": window.pk, "channel": clean["channel"], "language": clean["language"], "digest": digest}
    facts |= {"given_on": clean["given_on"].isoformat() if clean["given_on"] else None, "rows": kept}
    problems = sorted([*sheet.problems, *found], key=lambda one: one.line)
    return {"sheet": sheet, "rows": rows, "problems": problems, "key": uploads.keep(facts) if rows else ""}


def passages_of(request: HttpRequest, window: Window) -> dict[str, Passage]:
    """The passages that rows of a file may name, by their numbers."""
    rows = Passage.objects.visible_to(request.actor).filter(text=window.text_id, heading=False)
    return {one.label: one for one in rows if one.label}


def accept(request: HttpRequest, window: Window, key: str) -> HttpResponse:
    """Enter the rows that were looked at, in one act; a second click finds them taken."""
    with uploads.taken(key) as facts:
        if facts["window"] != window.pk:
            raise Refused(_("This file was checked for another comment period."))
        by_label = passages_of(request, window)
        rows = [entered(row, facts, by_label) for row in facts["rows"]]
        chosen = {"channel": facts["channel"], "count": len(rows), "digest": facts["digest"]}
        actions.enter_many(window, by=request.actor, rows=rows, **chosen)
    said = ngettext("%(n)s comment is entered.", "%(n)s comments are entered.", len(rows)) % {"n": len(rows)}
    messages.success(request, said)
    return redirect(desk_of(window.matter))


def entered(row: dict[str, Any], facts: dict[str, Any], by_label: dict[str, Passage]) -> dict[str, Any]:
    """One row as the act takes it."""
    language = row["language"] if row["language"] in dict(settings.LANGUAGES) else facts["language"]
    return {
        "words": Words(row["words"], language),
        "given_on": date.fromisoformat(facts["given_on"] or row["given_on"]),
        "kind": row["kind"] if row["kind"] in Input.Kind.values else Input.Kind.COMMENT,
        "passage": by_label.get(row["passage"]),
    }
