"""Facts about opinions and the votes on them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import Window
from commonbeat.matters.rules.topics import window_of


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
