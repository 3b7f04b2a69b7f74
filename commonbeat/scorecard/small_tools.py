"""Evidence for an agency whose numbers are small: reasons noted, cases drawn by lot, time kept free of calls."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.measures import case_review as measure
from commonbeat.records.models import CaseAnswer, CaseReview, EligibleList
from commonbeat.records.quarters import quarter_after
from commonbeat.records.shown import not_offered, protected
from commonbeat.records.shown.telling import said
from commonbeat.scorecard.figures import Evidence, share_of
from commonbeat.scorecard.records import Records

Kinds = tuple[str, ...]


def reasons_not_offered(records: Records, kinds: Kinds) -> Evidence | None:
    """The list in force, and how often it was noted why more was done than it says."""
    held = EligibleList.objects.visible_to(records.actor).on(records.today)
    if held is None:
        return None
    told = next(iter(not_offered.quarters(records.today)), None)
    n = len(held.outcomes)
    words = ngettext("%(n)s offense is on the list.", "%(n)s offenses are on the list.", n) % {"n": n}
    if told and told.whole:
        words += " " + _("%(quarter)s: %(n)s reasons were noted why more was done.") % {
            "quarter": told.name,
            "n": told.whole,
        }
    return Evidence(
        name="reasons_not_offered",
        title=_("Small offenses, small answers"),
        sentence=words,
        how=_("The public list with its versions, and the reasons noted beside it; counts below five are withheld."),
        first=held.first,
        last=quarter_after(told.first) - timedelta(days=1) if told else held.entered_on,
        counts=told.told if told else [],
        address=reverse("records.eligible"),
    )


def case_review(records: Records, kinds: Kinds) -> Evidence | None:
    """What two readers found in the newest review that is read; where it is withheld the careful end is told."""
    done = CaseReview.objects.visible_to(records.actor).exclude(finished_on=None).first()
    pairs = CaseAnswer.objects.pairs(done) if done else None
    if not done or not pairs:
        return None
    result = measure.answer(pairs, done.cases)
    return Evidence(
        name="case_review",
        title=_("Cases drawn by lot"),
        sentence=f"{done}: {said(result.sentence.as_dict())}",
        how=_("Cases that two people read, each for itself; a case counts where both say the same."),
        first=done.quarter,
        last=done.finished_on,
        counts=[(_("Cases drawn"), done.few), (_("Cases on the agency’s list"), done.cases)],
        address=done.get_absolute_url(),
    )


def protected_time(records: Records, kinds: Kinds) -> Evidence | None:
    """Of the times that were to be kept free of calls: how many were."""
    slots = protected.slots(records.actor, records.agency, protected.YEAR)
    if not slots:
        return None
    whole, span = protected.in_all(slots), (slots[-1].day, slots[0].day)
    logged = max((one.day for one in slots if one.log), default=None)
    left_out = [(_("nobody said; counted as not kept"), whole.not_known)] if whole.not_known else []
    return Evidence(
        name="protected_time",
        title=_("Time kept free"),
        sentence=_("%(part)s of %(whole)s times that were planned were kept free of calls.")
        % {"part": whole.kept, "whole": whole.planned},
        how=_("Hours planned beforehand; kept is what a supervisor said afterwards. Without a word it is not kept."),
        first=span[0],
        last=logged,
        shares=share_of(_("Kept free"), whole.kept, whole.planned, span, []),
        counts=[*whole.reasons, *left_out],
        address=reverse("records.protected"),
    )


EVIDENCE = (reasons_not_offered, case_review, protected_time)
