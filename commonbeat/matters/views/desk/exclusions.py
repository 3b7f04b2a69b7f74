"""Suspicious votes: look at batches, leave some out, take them in again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.page import page
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.exclusions import ExcludeForm, ReadmitForm
from commonbeat.matters.models import Exclusion, Window
from commonbeat.matters.shown.batches import Batch, batches
from commonbeat.matters.views.desk.acting import act, sent


def named(batch: Batch, window: Window) -> str:
    """A batch in a sentence, without a vote."""
    first = window.matter.agency.local(batch.first)
    sentence = ngettext(
        "%(n)s person who joined on %(day)s about %(time)s, with the same answers to %(opinions)s opinions: "
        "%(percent)s percent of all votes",
        "%(n)s people who joined on %(day)s about %(time)s, all with the same answers to %(opinions)s opinions: "
        "%(percent)s percent of all votes",
        len(batch.numbers),
    )
    hour = date_format(first.replace(minute=0), "TIME_FORMAT")
    values = {"n": len(batch.numbers), "day": date_format(first), "time": hour}
    return sentence % {**values, "opinions": batch.opinions, "percent": batch.percent}


@page("matters.suspicious", Window)
def suspicious(request: HttpRequest, window: Window) -> HttpResponse:
    """Batches that look as if one person cast them, and what was left out before."""
    found = [(one.key, named(one, window)) for one in batches(window)]
    left_out = Exclusion.objects.visible_to(request.actor).filter(window=window)
    context = {"window": window, "matter": window.matter, "found": found, "exclusions": left_out}
    return render(request, "matters/desk/suspicious.html", context)


@page("matters.exclude_votes", Window)
def exclude_votes(request: HttpRequest, window: Window) -> HttpResponse:
    """Leave the chosen batches out, with a public reason."""
    found = batches(window)
    form = ExcludeForm(
        sent(request),
        found=found,
        named=[named(one, window) for one in found],
        initial={"batches": request.GET.getlist("batches")},
    )
    back = reverse("matters.suspicious", args=[window.pk])
    if not found:
        return redirect(back)
    return act(
        request,
        form,
        lambda clean: actions.exclude_votes(window, by=request.actor, **clean),
        title=_("Leave votes out of the results"),
        button=_("Leave them out"),
        lede=_("The next results are drawn without them. The public log and the results say how many people it is."),
        done=_("Left out. The results say so."),
        to=back,
        back=back,
        matter=window.matter,
    )


@page("matters.readmit_votes", Exclusion)
def readmit_votes(request: HttpRequest, exclusion: Exclusion) -> HttpResponse:
    """Take votes in again that were left out."""
    back = reverse("matters.suspicious", args=[exclusion.window_id])
    return act(
        request,
        ReadmitForm(sent(request)),
        lambda clean: actions.readmit_votes(exclusion, by=request.actor, **clean),
        title=_("Count these votes again"),
        button=_("Count them again"),
        quoted=exclusion.because,
        done=_("Counted again from the next results on."),
        matter=exclusion.matter,
        to=back,
        back=back,
    )
