"""Lay papers open, have them read, end them; confirm a rule of the place."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.laws.quota import QuotaRule, rules_of
from commonbeat.matters.models import Confirmation, Paper, Reading
from commonbeat.matters.models.paper import YEAR
from commonbeat.measures.enforcement.language.judging import Degree, lint
from commonbeat.measures.enforcement.language.version import version
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency


def read_now(paper: Paper) -> Reading:
    """A reading of the paper's words by the rules of the agency's state, saved."""
    agency = paper.agency
    found = lint(paper.words, agency.state)
    counts = Counter(one.degree for one in found)
    made = Reading(
        paper=paper,
        on=agency.today(),
        state=agency.state,
        version=version(agency.state),
        conflicts=counts[Degree.CONFLICT],
        asks=counts[Degree.ASK],
        fine=counts[Degree.FINE],
        sentences=[[one.text, one.degree.value, one.rule.id if one.rule else "", one.why] for one in found],
    )
    made.full_clean()
    made.save()
    return made


@action("matters.lay_open_paper", facts=["kind", "in_use_since", "conflicts", "asks"])
def lay_open_paper(
    agency: Agency,
    *,
    by: Actor,
    kind: str,
    title: str,
    words: str,
    in_use_since: date,
    language: str = "en",
    replaces: Paper | None = None,
) -> Paper:
    """Lay a paper in use open, in the place of another where it replaces one; it is read at once, in public."""
    today = agency.today()
    if in_use_since > today:
        raise Refused(_("This day is still to come: lay open what is in use."))
    if replaces and not Paper.objects.in_use().filter(pk=replaces.pk).exists():
        raise Refused(_("That paper is no longer in use."))
    made = Paper(
        agency=agency,
        kind=kind,
        title=title,
        words=words,
        language=language,
        in_use_since=in_use_since,
        laid_open_on=today,
        by_seat=by.hat,
        replaces=replaces,
    )
    made.full_clean()
    made.save()
    reading = read_now(made)
    made.publishes = (reading,)
    made.conflicts, made.asks = reading.conflicts, reading.asks
    return made


@action("matters.end_paper")
def end_paper(paper: Paper, *, by: Actor, because: str) -> Paper:
    """Say that a paper is no longer in use, and why. It and what was found in it stay readable."""
    paper.ended_on, paper.ended_because = paper.agency.today(), because
    paper.full_clean()
    paper.save()
    return paper


@action("matters.read_paper_again", facts=["conflicts", "asks"])
def read_paper_again(paper: Paper, *, by: Actor) -> Reading:
    """Read a paper in use again, because words, grammar or laws of the reader changed, or the agency's state."""
    return read_now(paper)


@action("matters.confirm_rule", facts=["rule", "read_on", "until"])
def confirm_rule(agency: Agency, *, by: Actor, rule: QuotaRule, office: str, read_on: date) -> Confirmation:
    """Say that a rule of the state is current: an office's counsel read the law on a day. It holds a year from then."""
    if rule not in rules_of(agency.state):
        raise Refused(_("This is no rule of your state."))
    if read_on > agency.today():
        raise Refused(_("This day is still to come."))
    made = Confirmation(
        agency=agency,
        rule=rule.id,
        said=rule.in_full(),
        office=office,
        read_on=read_on,
        on=agency.today(),
        until=read_on + YEAR,
        by_seat=by.hat,
    )
    made.full_clean()
    made.save()
    return made
