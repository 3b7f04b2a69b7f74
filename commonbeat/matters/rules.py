"""Facts about topics, periods, comments and promises, each in two lines."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import Appeal, Commitment, Input, Matter, Window
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.people.models import Organization, Seat


def matter_of(subject: Any) -> Matter:
    """The matter that a thing of this room belongs to."""
    if isinstance(subject, Matter):
        return subject
    return (
        matter_of(subject.text) if hasattr(subject, "text_id") and not isinstance(subject, Window) else subject.matter
    )


def window_of(subject: Any) -> Window:
    """The comment period that a thing of this room belongs to."""
    return subject if isinstance(subject, Window) else subject.window


@fact(
    lacks=_("This topic is no longer a draft."),
    holds=_("This topic is still a draft."),
    when=_("while the topic is a draft"),
)
def is_draft(actor: Any, subject: Any) -> bool:
    return matter_of(subject).stage == Stage.DRAFT


@fact(
    lacks=_("This topic has no published draft under discussion."),
    holds=_("This topic is under discussion."),
    when=_("while the topic is under discussion"),
)
def is_published(actor: Any, subject: Any) -> bool:
    return matter_of(subject).stage == Stage.PUBLISHED


@fact(
    lacks=_("This topic has not been decided."),
    holds=_("This topic has been decided."),
    when=_("after the decision"),
    unless=_("before the decision"),
)
def is_decided(actor: Any, subject: Any) -> bool:
    return matter_of(subject).stage == Stage.DECIDED


@fact(lacks=_("This topic goes on."), holds=_("This topic has ended."), unless=_("until the topic ends"))
def is_ended(actor: Any, subject: Any) -> bool:
    return matter_of(subject).stage in (Stage.RETIRED, Stage.WITHDRAWN)


@fact(
    lacks=_("This text is not published yet."),
    holds=_("This text is published. Start a new version to change it."),
    unless=_("until the text is published"),
)
def is_public_text(actor: Any, subject: Any) -> bool:
    return subject.published_on is not None


@fact(
    lacks=_("The comment period is not open."),
    holds=_("The comment period is open."),
    when=_("while the comment period is open"),
)
def is_open(actor: Any, subject: Any) -> bool:
    return window_of(subject).is_open and subject.matter.stage == Stage.PUBLISHED


@fact(
    lacks=_("In this period nobody votes on opinions."),
    holds=_("In this period people vote on opinions."),
    when=_("where people vote on opinions"),
)
def votes_on_opinions(actor: Any, subject: Any) -> bool:
    return window_of(subject).opinions


@fact(
    lacks=_("Only whoever votes can do that. Use your return words first."),
    who=_("whoever votes, for their own votes"),
)
def votes_oneself(actor: Any, subject: Any) -> bool:
    return isinstance(subject, Window) or (subject.giver_id is not None and subject.giver_id in actor.giver_ids)


@fact(
    lacks=_("In this period the votes are not given out one by one; nobody was told so before they voted."),
    holds=_("In this period the votes can be downloaded, without names."),
    when=_("where the period said before it opened that votes can be downloaded"),
)
def gives_out_votes(actor: Any, subject: Any) -> bool:
    return window_of(subject).opinions and window_of(subject).publishes_votes


@fact(
    lacks=_("This conversation was not held elsewhere."),
    holds=_("This conversation was held elsewhere."),
    when=_("where a conversation was held elsewhere"),
)
def is_imported(actor: Any, subject: Any) -> bool:
    return window_of(subject).source_id is not None


@fact(
    lacks=_("The comment period is not over."),
    holds=_("The comment period has ended."),
    when=_("after the comment period"),
    unless=_("until the comment period is over"),
)
def is_over(actor: Any, subject: Any) -> bool:
    return subject.is_over


@fact(
    lacks=_("The days for entering paper are over."),
    holds=_("Paper can still be entered."),
    when=_("during the comment period and the days for paper after it"),
)
def takes_paper(actor: Any, subject: Any) -> bool:
    return subject.takes_paper


@fact(
    lacks=_("Only the person who gave this can do that. Use your return words first."),
    who=_("whoever gave the comment"),
)
def gave_it(actor: Any, subject: Any) -> bool:
    return subject.giver_id is not None and subject.giver_id in actor.giver_ids


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
    lacks=_("Only the seat that made this promise, or the coordinator, can do this."),
    who=_("the seat that made the promise, or the coordinator"),
    sign_in_helps=True,
)
def owns_promise(actor: Any, subject: Commitment) -> bool:
    hat = actor.hat
    same = hat is not None and hat.organization_id == subject.owner.organization_id
    return same and (hat.pk == subject.owner_id or hat.role == Seat.Role.COORDINATOR)


@fact(
    lacks=_("You sat in the organization that made this promise, then or since, so somebody else has to check it."),
    when=_("from outside the organization that made the promise"),
)
def is_outside_owner(actor: Any, subject: Commitment) -> bool:
    return not actor.held_a_seat_in(subject.owner.organization_id, subject.made_on)


@fact(
    lacks=_("Only the body named to check this promise can do this; where none is named, a board or office outside."),
    who=_("a clerk, chair or checker"),
    sign_in_helps=True,
)
def checks_promises(actor: Any, subject: Commitment | None) -> bool:
    return actor.hat is not None and actor.hat.role in Seat.CHECKING and _is_named(actor.hat, subject)


def _is_named(seat: Seat, promise: Commitment | None) -> bool:
    """Where the promise's comment period named a body, only that one checks it; the list of promises is for all."""
    if promise is None:
        return True
    if promise.checked_by_id is None:
        return seat.organization.kind != Organization.Kind.PARTNER
    return seat.organization_id == promise.checked_by_id


@fact(lacks=_("This promise is not open."), holds=_("This promise is open."), when=_("while the promise is open"))
def is_owed(actor: Any, subject: Commitment) -> bool:
    return subject.state in (Commitment.State.OPEN, Commitment.State.SENT_BACK)


@fact(
    lacks=_("Nobody has reported this promise done yet."),
    holds=_("This promise has been reported done."),
    when=_("once it is reported done"),
)
def is_reported(actor: Any, subject: Commitment) -> bool:
    return subject.state == Commitment.State.REPORTED


@fact(
    lacks=_("This reply is still a draft."),
    holds=_("This reply is published."),
    when=_("once the reply is published"),
    unless=_("until the reply is published"),
)
def is_public_reply(actor: Any, subject: Any) -> bool:
    return subject.published_on is not None
