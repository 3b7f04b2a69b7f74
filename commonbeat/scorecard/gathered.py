"""Evidence of meetings and activities: held as planned, met everywhere, understood by all, and what became of it.

Counts of people are those that the meetings' own pages tell: what fewer than five people said or came for is in no sum.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.gatherings import questions
from commonbeat.gatherings.models import Gathering, Interpreter, Promised
from commonbeat.gatherings.shown import areas, counts, kept
from commonbeat.matters.models import Commitment
from commonbeat.measures.result import LEAST
from commonbeat.scorecard.figures import IN_CALENDAR, Evidence, share_of
from commonbeat.scorecard.records import Records

#: within so many days somebody was met in a place, or was not
QUARTER = timedelta(days=91)
Kinds = tuple[str, ...]


def _span(rows: list[Gathering]) -> tuple[date | None, date | None]:
    days = [one.day for one in rows]
    return (min(days), max(days)) if days else (None, None)


def activities(records: Records, kinds: Kinds) -> Evidence | None:
    """Activities of the last year by what was done, and in how many places somebody was met in three months."""
    done = [one for one in records.held if one.kind == Gathering.Kind.ACTIVITY]
    if not done:
        return None
    places = kept.reached(records.actor, records.agency)
    lately = {one.place_id for one in records.held if one.starts_at > clock.now() - QUARTER}
    met = sum(one.place.pk in lately for one in places)
    sorts = Counter(str(one.get_activity_display() or one.get_kind_display()) for one in done)
    untouched = [str(one.place) for one in places if one.place.pk not in lately]
    told = ngettext("%(n)s activity was recorded.", "%(n)s activities were recorded.", len(done)) % {"n": len(done)}
    if untouched:
        told += " " + _("In the last three months nobody was met in: %(places)s.") % {"places": areas.named(untouched)}
    span = _span(done)
    small = sum(one.small for one in places)
    left_out = [(_("meetings of fewer than five people, in the sums of people"), small)] if small else []
    return Evidence(
        name="activities",
        title=_("Met when nothing was wrong"),
        sentence=told,
        how=_("Activities as officers record them, in nobody’s name, and meetings; places as they are now."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Places where somebody was met in three months"), met, len(places), span, left_out),
        counts=[*sorts.most_common(), *((_("People: %(place)s") % {"place": one.place}, one.people) for one in places)],
        left_out=left_out,
    )


def promises_on_the_street(records: Records, kinds: Kinds) -> Evidence | None:
    """Of what was promised in activities and written down: how much was checked as kept by somebody outside."""
    rows = Promised.objects.filter(
        gathering__in=Gathering.objects.visible_to(records.actor), gathering__kind="activity"
    )
    made = list(Commitment.objects.visible_to(records.actor).filter(pk__in=rows.values("commitment")))
    if not made:
        return None
    checked = sum(one.state == Commitment.State.CHECKED for one in made)
    span = min(one.made_on for one in made), max(one.made_on for one in made)
    return Evidence(
        name="promises_on_the_street",
        title=_("Promised on the street"),
        sentence=_("%(part)s of %(whole)s promises made in activities were checked as kept by somebody outside.")
        % {"part": checked, "whole": len(made)},
        how=_("Promises that officers wrote down with an activity. What was not written down is not known."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Checked as kept"), checked, len(made), span, []),
    )


def meetings_held(records: Records, kinds: Kinds) -> Evidence | None:
    """Of the meetings that were to be held in the last twelve months: how many were."""
    found = [one for one in kept.rhythms(records.actor, records.agency) if one.kept.due]
    if not found:
        return None
    held, due = sum(one.kept.held for one in found), sum(one.kept.due for one in found)
    terms = [term for one in found for term in one.kept.terms]
    span = min(term.first for term in terms), min(records.today, max(term.last for term in terms))
    untold, listed = sum(one.kept.untold for one in found), sum(one.kept.listed for one in found)
    known = _("%(held)s of %(due)s meetings are known to be held.")
    said = known if listed else _("%(held)s of %(due)s meetings were held.")
    apart = {IN_CALENDAR: listed, _("not told by the record whose meeting it was"): untold}
    return Evidence(
        name="meetings_held",
        title=_("Meetings held as planned"),
        sentence=" ".join([said % {"held": held, "due": due}, *(one.sentence for one in found)]),
        how=_(
            "A month, or as many months as were planned, counts as held where one meeting took place in it. "
            "What stands in a calendar that was taken in counts once somebody has said that it was held."
        ),
        first=span[0],
        last=max((one.kept.last_held for one in found if one.kept.last_held), default=None),
        shares=share_of(_("Held"), held, due, span, []),
        left_out=[(str(why), n) for why, n in apart.items() if n],
    )


def interpreters(records: Records, kinds: Kinds) -> Evidence | None:
    """Of the languages that were asked for in time: for how many an interpreter was confirmed."""
    asked: Any = Interpreter.objects.filter(gathering__in=Gathering.objects.visible_to(records.actor).held())
    rows = list(asked.select_related("gathering__agency"))
    if not rows:
        return None
    confirmed = sum(one.state == Interpreter.State.CONFIRMED for one in rows)
    span = _span([one.gathering for one in rows])
    return Evidence(
        name="interpreters",
        title=_("Interpreters who were asked for"),
        sentence=_("For %(part)s of %(whole)s requests an interpreter was confirmed.")
        % {"part": confirmed, "whole": len(rows)},
        how=_("One for each language asked for in a meeting, however many asked. Without an answer counts as no."),
        first=span[0],
        last=span[1],
        shares=share_of(_("Confirmed"), confirmed, len(rows), span, []),
    )


def heard_there(records: Records, kinds: Kinds) -> Evidence | None:
    """Of the answers on the way out: how many at least said yes, where small numbers are taken at their worst."""
    heard = questions.BY_CODE["heard"]
    rows = [one for one in records.held if one.counts_sealed_on]
    told = [(one, each.answers) for one in rows for each in counts.of(one, [heard])]
    if not told:
        return None
    most_hidden = LEAST - 1
    yes = sum(answers["yes"][1] or 0 for _one, answers in told)
    others = sum(most_hidden if count is None else count
                 for _one, answers in told for code, (_words, count) in answers.items() if code != "yes")  # fmt: skip
    span = _span([one for one, _answers in told])
    return Evidence(
        name="heard_there",
        title=_("Heard in the room"),
        sentence=_("On their way out at least %(part)s of at most %(whole)s people said that they were heard.")
        % {"part": yes, "whole": yes + others},
        how=_(
            "Answers are counted without names. Where fewer than five people gave one, the worst is taken: "
            "nobody said yes, four said no. Who answers is not everybody who came."
        ),
        first=span[0],
        last=span[1],
        shares=share_of(_("Heard, at least"), yes, yes + others, span, []),
    )
