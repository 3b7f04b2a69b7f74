"""The open ledger: entries in plain sentences, the exact lines to download, and how to check them."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from commonbeat.frame.action import ACTS
from commonbeat.frame.page import page
from commonbeat.ledger import record, verify

ON_A_PAGE = 50


@page("front.ledger")
def ledger(request: HttpRequest) -> HttpResponse:
    """The public log, newest entries first; of one subject where one is asked for."""
    subject = request.GET.get("subject", "")[:80]
    entries = Paginator(record.entries(subject), ON_A_PAGE).get_page(request.GET.get("page"))
    for entry in entries.object_list:
        entry.said = json.loads(entry.sealed)
        entry.sentence = sentence(entry.said["verb"])
        entry.facts = [(name.replace("_", " "), fact) for name, fact in entry.said["facts"].items()]
    return render(request, "front/ledger.html", {"page": entries, "head": record.head(), "subject": subject})


def sentence(verb: str) -> str:
    """What a verb does: the first line of its description."""
    act = ACTS.get(verb)
    return (act.__doc__ or "").strip().split("\n")[0] if act else ""


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
