"""Facts about people: who holds which seat."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.people.models import Application, Call, Invitation, Organization, Seat
from commonbeat.people.models.call import decides

Role = Seat.Role


@fact(lacks=_("This is closed to everybody."), who=_("everybody"))
def everyone(actor: Any, subject: Any) -> bool:
    return True


@fact(
    lacks=_("Sign in first."),
    holds=_("You are signed in. Sign out first, so that nothing that you send here carries your account."),
    who=_("anybody who is signed in"),
    unless=_("without being signed in"),
    sign_in_helps=True,
)
def is_signed_in(actor: Any, subject: Any) -> bool:
    return actor.is_signed_in


@fact(lacks=_("You can change your own data only."), who=_("each person for themselves"), sign_in_helps=True)
def is_self(actor: Any, subject: Any) -> bool:
    return actor.person is not None and (subject is None or actor.person.pk == subject.pk)  # None: one's own page


@fact(
    lacks=_("This is done by a command on the machine itself."),
    who=_("the machine itself, by a command or by its clock"),
)
def is_the_machine(actor: Any, subject: Any) -> bool:
    return actor.kind in ("clock", "machine")


@fact(lacks=_("This is done by an import."), who=_("an import, by a command on the machine itself"))
def is_an_import(actor: Any, subject: Any) -> bool:
    return actor.kind == "import"


@fact(
    lacks=_("Only people who work for the agency can do this."),
    who=_("everybody who works for the agency"),
    sign_in_helps=True,
)
def works_for_agency(actor: Any, subject: Any) -> bool:
    return actor.hat is not None and actor.hat.organization.is_agency and actor.hat.role in Seat.AGENCY_ROLES


@fact(lacks=_("Only the agency's coordinator can do this."), who=_("the coordinator"), sign_in_helps=True)
def coordinates(actor: Any, subject: Any) -> bool:
    return works_for_agency.fn(actor, subject) and actor.hat.role == Role.COORDINATOR


@fact(lacks=_("Only a seat that is entitled to decide can do this."), who=_("the chief"), sign_in_helps=True)
def is_chief(actor: Any, subject: Any) -> bool:
    return works_for_agency.fn(actor, subject) and actor.hat.role == Role.CHIEF


@fact(
    lacks=_("Only a seat outside the agency that checks promises can do this: a clerk, chair or checker."),
    who=_("a clerk, chair or checker outside the agency"),
    sign_in_helps=True,
)
def holds_outside_seat(actor: Any, subject: Any) -> bool:
    return actor.hat is not None and not actor.hat.organization.is_agency and actor.hat.role in Seat.CHECKING


@fact(
    lacks=_("You hold a seat in the agency, so you are not outside it."),
    holds=_("You hold a seat in the agency."),
    unless=_("with no seat in the agency as well"),
)
def holds_agency_seat(actor: Any, subject: Any) -> bool:
    return actor.works_here


@fact(
    lacks=_("Only the chair of that body, or who appoints it, can grant its seats."),
    who=_("the chair or clerk of that body or who appoints it; in the agency the chief or the coordinator"),
    sign_in_helps=True,
)
def grants_seats_of(actor: Any, subject: Any) -> bool:
    seat = subject.seat if isinstance(subject, Invitation) else subject
    body = seat if isinstance(seat, Organization) else seat.organization
    return actor.hat is not None and _grants(actor.hat, body)


@fact(
    lacks=_("The agency is already public."),
    holds=_("The agency is not public yet."),
    when=_("during the private rehearsal"),
)
def is_rehearsal(actor: Any, subject: Any) -> bool:
    return getattr(subject, "agency", subject).published_on is None


@fact(
    lacks=_("Nobody outside the agency has taken up a seat yet."),
    holds=_("A seat outside the agency has been taken up. From then on that body grants its own seats."),
    unless=_("until a seat outside the agency is taken up"),
)
def is_checked_from_outside(actor: Any, subject: Any) -> bool:
    return subject.first_outside_on is not None


@fact(
    lacks=_("Only the seat that sent this invitation, or who grants that body's seats, can do this."),
    who=_("the seat that sent the invitation"),
)
def sent_it(actor: Any, subject: Invitation) -> bool:
    hat, sender = actor.hat, subject.sent_by
    return hat is not None and (hat.organization_id, hat.role) == (sender.organization_id, sender.role)


@fact(
    lacks=_("Nobody has taken up this invitation."),
    holds=_("This invitation has been taken up."),
    unless=_("until the invitation is taken up"),
)
def is_taken_up(actor: Any, subject: Invitation) -> bool:
    return subject.accepted_at is not None


@fact(
    lacks=_("Only the body that the charter names for these seats decides on them."),
    who=_("the body that appoints these seats"),
    sign_in_helps=True,
)
def decides_call(actor: Any, subject: Any) -> bool:
    call = subject if isinstance(subject, Call) else subject.call
    return actor.hat is not None and actor.hat.organization_id == call.appointed_by_id and decides(actor.hat)


@fact(
    lacks=_("Applications are closed."),
    holds=_("Applications are still open."),
    when=_("while applications are open"),
    unless=_("once applications are closed"),
)
def takes_applications(actor: Any, subject: Any) -> bool:
    return (subject if isinstance(subject, Call) else subject.call).is_open


@fact(
    lacks=_("This call is not done with yet."),
    holds=_("This call is done with."),
    unless=_("until the call is done with"),
)
def is_ended_call(actor: Any, subject: Any) -> bool:
    return (subject if isinstance(subject, Call) else subject.call).ended_on is not None


@fact(lacks=_("Only who holds this seat can do this."), who=_("who holds the seat"), sign_in_helps=True)
def holds_it(actor: Any, subject: Seat) -> bool:
    return actor.hat is not None and actor.hat.pk == subject.pk


@fact(lacks=_("Only who wrote it can do this."), who=_("who applied"), sign_in_helps=True)
def applied(actor: Any, subject: Application) -> bool:
    return actor.person is not None and subject.person_id == actor.person.pk


@fact(
    lacks=_("This application has been decided, or was withdrawn."),
    holds=_("This application waits for a decision."),
    when=_("while the application waits"),
)
def is_waiting(actor: Any, subject: Application) -> bool:
    return subject.state == Application.State.WAITING


def _grants(seat: Seat, body: Organization) -> bool:
    if body.is_agency:
        return seat.organization_id == body.pk and seat.role in (Role.CHIEF, Role.COORDINATOR)
    chairs_it = seat.organization_id == body.pk and seat.role in (Role.CHAIR, Role.CLERK)
    return chairs_it or (body.appointed_by_id == seat.organization_id and seat.role in Seat.CHECKING)
