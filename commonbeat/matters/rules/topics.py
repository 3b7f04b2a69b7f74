"""Facts about topics, their texts and comment periods."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import Matter, Window
from commonbeat.matters.models.matter import Stage


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
    lacks=_("This topic goes from a draft to a decision."),
    holds=_("This is the standing topic of a body’s meetings: it has no draft and no decision, and does not end."),
    unless=_("not on the standing topic of a body’s meetings"),
)
def is_docket(actor: Any, subject: Any) -> bool:
    return matter_of(subject).is_docket


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
