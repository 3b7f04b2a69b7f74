"""The open ledger: entries in plain sentences, the exact lines to download, how to check them, and who acted."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.front import entries, entry_names, proofs, who_acted
from commonbeat.front.witnesses import witnesses
from commonbeat.ledger import record, verify

ON_A_PAGE = 50


@page("front.ledger")
def ledger(request: HttpRequest) -> HttpResponse:
    """The public log, newest entries first; of one subject where one is asked for."""
    subject = request.GET.get("subject", "")[:80]
    found = Paginator(record.entries(subject), ON_A_PAGE).get_page(request.GET.get("page"))
    agency = request.house.agency
    names = entry_names.of(found.object_list, request.actor)
    found.object_list = [entries.read(entry, names) for entry in found.object_list]
    context = {
        "page": found,
        "head": record.head(),
        "subject": entries.named(subject),
        "witnesses": witnesses(agency),
        "mail_is_on": settings.MAIL_IS_ON,
    }
    return render(request, "front/ledger.html", context)


@page("front.entry")
def entry(request: HttpRequest, one: int, form: str = "") -> HttpResponse:
    """One entry as it was sealed and, for whoever may read its words, what proves them."""
    found = entry_of(one)
    proof = proofs.of_entry(found, request.actor)
    if form and proof is None:
        raise Http404
    if form == "txt":
        answer = HttpResponse(proof.words.encode(), content_type="text/plain; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{proof.file_name}"'
        return answer
    if form == "json":
        return JsonResponse(asdict(proof) | {"sealed": found.sealed, "digest": found.digest, "command": proof.command})
    return render(request, "front/entry.html", {"entry": read(found, request.actor), "proof": proof})


def read(found: Any, actor: Any) -> Any:
    """One entry as people read it."""
    return entries.read(found, entry_names.of([found], actor))


def entry_of(number: int) -> Any:
    """The entry of this number, else a 404."""
    found = record.entry(number) if number < 2**63 else None
    if found is None:
        raise Http404
    return found


@page("ledger.who_acted")
def who(request: HttpRequest, one: int) -> HttpResponse:
    """Who exactly did an official act: for outside seats, and the look itself leaves an entry."""
    found, context = entry_of(one), {}
    if request.method == "POST":
        who_acted.who_acted(request.house.agency, by=request.actor, number=found.number)
        context = {"name": who_acted.name_behind(found)}
    return render(request, "front/who_acted.html", context | {"entry": read(found, request.actor)})


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
