"""Fill seats: call for applications, apply, draw by lot, appoint in public with reasons, tell the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.measures.lots import Impossible, Quota, draw
from commonbeat.people import letters
from commonbeat.people.actor import Actor
from commonbeat.people.charter import SeatKind, term_end
from commonbeat.people.models import Application, Appointment, Call, Charter, Lot, Organization, Seat

State = Application.State


@action("people.open_call", facts=["seats", "closes_on"])
def open_call(
    organization: Organization,
    *,
    by: Actor,
    words: Words,
    closes_on: date,
    decide_by: date,
    kind: str = "",
    seats: int = 1,
    by_lot: bool = False,
    quotas: Mapping[str, Any] | None = None,
) -> Call:
    """Call for applications to seats of one kind; whoever the charter names for it will decide."""
    charter = Charter.objects.of(organization)
    known = charter.read.kind(kind) if charter else None
    if kind and known is None:
        raise Refused(_("The charter of this body knows no seat of this kind."))
    if closes_on <= clock.today():
        raise Refused(_("Give people at least until tomorrow to apply."))
    call = Call(organization=organization, kind=kind, seats=seats, words=words, by_lot=by_lot, quotas=quotas or {})
    call.closes_on, call.decide_by, call.appointed_by = closes_on, decide_by, who_appoints(organization, known, by)
    quotas_of(call)
    call.full_clean()
    call.save()
    return call


def who_appoints(organization: Organization, kind: SeatKind | None, by: Actor) -> Organization:
    """Who decides: the body of this house that the charter names, else the one that appoints this body, else itself."""
    named = kind.appointed_by if kind else ""
    known = Organization.objects.filter(name__iexact=named).first() if named else None
    return known or organization.appointed_by or organization


def quotas_of(call: Call) -> dict[str, dict[str, Quota]]:
    """The quotas of a draw. Refused where they cannot be read."""
    try:
        return {
            str(trait): {str(group): Quota(*map(int, pair)) for group, pair in groups.items()}
            for trait, groups in call.quotas.items()
        }
    except (AttributeError, TypeError, ValueError) as wrong:
        raise Refused(_("Write for each trait its groups, each with the least and the most seats.")) from wrong


@action("people.apply")
def apply(
    call: Call, *, by: Actor, words: str, meets: bool, conflicts: str = "", traits: Mapping[str, str] | None = None
) -> Application:
    """Apply for a seat, in private. Whoever works for the agency cannot take a seat that is for people without ties."""
    kind = call.kind_of_seat
    if kind and kind.police_tie.startswith("none") and by.works_here:
        raise Refused(_("You hold a seat in the agency, and these seats are for people without a tie to the police."))
    if not meets:
        raise Refused(_("Read the conditions, and say that you meet them."))
    if Application.objects.filter(call=call, person=by.person).exclude(state=State.WITHDRAWN).exists():
        raise Refused(_("You have applied already. Withdraw that application first, to write another."))
    given = Application(call=call, person=by.person, words=words, conflicts=conflicts, traits=dict(traits or {}))
    missing = [trait for trait, groups in quotas_of(call).items() if given.traits.get(trait) not in groups]
    if missing:
        raise Refused(_("Say to which group you belong: %(traits)s.") % {"traits": ", ".join(missing)})
    given.full_clean()
    given.save()
    return given


@action("people.withdraw_application")
def withdraw_application(application: Application, *, by: Actor) -> Application:
    """Take one's own application back; its words are forgotten."""
    application.state, application.words, application.conflicts = State.WITHDRAWN, "–", ""
    application.traits = {}
    application.full_clean()
    application.save()
    return application


@action("people.fix_pool", facts=["in_pool"])
def fix_pool(call: Call, *, by: Actor) -> Lot:
    """Seal who can be drawn, before anybody knows the seed."""
    if not call.by_lot:
        raise Refused(_("These seats are not drawn by lot."))
    if Lot.objects.filter(call=call).exists():
        raise Refused(_("The pool is sealed already."))
    rows = Application.objects.waiting().filter(call=call).order_by("pk")
    lot = Lot(call=call, pool=[[one.pk, {trait: one.traits[trait] for trait in call.quotas}] for one in rows])
    lot.full_clean(exclude=["pool"])
    lot.save()
    return lot


@action("people.draw_lot", facts=["seed", "in_pool"])
def draw_lot(lot: Lot, *, by: Actor, seed: str, seed_from: str) -> Lot:
    """Draw, with a seed that nobody could choose. Once: a draw that is repeated until it pleases is none."""
    if lot.drawn_on:
        raise Refused(_("The lot has been drawn already."))
    try:
        found = draw([traits for _number, traits in lot.pool], quotas_of(lot.call), lot.call.seats, seed)
    except Impossible as why:
        raise Refused(_("Nobody was drawn: %(why)s.") % {"why": why}) from why
    lot.drawn = [lot.pool[place][0] for place in found.chosen]
    lot.seed, lot.seed_from, lot.tries, lot.drawn_on = seed, seed_from, found.tries, clock.today()
    lot.full_clean()
    lot.save()
    Application.objects.filter(pk__in=lot.drawn).update(drawn=True)
    return lot


@action("people.appoint", facts=["ends_on"])
def appoint(
    application: Application,
    *,
    by: Actor,
    reasons: Words,
    ends_on: date | None = None,
    succeeds: Seat | None = None,
    title: str = "",
) -> Appointment:
    """Appoint an applicant, in public and with reasons; ``succeeds`` is whoever held over and now leaves."""
    call = application.call
    if call.by_lot and not application.drawn:
        raise Refused(_("These seats are drawn by lot, and this application was not drawn."))
    charter, kind = Charter.objects.of(call.organization), call.kind_of_seat
    _make_room(call, kind, succeeds)
    today = clock.today()
    last = ends_on or (term_end(charter.read, call.kind, today) if charter else None)
    named = title or (kind.name if kind else "")
    seat = Seat(organization=call.organization, role=Seat.Role.MEMBER, kind=call.kind, title=named[:80])
    seat.person, seat.term_ends = application.person, last
    seat.full_clean()
    seat.save()
    application.state = State.APPOINTED
    application.full_clean()
    application.save()
    letters.decided(application)
    return _appointment(application, seat, by, reasons)


def _make_room(call: Call, kind: SeatKind | None, succeeds: Seat | None) -> None:
    """End the seat that is succeeded. Refused where every seat of the kind, or of the call, is filled."""
    held = Seat.objects.held().filter(organization=call.organization, kind=call.kind)
    if succeeds is not None:
        if not held.filter(pk=succeeds.pk).exists():
            raise Refused(_("The seat that is succeeded must be one of the same kind, and held today."))
        Seat.objects.filter(pk=succeeds.pk).update(until=max(succeeds.since, clock.today()))
    elif kind and held.count() >= kind.number:
        raise Refused(_("Every seat of this kind is filled. Say whom the new member succeeds."))
    if Appointment.objects.filter(call=call).count() >= call.seats:
        raise Refused(_("All seats of this call are filled."))


def _appointment(application: Application, seat: Seat, by: Actor, reasons: Words) -> Appointment:
    made = Appointment(call=application.call, seat=seat, application=application, by_seat=by.hat, reasons=reasons)
    made.conflict_declared, made.by_lot = bool(application.conflicts.strip()), application.call.by_lot
    made.full_clean()
    made.save()
    return made


@action("people.close_call")
def close_call(call: Call, *, by: Actor, told: str) -> Call:
    """Say that the call is done with. Everybody who was not appointed is told, in these words."""
    waiting = list(Application.objects.waiting().filter(call=call).select_related("person", "call__organization"))
    for one in waiting:
        one.state, one.told = State.DECLINED, told
        one.full_clean()
        one.save()
        letters.decided(one)
    call.ended_on = clock.today()
    call.full_clean()
    call.save()
    return call


@action("people.erase_applications", facts=["count"])
def erase_applications(call: Call, *, by: Actor, count: int) -> Call:
    """Erase what people wrote who were not appointed, once the time is over that they were told; how many is sealed."""
    rows = Application.objects.to_erase().filter(call=call)
    if clock.today() <= call.kept_until or rows.count() != count:
        raise Refused(_("These applications are still kept, or somebody changed them at the same moment."))
    rows.delete()
    return call
