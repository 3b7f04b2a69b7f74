"""Pictures of results: each shows what the rows show and nothing that is withheld; letters, not colors, tell it."""

import re
from xml.etree import ElementTree

import pytest

from commonbeat.measures.charts import DRAWN, drawing
from commonbeat.measures.charts.paper import Tongue
from commonbeat.measures.charts.week import class_of

ENGLISH = Tongue()
PAIR = {"group": "black", "reference": "white"}
ROWS = {
    "least-harm": [
        {"by": "offense", "of": "lights", "least_harm": None, "all": None, "share": None, "low": None, "high": None},
        {"by": "offense", "of": "all", "least_harm": 60, "all": 90, "share": 2 / 3, "low": 0.56, "high": 0.76},
        {"by": "district", "of": "North", "least_harm": 40, "all": 50, "share": 0.8, "low": 0.67, "high": 0.89},
        {"by": "district", "of": "all", "least_harm": 60, "all": 90, "share": 2 / 3, "low": 0.56, "high": 0.76},
    ],
    "ladder": [
        {"by": "subject_race", "of": "white", "warning": 30, "arrest": 10, "all": 40},
        {"by": "subject_race", "of": "other", "warning": None, "arrest": None, "all": None},
        {"by": "subject_race", "of": "all", "warning": 37, "arrest": None, "all": 50},
    ],
    "adjusted": [PAIR | {"raw": -0.1, "adjusted": -0.04, "low": -0.07, "high": -0.01}],
    "explained": [
        PAIR | {f"{part}{end}": -0.02 for part in ("gap", "mix", "within") for end in ("", "_low", "_high")},
    ],
    "veil": [{"group": "black", "odds": 0.93, "low": 0.8, "high": 1.05}, {"group": "white", "odds": None}],
    "net-widening": [{"what": "on the list", "ratio": 1.3, "low": 1.1, "high": 1.6, "dispersion": 2.0}],
    "charge-shift": [{"offense": "on the list", "rise": -0.07, "low": -0.09, "high": -0.05}],
    "what-if": [{"offense": "all", "ended_with_more": 9, "all": 20, "share": 0.45, "low": 0.26, "high": 0.66}],
    "time-budget": [
        {"time": "call", "share": 0.5, "low": 0.4, "high": 0.6}, {"time": "free", "share": 0.3, "low": None, "high": 1},
    ],
    "usable-time": [
        {"district": "North", "hour": 14, "usable": 0.4}, {"district": "North", "hour": 15, "usable": None},
        {"district": "South", "hour": 167, "usable": 0.1},
    ],
    "quota-signs": [
        {"unit": "North", "parts": [
            {"test": "more in the last days", "effect": 0.12, "interval": [0.06, 0.19], "placebo": -0.01},
        ]},
        {"unit": "South", "parts": [
            {"test": "totals heap at a number", "effect": 0.4, "interval": [0.3, 0.5], "placebo": None},
        ]},
    ],
    "not in the catalogue yet": [{"unit": "first watch", "share": 0.2, "low": 0.1, "high": 0.3}],
}  # fmt: skip


def letters(picture):
    return [one.text for one in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("measure", ROWS)
def test_every_kind_of_result_has_a_picture_in_one_ink(measure):
    assert set(DRAWN) < set(ROWS)
    picture = drawing(measure, ROWS[measure], ENGLISH).draw("What is shown", ENGLISH)
    assert ElementTree.fromstring(picture).find("{http://www.w3.org/2000/svg}title").text == "What is shown"
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', picture)) <= {"none", "currentColor"}
    assert "None" not in picture


@pytest.mark.parametrize("measure", DRAWN)
def test_where_no_value_can_be_told_nothing_is_drawn(measure):
    assert drawing(measure, [], ENGLISH) is None


def test_a_share_is_told_by_what_has_more_than_the_whole():
    told = letters(drawing("least-harm", ROWS["least-harm"], ENGLISH).draw("", ENGLISH))
    assert told[:4] == ["all", "67 (56 to 76)", "North", "80 (67 to 89)"]


def test_a_withheld_rung_is_a_frame_and_never_a_number():
    picture = drawing("ladder", ROWS["ladder"], ENGLISH).draw("", ENGLISH)
    assert letters(picture) == ["warning", "arrest", "withheld", "all", "50", "74", "white", "40", "75", "25"]
    assert "all (50): warning 74, arrest withheld; white (40): warning 75, arrest 25" in picture


def test_numbers_and_labels_are_the_readers():
    words = {"{group} beside {reference}": "{group} y {reference}", "black": "negras"}
    spanish = Tongue(
        lambda label: words.get(label, label), lambda value, places: f"{value:.{places}f}".replace(".", ",")
    )
    told = letters(drawing("adjusted", ROWS["adjusted"], spanish).draw("", spanish))
    assert "negras y white" in told
    assert "−4,0 (−7,0 to −1,0)" in told


def test_minutes_are_classed_as_they_are_spelled():
    assert [class_of(minutes) for minutes in (0, 9.4, 9.6, 39, 60)] == [0, 0, 1, 3, 4]
