"""Under the item on the floor: minutes, promises, recusals, motions and roll-calls."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame import clock
from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions, quorum
from commonbeat.gatherings.actions.minuting import WrittenMeanwhile
from commonbeat.gatherings.forms.agenda import NoFields
from commonbeat.gatherings.forms.minuting import CompleteForm, CorrectionForm, LetGoForm, UndertakingForm
from commonbeat.gatherings.forms.room import NoteForm, RecuseForm, SecondForm
from commonbeat.gatherings.models import AgendaItem, Gathering, Motion, Undertaking
from commonbeat.gatherings.shown import meeting as shown, on_floor
from commonbeat.gatherings.views.room import room_page, show
from commonbeat.matters.views.desk.acting import sent


@never_cache
@page("gatherings.note", AgendaItem)
def note(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Save the minutes of an item. A script asks ``quietly`` and gets only how they stand now."""
    form = NoteForm(sent(request))
    if not form.is_valid():
        context = {"item": item, "gathering": item.gathering, "words": item.notes.text, "form": form}
        return render(request, "gatherings/note.html", context)
    try:
        saved = actions.note(item, by=request.actor, **form.cleaned_data)
    except WrittenMeanwhile as meanwhile:
        context = {"item": item, "gathering": item.gathering, "words": meanwhile.mine, "meanwhile": meanwhile}
        return render(request, "gatherings/note.html", context, status=409)
    if "quietly" in request.POST:
        saved_at = date_format(item.gathering.agency.local(clock.now()), "TIME_FORMAT")
        return render(request, "gatherings/note_saved.html", {"item": saved, "saved_at": saved_at})
    return redirect(room_page(item.gathering) + "#floor")


@page("gatherings.note_promise", AgendaItem)
def note_promise(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Note what somebody says they will do."""
    return show(
        request,
        UndertakingForm(sent(request), seats=on_floor.owners(item.gathering), auto_id="id_promise_%s"),
        lambda clean: actions.note_promise(item, by=request.actor, **clean),
        item.gathering,
        title=_("What was promised?"),
        button=_("Note it"),
        to=room_page(item.gathering) + "#promises",
    )


@page("gatherings.complete_promise", Undertaking)
def complete_promise(request: HttpRequest, said: Undertaking) -> HttpResponse:
    """Give it its name and date."""
    given = {"words": said.words, "owner": said.owner, "due": said.due}
    return show(
        request,
        CompleteForm(sent(request), seats=on_floor.owners(said.gathering), initial=given),
        lambda clean: actions.complete_promise(said, by=request.actor, **clean),
        said.gathering,
        title=_("Who, and by when?"),
        button=_("Promise it in public"),
        to=room_page(said.gathering) + "#promises",
    )


@page("gatherings.let_go_promise", Undertaking)
def let_go_promise(request: HttpRequest, said: Undertaking) -> HttpResponse:
    """Say why it is no promise."""
    return show(
        request,
        LetGoForm(sent(request)),
        lambda clean: actions.let_go_promise(said, by=request.actor, **clean),
        said.gathering,
        title=_("Why is this no promise?"),
        button=_("Say so in the minutes"),
        to=room_page(said.gathering) + "#promises",
        quoted=said.words,
    )


@page("gatherings.recuse", AgendaItem)
def recuse(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Note that a member may not take part in this item."""
    return show(
        request,
        RecuseForm(sent(request), seats=quorum.room(item.gathering, item).free, auto_id="id_recuse_%s"),
        lambda clean: actions.recuse(item, by=request.actor, **clean),
        item.gathering,
        title=_("Who is recused from this item?"),
        button=_("Note it"),
        quoted=str(item),
        to=room_page(item.gathering) + "#motions",
    )


@page("gatherings.move_motion", AgendaItem)
def move_motion(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Note a motion or an election."""
    form = on_floor.motion_form(item.gathering, quorum.room(item.gathering, item), sent(request))

    def do(clean: dict[str, Any]) -> Motion:
        facts = form.facts()
        facts["words"] = Words(facts["words"], item.gathering.agency.tongue)
        return actions.move_motion(item, by=request.actor, **facts)

    to = room_page(item.gathering) + "#motions"
    title, button = _("What is moved?"), _("Put it on the floor")
    return show(request, form, do, item.gathering, title=title, button=button, to=to)


@page("gatherings.second_motion", Motion)
def second_motion(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Note who seconds."""
    return show(
        request,
        SecondForm(sent(request), seats=quorum.room(motion.gathering, motion.item).free, auto_id="id_second_%s"),
        lambda clean: actions.second_motion(motion, by=request.actor, **clean),
        motion.gathering,
        title=_("Who seconds it?"),
        button=_("Note it"),
        quoted=str(motion),
        to=room_page(motion.gathering) + "#motions",
    )


@page("gatherings.withdraw_motion", Motion)
def withdraw_motion(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Note that a motion is withdrawn."""
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.withdraw_motion(motion, by=request.actor),
        motion.gathering,
        title=_("Is this motion withdrawn?"),
        button=_("Yes, it is withdrawn"),
        quoted=str(motion),
        to=room_page(motion.gathering) + "#motions",
    )


@page("gatherings.call_roll", Motion)
def call_roll(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Note what each seat says."""
    now = quorum.room(motion.gathering, motion.item)
    motion = shown.with_roll(motion)
    form = on_floor.roll(motion, now, sent(request))
    return show(
        request,
        form,
        lambda clean: actions.call_roll(motion, by=request.actor, roll=form.roll()),
        motion.gathering,
        title=_("Call the roll"),
        button=_("Count it"),
        template="gatherings/roll.html",
        quoted=str(motion),
        motion=motion,
        roll=form,
        now=now,
        to=room_page(motion.gathering) + "#motions",
    )


@page("gatherings.publish_minutes", Gathering)
def publish_minutes(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Put the minutes before the public."""
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.publish_minutes(gathering, by=request.actor),
        gathering,
        title=_("Put the minutes before the public?"),
        button=_("Publish them"),
        lede=_("They say that they are not approved yet. From now on every change is marked, with its reason."),
        to=reverse("gatherings.minutes", args=[gathering.pk]),
    )


@page("gatherings.correct_minutes", AgendaItem)
def correct_minutes(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Correct public minutes."""
    given = {"words": item.notes.text, "version": item.version}
    return show(
        request,
        CorrectionForm(sent(request), initial=given),
        lambda clean: actions.correct_minutes(item, by=request.actor, **clean),
        item.gathering,
        title=_("Correct the minutes"),
        button=_("Correct them, marked"),
        quoted=str(item),
        to=reverse("gatherings.minutes", args=[item.gathering_id]),
    )
