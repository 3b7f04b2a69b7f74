"""Cases drawn by lot: what they show in public, and the desk of the two who read them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import Refused
from commonbeat.measures.case_review import judgment
from commonbeat.people.forms.calls import SeedForm
from commonbeat.records import actions
from commonbeat.records.forms.small_tools import CaseForm, ReviewForm, TakeBackForm
from commonbeat.records.models import CaseAnswer, CaseReview
from commonbeat.records.readers import inside, outside
from commonbeat.records.shown import reviews as shown, tasks


@page("records.reviews")
def reviews(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every review with its sentence."""
    found = [shown.shown(one) for one in CaseReview.objects.visible_to(request.actor)]
    if form:
        return as_data(form, shown.COLUMNS, shown.rows(found))
    return render(request, "records/reviews.html", {"reviews": found})


@page("records.review", CaseReview)
def review(request: HttpRequest, one: CaseReview) -> HttpResponse:
    """One sentence, the numbers, what they can and cannot say."""
    return render(request, "records/review.html", {"one": shown.shown(one)})


@page("records.begin_review")
def begin_review(request: HttpRequest) -> HttpResponse:
    """Say how many cases there are, and who reads."""
    agency = request.house.agency
    readers = {"inside": inside(agency), "outside": outside()}
    quarters = shown.quarters_to_begin(request.actor, agency)
    form = ReviewForm(request.POST or None, quarters=quarters, **readers)
    if form.is_valid():
        try:
            made = actions.begin_review(agency, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect(made)
    told = {"form": form, "quarters": quarters, "has_outside": readers["outside"]}
    return render(request, "records/begin_review.html", told)


@page("records.take_back_review", CaseReview)
def take_back_review(request: HttpRequest, one: CaseReview) -> HttpResponse:
    """Take back what was sealed, with the reason."""
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.take_back_review(one, by=request.actor, **form.cleaned_data))
    return render(request, "records/take_back_review.html", {"form": form, "review": one})


@page("records.draw_cases", CaseReview)
def draw_cases(request: HttpRequest, one: CaseReview) -> HttpResponse:
    """Give the seed, and draw."""
    form = SeedForm(request.POST or None)
    if form.is_valid():
        actions.draw_cases(one, by=request.actor, **form.cleaned_data)
        return redirect("records.cases", one.pk)
    return render(request, "records/draw_cases.html", {"form": form, "review": one})


@page("records.reading")
def reading(request: HttpRequest) -> HttpResponse:
    """Reviews that wait for the reader."""
    return render(request, "records/reading.html", {"reading": tasks.reading(request.actor)})


@page("records.cases", CaseReview)
def cases(request: HttpRequest, one: CaseReview) -> HttpResponse:
    """The drawn cases, and which of them the reader has read; once all is read, every count."""
    own = CaseAnswer.objects.visible_to(request.actor).filter(review=one)
    read = {answer.case for answer in own}
    told = {"review": one, "cases": [(case, case in read) for case in sorted(one.drawn)], "read": len(read)}
    return render(request, "records/cases.html", told | {"exact": shown.exact(one)})


@page("records.answer_case", CaseReview)
def answer_case(request: HttpRequest, one: CaseReview, case: int) -> HttpResponse:
    """Three questions about one case; then the next one."""
    if case not in one.drawn:
        raise Http404
    form = CaseForm(request.POST or None)
    if form.is_valid():
        actions.answer_case(one, by=request.actor, case=case, judgment=judgment(**form.answers))
        own = CaseAnswer.objects.visible_to(request.actor).filter(review=one)
        left = sorted({*one.drawn} - {*own.values_list("case", flat=True)})
        if left:
            return redirect("records.answer_case", one.pk, next((n for n in left if n > case), left[0]))
        messages.success(request, _("You have read all cases that were drawn."))
        return redirect("records.cases", one.pk)
    return render(request, "records/answer_case.html", {"form": form, "review": one, "case": case})
