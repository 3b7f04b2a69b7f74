"""Take in a conversation held elsewhere: check its files, look at what would enter, accept; and elect to reply."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions, conversations, uploads
from commonbeat.matters.forms.desk.importing import ElectForm, ImportForm
from commonbeat.matters.models import Window
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.shown.problems import spelled
from commonbeat.matters.views.desk.acting import act, say_refused, sent
from commonbeat.matters.views.desk.topics import desk_of
from commonbeat.measures.problems import Unreadable


@page("matters.import_conversation")
def import_conversation(request: HttpRequest) -> HttpResponse:
    """A published set of files: check it, look at what would enter, accept."""
    if request.method == "POST" and request.POST.get("accept"):
        return accept(request, request.POST["accept"])
    form = ImportForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST":
        sound = form.is_valid()
        files = files_of(form.cleaned_data)
        context |= looked_at(request, form, files) if sound else {}
        if files and "held" not in context:
            form.data = form.data.copy()
            form.data["kept"] = uploads.keep({"files": files})
            context["names"] = sorted(files)
    return render(request, "matters/desk/import.html", context)


def files_of(clean: dict[str, Any]) -> dict[str, str]:
    """The files that were sent, in base64, with those that were sent before and kept."""
    before = uploads.read(clean["kept"])["files"] if clean.get("kept") else {}
    return before | {name: b64encode(data).decode() for name, data in clean.get("files", {}).items()}


def looked_at(request: HttpRequest, form: ImportForm, files: dict[str, str]) -> dict[str, Any]:
    """What would enter, and the key under which it waits; where the files cannot be used, the form says why."""
    clean = form.cleaned_data
    facts = {name: clean[name] for name in ("title", "kind", "language", "credit", "kept")} | {"files": files}
    facts["replies_due"] = clean["replies_due"].isoformat() if clean["replies_due"] else None
    try:
        held = look(request, facts)
    except conversations.NoTitle as refusal:
        form.add_error("title", str(refusal.sentence))
        return {}
    except Refused as refusal:
        say_refused(form, refusal)
        return {}
    except Unreadable as trouble:
        for line in spelled(trouble):
            form.add_error(None, line)
        return {}
    before = shown.taken_in_before(held.digest, request.actor)
    return {"held": held, "before": before, "first": held.conversation.opinions[:12], "key": uploads.keep(facts)}


def look(request: HttpRequest, facts: dict[str, Any]) -> conversations.Held:
    """The kept files read as a conversation."""
    files = {name: b64decode(data) for name, data in facts["files"].items()}
    with conversations.unpacked(files) as folder:
        try:
            return conversations.look(folder, request.house.agency, title=facts["title"], language=facts["language"])
        except FileNotFoundError as missing:
            name = str(missing.filename).replace(f"{folder}/", "")
            raise Refused(_("%(file)s is missing. Choose it as well.") % {"file": name}) from missing


def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Take in what was looked at, in one act; a second click finds it taken."""
    with uploads.taken(key) as facts:
        held = look(request, facts)
        due = date.fromisoformat(facts["replies_due"]) if facts["replies_due"] else None
        chosen = {"kind": facts["kind"], "credit": facts["credit"], "replies_due": due}
        matter = actions.import_conversation(
            request.house.agency, by=request.actor, held=held, digest=held.digest, **held.counts, **chosen
        )
    uploads.forget(facts["kept"] or key)
    n = held.counts["count"]
    said = ngettext("The conversation is taken in: %(n)s opinion.", "The conversation is taken in: %(n)s opinions.", n)
    messages.success(request, said % {"n": n})
    return redirect(desk_of(matter))


@page("matters.elect_replies", Window)
def elect_replies(request: HttpRequest, window: Window) -> HttpResponse:
    """Say that the agency replies to a conversation that was held elsewhere."""
    due = window.matter.agency.today() + timedelta(days=conversations.DAYS_TO_REPLY)
    count = shown.not_owed(window, request.actor)
    lede = ngettext(
        "%(n)s opinion from elsewhere will be owed a reply. The decision waits until it has one.",
        "%(n)s opinions from elsewhere will be owed a reply. The decision waits until each has one.",
        count,
    )
    return act(
        request,
        ElectForm(sent(request), initial={"replies_due": due}),
        lambda clean: actions.elect_replies(window, by=request.actor, count=count, **clean),
        title=_("Reply to these opinions"),
        button=_("Say that we reply"),
        to=desk_of(window.matter),
        lede=lede % {"n": count},
        matter=window.matter,
    )
