"""The packet of a meeting, to be printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonbeat.frame import clock
from commonbeat.frame.page import page
from commonbeat.gatherings import packet as papers
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown.notice import notice


@page("gatherings.packet", Gathering)
def packet(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """What a meeting takes up, in one file."""
    content = papers.pdf(gathering, request.actor, notice(gathering, clock.now()))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="meeting-{gathering.pk}.pdf"'
    return answer
