"""The files that prove a promise; its page joins rooms and stands in the hall."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from commonbeat.frame.page import page
from commonbeat.matters.models import Commitment
from commonbeat.matters.shown import promises as shown


@page("matters.proof", Commitment)
def proof(request: HttpRequest, promise: Commitment, report: int) -> HttpResponse:
    """The file behind a report, to be saved, never run in the page."""
    found = shown.proof(promise, report)
    path = settings.FILES / found.file_digest if found else None
    if path is None or not path.is_file():
        raise Http404
    name = found.file_name or "proof"
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
