"""Facts about what is written to an outside checker alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import CheckerKey


def key_of(subject: Any) -> CheckerKey:
    """The key by which something is read."""
    return subject if isinstance(subject, CheckerKey) else subject.key


@fact(
    lacks=_("Nobody can read here what you write now, so nothing is taken."),
    when=_("while somebody outside the agency holds the key to it"),
)
def can_be_read(actor: Any, subject: Any) -> bool:
    return subject is None or key_of(subject).is_held  # None: the page, before return words are typed


@fact(lacks=_("These are not the return words of what you want to write on."), who=_("whoever has the return words"))
def has_return_words(actor: Any, subject: Any) -> bool:
    return subject is None or actor.words_digest == subject.words_digest  # None: the page, before they are typed


@fact(lacks=_("Only the seat that it was written to can do this."), who=_("the seat that it was written to"))
def holds_key(actor: Any, subject: Any) -> bool:
    return actor.hat is not None and actor.hat.pk == key_of(subject).seat_id


@fact(
    lacks=_("This key is in use."),
    holds=_("This key has ended. Nobody can open what was written for it."),
    unless=_("until the key ends"),
)
def is_ended_key(actor: Any, subject: Any) -> bool:
    return key_of(subject).ended_on is not None
