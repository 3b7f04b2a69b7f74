"""The open ledger: entries in plain sentences, the exact lines to download, and how to check them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.front import entries
from commonbeat.front.witnesses import witnesses
from commonbeat.ledger import record, verify

ON_A_PAGE = 50


@page("front.ledger")
def ledger(request: HttpRequest) -> HttpResponse:
    """The public log, newest entries first; of one subject where one is asked for."""
    subject = request.GET.get("subject", "")[:80]
    found = Paginator(record.entries(subject), ON_A_PAGE).get_page(request.GET.get("page"))
    agency = request.house.agency
    found.object_list = [entries.read(entry, agency) for entry in found.object_list]
    context = {
        "page": found,
        "head": record.head(),
        "subject": entries.named(subject),
        "witnesses": witnesses(agency),
        "mail_is_on": settings.MAIL_IS_ON,
    }
    return render(request, "front/ledger.html", context)


@page("front.ledger_lines")
def lines(request: HttpRequest) -> StreamingHttpResponse:
    """Every entry exactly as it was sealed, one on each line."""
    return StreamingHttpResponse((f"{line}\n" for line in record.lines()), content_type="application/jsonl")


@page("front.verifier")
def verifier(request: HttpRequest) -> HttpResponse:
    """The one file that checks the log offline."""
    answer = HttpResponse(Path(verify.__file__).read_bytes(), content_type="text/x-python")
    answer["Content-Disposition"] = 'attachment; filename="verify.py"'
    return answer
