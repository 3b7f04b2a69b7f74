"""The agenda: made by the body and by whoever proposes something, posted, printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.page import as_data, page
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.agenda import (
    ItemForm,
    NoFields,
    OrderForm,
    PostForm,
)
from commonbeat.gatherings.forms.room import PresidingForm
from commonbeat.gatherings.models import AgendaItem, Gathering
from commonbeat.gatherings.quorum import charter_of
from commonbeat.gatherings.shown import meeting as shown
from commonbeat.gatherings.shown.notice import notice
from commonbeat.matters.models import Input
from commonbeat.matters.views.desk.acting import act, sent

COLUMNS = ["number", "item", "kind", "minutes", "closed to the public because", "proposed by somebody", "posted on"]


@page("gatherings.agenda", Gathering)
def agenda(request: HttpRequest, gathering: Gathering, form: str = "") -> HttpResponse:
    """What will be taken up, when that was posted, and what people proposed."""
    items = [item for item in shown.items(gathering, request.actor) if item.posted_at or item.minuted_on]
    if form:
        return as_data(form, COLUMNS, [_cells(item) for item in items])
    context = {
        "gathering": gathering,
        "items": items,
        "notice": notice(gathering, clock.now()),
        "proposals": proposals(request, gathering),
        "promised": shown.promised_before(gathering, request.actor),
    }
    return render(request, "gatherings/agenda.html", context)


def _cells(item: AgendaItem) -> list[Any]:
    posted = item.gathering.agency.local(item.posted_at).date() if item.posted_at else None
    planned, proposed = item.minutes_planned, item.proposal_id is not None
    return [item.number, str(item), item.kind, planned, item.closed_because, proposed, posted]


def proposals(request: HttpRequest, gathering: Gathering) -> list[Input]:
    """What people proposed for this meeting, with the reply where there is one; ideas only, as questions are answered
    in the room."""
    rows = Input.objects.visible_to(request.actor).shown().single()
    rows = rows.filter(window=gathering.window_id, kind=Input.Kind.IDEA) if gathering.window_id else rows.none()
    return list(rows.select_related("answer__by_seat__organization").order_by("pk"))


@page("gatherings.prepare", Gathering)
def prepare(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """The agenda as its body makes it, with what comes next."""
    items = shown.items(gathering, request.actor)
    context = {
        "gathering": gathering,
        "items": items,
        "fresh": any(item.posted_at is None for item in items),
        "notice": notice(gathering, clock.now()),
        "proposals": proposals(request, gathering),
        "promised": shown.promised_before(gathering, request.actor),
    }
    return render(request, "gatherings/prepare.html", context)


def prepare_page(gathering: Gathering) -> str:
    return reverse("gatherings.prepare", args=[gathering.pk])


def show(request: HttpRequest, form: Any, do: Any, gathering: Gathering, **context: Any) -> HttpResponse:
    """The page of one act on the agenda; it leads back to the agenda as it is made."""
    context.setdefault("to", prepare_page(gathering))
    context.setdefault("template", "gatherings/room_act.html")
    return act(request, form, do, gathering=gathering, back=prepare_page(gathering), **context)


@page("gatherings.add_item", Gathering)
def add_item(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Put an item on the agenda; while the meeting runs it leads back to the room."""
    form = ItemForm(sent(request), actor=request.actor)
    to = reverse("gatherings.room", args=[gathering.pk]) if gathering.sitting else prepare_page(gathering)
    return show(
        request,
        form,
        lambda clean: actions.add_item(gathering, by=request.actor, **form.facts()),
        gathering,
        title=_("Put an item on the agenda"),
        button=_("Put it on"),
        to=to,
    )


@page("gatherings.change_item", AgendaItem)
def change_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Change an item that is not posted."""
    form = ItemForm(sent(request), actor=request.actor, initial=ItemForm.initial_of(item))
    return show(
        request,
        form,
        lambda clean: actions.change_item(item, by=request.actor, **form.facts()),
        item.gathering,
        title=_("Change an item"),
        button=_("Save it"),
    )


@page("gatherings.drop_item", AgendaItem)
def drop_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Take an item off, after one question."""
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.drop_item(item, by=request.actor),
        item.gathering,
        title=_("Take this item off?"),
        button=_("Take it off"),
        quoted=str(item),
    )


@page("gatherings.order_items", Gathering)
def order_items(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Move one item up or down."""
    rows = AgendaItem.objects.visible_to(request.actor).filter(gathering=gathering, posted_at=None)
    order = list(rows.order_by("number").values_list("pk", flat=True))

    def do(clean: dict[str, Any]) -> Gathering:
        at = order.index(clean["item"])
        to = max(0, min(len(order) - 1, at + (-1 if clean["way"] == "up" else 1)))
        order.insert(to, order.pop(at))
        return actions.order_items(gathering, by=request.actor, order=order)

    items = rows.order_by("number")
    form = OrderForm(sent(request), choices=[(item.pk, str(item)) for item in items])
    title = _("Change the order")
    return show(request, form, do, gathering, title=title, button=_("Move it"))


@page("gatherings.post_agenda", Gathering)
def post_agenda(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Put the agenda before the public."""
    return show(
        request,
        PostForm(sent(request), initial={"sort": gathering.sort}),
        lambda clean: actions.post_agenda(gathering, by=request.actor, **clean),
        gathering,
        title=_("Post the agenda"),
        button=_("Post it now"),
        lede=_("From now on its items stand as they are. What is added later is posted again, with its own time."),
        done=_("The agenda is posted."),
    )


@page("gatherings.open_meeting", Gathering)
def open_meeting(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Open the meeting."""
    seats = charter_of(gathering).voting() or [
        seat for seat in request.actor.seats if seat.organization_id == gathering.organization_id
    ]
    chair = next((seat for seat in seats if seat.role == "chair"), seats[0] if seats else None)
    return show(
        request,
        PresidingForm(sent(request), seats=seats, initial={"presiding": chair}),
        lambda clean: actions.open_meeting(gathering, by=request.actor, **clean),
        gathering,
        title=_("Open the meeting"),
        button=_("Open it"),
        to=reverse("gatherings.room", args=[gathering.pk]),
    )
