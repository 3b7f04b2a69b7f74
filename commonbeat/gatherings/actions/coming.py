"""Say that one will come, without an account, and take it back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.gatherings.models import Coming, Gathering, Interpreter
from commonbeat.matters.actions.inputs import SentBefore, new_giver
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver


@action("gatherings.come", then="confirm_address")
def come(
    gathering: Gathering,
    *,
    by: Actor,
    people: int,
    form_key: str,
    interpreter: str = "",
    children: int = 0,
    access: Sequence[str] = (),
    giver: Giver | None = None,
    return_words: str = "",
    language: str = "en",
    email: str = "",
) -> Coming:
    """Say with how many people one comes, and what they need there. Whoever leaves an address is reminded by mail.

    ``form_key`` makes a second click harmless; said again in another form it takes the place of what was said before.
    """
    if Coming.objects.filter(form_key=form_key).exists():
        raise SentBefore(_("This form was sent before. It counts once."))
    if interpreter and not gathering.takes_interpreters:
        raise Refused(_("It is too late to ask for an interpreter for this meeting."))
    giver = giver or new_giver(gathering.window, by, "", return_words, language)
    for before in Coming.objects.standing().filter(gathering=gathering, giver=giver):
        _take_back(before)
    _take_room(gathering, people)
    made = Coming(gathering=gathering, giver=giver, people=people, interpreter=interpreter, children=children)
    made.access, made.form_key = list(access), form_key
    made.full_clean()
    made.save()
    if interpreter:
        Interpreter.objects.get_or_create(gathering=gathering, language=interpreter)
    if email:
        _leave_address(giver, email)
    return made


def _take_room(gathering: Gathering, people: int) -> None:
    """So many more people. The row is held, and the database itself refuses more than there is room for."""
    gathering.refresh_from_db(fields=["coming"])
    if gathering.room_for is not None and gathering.coming + people > gathering.room_for:
        raise Refused(_("There is no room for so many people any more."))
    Gathering.objects.filter(pk=gathering.pk).update(coming=F("coming") + people)


def _leave_address(giver: Giver, email: str) -> None:
    if giver.email != email:
        giver.email, giver.email_confirmed = email, False
        giver.full_clean(validate_unique=False)
        giver.save()


@action("gatherings.take_back")
def take_back(coming: Coming, *, by: Actor) -> Coming:
    """Take it back, so that others find room."""
    return _take_back(coming)


def _take_back(coming: Coming) -> Coming:
    Gathering.objects.filter(pk=coming.gathering_id).update(coming=F("coming") - coming.people)
    coming.taken_back_on = coming.gathering.agency.today()
    coming.full_clean()
    coming.save()
    return coming


@action("gatherings.settle_interpreter", facts=["language", "state"], then="tell_interpreter")
def settle_interpreter(interpreter: Interpreter, *, by: Actor, found: bool, because: str = "") -> Interpreter:
    """Confirm that an interpreter comes, or say openly that none was found, and why."""
    interpreter.state = Interpreter.State.CONFIRMED if found else Interpreter.State.NOT_FOUND
    interpreter.because = "" if found else because
    interpreter.full_clean()
    interpreter.save()
    return interpreter
