"""Put a text, edit its passages, name what moved each change, settle earlier comments, publish."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.topics import SlipForm, TextForm
from commonbeat.matters.models import Change, Fate, Input, Matter, Passage, Text
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.texts import passages, reading
from commonbeat.matters.views.desk import editing
from commonbeat.matters.views.desk.acting import act, sent

FATES_ON_A_PAGE = 100


@page("matters.put_text", Matter)
def put_text(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Paste or upload a text; it is split into passages and shown for a look."""
    form = TextForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            pieces = passages.split(words_of(form.cleaned_data))
        except reading.Unreadable as trouble:
            form.add_error(None, str(trouble))
        else:
            text = actions.put_text(matter, by=request.actor, pieces=pieces)
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
        return redirect(f"{request.path}?at={here}#at-{here}")
    chosen = number(request.GET.get("at"), len(pieces))
    rows = [(at, piece, editing.breaks(piece.words) if at == chosen else []) for at, piece in enumerate(pieces)]
    context = {"text": text, "matter": text.matter, "rows": rows, "last": len(rows) - 1, "chosen": chosen}
    return render(request, "matters/desk/edit_text.html", context | {"stand": stand})


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
    """For each changed passage: the comments that moved it, or none and why."""
    changes = shown.changes(text)
    rows = Input.objects.visible_to(request.actor).filter(matter=text.matter_id).shown().single()
    given = list(rows.select_related("passage"))
    if request.method == "POST":
        change = next((one for one in changes if str(one.pk) == request.POST.get("change")), None)
        if change is None:
            raise Refused(_("The passages changed meanwhile. Look again."))
        none, why = "by_none" in request.POST, request.POST.get("because", "").strip()[:300]
        chosen = movers_in(request.POST, given)
        actions.name_movers(text, by=request.actor, change=change, inputs=chosen, by_none=none, because=why)
        messages.success(request, _("Noted for %(passage)s.") % {"passage": change.new or change.old})
        return redirect(f"{request.path}#change-{following(changes, change).pk}")
    cards = [shown.card(change, given) for change in changes]
    return render(request, "matters/desk/movers.html", {"text": text, "matter": text.matter, "cards": cards})


def movers_in(form: QueryDict, given: list[Input]) -> list[Input]:
    """The comments that were ticked, and those whose numbers were typed."""
    by_number = {one.pk: one for one in given}
    typed = [int(one) for one in re.findall(r"\d{1,17}", form.get("numbers", ""))]
    unknown = [str(one) for one in typed if one not in by_number]
    if unknown:
        raise Refused(_("These numbers are not of comments shown on this topic:"), waiting=unknown)
    ticked = [int(one) for one in form.getlist("inputs") if one.isdecimal() and len(one) < 18]
    return [by_number[one] for one in dict.fromkeys([*ticked, *typed]) if one in by_number]


def following(changes: list[Change], change: Change) -> Change:
    """The change after one, to go on with."""
    at = changes.index(change) + 1
    return changes[at] if at < len(changes) else change


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
    if request.method == "POST":
        note = request.POST.get("note", "").strip()
        if not note:
            raise Refused(_("Say in one or two sentences what is new."))
        actions.publish_text(text, by=request.actor, note=note, version=text.version)
        return redirect(reverse("matters.compare", args=[text.pk]))
    context = {"text": text, "matter": text.matter, "desk": shown.topic(text.matter, request.actor)}
    return render(request, "matters/desk/publish.html", context)
