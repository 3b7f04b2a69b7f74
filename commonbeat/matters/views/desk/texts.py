"""Put a text, edit its passages, name what moved each change, settle earlier comments, publish."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.topics import PassageForm, SlipForm, TextForm
from commonbeat.matters.models import Change, Fate, Input, Matter, Passage, Text
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.texts import alignment, passages, reading
from commonbeat.matters.views.desk.acting import act, sent


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
    if request.method == "POST":
        at = number(request.POST.get("at"), len(pieces))
        if at is not None:
            actions.edit_text(text, by=request.actor, pieces=edited(pieces, at, request.POST))
        return redirect(f"{request.path}#at-{at or 0}")
    rows = [(at, piece, breaks(piece.words)) for at, piece in enumerate(pieces)]
    context = {"text": text, "matter": text.matter, "rows": rows, "last": len(rows) - 1}
    return render(request, "matters/desk/edit_text.html", context)


def number(value: Any, below: int) -> int | None:
    """A place in a list, None where it is none."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 9 and int(text) < below else None


def breaks(words: str) -> list[tuple[int, str]]:
    """Where a passage can be split: the place and the words that would begin the second part."""
    return [(place, words[place : place + 60]) for place in passages.sentences(words)]


def edited(pieces: list[passages.Passage], at: int, sent_form: Any) -> list[passages.Passage]:
    """The passages after one step; an unknown step changes nothing."""
    step = sent_form.get("step", "")
    if step in ("up", "down"):
        return passages.move(pieces, at, step)
    if step == "merge":
        return passages.merge(pieces, at)
    if step == "remove" and len(pieces) > 1:
        return passages.remove(pieces, at)
    if step.startswith("split-"):
        place = number(step.removeprefix("split-"), len(pieces[at].words))
        return passages.split_at(pieces, at, place or 0)
    form = PassageForm(sent_form)
    if step not in ("save", "add") or not form.is_valid():
        return pieces
    clean = form.cleaned_data
    if step == "add":
        return [*pieces[: at + 1], passages.Passage(clean["label"], clean["depth"], clean["words"]), *pieces[at + 1 :]]
    pieces[at] = replace(pieces[at], label=clean["label"], depth=clean["depth"], words=clean["words"])
    return pieces


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
    changes = list(Change.objects.filter(text=text).select_related("old", "new").prefetch_related("inputs"))
    rows = Input.objects.visible_to(request.actor).filter(matter=text.matter_id).shown().single()
    given = list(rows.select_related("passage"))
    if request.method == "POST":
        change = next((one for one in changes if str(one.pk) == request.POST.get("change")), None)
        if change:
            chosen = [one for one in given if str(one.pk) in request.POST.getlist("inputs")]
            none = "by_none" in request.POST
            why = request.POST.get("because", "")[:300]
            actions.name_movers(text, by=request.actor, change=change, inputs=chosen, by_none=none, because=why)
            messages.success(request, _("Noted for %(passage)s.") % {"passage": change.new or change.old})
        return redirect(f"{request.path}#change-{change.pk if change else 0}")
    cards = [card(change, given) for change in changes]
    return render(request, "matters/desk/movers.html", {"text": text, "matter": text.matter, "cards": cards})


def card(change: Change, given: list[Input]) -> dict[str, Any]:
    """One change with its words compared, the comments that may have moved it, and those that were chosen."""
    old, new = (change.old.words if change.old else ""), (change.new.words if change.new else "")
    chosen = {one.pk for one in change.inputs.all()}
    candidates = shown.candidates(change, given)
    mark = (change.old or change.new).mark
    on_it = [one for one in candidates if (one.passage and one.passage.mark == mark) or one.pk in chosen]
    others = [one for one in candidates if one not in on_it]
    runs = alignment.differences(old, new)
    return {"change": change, "runs": runs, "on_it": on_it, "others": others, "chosen": chosen}


@page("matters.settle_fates", Text)
def settle_fates(request: HttpRequest, text: Text) -> HttpResponse:
    """Say of earlier comments whether their passage was kept, changed or is gone."""
    visible = Input.objects.visible_to(request.actor).filter(matter=text.matter_id)
    fates = list(Fate.objects.filter(text=text, input__in=visible).select_related("input__passage", "passage"))
    if request.method == "POST":
        allowed = set(Fate.Outcome.values)
        given = {one.input_id: request.POST.get(f"fate-{one.input_id}", "") for one in fates}
        outcomes = {pk: value for pk, value in given.items() if value in allowed}
        actions.settle_fates(text, by=request.actor, outcomes=outcomes)
        return redirect("matters.settle_fates", text.pk)
    fates.sort(key=lambda one: one.outcome != Fate.Outcome.UNCERTAIN)
    choices = [one for one in Fate.Outcome.choices if one[0] != Fate.Outcome.UNCERTAIN]
    context = {"text": text, "matter": text.matter, "fates": fates, "choices": choices}
    return render(request, "matters/desk/fates.html", context)


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
