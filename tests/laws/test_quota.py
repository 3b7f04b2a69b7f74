"""Laws against quotas in one vocabulary: what differs between states, what was read, what a person has to confirm."""

from __future__ import annotations

from datetime import date

import pytest

from commonbeat.laws.quota import (
    Act,
    Confirmation,
    Criterion,
    Forbidden,
    common_denominator,
    quota_rules,
    rules_of,
)

CITATIONS, STOPS, ARRESTS = frozenset({Act.CITATION}), frozenset({Act.STOP}), frozenset({Act.ARREST})


def states_where(what: Forbidden, acts: frozenset[Act]) -> set[str]:
    return {rule.id[3:5] for rule in quota_rules() if rule.forbids_for(what, acts)}


def test_every_rule_says_what_was_read_where_and_when() -> None:
    rules = quota_rules()
    assert len({rule.state for rule in rules}) == 24 and len({rule.id for rule in rules}) == len(rules) == 25
    for rule in rules:
        assert rule.read in ("whole", "in part") and (rule.not_read or rule.read == "whole"), rule.id
        assert rule.citation and rule.short and rule.source and rule.page_date and rule.read_on, rule.id
        assert rule.is_law and rule.acts and rule.forbids, rule.id
        assert rule.criterion != Criterion.NOT_READ or rule.read == "in part", rule.id


def test_comparison_is_forbidden_in_illinois_and_left_open_in_wisconsin() -> None:
    assert states_where(Forbidden.COMPARE, CITATIONS) == {"il"}
    [wisconsin] = rules_of("Wisconsin")
    assert "compare_same_unit_similar_duties" in wisconsin.allows
    assert states_where(Forbidden.PROPORTION, CITATIONS) == {"ca", "nj", "ar"}


def test_a_hint_is_forbidden_in_texas_and_iowa_but_not_by_nebraskas_text() -> None:
    assert states_where(Forbidden.SUGGEST, CITATIONS) == {"tx", "la", "tn", "ia", "mn", "oh", "mo", "pa"}
    [nebraska] = rules_of("NE")
    assert nebraska.forbids == {Forbidden.REQUIRED_NUMBER, Forbidden.PERCENTAGE}


def test_stops_are_named_in_new_york_and_by_report_in_rhode_island() -> None:
    assert states_where(Forbidden.REQUIRED_NUMBER, STOPS) == {"ny", "ri"}


@pytest.mark.parametrize(
    ("criterion", "states"),
    [
        (Criterion.ANY, {"il", "nj", "nc"}),
        (Criterion.SOLE, {"ca", "va", "tn", "ct"}),
        (Criterion.SOLE_OR_PRIMARY, {"md"}),
        (Criterion.QUOTA_ONLY, {"ny", "tx", "mi", "la", "oh"}),
        (Criterion.NONE, {"wi", "sc", "ut", "ne", "ia", "mn", "mo", "fl", "pa"}),
        (Criterion.NOT_READ, {"ar", "ri"}),
    ],
)
def test_how_far_counts_may_decide(criterion: Criterion, states: set[str]) -> None:
    assert {rule.id[3:5] for rule in quota_rules() if rule.criterion == criterion} == states


def test_one_prohibition_can_name_other_acts_than_the_rest() -> None:
    [louisiana], [carolina] = rules_of("LA"), rules_of("NC")
    assert [louisiana.forbids_for(Forbidden.INCENTIVE, acts) for acts in (CITATIONS, ARRESTS)] == [True, False]
    assert louisiana.forbids_for(Forbidden.REQUIRED_NUMBER, ARRESTS)
    assert dict(louisiana.binds_of)["incentive"] == ("state", "county", "municipal", "sheriff")
    assert carolina.acts_for("criterion") == {Act.TRAFFIC_CITATION, Act.ARREST}
    assert carolina.criterion_for == ("pay", "promotion")


def test_a_law_about_citations_reaches_parking_and_one_about_traffic_does_not() -> None:
    parking = frozenset({Act.PARKING})
    [jersey], [texas] = rules_of("NJ"), rules_of("TX")
    found = [rule.forbids_for(Forbidden.REQUIRED_NUMBER, parking) for rule in (jersey, texas)]
    assert found == [True, False] and texas.forbids_for(Forbidden.REQUIRED_NUMBER, CITATIONS)


def test_where_no_law_was_read_what_is_given_is_no_law() -> None:
    common = common_denominator()
    assert [rules_of("Nevada"), rules_of("WA"), rules_of("")] == [(), (), ()]
    assert not common.is_law and "no law" in common.citation
    assert common.forbids == set(Forbidden) and common.acts == set(Act) and common.criterion == Criterion.ANY
    for rule in quota_rules():
        assert rule.forbids <= common.forbids and rule.acts <= common.acts, "on the safe side of every law read"


def test_a_rule_is_on_only_while_a_persons_confirmation_holds() -> None:
    [rule] = rules_of("CA")
    days = [date(2026, 12, 1), date(2026, 12, 2), date(2027, 12, 1), date(2027, 12, 2)]
    assert [rule.is_on(day) for day in days] == [False] * 4
    confirmed = rule.confirmed(Confirmation("city attorney of Riverton", on=days[1], until=days[2]))
    assert [confirmed.is_on(day) for day in days] == [False, True, True, False]
    assert not any(rule.confirmation for rule in quota_rules()), "nobody confirms for a place from here"
