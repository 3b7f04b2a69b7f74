"""Three degrees for a sentence of a paper: it conflicts with a rule of the place, is to be asked about, or is fine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from commonbeat.laws.quota import Act, Criterion, Forbidden, QuotaRule, common_denominator, reaches, rules_of
from commonbeat.measures.enforcement.language.grammar import Claim, Says, claims
from commonbeat.measures.enforcement.language.splitting import sentences


class Degree(StrEnum):
    CONFLICT = "conflict"
    ASK = "ask"
    FINE = "fine"


@dataclass(frozen=True)
class Judged:
    """A sentence with its degree, the rule beside it, and what in it speaks for the degree."""

    text: str
    degree: Degree
    rule: QuotaRule | None = None
    why: str = ""


#: what a claim is in the words of the laws
_FORBIDDEN = {
    Says.NUMBER: Forbidden.REQUIRED_NUMBER,
    Says.QUOTA: Forbidden.REQUIRED_NUMBER,
    Says.HINT: Forbidden.SUGGEST,
    Says.SHARE: Forbidden.PERCENTAGE,
    Says.COMPARED: Forbidden.COMPARE,
    Says.RELATIVE: Forbidden.PROPORTION,
    Says.MORE: Forbidden.MORE,
    Says.REWARDED: Forbidden.INCENTIVE,
}
_DECIDES = (Says.CRITERION, Says.ALONE, Says.POINTS, Says.REWARDED)
#: what some laws expressly leave open
_ALLOWED = {Says.COMPARED: {"compare_same_unit_similar_duties", "assess_proportion"}}


def forbids(rule: QuotaRule, claim: Claim) -> bool:
    """Whether a rule, as far as it was read, forbids what a sentence says."""
    if claim.says in _FORBIDDEN and rule.forbids_for(_FORBIDDEN[claim.says], claim.acts):
        return True
    if claim.says not in _DECIDES or not reaches(rule.acts_for("criterion"), claim.acts):
        return False
    if rule.criterion == Criterion.ANY:
        return not rule.criterion_for or claim.says == Says.REWARDED
    return claim.says == Says.ALONE and rule.criterion in (Criterion.SOLE, Criterion.SOLE_OR_PRIMARY)


def allows(rule: QuotaRule, claim: Claim) -> bool:
    """Whether a rule expressly leaves open what a sentence says."""
    if claim.acts == {Act.CONTACT} and "points_of_contact" in rule.allows:
        return True
    return bool(_ALLOWED.get(claim.says, set()) & set(rule.allows)) and reaches(rule.acts, claim.acts)


def judge(sentence: str, state: str = "") -> Judged:
    """The degree of one sentence by the laws of a state; by the common denominator where none was read."""
    said = claims(sentence)
    if not said:
        return Judged(sentence, Degree.FINE)
    rules = rules_of(state) or (common_denominator(),)
    for claim in said:
        for rule in rules:
            if forbids(rule, claim):
                return Judged(sentence, Degree.CONFLICT, rule, _why(claim))
    asked = [(claim, rule) for claim in said for rule in rules if allows(rule, claim)]
    if asked and {claim.says for claim in said} - _WEAK <= {claim.says for claim, _rule in asked}:
        claim, rule = asked[0]
        return Judged(sentence, Degree.FINE, rule, f"{_why(claim)}; this law leaves it open")
    return Judged(sentence, Degree.ASK, _beside(said[0], rules), _why(said[0]))


#: reasons to ask only, which what is expressly allowed answers
_WEAK = {Says.COUNTED, Says.ENCOURAGED, Says.UNNAMED, Says.NOT_ALONE}


def _beside(claim: Claim, rules: tuple[QuotaRule, ...]) -> QuotaRule:
    """The rule to read before asking: the common denominator where it alone is against it, else the place's first."""
    return common_denominator() if forbids(common_denominator(), claim) else rules[0]


def _why(claim: Claim) -> str:
    return f"{claim.says} (“{claim.words}”)"


def lint(text: str, state: str = "") -> list[Judged]:
    """Every sentence of a paper with its degree; an item of a list is judged with what introduces it."""
    return [replace(judge(one.read_as, state), text=one.text) for one in sentences(text)]
