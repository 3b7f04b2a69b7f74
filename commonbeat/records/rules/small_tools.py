"""Facts about protected time and reviews of cases."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.rules import fact
from commonbeat.records.models import CaseReview, ProtectedBlock


@fact(
    lacks=_("This time is planned no more."),
    holds=_("This time is planned."),
    when=_("while it is planned"),
)
def is_planned(actor: Any, subject: ProtectedBlock) -> bool:
    return subject.until is None


@fact(lacks=_("Only the two readers of this review can do this."), who=_("the two readers"), sign_in_helps=True)
def reads_cases(actor: Any, subject: CaseReview) -> bool:
    return actor.hat is not None and actor.hat.pk in (subject.first_reader_id, subject.second_reader_id)


@fact(lacks=_("The cases are drawn already, or the review was taken back."), when=_("until the cases are drawn"))
def awaits_its_seed(actor: Any, subject: CaseReview) -> bool:
    return subject.awaits_its_seed


@fact(
    lacks=_("The seed is of a later day than the one on which the number of cases was sealed."),
    when=_("from the day after the number of cases was sealed"),
)
def was_sealed_before_today(actor: Any, subject: CaseReview) -> bool:
    return subject.can_be_drawn_from <= clock.today()


@fact(lacks=_("The cases are not drawn yet."), when=_("once the cases are drawn"))
def is_drawn(actor: Any, subject: CaseReview) -> bool:
    return subject.drawn_on is not None


@fact(
    lacks=_("Not all cases are read yet."),
    holds=_("All cases are read, and the result is public."),
    unless=_("until both have read all"),
)
def is_read_through(actor: Any, subject: CaseReview) -> bool:
    return subject.finished_on is not None
