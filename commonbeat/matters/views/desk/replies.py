"""Reply to one or many, publish drafts together, correct; decide; order for an interim; end a topic."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.replies import (
    CorrectForm,
    DecideForm,
    DiscardForm,
    InterimForm,
    ReplyForm,
    ReviseForm,
)
from commonbeat.matters.forms.desk.topics import ReasonForm
from commonbeat.matters.models import Answer, Commitment, Input, Matter
from commonbeat.matters.shown import decidable, replies as shown
from commonbeat.matters.views.desk.acting import act, numbers, sent
from commonbeat.matters.views.desk.topics import desk_of


@page("matters.answer", Matter)
def answer(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Draft a reply to the chosen comments."""
    asked = numbers(request.POST.getlist("inputs") or request.GET.getlist("inputs"))
    rows = Input.objects.visible_to(request.actor).filter(matter=matter, pk__in=asked)
    chosen = shown.with_copies(list(rows.select_related("passage").order_by("pk")))
    if not chosen:
        messages.info(request, _("Choose the comments first, then reply."))
        return redirect("matters.comments", matter.pk)
    form = ReplyForm(sent(request), actor=request.actor)
    return act(
        request,
        form,
        lambda clean: actions.answer(matter, by=request.actor, inputs=chosen, **form.facts()),
        title=ngettext("Reply to %(n)s comment", "Reply to %(n)s comments", len(chosen)) % {"n": len(chosen)},
        button=_("Save as a draft"),
        to=reverse("matters.publish_answers", args=[matter.pk]),
        template="matters/desk/answer.html",
        matter=matter,
        chosen=chosen,
        drafts=shown.drafted_for(request.actor, chosen),
        back=reverse("matters.comments", args=[matter.pk]),
    )


@page("matters.publish_answers", Matter)
def publish_answers(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The drafted replies of a topic; publish those that are ready."""
    refusal = None
    if request.method == "POST":
        try:
            return published(request, matter)
        except Refused as why:
            refusal = why
    chosen = {one.partition("-")[0] for one in request.POST.getlist("answers")}
    cards = shown.drafts(request.actor, matter)
    context = {"matter": matter, "cards": cards, "chosen": chosen, "refusal": refusal}
    return render(request, "matters/desk/drafts.html", context, status=409 if refusal else 200)


def published(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Publish the chosen drafts as they were read."""
    drafts = Answer.objects.visible_to(request.actor).drafts().filter(matter=matter)
    seen = dict(filter(None, map(seen_draft, request.POST.getlist("answers"))))
    if not seen:
        raise Refused(_("Choose the replies first, then publish."))
    ready = list(drafts.filter(pk__in=seen))
    actions.publish_answers(matter, by=request.actor, answers=ready, count=len(seen), seen=seen)
    messages.success(request, _("Published. The givers are told."))
    return redirect("matters.publish_answers", matter.pk)


def seen_draft(value: str) -> tuple[int, str] | None:
    """A chosen draft's number, and the digest of what stood in it when it was shown."""
    number, _dash, stand = value.partition("-")
    return (int(number), stand) if number.isdecimal() and len(number) < 18 else None


@page("matters.revise_answer", Answer)
def revise_answer(request: HttpRequest, reply: Answer) -> HttpResponse:
    """Change a drafted reply and the promise it makes."""
    promise = Commitment.objects.visible_to(request.actor).filter(answer=reply).first()
    form = ReviseForm(sent(request), actor=request.actor, initial=ReviseForm.initial_of(reply, promise))
    return act(
        request,
        form,
        lambda clean: actions.revise_answer(reply, by=request.actor, **form.facts()),
        title=_("Change the draft"),
        button=_("Save"),
        to=drafts_of(reply),
        back=drafts_of(reply),
        matter=reply.matter,
        chosen=shown.served(request.actor, reply),
    )


@page("matters.discard_answer", Answer)
def discard_answer(request: HttpRequest, reply: Answer) -> HttpResponse:
    """Throw a drafted reply away; its comments wait again."""
    return act(
        request,
        DiscardForm(sent(request), initial={"seen": reply.stand}),
        lambda clean: actions.discard_answer(reply, by=request.actor, **clean),
        title=_("Throw this draft away"),
        lede=_("Its comments wait for a reply again. A promise in it goes with it."),
        button=_("Throw it away"),
        to=drafts_of(reply),
        back=drafts_of(reply),
        done=_("The draft is gone. Its comments wait for a reply again."),
        quoted=reply.reasons.text,
        matter=reply.matter,
        chosen=shown.served(request.actor, reply),
    )


def drafts_of(reply: Answer) -> str:
    """The address of the drafted replies among which this one stands."""
    return reverse("matters.publish_answers", args=[reply.matter_id])


@page("matters.correct_answer", Answer)
def correct_answer(request: HttpRequest, reply: Answer) -> HttpResponse:
    """Publish a corrected reply; the earlier one stays readable."""
    form = CorrectForm(sent(request), initial=ReplyForm.initial_of(reply))
    return act(
        request,
        form,
        lambda clean: actions.correct_answer(reply, by=request.actor, **form.facts()),
        title=_("Correct a published reply"),
        button=_("Publish the correction"),
        to=desk_of(reply.matter),
        done=_("The correction is published. Those whom it concerns are told."),
        lede=_("What stood before stays readable behind the correction."),
        matter=reply.matter,
        chosen=shown.served(request.actor, reply),
    )


@page("matters.decide", Matter)
def decide(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Decide with reasons, once nothing waits."""
    today = matter.agency.today()
    initial = {"in_force_on": today + timedelta(days=14), "review_on": today + timedelta(days=379)}

    form = DecideForm(sent(request), initial=initial)

    def do(clean: dict[str, Any]) -> Any:
        dates = {name: clean[name] for name in ("in_force_on", "review_on")}
        return actions.decide(matter, by=request.actor, outcome=clean["outcome"], reasons=form.words(), **dates)

    return act(
        request,
        form,
        do,
        title=_("Decide on %(topic)s") % {"topic": matter},
        button=_("Decide"),
        to=matter,
        done=_("Decided. Everybody who commented with an address is told."),
        matter=matter,
        template="matters/desk/decide.html",
        waits=decidable.what_waits(request.actor, matter),
    )


@page("matters.order_interim", Matter)
def order_interim(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Put a text in force at once, the marked exception."""
    last = matter.agency.today() + timedelta(days=90)
    return act(
        request,
        InterimForm(sent(request), initial={"lapses_on": last}),
        lambda clean: actions.order_interim(
            matter, by=request.actor, reasons=Words(clean["reasons"]), lapses_on=clean["lapses_on"]
        ),
        title=_("Interim order"),
        button=_("Put it in force at once"),
        to=matter,
        lede=_("It is marked as an exception, shown on the first page, and ends by itself unless people are asked."),
        matter=matter,
    )


@page("matters.withdraw_topic", Matter)
def withdraw_topic(request: HttpRequest, matter: Matter) -> HttpResponse:
    """End a topic before it is decided, with reasons."""
    return act(
        request,
        ReasonForm(sent(request)),
        lambda clean: actions.withdraw_topic(matter, by=request.actor, **clean),
        title=_("Withdraw the topic"),
        lede=_("Comments without a reply stay owed one, in public. Everybody who commented with an address is told."),
        button=_("Withdraw it"),
        to=matter,
        matter=matter,
    )


@page("matters.retire", Matter)
def retire(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Take a decided text out of force."""
    return act(
        request,
        ReasonForm(sent(request)),
        lambda clean: actions.retire(matter, by=request.actor, **clean),
        title=_("Take it out of force"),
        button=_("Take it out of force"),
        to=matter,
        matter=matter,
    )
