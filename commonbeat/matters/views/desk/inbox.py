"""The inbox by what is owed; one comment with all its acts; near-copies; appeals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.inbox import HandOverForm, KeepBackForm, ReleaseForm, SettleForm, TranslateForm
from commonbeat.matters.models import Input, Matter
from commonbeat.matters.models.input import Appeal
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.texts import screening
from commonbeat.matters.views.desk.acting import act, sent

ON_A_PAGE = 50


@page("matters.inbox")
def inbox(request: HttpRequest) -> HttpResponse:
    """What is owed next, and in how many days."""
    topics = Matter.objects.visible_to(request.actor).exclude(stage__in=["retired", "withdrawn"]).order_by("-pk")
    batches = shown.inbox(request.actor, request.house.agency)
    return render(request, "matters/desk/inbox.html", {"batches": batches, "topics": topics[:100]})


@page("matters.comments", Matter)
def comments(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The comments of one topic by state of work; choose many to reply, fold or look at."""
    state, channel, language = (request.GET.get(name, "") for name in ("state", "channel", "language"))
    state = state if state in shown.STATES else "waiting"
    rows = Paginator(shown.inputs(request.actor, matter, state, channel, language), ON_A_PAGE)
    listed = rows.get_page(request.GET.get("page"))
    folded = shown.copies(listed.object_list)
    for one in listed.object_list:
        one.copies = folded.get(one.pk, 0)
    context = {"matter": matter, "page": listed, "state": state, "channel": channel, "language": language}
    return render(request, "matters/desk/comments.html", context | {"channels": Input.Channel.choices})


def desk_of(given: Input) -> str:
    """The address of one comment on the desk."""
    return reverse("matters.input", args=[given.pk])


@page("matters.input", Input)
def input_page(request: HttpRequest, given: Input) -> HttpResponse:
    """One comment with its words, kept ones too, and everything that can be done with it."""
    folded = shown.copies([given]).get(given.pk, 0)
    return render(request, "matters/desk/input.html", {"given": given, "copies": folded, "matter": given.matter})


@page("matters.hold", Input)
def hold(request: HttpRequest, given: Input) -> HttpResponse:
    """Take words from view for a look."""
    return act(
        request,
        KeepBackForm(sent(request)),
        lambda clean: actions.hold(given, by=request.actor, **clean),
        title=_("Hold these words for a look"),
        button=_("Hold them"),
        to=desk_of(given),
        given=given,
        quoted=given.words.text,
    )


@page("matters.hide", Input)
def hide(request: HttpRequest, given: Input) -> HttpResponse:
    """Hide words for a fixed reason."""
    return act(
        request,
        KeepBackForm(sent(request)),
        lambda clean: actions.hide(given, by=request.actor, **clean),
        title=_("Hide these words"),
        button=_("Hide them"),
        to=desk_of(given),
        given=given,
        quoted=given.words.text or given.kept.text,
    )


@page("matters.release", Input)
def release(request: HttpRequest, given: Input) -> HttpResponse:
    """Show held or hidden words, with private details struck where there are any."""
    whole = given.kept.text

    def do(clean: dict[str, Any]) -> Input:
        words = clean["words"].replace("\r\n", "\n")
        return actions.release(given, by=request.actor, words="" if words == whole else words)

    return act(
        request,
        ReleaseForm(sent(request), initial={"words": struck(whole)}),
        do,
        title=_("Show these words"),
        button=_("Show them"),
        to=desk_of(given),
        given=given,
        quoted=whole,
        lede=given.get_reason_display(),
    )


def struck(words: str) -> str:
    """The words with what looks private struck out, for a person to look over."""
    for found in reversed(screening.personal_data(words)):
        words = f"{words[: found.start]}[{_('held back')}]{words[found.end :]}"
    return words


@page("matters.translate", Input)
def translate(request: HttpRequest, given: Input) -> HttpResponse:
    """Translate for others; the original stays one tap away."""
    other = "en" if given.words.language != "en" else "es"
    return act(
        request,
        TranslateForm(sent(request), initial={"language": other}),
        lambda clean: actions.translate(given, by=request.actor, **clean),
        title=_("Translate for others"),
        button=_("Save the translation"),
        to=desk_of(given),
        given=given,
        quoted=given.words.text,
    )


@page("matters.hand_over", Input)
def hand_over(request: HttpRequest, given: Input) -> HttpResponse:
    """Say that this belongs elsewhere and where it was sent."""

    def do(clean: dict[str, Any]) -> Any:
        return actions.hand_over(given, by=request.actor, to=clean["to"], reasons=Words(clean["reasons"]))

    return act(
        request,
        HandOverForm(sent(request)),
        do,
        title=_("Hand it over"),
        button=_("Hand it over and tell the giver"),
        to=desk_of(given),
        given=given,
        quoted=given.words.text,
    )


@page("matters.unfold", Input)
def unfold(request: HttpRequest, given: Input) -> HttpResponse:
    """Let a folded comment stand for itself again."""
    if request.method == "POST":
        actions.unfold(given, by=request.actor)
    return redirect(desk_of(given))


@page("matters.fold", Matter)
def fold(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Near-copies that the program suggests; a person decides which are folded into which."""
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("inputs") if one.isdecimal()][:5000]
        rows = Input.objects.visible_to(request.actor).filter(matter=matter)
        into = rows.filter(pk=int(request.POST["into"]) if request.POST.get("into", "").isdecimal() else 0).first()
        others = list(rows.filter(pk__in=chosen).exclude(pk=into.pk if into else 0))
        if into and others:
            actions.fold(matter, by=request.actor, into=into, inputs=others, count=len(others))
            messages.success(request, _("%(n)s comments now stand behind %(one)s.") % {"n": len(others), "one": into})
        return redirect("matters.fold", matter.pk)
    groups = shown.near_copies_in(request.actor, matter)
    return render(request, "matters/desk/fold.html", {"matter": matter, "groups": groups})


@page("matters.appeals")
def appeals(request: HttpRequest) -> HttpResponse:
    """Hidden words whose givers asked for a second look."""
    return render(request, "matters/desk/appeals.html", {"appeals": shown.appeals(request.actor)})


@page("matters.settle_appeal", Appeal)
def settle_appeal(request: HttpRequest, asked: Appeal) -> HttpResponse:
    """Decide from outside whether hidden words are shown again."""
    return act(
        request,
        SettleForm(sent(request)),
        lambda clean: actions.settle_appeal(asked, by=request.actor, **clean),
        title=_("Second look at %(comment)s") % {"comment": asked.input},
        button=_("Decide"),
        to="matters.appeals",
        quoted=asked.input.kept.text,
        lede=_("Hidden because %(reason)s") % {"reason": asked.input.get_reason_display()},
    )
