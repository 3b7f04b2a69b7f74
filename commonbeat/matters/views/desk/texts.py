"""Put a text, edit its passages, name what moved each change, settle earlier comments, publish."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.topics import PublishForm, SlipForm, TextForm
from commonbeat.matters.models import Fate, Input, Matter, Passage, Text
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.texts import passages, reading
from commonbeat.matters.views.desk import editing, moving
from commonbeat.matters.views.desk.acting import act, say_refused, sent

FATES_ON_A_PAGE = 100


@page("matters.put_text", Matter)
def put_text(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Paste or upload a text; it is split into passages and shown for a look."""
    form = TextForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            pieces = passages.split(words_of(form.cleaned_data))
            text = actions.put_text(matter, by=request.actor, pieces=pieces)
        except reading.Unreadable as trouble:
            form.add_error(None, str(trouble))
        except Refused as refusal:
            say_refused(form, refusal)
        else:
            return redirect("matters.edit_text", text.pk)
    context = {"form": form, "matter": matter, "title": _("Put the text"), "button": _("Split into passages")}
    lede = _("You see the passages before anybody else does, and can split, merge, move and remove them.")
    return render(request, "matters/desk/act.html", context | {"lede": lede})


def words_of(clean: dict[str, Any]) -> str:
    """The text that was uploaded or pasted. Raises Unreadable."""
    if clean["file"]:
        return reading.read(clean["file"].read(), clean["file"].name)
    return reading.tidy(clean["pasted"])


@page("matters.edit_text", Text)
def edit_text(request: HttpRequest, text: Text) -> HttpResponse:
    """A draft's passages: split, merge, move, remove, reword. Each step is saved at once."""
    pieces = shown.pieces_of(text)
    stand = editing.stand_of(pieces)
    if request.method == "POST":
        at = number(request.POST.get("at"), len(pieces))
        if at is None or request.POST.get("stand") != stand:
            raise Refused(_("The passages changed meanwhile, maybe by a second click. Look again, then go on."))
        after, here = editing.edited(pieces, at, request.POST)
        actions.edit_text(text, by=request.actor, pieces=after)
        if request.POST.get("step") == "remove":
            messages.success(request, _("%(passage)s is removed.") % {"passage": named(pieces[at])})
        return redirect(f"{request.path}?at={here}#at-{here}")
    chosen = number(request.GET.get("at"), len(pieces))
    rows = [(at, piece, editing.breaks(piece.words) if at == chosen else []) for at, piece in enumerate(pieces)]
    context = {"text": text, "matter": text.matter, "rows": rows, "last": len(rows) - 1, "chosen": chosen}
    return render(request, "matters/desk/edit_text.html", context | {"stand": stand})


def named(piece: passages.Passage) -> str:
    """A passage as people call it: by its number, else by its first words."""
    return piece.label or Truncator(piece.words).words(6)


def number(value: Any, below: int) -> int | None:
    """A place in a list, None where it is none."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 9 and int(text) < below else None


@page("matters.correct_slip", Passage)
def correct_slip(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Correct a slip of the pen in a published text."""
    return act(
        request,
        SlipForm(sent(request), initial={"words": passage.words}),
        lambda clean: actions.correct_slip(passage, by=request.actor, **clean),
        title=_("Correct a slip in %(passage)s") % {"passage": passage},
        button=_("Correct it in public"),
        to=passage,
        matter=passage.text.matter,
    )


@page("matters.name_movers", Text)
def name_movers(request: HttpRequest, text: Text) -> HttpResponse:
    """For each changed passage: the comments that moved it, or none and why. One form for all of them."""
    changes = shown.changes(text)
    rows = Input.objects.visible_to(request.actor).filter(matter=text.matter_id).shown().single()
    given = list(rows.select_related("passage"))
    wrong: dict[int, list[str]] = {}
    if request.method == "POST":
        wrong = moving.noted(request.actor, text, changes, {one.pk: one for one in given}, request.POST)
        if not wrong:
            named, n = len(changes) - shown.unnamed(text).count(), len(changes)
            messages.success(request, _("Saved. %(named)s of %(n)s are named.") % {"named": named, "n": n})
            return redirect(request.path)
    cards = [moving.as_sent(shown.card(change, given), request.POST, wrong) for change in changes]
    context = {"text": text, "matter": text.matter, "cards": cards, "wrong": wrong, "left": shown.unnamed(text).count()}
    context |= {"rest": request.POST.get("rest", ""), "rest_by_none": "rest_by_none" in request.POST}
    status = 409 if wrong else 200
    return render(request, "matters/desk/movers.html", context | {"named": len(cards) - context["left"]}, status=status)


@page("matters.settle_fates", Text)
def settle_fates(request: HttpRequest, text: Text) -> HttpResponse:
    """Say of earlier comments whether their passage was kept, changed or is gone; the uncertain ones first."""
    rows = shown.fates(text, request.actor)
    if request.method == "POST":
        sent_outcomes = {key.removeprefix("fate-"): value for key, value in request.POST.items()}
        chosen = {int(key): value for key, value in sent_outcomes.items() if key.isdecimal() and len(key) < 18}
        now = dict(rows.filter(input__in=chosen).values_list("input", "outcome"))
        wanted = {pk: value for pk, value in chosen.items() if value in Fate.Outcome.values and pk in now}
        outcomes = {pk: value for pk, value in wanted.items() if value != now[pk]}
        actions.settle_fates(text, by=request.actor, outcomes=outcomes)
        messages.success(request, _("Saved."))
        return redirect(request.get_full_path())
    everything = "all" in request.GET
    rows = rows.order_by("input") if everything else rows.filter(outcome=Fate.Outcome.UNCERTAIN).order_by("input")
    choices = [one for one in Fate.Outcome.choices if one[0] != Fate.Outcome.UNCERTAIN]
    context = {"text": text, "matter": text.matter, "choices": choices, "everything": everything}
    listed = Paginator(rows, FATES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "matters/desk/fates.html", context | {"page": listed})


@page("matters.publish_text", Text)
def publish_text(request: HttpRequest, text: Text) -> HttpResponse:
    """Publish a new version, once every change names its comments or none."""
    return act(
        request,
        PublishForm(sent(request), initial={"note": text.note}),
        lambda clean: actions.publish_text(text, by=request.actor, version=text.version, **clean),
        title=_("Publish version %(version)s") % {"version": text.version},
        button=_("Publish it"),
        to=reverse("matters.compare", args=[text.pk]),
        template="matters/desk/publish.html",
        text=text,
        matter=text.matter,
        desk=shown.topic(text.matter, request.actor),
        unkept=shown.said_to_change(text, request.actor),
    )
