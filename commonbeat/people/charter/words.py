"""A charter in plain sentences, rule by rule; where it is silent the line says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _, ngettext

from commonbeat.people.charter.names import LISTED, NAMES, OF, PARTS, PER, STATES, TIES
from commonbeat.people.charter.rules import (
    RULES,
    Absence,
    Duty,
    Meetings,
    Reply,
    Rules,
    SeatKind,
    Source,
    State,
    Terms,
    Threshold,
    Training,
)
from commonbeat.people.charter.terms import BY_LOT


@dataclass(frozen=True)
class Line:
    """One rule as people read it; ``unread`` names what nobody has looked for in a text that was read in part."""

    rule: str
    name: Any
    state: State
    sentences: list[str]
    source: Source
    unread: list[str]

    @property
    def is_list(self) -> bool:
        """Whether its sentences stand for themselves, one below the other."""
        return self.rule in LISTED and len(self.sentences) > 1

    @property
    def state_name(self) -> Any:
        return STATES[self.state]


def lines(rules: Rules) -> list[Line]:
    """Every rule in its order, said or not."""
    found = []
    for rule in RULES:
        value, state = getattr(rules, rule), rules.state(rule)
        sentences = [] if state is not State.SAID else _TOLD.get(rule, _plainly)(value)
        found.append(Line(rule, NAMES[rule], state, sentences, rules.source(rule), unread(rules, rule)))
    return found


def unread(rules: Rules, rule: str) -> list[str]:
    """What may stand in a rule and was not found in the part of it that was read."""
    if rules.state(rule) is not State.SAID or rules.read_whole(rule):
        return []
    value = getattr(rules, rule)
    return [str(name) for part, name in PARTS.get(rule, {}).items() if getattr(value, part) in (None, "", (), False)]


def seat(kind: SeatKind) -> str:
    """One kind of seat: how many, who fills them, who its holder must be."""
    count = _("up to %(number)s") if kind.at_most else "%(number)s"
    parts = [f"{kind.name}: {count % {'number': kind.number}}"]
    parts += [] if kind.votes else [_("without a vote")]
    parts += [_("stands in when another is away")] if kind.alternate else []
    parts += [_("appointed by: %(who)s") % {"who": kind.appointed_by}] if kind.appointed_by else []
    parts += [_("confirmed by: %(who)s") % {"who": kind.confirmed_by}] if kind.confirmed_by else []
    parts += conditions(kind)
    parts += [_("term of its own: %(years)s") % {"years": years(kind.years)}] if kind.years else []
    parts += [_("ends with its holder")] if kind.ends_with_holder else []
    return "; ".join(parts) + "."


def conditions(kind: SeatKind) -> list[str]:
    """What whoever sits in it must be or must not be."""
    found = [_("lives in: %(place)s") % {"place": kind.residence}] if kind.residence else []
    if kind.police_tie == "none for years":
        sentence = ngettext(
            "no tie to law enforcement in the last year",
            "no tie to law enforcement in the last %(n)s years",
            kind.police_years,
        )
        found.append(sentence % {"n": kind.police_years})
    elif kind.police_tie:
        found.append(str(TIES[kind.police_tie]))
    found += [_("lived experience: %(what)s") % {"what": kind.lived_experience}] if kind.lived_experience else []
    return found + list(kind.needs)


def years(length: Fraction) -> str:
    """A length of time as people say it."""
    if length.denominator == 1:
        return ngettext("%(n)s year", "%(n)s years", int(length)) % {"n": int(length)}
    months = int(length * 12)
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def threshold(count: Threshold) -> list[str]:
    """How many are needed."""
    found = []
    if count.members is not None:
        found.append(ngettext("%(n)s member.", "%(n)s members.", count.members) % {"n": count.members})
    elif count.share is not None:
        told = {"share": f"{count.share.numerator}/{count.share.denominator}", "of": OF[count.of]}
        found.append((_("More than %(share)s of %(of)s.") if count.more_than else _("%(share)s of %(of)s.")) % told)
    return found + [_("At least %(n)s of the kind “%(kind)s”.") % {"n": n, "kind": key} for key, n in count.kinds]


def _terms(terms: Terms) -> list[str]:
    found = [_("%(years)s.") % {"years": years(terms.years)}] if terms.years else []
    if terms.runs_from:
        begins = {
            "appointment": _("It runs from the appointment."),
            "end of the term before": _("It runs from the end of the term before."),
        }
        found.append(begins[terms.runs_from])
    if terms.ends_on:
        month, day = terms.ends_on
        found.append(_("Terms end on %(month)s %(day)s.") % {"month": MONTHS[month], "day": day})
    if terms.first:
        first = ", ".join(f"{one.number} × {years(one.years)}" for one in terms.first)
        found.append(_("The first terms: %(terms)s.") % {"terms": first})
    if terms.first_by:
        how = _("lot") if terms.first_by.lower() in BY_LOT else terms.first_by
        found.append(_("Who gets which first term: by %(how)s.") % {"how": how})
    for value, sentence in (
        (terms.in_a_row, _("At most %(n)s terms in a row.")),
        (terms.years_in_a_lifetime, _("At most %(n)s years in a lifetime.")),
        (terms.most_ending_in_a_year, _("At most %(n)s terms end in one year.")),
        (terms.fill_within_days, _("A vacancy is filled within %(n)s days.")),
    ):
        found += [sentence % {"n": value}] if value else []
    rest = {
        True: _("The rest of somebody else’s term counts as a term."),
        False: _("The rest of somebody else’s term does not count."),
    }
    found += [rest[terms.remainder_counts]] if terms.remainder_counts is not None else []
    over = {
        "none": _("Nobody stays past the end of a term."),
        "until a successor": _("Members stay until a successor is appointed."),
        "days": _("Members may stay up to %(n)s days past the end.") % {"n": terms.holdover_days},
    }
    return found + ([over[terms.holdover]] if terms.holdover else [])


def _absence(absence: Absence) -> list[str]:
    found = (
        [_("The seat is at stake after %(n)s missed in a row.") % {"n": absence.in_a_row}] if absence.in_a_row else []
    )
    if absence.least_share:
        share = f"{absence.least_share.numerator}/{absence.least_share.denominator}"
        found.append(_("The seat is at stake below %(share)s of a year’s meetings.") % {"share": share})
    counts = {True: _("Excused absences count too."), False: _("Excused absences do not count."), None: ""}
    so = {True: _("It is lost without a decision."), False: _("It takes a decision."), None: ""}
    return found + [one for one in (counts[absence.excused_count], so[absence.automatic]) if one]


def _training(training: Training) -> list[str]:
    found = [_("Before the first case.")] if training.before_first_case else []
    found += [_("Within %(n)s months of the start.") % {"n": training.within_months}] if training.within_months else []
    found += [_("%(n)s hours a year.") % {"n": training.hours_a_year}] if training.hours_a_year else []
    return found + list(training.subjects)


def _meetings(meetings: Meetings) -> list[str]:
    found = []
    if meetings.at_least:
        per = PER.get(meetings.per, "")
        found.append(_("At least %(n)s %(per)s.") % {"n": meetings.at_least, "per": per})
    found += [_("Notice %(n)s days before.") % {"n": meetings.notice_days}] if meetings.notice_days else []
    return found + list(meetings.also)


def _duties(duties: tuple[Duty, ...]) -> list[str]:
    told = []
    for one in duties:
        parts = [one.what, *([_("to: %(who)s") % {"who": one.to}] if one.to else []), *([one.when] if one.when else [])]
        told.append("; ".join(parts))
    return told


def _reply(reply: Reply) -> list[str]:
    found = [_("By: %(who)s.") % {"who": reply.by}] if reply.by else []
    if reply.days:
        days = (
            ngettext("%(n)s business day", "%(n)s business days", reply.days)
            if reply.business_days
            else ngettext("%(n)s day", "%(n)s days", reply.days)
        )
        found.append(_("Within %(days)s.") % {"days": days % {"n": reply.days}})
    return found + ([_("With reasons.")] if reply.reasons else [])


def _recused(counts: bool) -> list[str]:
    return [_("They count as present for the quorum.") if counts else _("They do not count as present for the quorum.")]


def _plainly(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]


_TOLD: dict[str, Callable[[Any], list[str]]] = {
    "seats": lambda kinds: [seat(kind) for kind in kinds],
    "terms": _terms,
    "quorum": threshold,
    "majority": threshold,
    "recused_count_as_present": _recused,
    "absence": _absence,
    "training": _training,
    "meetings": _meetings,
    "reviews": _duties,
    "publishes": _duties,
    "reply": _reply,
}
