"""A number is shown with all that it needs, or withheld."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from commonbeat.measures.result import (
    Number,
    Origin,
    Period,
    Result,
    Verdict,
    Withheld,
    left_out,
    median_days,
    say,
    share,
)
from commonbeat.measures.survival import kaplan_meier

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
ORIGIN = Origin("public log, entries 1 to 900", QUARTER, {"withdrawn": 2, "folded": 40})


def test_a_share_carries_what_it_needs():
    found = share(120, 183, ORIGIN, people=False)
    assert (found.numerator, found.denominator, found.unit, found.origin) == (120, 183, "share", ORIGIN)
    assert (found.value, found.interval) == (pytest.approx(0.6557, abs=5e-5), pytest.approx((0.5843, 0.7207), abs=5e-5))


@given(part=st.integers(0, 60), rest=st.integers(0, 60))
def test_few_people_and_their_complement_are_withheld(part, rest):
    found = share(part, part + rest, ORIGIN, people=True)
    assert isinstance(found, Withheld) == (part in {1, 2, 3, 4} or rest in {1, 2, 3, 4})


@given(part=st.integers(0, 60), rest=st.integers(0, 60))
def test_what_is_no_count_of_people_is_shown(part, rest):
    assert share(part, part + rest, ORIGIN, people=False).numerator == part


def test_what_is_withheld_names_no_number():
    assert share(3, 12, ORIGIN, people=True) == Withheld(
        "share", Origin(ORIGIN.source, QUARTER, {"withdrawn": None, "folded": 40})
    )


def test_few_left_out_people_are_withheld_as_well():
    shown = share(60, 90, ORIGIN, people=True)
    assert shown.origin.exclusions == {"withdrawn": None, "folded": 40}


def test_nothing_counted_is_no_share():
    assert share(0, 0, ORIGIN, people=True) == Number(0, 0, None, (None, None), "share", ORIGIN.without_small_groups())


def test_the_days_until_half_are_done():
    curve = kaplan_meier([(3, True)] * 4 + [(9, True)] * 4 + [(60, False)] * 6)
    found = median_days(curve, ORIGIN, people=False)
    assert (found.numerator, found.denominator, found.value, found.interval) == (8, 14, 9, (3, None))
    assert median_days(curve, ORIGIN, people=True).value == 9


@pytest.mark.parametrize(("done", "waiting"), [(4, 60), (60, 1)])
def test_few_who_are_done_or_wait_are_withheld(done, waiting):
    curve = kaplan_meier([(3, True)] * done + [(9, False)] * waiting)
    assert median_days(curve, ORIGIN, people=True) == Withheld("days", ORIGIN.without_small_groups())


def test_impossible_origins_are_refused():
    with pytest.raises(ValueError):
        Origin("x", Period(date(2026, 3, 31), date(2026, 1, 1)))
    with pytest.raises(ValueError):
        Origin("x", exclusions={"withdrawn": -1})


def test_a_result_as_programs_read_it():
    found = Result(
        measure="least-harm",
        sentence=say("{part:,} of {whole:,}", part=1200, whole=3400),
        verdict=Verdict.TOO_FEW,
        unit="share",
        value=float("nan"),
        interval=(0.1, float("inf")),
        n=None,
        rows=[{"share": float("inf"), "n": 3}],
        unknown=[say("why")],
        sources=["a file"],
    )
    assert found.as_dict() == {
        "measure": "least-harm",
        "sentence": "1,200 of 3,400",
        "verdict": "not enough data",
        "unit": "share",
        "value": None,
        "interval": [0.1, None],
        "n": None,
        "excluded": {},
        "rows": [{"share": None, "n": 3}],
        "smallest": None,
        "known": [],
        "unknown": ["why"],
        "would_help": [],
        "from": ["a file"],
        "records": {},
        "words": {
            "sentence": {"words": "{part:,} of {whole:,}", "values": {"part": 1200, "whole": 3400}},
            "known": [],
            "unknown": [{"words": "why", "values": {}}],
            "would_help": [],
        },
    }
    assert say("on {day}", day=date(2024, 7, 1)).as_dict()["values"] == {"day": "2024-07-01"}


def test_what_was_left_out_is_told_without_single_people():
    assert left_out({"date unknown": 4, "offense unknown": 5, "outcome unknown": 0}) == {
        "date unknown": None,
        "offense unknown": 5,
    }
