"""A charter is read whole or not at all, and what is wrong in it is said with its place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonbeat.people.charter import State, Threshold, Unclear, notices, rules_from, rules_from_toml
from commonbeat.people.charter.words import lines

WHOLE = """
law = "City Code 3.21"
not_read = ["removal"]

[[seats]]
key = "community"
name = "Community member"
number = 8
police_tie = "none for years"
police_years = 3

[[seats]]
key = "sworn"
name = "Police member"
number = 1
police_tie = "sworn"
votes = false

[terms]
years = 3
holdover = "days"
holdover_days = 90
ends_on = "06-30"
first = [{ number = 4, years = 3 }, { number = 4, years = "1/2" }]

[quorum]
share = "1/2"
more_than = true
of = "serving"

[sources]
quorum = { section = "(c)", read = "full" }
"""


def test_a_charter_says_does_not_say_or_was_not_read() -> None:
    rules = rules_from_toml(WHOLE)
    states = {
        name: rules.state(name) for name in ("quorum", "majority", "removal", "seats", "recused_count_as_present")
    }
    assert states == {
        "quorum": State.SAID,
        "majority": State.NOT_SAID,
        "removal": State.NOT_READ,
        "seats": State.SAID,
        "recused_count_as_present": State.NOT_SAID,
    }
    assert rules.quorum == Threshold(share=Fraction(1, 2), more_than=True, of="serving")
    assert (rules.authorized, rules.terms.ends_on, rules.source("quorum").section) == (8, (6, 30), "(c)")
    assert rules.source("majority").section == ""


def test_no_and_not_said_are_two_things() -> None:
    said = rules_from({"recused_count_as_present": False})
    assert said.state("recused_count_as_present") is State.SAID
    assert rules_from({}).state("recused_count_as_present") is State.NOT_SAID


def test_a_body_without_any_rule_has_a_charter_too() -> None:
    rules = rules_from({})
    assert (rules.law, rules.seats, rules.authorized, rules.quorum) == ("", (), 0, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("quorum = 3", "quorum: write a table here: its name in brackets, then one line for each rule."),
        ("[quorum]\nmembers = 0", "quorum: members: write a whole number from 1 to 10000."),
        ("[quorum]\nmembers = true", "quorum: members: write a whole number from 1 to 10000."),
        ("[quorum]\nshare = 0.5", "quorum: share: write a number or a fraction in quotes, such as “1/2”, up to 1."),
        ('[quorum]\nshare = "1/0"', "quorum: share: write a number or a fraction in quotes, such as “1/2”, up to 1."),
        ("[quorum]\nmembers = 2\nshare = 1", "quorum: write either members = a number, or share = “1/2”, not both."),
        ("[quorum]\nmore_than = true", "quorum: write either members = a number, or share = “1/2”, not both."),
        (
            '[quorum]\nshare = "1/2"\nof = "present"',
            "quorum: a quorum is a share of all seats (“authorized”) or of those filled (“serving”).",
        ),
        ("[quorum]\nmembers = 1\nkinds = {x = 1}", "quorum: there is no kind of seat “x”."),
        ('[terms]\nends_on = "02-29"', "terms: ends_on: write month and day, such as “06-30”."),
        ('[terms]\nholdover = "days"', "terms: holdover = “days” and holdover_days belong together."),
        ("[[terms]]", "terms: write a table here: its name in brackets, then one line for each rule."),
        ("[seats]", "seats: write it as a list of tables: double brackets around its name."),
        ('[[seats]]\nkey = "a"\nname = "A"', "seats, no. 1: give it a key, a name and a number."),
        (
            '[[seats]]\nkey = "a b"',
            "seats: key: write a short name in plain letters, such as “community”, without spaces.",
        ),
        (
            '[[seats]]\nkey = "a"\nname = "A"\nnumber = 1\npolice_tie = "none for years"',
            "seats, no. 1: “none for years” and police_years belong together.",
        ),
        (
            '[[seats]]\nkey = "a"\nname = "A"\nnumber = 1\npolice_tie = "friend"',
            "seats: police_tie: write one of: sworn, none now, none for years, none ever.",
        ),
        ('removal = ""', "removal: write some words, 300 letters at most."),
        ('may_not = "investigate"', "may_not: write a list, such as [“first”, “second”]."),
        (
            'recused_count_as_present = "no"',
            "recused_count_as_present: write true or false, or leave the line out where the charter does not say.",
        ),
        ('pay = "none"\nnot_read = ["pay"]', "not_read: pay is said further up; take it out of one of the two places."),
        ("[terms]\nlength = 3", None),
        ('not_read = ["weather"]', None),
        ("law = ", None),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, problem: str | None) -> None:
    with pytest.raises(Unclear) as unclear:
        rules_from_toml(text)
    [told] = unclear.value.problems
    if problem is None:
        assert told.startswith(
            ("terms: length: is not known. Known here: years,", "not_read: weather is no rule.", "This is not TOML:")
        )
    else:
        assert told == problem


def test_every_problem_is_said_at_once() -> None:
    with pytest.raises(Unclear) as unclear:
        rules_from({"pay": 3, "quorum": {"members": "3"}})
    assert [one.partition(":")[0] for one in unclear.value.problems] == ["pay", "quorum"]


def test_more_members_than_seats_cannot_be_a_quorum() -> None:
    with pytest.raises(Unclear) as unclear:
        rules_from({"seats": [{"key": "a", "name": "A", "number": 3}], "quorum": {"members": 4}})
    assert unclear.value.problems == ["quorum: 4 members are more than the 3 seats that vote."]


def test_what_strikes_the_eye_is_said_and_refused_nowhere() -> None:
    data = {
        "seats": [{"key": "a", "name": "A", "number": 9}],
        "terms": {"first": [{"number": 5, "years": 3}]},
        "quorum": {"members": 3},
        "recused_count_as_present": True,
    }
    assert notices(rules_from(data)) == [
        "Take care: 3 of 9 members are a quorum, and that is no more than half of the seats.",
        "The first terms are written for 5 members, and there are 9 seats.",
    ]
    vague = rules_from({"quorum": {"share": "1/2"}, "not_read": ["recused_count_as_present"]})
    assert notices(vague) == ["The charter does not say whether vacant seats count when the quorum is reckoned."]


def test_what_a_rule_read_in_part_may_still_hold_is_not_read_rather_than_not_said() -> None:
    said = {"absence": {"in_a_row": 3}, "sources": {"absence": {"section": "7", "read": "part"}}}
    told = {line.rule: line for line in lines(rules_from(said))}
    assert told["absence"].unread == [
        "what share of a year’s meetings",
        "whether excused absences count",
        "whether the seat is lost without a decision",
    ]
    said["sources"]["absence"]["read"] = "full"
    assert next(line.unread for line in lines(rules_from(said)) if line.rule == "absence") == []
    assert {line.rule for line in told.values() if line.unread} == {"absence"}, "silence of a whole text is silence"


@pytest.mark.parametrize(
    ("first_by", "said"), [("lot", "by lot."), ("Sorteo", "by lot."), ("the mayor", "by the mayor.")]
)
def test_the_lot_is_named_in_the_readers_language(first_by: str, said: str) -> None:
    rules = rules_from_toml(WHOLE.replace("[terms]", f'[terms]\nfirst_by = "{first_by}"'))
    terms = next(line for line in lines(rules) if line.rule == "terms")
    assert f"Who gets which first term: {said}" in terms.sentences
