"""Facts about a meeting as it is held: who runs it, what is posted, running, closed, decided or in the minutes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.gatherings.models import Motion
from commonbeat.gatherings.rules.gatherings import gathering_of
from commonbeat.people.models import Seat

Role = Seat.Role


@fact(
    lacks=_("Only whoever presides over this meeting can do this."),
    who=_("whoever presides, while the meeting runs"),
    sign_in_helps=True,
)
def presides(actor: Any, subject: Any) -> bool:
    sitting = gathering_of(subject).sitting
    return actor.hat is not None and sitting is not None and sitting.is_running and sitting.presiding_id == actor.hat.pk


@fact(
    lacks=_("This meeting goes on."),
    holds=_("This meeting was called off."),
    unless=_("unless the meeting was called off"),
)
def is_called_off(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).is_canceled


@fact(
    lacks=_("This meeting has not been opened yet."),
    holds=_("This meeting has been opened."),
    when=_("once the meeting is opened"),
    unless=_("until the meeting is opened"),
)
def is_opened(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).sitting_id is not None


@fact(
    lacks=_("This meeting is not running."),
    holds=_("This meeting is running."),
    when=_("while the meeting runs"),
    unless=_("when the meeting is over"),
)
def is_running(actor: Any, subject: Any) -> bool:
    sitting = gathering_of(subject).sitting
    return sitting is not None and sitting.is_running


@fact(
    lacks=_("The minutes of this meeting are not public yet."),
    holds=_("The minutes of this meeting are public. What is wrong in them is corrected, and marked."),
    when=_("once the minutes are public"),
    unless=_("until the minutes are public"),
)
def has_minutes(actor: Any, subject: Any) -> bool:
    sitting = gathering_of(subject).sitting
    return sitting is not None and sitting.minutes_on is not None


@fact(
    lacks=_("This item is not on the posted agenda."),
    holds=_("This item is on the posted agenda, which is sealed."),
    unless=_("until the agenda is posted"),
)
def is_posted(actor: Any, subject: Any) -> bool:
    return subject.posted_at is not None


@fact(
    lacks=_("This item is not on the floor. Take it up first."),
    holds=_("This item is on the floor."),
    when=_("while the item is on the floor"),
)
def is_on_floor(actor: Any, subject: Any) -> bool:
    return getattr(subject, "item", subject).is_on_floor


@fact(
    lacks=_("This motion is not open."),
    holds=_("This motion is on the floor."),
    when=_("while the motion is not decided"),
)
def is_undecided(actor: Any, subject: Motion) -> bool:
    return subject.state in (Motion.State.OPEN, Motion.State.UNCLEAR)


@fact(
    lacks=_("This has its name and date, or was let go."),
    holds=_("This lacks a name or a date."),
    when=_("while it lacks a name or a date"),
)
def lacks_name_or_date(actor: Any, subject: Any) -> bool:
    return subject.is_open


@fact(
    lacks=_("Only members of this body read and write here."),
    who=_("the chair and members of the body"),
    sign_in_helps=True,
)
def sits_in(actor: Any, subject: Any) -> bool:
    hat = actor.hat
    return hat is not None and hat.organization_id == subject.pk and hat.role in (Role.CHAIR, Role.MEMBER, Role.CHECKER)
