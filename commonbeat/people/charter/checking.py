"""What in a charter contradicts itself (it must be put right), and what only strikes the eye (it is shown)."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _, ngettext

from commonbeat.people.charter.rules import RULES, Rules, State, Terms, Threshold


def problems(rules: Rules) -> list[str]:
    """Every contradiction between rules, each with its place and with what to do."""
    return [*_of_seats(rules), *_of_terms(rules.terms), *_of_counts(rules), *_of_reading(rules)]


def notices(rules: Rules) -> list[str]:
    """What a reader should see beside a charter that holds together."""
    found = []
    quorum, seats, terms = rules.quorum, rules.authorized, rules.terms
    if quorum and quorum.members and seats and 2 * quorum.members <= seats:
        sentence = _(
            "Take care: %(quorum)s of %(seats)s members are a quorum, and that is no more than half of the seats."
        )
        found.append(sentence % {"quorum": quorum.members, "seats": seats})
    first = sum(one.number for one in terms.first) if terms else 0
    if first and first != seats:
        sentence = _("The first terms are written for %(first)s members, and there are %(seats)s seats.")
        found.append(sentence % {"first": first, "seats": seats})
    if quorum and quorum.share and not quorum.of:
        found.append(
            _("The charter does not say whether vacant seats count when the quorum is reckoned.")
            if rules.read_whole("quorum")
            else _("What was read of the charter does not say whether vacant seats count when the quorum is reckoned.")
        )
    if rules.recused_count_as_present is None and rules.state("recused_count_as_present") is State.NOT_SAID:
        found.append(
            _("The charter does not say whether a recused member counts as present. Ask the body, and enter it.")
        )
    return found


def _of_seats(rules: Rules) -> list[str]:
    found = []
    for at, kind in enumerate(rules.seats, 1):
        place = _("seats, no. %(number)s") % {"number": at}
        if not (kind.key and kind.name and kind.number):
            found.append(f"{place}: " + _("give it a key, a name and a number."))
        if (kind.police_tie == "none for years") != (kind.police_years is not None):
            found.append(f"{place}: " + _("“none for years” and police_years belong together."))
    twice = [key for key, count in Counter(one.key for one in rules.seats).items() if count > 1]
    return found + [_("seats: the key “%(key)s” stands twice; give each kind its own.") % {"key": key} for key in twice]


def _of_terms(terms: Terms | None) -> list[str]:
    if terms is None:
        return []
    found = []
    if (terms.holdover == "days") != (terms.holdover_days is not None):
        found.append("terms: " + _("holdover = “days” and holdover_days belong together."))
    if any(not (one.number and one.years) for one in terms.first):
        found.append("terms.first: " + _("give each line a number and its years."))
    return found


def _of_counts(rules: Rules) -> list[str]:
    found = []
    if rules.quorum and rules.quorum.of in ("present", "voting"):
        found.append("quorum: " + _("a quorum is a share of all seats (“authorized”) or of those filled (“serving”)."))
    for name, count in (("quorum", rules.quorum), ("majority", rules.majority)):
        if count is not None:
            found += [f"{name}: {problem}" for problem in _of_count(count, rules)]
    return found


def _of_count(count: Threshold, rules: Rules) -> list[str]:
    found = []
    if (count.members is not None) == (count.share is not None) and not (count.kinds and count.members is None):
        found.append(_("write either members = a number, or share = “1/2”, not both."))
    if count.members and rules.authorized and count.members > rules.authorized:
        number = {"members": count.members, "seats": rules.authorized}
        found.append(_("%(members)s members are more than the %(seats)s seats that vote.") % number)
    unknown = [key for key, _least in count.kinds if rules.kind(key) is None]
    return found + [_("there is no kind of seat “%(key)s”.") % {"key": key} for key in unknown]


def _of_reading(rules: Rules) -> list[str]:
    found = []
    for name, given in (("not_read", rules.not_read), ("sources", dict(rules.sources))):
        unknown = [one for one in given if one not in RULES]
        if unknown:
            told = {"rules": ", ".join(unknown), "known": ", ".join(RULES)}
            sentence = ngettext(
                "%(rules)s is no rule. Rules: %(known)s.", "%(rules)s are no rules. Rules: %(known)s.", len(unknown)
            )
            found.append(f"{name}: " + sentence % told)
    both = [one for one in rules.not_read if one in RULES and rules.state(one) is State.SAID]
    return found + [
        f"not_read: {one} " + _("is said further up; take it out of one of the two places.") for one in both
    ]
