"""Published numbers are found; planted truth is held as often as it says; the kept list is what comes out."""

from pathlib import Path

import pytest

from commonbeat.measures import __main__ as door
from commonbeat.measures.enforcement import quota_signs
from commonbeat.measures.validation import Check, command, kept, published, quotas, simulated
from commonbeat.measures.validation.simulated import Question

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data" / "published"
#: enough to see a gross error; `commonbeat validate` asks 2,000 times
FEW = 40
SLOW = {"veil", "net-widening", "charge-shift", "quota-signs"}


def test_every_published_number_is_found():
    assert [check for check in published.checks(None) if not check.agrees] == []


@pytest.mark.skipif(not DATA.exists(), reason="the published data sets are not here")
def test_every_number_published_with_its_data_is_found():
    checks = list(published.checks(DATA))
    assert [check for check in checks if not check.agrees] == []
    assert {check.tool for check in checks} >= {"decomposition", "many", "regression"}


@pytest.mark.skipif(not DATA.exists(), reason="the real records are not here")
@pytest.mark.parametrize("question", simulated.real(DATA), ids=lambda one: one.what)
def test_other_calendars_on_real_records_show_nothing_more_often_than_chance(question):
    check = question.check(FEW, seed=1)
    assert check.agrees, check


@pytest.mark.parametrize("question", simulated.QUESTIONS, ids=lambda one: f"{one.tool}: {one.what}: {one.world}")
def test_the_truth_is_held_as_often_as_it_says(question):
    check = question.check(FEW // 4 if question.tool in SLOW else FEW, seed=1)
    assert check.agrees, check


def test_the_kept_list_is_that_of_these_checks():
    """All were made with the data and 2,000 times; what was published comes out again to the last digit kept."""
    found = kept()
    of_a_city = (Question(quota_signs.NAME, *one) for one in quotas.real(DATA))
    assert [check for check in found if not check.agrees] == []
    asked = [(one.tool, one.what, one.world) for one in (*simulated.QUESTIONS, *of_a_city)]
    assert [(one.tool, one.what, one.source) for one in found if one.replications] == asked
    assert {one.replications for one in found} == {0, 2000}
    again = {(one.tool, one.what): one for one in published.checks(DATA)}
    before = {(one.tool, one.what): one for one in found if not one.replications}
    assert set(again) <= set(before)
    assert [key for key, one in again.items() if before[key].found != pytest.approx(one.found, rel=1e-9)] == []


def test_the_page_is_current(capsys):
    assert door.main(["validate", "--page"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")


def test_a_check_that_does_not_agree_is_told():
    wrong = Check("rates", "a count", "nobody", "3", 2.5, 3.5, 4.0)
    assert not wrong.agrees
    assert list(command.lines([wrong])) == [
        "rates: a count: 3, found 4: DOES NOT AGREE (nobody)",
        "0 of 1 checks agree.",
    ]


def test_the_command_says_every_check(capsys, monkeypatch):
    monkeypatch.setattr(simulated, "QUESTIONS", simulated.QUESTIONS[:1])
    assert door.main(["validate", "--replications", "50"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("intervals: the interval holds the truth: 95 of 100, found 0.")
    assert lines[-1] == f"{len(lines) - 1} of {len(lines) - 1} checks agree."
