"""Facts about what people said and what was replied."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import Appeal, Input
from commonbeat.matters.models.input import State
from commonbeat.people.models import Seat


@fact(
    lacks=_("Only the person who gave this can do that. Use your return words first."),
    who=_("whoever gave the comment"),
)
def gave_it(actor: Any, subject: Any) -> bool:
    return subject.giver_id is not None and subject.giver_id in actor.giver_ids


@fact(
    lacks=_("Only the chair of the body that said this can do that."),
    who=_("the chair of the body that gave it"),
    sign_in_helps=True,
)
def speaks_for_giver(actor: Any, subject: Any) -> bool:
    giver, hat = subject.giver, actor.hat
    chairs = hat is not None and hat.role == Seat.Role.CHAIR and not hat.organization.is_agency
    return chairs and giver is not None and giver.organization_id == hat.organization_id


@fact(lacks=_("These words are not shown."), holds=_("These words are shown."), when=_("while the words are shown"))
def is_shown(actor: Any, subject: Any) -> bool:
    return subject.state == State.VISIBLE


@fact(
    lacks=_("These words are not held or hidden."),
    holds=_("These words are held or hidden."),
    when=_("while the words are held or hidden"),
)
def is_kept_back(actor: Any, subject: Any) -> bool:
    return subject.state in (State.HELD, State.HIDDEN)


@fact(lacks=_("These words are not hidden."), holds=_("These words are hidden."), when=_("while the words are hidden"))
def is_hidden(actor: Any, subject: Any) -> bool:
    return subject.state == State.HIDDEN


@fact(
    lacks=_("Nothing is struck from these words."),
    holds=_("Some details are struck from these words."),
    when=_("while details are struck from the words"),
    unless=_("unless details are struck from the words"),
)
def is_struck(actor: Any, subject: Any) -> bool:
    return subject.is_struck


@fact(
    lacks=_("These words are not erased."),
    holds=_("These words were erased by law."),
    unless=_("unless the words were erased by law"),
)
def is_erased(actor: Any, subject: Any) -> bool:
    return subject.state == State.ERASED


@fact(lacks=_("There is no reply yet."), holds=_("A reply is published."), when=_("once there is a reply"))
def is_answered(actor: Any, subject: Input) -> bool:
    return subject.reply is not None


@fact(
    lacks=_("You have not said so."),
    holds=_("You have already said that this does not answer you."),
    unless=_("once only"),
)
def has_said_not_answered(actor: Any, subject: Input) -> bool:
    return subject.not_answered_on is not None


@fact(
    lacks=_("This appeal waits for a decision."),
    holds=_("This appeal has been decided."),
    unless=_("until it is decided"),
)
def is_settled(actor: Any, subject: Appeal) -> bool:
    return subject.decided_on is not None


@fact(
    lacks=_("This reply is still a draft."),
    holds=_("This reply is published."),
    when=_("once the reply is published"),
    unless=_("until the reply is published"),
)
def is_public_reply(actor: Any, subject: Any) -> bool:
    return subject.published_on is not None
