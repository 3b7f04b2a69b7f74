"""What pages show of papers in use, of a reading of them, and of the rules that they were read by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.laws.quota import QuotaRule, common_denominator, rule_with, rules_of
from commonbeat.matters.models import Confirmation, Paper, Reading
from commonbeat.measures.enforcement.language.grammar import Says
from commonbeat.measures.enforcement.language.judging import Degree, Judged
from commonbeat.people.models import Agency

#: what speaks for a degree, as people read it
WHY: dict[str, Any] = {
    Says.NUMBER: _("a number is required"),
    Says.HINT: _("a number is suggested"),
    Says.SHARE: _("a share of acts is required"),
    Says.MORE: _("more is demanded, or enough"),
    Says.COMPARED: _("officers are compared or ranked by counts"),
    Says.RELATIVE: _("a number is required relative to other officers"),
    Says.REWARDED: _("something is given or taken for counts"),
    Says.POINTS: _("points are given for counts"),
    Says.ALONE: _("counts alone decide in an evaluation or about a benefit"),
    Says.CRITERION: _("counts decide in an evaluation or about a benefit"),
    Says.QUOTA: _("a quota is in use"),
    Says.NOT_ALONE: _("counts may decide together with other things"),
    Says.COUNTED: _("counts are kept per officer, and no use is named"),
    Says.ENCOURAGED: _("enforcement is evaluated, demanded or encouraged, without a number"),
    Says.UNNAMED: _("something is counted or expected, and not said what"),
}


@dataclass(frozen=True)
class Rule:
    """A rule as it was read, and who of this place confirmed it, if anybody did."""

    of: QuotaRule
    confirmation: Confirmation | None

    @property
    def is_whole(self) -> bool:
        return self.of.read == "whole"


@dataclass(frozen=True)
class Line:
    """A sentence of a paper with its degree, why, and the rule beside it."""

    text: str
    degree: str
    why: str
    rule: Rule | None

    @property
    def means(self) -> str:
        """The class of its state: what it means."""
        return {"conflict": "overdue", "ask": "owed"}.get(self.degree, "kept")

    @property
    def word(self) -> str:
        """The degree as people read it. By a rule that nobody here confirmed, nothing is said to conflict."""
        if self.degree == Degree.FINE:
            return gettext("Fine")
        if self.degree == Degree.ASK:
            return gettext("Ask about it")
        if self.rule and not self.rule.of.is_law:
            return gettext("Not on the safe side")
        return gettext("Conflicts") if self.rule and self.rule.confirmation else gettext("Would conflict")


@dataclass(frozen=True)
class Told:
    """A paper as it was read: its lines, how many of each degree, and the rules held against it."""

    lines: list[Line]
    rules: list[Rule]
    state: str

    def of(self, degree: str) -> int:
        return sum(line.degree == degree for line in self.lines)

    @property
    def conflicts(self) -> int:
        return self.of(Degree.CONFLICT)

    @property
    def asks(self) -> int:
        return self.of(Degree.ASK)

    @property
    def fine(self) -> int:
        return self.of(Degree.FINE)

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody here confirmed every rule that a sentence is against."""
        return all(line.rule and line.rule.confirmation for line in self.lines if line.degree == Degree.CONFLICT)

    @property
    def has_law(self) -> bool:
        return any(rule.of.is_law for rule in self.rules)


def rules_for(state: str, actor: Any, today: date) -> list[Rule]:
    """The laws of a state, the common denominator after them; with who confirmed each for this place."""
    holding = Confirmation.objects.visible_to(actor).holding(today)
    return [Rule(one, holding.get(one.id)) for one in (*rules_of(state), common_denominator())]


def told(rows: Iterable[tuple[str, str, str, str]], state: str, actor: Any, today: date) -> Told:
    """Rows of text, degree, id of the rule and why, as a page shows them."""
    rules = rules_for(state, actor, today)
    known = {rule.of.id: rule for rule in rules}
    lines = [Line(text, degree, _why(why), known.get(key) or _other(key)) for text, degree, key, why in rows]
    used = {line.rule.of.id for line in lines if line.rule}
    return Told(lines, [one for one in rules if one.of.is_law or one.of.id in used or len(rules) == 1], state)


def judged(found: Iterable[Judged], state: str, actor: Any, today: date) -> Told:
    """What the linter has just found, as a page shows it."""
    rows = [(one.text, one.degree.value, one.rule.id if one.rule else "", one.why) for one in found]
    return told(rows, state, actor, today)


def _other(key: str) -> Rule | None:
    """A rule of another state: a paper was read when the agency named that one."""
    found = rule_with(key)
    return Rule(found, None) if found else None


def _why(why: str) -> str:
    """In the reader's language, with the words of the paper that speak for it."""
    said, mark, rest = why.partition(" (“")
    return f"{WHY.get(said, said)}{mark}{rest.partition(';')[0]}" if why else ""


def papers(actor: Any) -> list[Paper]:
    """Every paper that was laid open, those in use first, with its newest reading and what became of it.

    The words of both, up to hundreds of pages each, are read only where they are asked for.
    """
    newest = {one.paper_id: one for one in Reading.objects.visible_to(actor).newest().defer("sentences")}
    after = Paper.objects.visible_to(actor).filter(replaces=OuterRef("pk"))
    rows = Paper.objects.visible_to(actor).annotate(
        replaced_on=Subquery(after.values("in_use_since")[:1]), replaced_by=Subquery(after.values("pk")[:1])
    )
    listed = list(rows.select_related("by_seat__organization").defer("words"))
    for one in listed:
        one.reading = newest[one.pk]
        one.until = one.ended_on or one.replaced_on
    return sorted(listed, key=lambda one: (one.until is not None, -one.reading.conflicts, one.pk))


def in_use(actor: Any) -> list[Paper]:
    """Papers in use, with their newest readings."""
    return [one for one in papers(actor) if one.until is None]


def confirmations(agency: Agency, actor: Any) -> list[Rule]:
    """The laws of the agency's state, each with who confirmed it."""
    return [one for one in rules_for(agency.state, actor, agency.today()) if one.of.is_law]
