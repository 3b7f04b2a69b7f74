"""The steward's desk: bring a file, have it checked, look at what was found, take it in or throw it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.measures.schema import Wrong
from commonbeat.records import actions, arriving, store
from commonbeat.records.forms import AcceptForm, BringForm, CheckForm
from commonbeat.records.models import Import, Mapping
from commonbeat.records.shown import files as shown
from commonbeat.records.shown.problems import lines, told


@page("records.files")
def files(request: HttpRequest) -> HttpResponse:
    """The files on their way, and those that were done with."""
    rows = Import.objects.visible_to(request.actor).select_related("dataset")
    context = {"under_way": rows.under_way(), "done": rows.exclude(state__in=Import.UNDER_WAY)[:20]}
    return render(request, "records/files.html", context)


@page("records.bring")
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a file. What it is, and the titles of its columns, are looked at before anything else."""
    form = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return redirect(brought(request, **form.cleaned_data))
        except Wrong as wrong:
            for line in lines(str(wrong), "file"):
                form.add_error("file", line)
        except arriving.Unwelcome as refused:
            form.add_error("file", _("This file is refused, and nothing of it was kept."))
            for one in refused.refusals:
                form.add_error("file", f"{one.column}: {told(one.why)}")
        except Refused as refusal:
            form.add_error("file", str(refusal.sentence))
    return render(request, "records/bring.html", {"form": form})


def brought(request: HttpRequest, schema: str, file: object) -> Import:
    """The file that was sent, in its private folder and in the list."""
    arrived = arriving.take(file, schema)
    try:
        return actions.bring(request.house.agency, by=request.actor, schema=schema, **vars(arrived))
    except BaseException:
        arrived.forget()
        raise


@page("records.file", Import)
def file(request: HttpRequest, one: Import) -> HttpResponse:
    """One file: how far its check is, or all that it found."""
    context = {"file": one, "trouble": shown.trouble(one), "refused": shown.refusals(one)}
    if one.state in (Import.State.BROUGHT, Import.State.FAILED):
        context["versions"] = shown.versions(one, request.actor)
    if one.state == Import.State.CHECKING:
        context |= shown.progress(one)
    if one.state == Import.State.CHECKED:
        context |= {"found": shown.preview(one), "overlapping": shown.overlapping(one, request.actor)}
        context |= {"far_apart": shown.far_apart(one, request.actor), "not_told": shown.not_told(one)}
        context["form"] = AcceptForm(initial={"rows": one.found["accepted"]})
    return render(request, "records/file.html", context)


@page("records.check", Import)
def check(request: HttpRequest, one: Import) -> HttpResponse:
    """Have a file checked with a version of how its columns are read."""
    form = CheckForm(request.POST or None, choices=Mapping.objects.visible_to(request.actor).of(one.schema))
    if form.is_valid():
        actions.check(one, by=request.actor, mapping=form.cleaned_data["mapping"])
        return redirect(one)
    return render(request, "records/check.html", {"file": one, "form": form})


@page("records.cancel", Import)
def cancel(request: HttpRequest, one: Import) -> HttpResponse:
    """Throw a file away; a check under way is broken off."""
    if request.method == "POST":
        actions.cancel(one, by=request.actor)
        messages.success(request, _("The file is thrown away. Nothing of it was kept."))
        return redirect("records.files")
    return render(request, "records/cancel.html", {"file": one})


@page("records.accept", Import)
def accept(request: HttpRequest, one: Import) -> HttpResponse:
    """Take in what was looked at."""
    form = AcceptForm(request.POST or None, initial={"rows": one.found["accepted"]})
    if form.is_valid():
        about = Words(form.cleaned_data["about"], get_language() or "en")
        with store.kept(one) as digest:
            dataset = actions.accept(one, by=request.actor, about=about, digest=digest, rows=form.cleaned_data["rows"])
        messages.success(request, _("The records are taken in."))
        return redirect(dataset)
    return render(request, "records/accept.html", {"file": one, "form": form})
