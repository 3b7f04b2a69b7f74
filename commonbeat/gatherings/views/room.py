"""The room: the meeting as it is held, on a laptop or a phone; each act leads back to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame import clock
from commonbeat.frame.page import page
from commonbeat.gatherings import actions, quorum
from commonbeat.gatherings.forms.agenda import NoFields
from commonbeat.gatherings.forms.room import AttendForm, PresidingForm, RuleForm
from commonbeat.gatherings.models import AgendaItem, Gathering, Ruling, Sitting
from commonbeat.gatherings.shown import meeting as shown, on_floor
from commonbeat.matters.views.desk.acting import act, sent


def room_page(gathering: Gathering) -> str:
    return reverse("gatherings.room", args=[gathering.pk])


def show(request: HttpRequest, form: Any, do: Any, gathering: Gathering, **context: Any) -> HttpResponse:
    """The page of one act in the room; it leads back to the room, or says there what is in the way."""
    context.setdefault("template", "gatherings/room_act.html")
    context.setdefault("to", room_page(gathering))
    return act(request, form, do, gathering=gathering, back=room_page(gathering), **context)


@never_cache
@page("gatherings.room", Gathering)
def room(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Item after item: who is here, whether the body may decide, minutes, promises, motions."""
    sitting = gathering.sitting
    items = shown.items(gathering, request.actor)
    item = next((one for one in items if one.pk == sitting.on_floor_id and one.is_on_floor), None)
    now = quorum.room(gathering, item)
    context = {
        "gathering": gathering,
        "sitting": sitting,
        "items": items,
        "item": item,
        "now": now,
        "story": shown.Story(gathering).rows(),
        "rulings": shown.rulings(gathering),
        "asks": [RuleForm(question=question, seats=now.seats.authorized) for question in open_questions(now, item)],
        "attend": AttendForm(gathering=gathering),
        "preside": PresidingForm(seats=now.present, initial={"presiding": sitting.presiding}),
        "promised": shown.promised_before(gathering, request.actor) if item and item.reports_back else [],
        "airtime": airtime_now(sitting),
        **(on_floor.forms(gathering, item, now, request.actor) if item else {}),
    }
    return render(request, "gatherings/room.html", context)


def open_questions(now: quorum.Room, item: AgendaItem | None) -> list[str]:
    """What the chair has to state: on what the verdict hangs, and the majority where a vote was unclear without it."""
    asked = list(now.asks)
    unclear = item is not None and any(motion.state == "unclear" for motion in item.motions)
    return asked + ([str(Ruling.Question.MAJORITY)] if unclear and now.rules.majority is None else [])


def airtime_now(sitting: Sitting) -> dict[str, int]:
    """Seconds of each side up to now."""
    since = int((clock.now() - sitting.speaking_since).total_seconds()) if sitting.speaking_since else 0
    more = {sitting.speaking: since}
    return {
        "resident": sitting.residents_seconds + more.get(Sitting.Side.RESIDENT, 0),
        "official": sitting.officials_seconds + more.get(Sitting.Side.OFFICIAL, 0),
    }


@page("gatherings.attend", Gathering)
def attend(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Note who is here."""
    form = AttendForm(sent(request), gathering=gathering)
    return show(
        request,
        form,
        lambda clean: actions.attend(gathering, by=request.actor, **form.facts()),
        gathering,
        title=_("Who is here?"),
        button=_("Note it"),
    )


@page("gatherings.preside", Gathering)
def preside(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Name who presides."""
    return show(
        request,
        PresidingForm(sent(request), seats=quorum.room(gathering).present),
        lambda clean: actions.preside(gathering, by=request.actor, **clean),
        gathering,
        title=_("Who presides from now on?"),
        button=_("Note it"),
    )


@page("gatherings.rule", Gathering)
def rule(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """State what the charter does not say."""
    asked = request.POST.get("question") or request.GET.get("question", "")
    question = asked if asked in Ruling.Question.values else Ruling.Question.RECUSED
    form = RuleForm(sent(request), question=question, seats=quorum.room(gathering).seats.authorized)
    return show(
        request,
        form,
        lambda clean: actions.rule(gathering, by=request.actor, **clean),
        gathering,
        title=_("The charter does not say this"),
        button=_("State it in public"),
        lede=_("The chair states it for this meeting. It stands in the minutes and in the public log."),
    )


@page("gatherings.take_up_item", AgendaItem)
def take_up_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Put an item on the floor."""
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.take_up_item(item, by=request.actor),
        item.gathering,
        title=_("Take this item up?"),
        button=_("Take it up"),
        quoted=str(item),
    )


@page("gatherings.close_item", AgendaItem)
def close_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Close an item and move on."""
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.close_item(item, by=request.actor),
        item.gathering,
        title=_("Close this item?"),
        button=_("Close it"),
        quoted=str(item),
    )


@page("gatherings.airtime", Gathering)
def airtime(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Who has the floor: two big buttons, and one for nobody."""
    side = request.POST.get("side", "")
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.airtime(gathering, by=request.actor, side=side if side in Sitting.Side.values else ""),
        gathering,
        title=_("Nobody speaks now?"),
        button=_("Stop the tally"),
        to=room_page(gathering) + "#airtime",
    )


@page("gatherings.adjourn", Gathering)
def adjourn(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """End the meeting, after one question."""
    return show(
        request,
        NoFields(sent(request)),
        lambda clean: actions.adjourn(gathering, by=request.actor),
        gathering,
        title=_("End the meeting?"),
        button=_("End it"),
        lede=_("Minutes can be finished afterwards; nothing is decided any more."),
    )
