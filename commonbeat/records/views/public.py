"""What everybody reads of the agency's records: what came in, and how it was read. Never a row."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.frame.page import as_data, as_file, page
from commonbeat.records import actions
from commonbeat.records.forms import WithdrawForm
from commonbeat.records.models import Dataset, Mapping
from commonbeat.records.shown import datasets as shown
from commonbeat.records.shown.files import summary


@page("records.datasets")
def datasets(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every file of records that was taken in, with those that were withdrawn."""
    rows = shown.rows(request.actor)
    if form:
        return as_data(form, shown.COLUMNS, [shown.cells(one) for one in rows])
    return render(request, "records/datasets.html", {"rows": rows})


@page("records.dataset", Dataset)
def dataset(request: HttpRequest, one: Dataset) -> HttpResponse:
    """One file of records: what came in, and what was left out."""
    return render(request, "records/dataset.html", {"dataset": one, "found": summary(one.found_told)})


@page("records.mapping", Mapping)
def mapping(request: HttpRequest, one: Mapping, form: str = "") -> HttpResponse:
    """How the columns of a file were read, as the text that a program reads too."""
    if form:
        return as_file(one.text, one.file_name)
    return render(request, "records/mapping.html", {"mapping": one})


@page("records.withdraw", Dataset)
def withdraw(request: HttpRequest, one: Dataset) -> HttpResponse:
    """Withdraw records as a whole, with the reason."""
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw(one, by=request.actor, because=form.cleaned_data["because"])
        return redirect(one)
    return render(request, "records/withdraw.html", {"dataset": one, "form": form})
