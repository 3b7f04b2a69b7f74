"""The open ledger: entries in plain sentences, the exact lines to download, how to check them, and who acted."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from commonbeat.frame.action import ACTS
from commonbeat.frame.page import page
from commonbeat.front import proofs, who_acted
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
    said = json.loads(found.sealed)
    context = {"entry": found, "said": said, "sentence": sentence(said["verb"]), "proof": proof}
    return render(request, "front/entry.html", context)


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
    said = json.loads(found.sealed)
    return render(request, "front/who_acted.html", context | {"entry": found, "said": said})


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
