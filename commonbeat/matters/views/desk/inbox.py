"""The inbox by what is owed; one comment with all its acts; near-copies; appeals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.entering import ROLES
from commonbeat.matters.forms.desk.inbox import HandOverForm, KeepBackForm, ReleaseForm, SettleForm, TranslateForm
from commonbeat.matters.models import Appeal, Input, Matter, Window
from commonbeat.matters.models.input import Reason
from commonbeat.matters.shown import inbox as shown
from commonbeat.matters.shown.sifting import KINDS
from commonbeat.matters.texts import striking
from commonbeat.matters.views.desk.acting import act, numbers, sent
from commonbeat.records.shown.tasks import tasks

#: comments on a page, and at most where all are to be chosen
ON_A_PAGE, AT_ONCE = 50, 500
#: states of work, as the tabs call them
TABS = {
    "waiting": gettext_lazy("Waiting for a reply"),
    "held": gettext_lazy("Held"),
    "drafted": gettext_lazy("Drafted"),
    "answered": gettext_lazy("Replied"),
    "hidden": gettext_lazy("Hidden"),
    "all": gettext_lazy("All"),
}


@page("matters.inbox")
def inbox(request: HttpRequest) -> HttpResponse:
    """What is owed next, and in how many days."""
    topics = Matter.objects.visible_to(request.actor).topics().exclude(stage__in=["retired", "withdrawn"])
    batches = shown.inbox(request.actor, request.house.agency)
    mine, others = [one for one in batches if one.mine], [one for one in batches if not one.mine]
    groups = [one for one in ((_("For you"), mine), (_("For others"), others)) if one[1]]
    waiting = tasks(request.actor, request.house.agency)
    told = {"groups": groups, "topics": topics[:100], "of_records": waiting}
    return render(request, "matters/desk/inbox.html", told)


@page("matters.comments", Matter)
def comments(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The comments of one topic by state of work; choose many to reply, fold, show or hide."""
    chosen = sorted(numbers(request.GET.getlist("inputs")))
    verb = request.GET.get("do")
    if chosen and verb in ("hide", "release"):
        query = urlencode({"inputs": chosen}, doseq=True)
        return redirect(f"{reverse(f'matters.{verb}', args=[chosen[0]])}?{query}")
    state, channel, language, kind = (request.GET.get(name, "") for name in ("state", "channel", "language", "kind"))
    state = state if state in shown.STATES else "waiting"
    every = "every" in request.GET
    chosen_rows = shown.inputs(request.actor, matter, state, channel, language, kind)
    rows = Paginator(chosen_rows, AT_ONCE if every else ON_A_PAGE)
    listed = rows.get_page(request.GET.get("page"))
    shown.with_clock(listed.object_list, matter.agency)
    folded = shown.copies(listed.object_list)
    for one in listed.object_list:
        one.copies = folded.get(one.pk, 0)
    context = {"matter": matter, "page": listed, "state": state, "channel": channel, "language": language}
    context |= {"every": every, "roles": dict(ROLES), "channels": Input.Channel.choices, "kind": kind}
    has_opinions = Window.objects.visible_to(request.actor).filter(matter=matter, opinions=True).exists()
    context["kinds"] = [(name, label) for name, (label, _of) in KINDS.items()] if has_opinions else []
    counts = shown.counts(request.actor, matter)
    tabs = [(name, label, counts[name]) for name, label in TABS.items()]
    return render(request, "matters/desk/comments.html", context | {"tabs": tabs})


def desk_of(given: Input) -> str:
    """The address of one comment on the desk."""
    return reverse("matters.input", args=[given.pk])


@page("matters.input", Input)
def input_page(request: HttpRequest, given: Input) -> HttpResponse:
    """One comment with its words, kept ones too, and everything that can be done with it."""
    folded = shown.copies([given]).get(given.pk, 0)
    shown.with_clock([given], given.matter.agency)
    before, after = shown.neighbors(request.actor, given)
    context = {"given": given, "copies": folded, "matter": given.matter, "before": before, "after": after}
    role = dict(ROLES).get(given.giver.role, "") if given.giver else ""
    return render(request, "matters/desk/input.html", context | {"role": role})


def chosen_with(request: HttpRequest, given: Input) -> list[Input]:
    """The comment of this page and the others that were chosen on the list."""
    asked = request.POST.getlist("inputs") or request.GET.getlist("inputs")
    return shown.chosen(request.actor, given, numbers(asked))


def after(chosen: list[Input]) -> str:
    """Where to go on: to the one comment, or to the list of many."""
    return desk_of(chosen[0]) if len(chosen) == 1 else reverse("matters.comments", args=[chosen[0].matter_id])


def keep_back(request: HttpRequest, given: Input, verb: Callable, title: str, button: str, done: str) -> HttpResponse:
    """Hold or hide one comment or many, all or none."""
    chosen = chosen_with(request, given)

    def do(clean: dict[str, Any]) -> None:
        with transaction.atomic():
            for one in chosen:
                verb(one, by=request.actor, **clean)

    form = KeepBackForm(sent(request))
    goes = {"to": lambda made: after(chosen), "done": done, "back": after(chosen)}
    return act(request, form, do, title=title, button=button, given=given, chosen=chosen, **goes)


@page("matters.hold", Input)
def hold(request: HttpRequest, given: Input) -> HttpResponse:
    """Take words from view for a look."""
    done = _("Held for a look. Nobody else reads it until it is shown again.")
    return keep_back(request, given, actions.hold, _("Hold these words for a look"), _("Hold them"), done)


@page("matters.hide", Input)
def hide(request: HttpRequest, given: Input) -> HttpResponse:
    """Hide words for a fixed reason."""
    done = _("Hidden. The giver is told why and can ask for a second look.")
    return keep_back(request, given, actions.hide, _("Hide these words"), _("Hide them"), done)


@page("matters.release", Input)
def release(request: HttpRequest, given: Input) -> HttpResponse:
    """Show held or hidden words, with private details struck where there are any; many at once as they would be."""
    chosen = chosen_with(request, given)
    if len(chosen) > 1:
        return release_many(request, chosen)
    form = ReleaseForm(sent(request), given=given)
    return act(
        request,
        form,
        lambda clean: show(request, given, form.spans()),
        title=_("Show these words"),
        button=_("Show them"),
        to=desk_of(given),
        done=_("Everybody can read them now."),
        given=given,
        chosen=chosen,
        back=desk_of(given),
        lede=_("Held or hidden because %(reason)s") % {"reason": given.get_reason_display()} if given.reason else "",
    )


def show(request: HttpRequest, given: Input, spans: list[striking.Span]) -> Input:
    """Show one comment with these details struck."""
    reason = Reason.PERSONAL if spans else ""
    return actions.release(given, by=request.actor, spans=spans, struck=len(spans), reason=reason)


def release_many(request: HttpRequest, chosen: list[Input]) -> HttpResponse:
    """Show many, each with what looks private struck."""
    spans = [(one, striking.private(one.kept.text)) for one in chosen]
    if request.method == "POST":
        with transaction.atomic():
            for one, places in spans:
                show(request, one, places)
        messages.success(request, _("Everybody can read them now."))
        return redirect(after(chosen))
    struck = [(one, striking.struck(one.kept.text, places, one.kept.language)) for one, places in spans]
    return render(request, "matters/desk/release_many.html", {"struck": struck, "matter": chosen[0].matter})


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


@page("matters.appeals")
def appeals(request: HttpRequest) -> HttpResponse:
    """Hidden or struck words whose givers asked for a second look."""
    return render(request, "matters/desk/appeals.html", {"appeals": shown.appeals(request.actor)})


@page("matters.settle_appeal", Appeal)
def settle_appeal(request: HttpRequest, asked: Appeal) -> HttpResponse:
    """Decide from outside whether words are shown as they were given."""
    given = asked.input
    because = _("Details were struck because %(reason)s") if given.is_struck else _("Hidden because %(reason)s")
    return act(
        request,
        SettleForm(sent(request)),
        lambda clean: actions.settle_appeal(asked, by=request.actor, **clean),
        title=_("Second look at %(comment)s") % {"comment": given},
        button=_("Decide"),
        to="matters.appeals",
        quoted=given.kept.text,
        lede=because % {"reason": given.get_reason_display()},
        asked=asked,
        told=asked.told_to(request.actor),
    )
