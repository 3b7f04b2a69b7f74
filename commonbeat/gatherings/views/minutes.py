"""Minutes as everybody reads and prints them; the packet; and the room of a body's members."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame import clock
from commonbeat.frame.page import as_data, page
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.minuting import MemberNoteForm
from commonbeat.gatherings.models import Gathering, MemberNote
from commonbeat.gatherings.shown import meeting as shown, quorums
from commonbeat.gatherings.shown.notice import notice
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.people.models import Organization

COLUMNS = ["item", "kind", "words", "moved by", "seconded by", "outcome", "yes", "no", "abstained", "recused", "roll"]


@page("gatherings.minutes", Gathering)
def minutes(request: HttpRequest, gathering: Gathering, form: str = "") -> HttpResponse:
    """What was said, promised and decided; for machines, the motions with each seat's word."""
    items = shown.items(gathering, request.actor)
    sitting = gathering.sitting
    public = sitting is not None and sitting.minutes_on is not None
    if form:
        motions = [(item, motion) for item in items if public for motion in item.motions]
        return as_data(form, COLUMNS, [_cells(*pair) for pair in motions])
    context = {
        "gathering": gathering,
        "sitting": sitting,
        "public": public,
        "items": [item for item in items if item.minuted_on],
        "story": shown.Story(gathering).rows() if sitting else [],
        "rulings": shown.rulings(gathering),
        "kept": next(iter(quorums.kept([gathering], request.actor)), None),
        "promised": shown.promised_before(gathering, request.actor),
        "notice": notice(gathering, clock.now()),
    }
    return render(request, "gatherings/minutes.html", context)


def _cells(item: Any, motion: Any) -> list[Any]:
    roll = "; ".join(f"{vote.seat.name}: {vote.nominee.name if vote.nominee else vote.said}" for vote in motion.roll)
    counts = (motion.yes, motion.no, motion.abstained, motion.recused)
    return [item.number, motion.kind, str(motion), _name(motion.moved_by), _name(motion.seconded_by), motion.state,
            *counts, roll]  # fmt: skip


def _name(seat: Any) -> str:
    return seat.name if seat else ""


@never_cache
@page("gatherings.members", Organization)
def members(request: HttpRequest, body: Organization) -> HttpResponse:
    """What members write among themselves, where no seat of the agency reads."""
    notes = MemberNote.objects.visible_to(request.actor).filter(organization=body).select_related("seat__organization")
    return render(request, "gatherings/members.html", {"body": body, "notes": notes, "form": MemberNoteForm()})


@page("gatherings.write_note", Organization)
def write_note(request: HttpRequest, body: Organization) -> HttpResponse:
    """Leave a note for the other members."""
    return act(
        request,
        MemberNoteForm(sent(request)),
        lambda clean: actions.write_note(body, by=request.actor, **clean),
        title=_("Write to the other members"),
        button=_("Leave the note"),
        to=reverse("gatherings.members", args=[body.pk]),
        template="gatherings/room_act.html",
        back=reverse("gatherings.members", args=[body.pk]),
    )
