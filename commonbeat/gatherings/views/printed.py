"""What is hung up and handed out: a poster with a code for cameras, and a flyer in each language."""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from commonbeat.frame.page import page
from commonbeat.gatherings.languages import named
from commonbeat.gatherings.models import Gathering


def code_for(address: str) -> SafeString:
    """A QR code as SVG, with the quiet edge that cameras need; the address stands beside it in letters."""
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(scale=1, border=4, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    return mark_safe(drawn)  # of the house's own address, as dark and light squares


@page("gatherings.poster", Gathering)
def poster(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """One page: what, when, where, and a code that leads to the meeting, or to the questions on the way out."""
    out = "out" in request.GET
    path = reverse("gatherings.find_poll", args=[gathering.poll_code]) if out else gathering.get_absolute_url()
    context = {"meeting": gathering, "out": out, "code": code_for(request.build_absolute_uri(path)), "address": path}
    return render(request, "gatherings/poster.html", context)


@page("gatherings.flyer", Gathering)
def flyer(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """One page for each language that the agency offers, whatever the reader's own."""
    offered = [code for code, _name in request.house.languages]
    language = request.GET.get("language", "")
    language = language if language in offered else (translation.get_language() or "en").split("-")[0]
    with translation.override(language):
        address = request.build_absolute_uri(gathering.get_absolute_url())
        context = {"meeting": gathering, "code": code_for(address), "language": language}
        context["languages"] = [named(code) for code in gathering.languages]
        return HttpResponse(render(request, "gatherings/flyer.html", context))
