"""Show: one decorator finds the subject among what this actor may see, asks the table, and hands it over."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers

from commonbeat.frame.rules import Refused, permit
from commonbeat.frame.twice import FIELD, once

#: fields that no page shows back
SECRETS = ("passphrase", "again", "return_words")
#: every page by name
PAGES: dict[str, Callable[..., HttpResponse]] = {}


def page(
    name: str,
    model: type[models.Model] | None = None,
    *,
    instead: Callable[..., HttpResponse] | None = None,
    found: Callable[..., Any] | None = None,
) -> Callable[..., Callable[..., HttpResponse]]:
    """Make ``view(request[, subject], …)`` a page of the house.

    The address carries the subject's public number as ``number``; what the actor may not see is a 404, what they
    may not do is a page that says why and keeps what they typed. Where ``instead(request, refusal, subject)`` is
    given, it makes that page; ``found(model, number, actor)`` finds the subject in another way, as strictly.
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def shown(request: HttpRequest, number: int | None = None, **rest: Any) -> HttpResponse:
            subject = None
            try:
                if model is None:
                    answer = once(request, lambda: permit(name, request.actor) and view(request, **rest))
                else:
                    subject = (found or find)(model, number, request.actor)
                    answer = once(
                        request, lambda: permit(name, request.actor, subject) and view(request, subject, **rest)
                    )
            except Refused as refusal:
                answer = instead(request, refusal, subject) if instead else refused(request, refusal, subject)
            patch_vary_headers(answer, ["Cookie"])
            return answer

        shown.page_name = name
        PAGES[name] = shown
        return shown

    return wrap


def find(model: type[models.Model], number: int | None, actor: Any) -> Any:
    """The thing with this number among what the actor may see, else a 404."""
    try:
        rows = model.objects.visible_to(actor).select_related(*getattr(model, "rules_read", ()))
        return rows.get(pk=number)
    except (model.DoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def refused(request: HttpRequest, refusal: Refused, subject: Any = None) -> HttpResponse:
    """The page that says why an act was not done. What was typed stands in it, nothing is lost.

    It leads back to the subject's page, or home: the page that was refused would be refused again.
    """
    own = getattr(subject, "get_absolute_url", None)
    back = own() if own else "/"
    helps = refusal.sign_in_helps and not request.user.is_authenticated
    context = {
        "sentence": refusal.sentence,
        "waiting": refusal.waiting,
        "kept": typed_in(request),
        "sign_in_helps": helps,
        "next": request.get_full_path(),
        "back": back if back != request.path else "/",
    }
    return render(request, "frame/refused.html", context, status=409 if request.method == "POST" else 403)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that was sent in a form, choices and dates too, by the names of its fields; no secret stands in it."""
    left_out = {"csrfmiddlewaretoken", FIELD, "key", *SECRETS}
    sent = [(name, values) for name, values in request.POST.lists() if name not in left_out]
    return [(spelled(name), ", ".join(values)) for name, values in sent if any(values)]


def spelled(name: str) -> str:
    """A field's name as people read it."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def listing(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """The three addresses of a public list: the page, and the same rows as .csv and .json."""
    stem = route.rstrip("/")
    return [
        path(route, view, name=name),
        path(f"{stem}.csv", view, {"form": "csv"}, name=f"{name}.csv"),
        path(f"{stem}.json", view, {"form": "json"}, name=f"{name}.json"),
    ]


def as_data(
    form: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], about: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Rows for a machine or a spreadsheet: JSON exact, with what is said ``about`` them, CSV with the formula guard."""
    if form == "json":
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        return JsonResponse({**(about or {}), "columns": list(columns), "rows": listed})
    if form != "csv":
        raise Http404
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")


def as_file(text: str, name: str) -> HttpResponse:
    """A text to be saved under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def guarded(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
