"""Pictures of results: each shows what the rows show and nothing that is withheld; letters, not colors, tell it."""

import re
from xml.etree import ElementTree

import pytest

from commonbeat.measures.charts import DRAWN, drawing
from commonbeat.measures.charts.paper import Tongue
from commonbeat.measures.charts.week import class_of

ENGLISH = Tongue()
PAIR = {"group": "black", "reference": "white"}
NO_SERIES = {"beside": None, "placebo": None, "placebo_interval": None}


def unit(name, verdict, effect, interval, **beside):
    """A row of signs: of heaps alone where there is no effect in the last days."""
    test = "more in the last days" if effect is not None else "totals heap at a number"
    part = {"test": test, "period": "month", "effect": effect, "interval": list(interval)} | NO_SERIES | beside
    signs = [test] if verdict in ("weak", "strong") else []
    return {"unit": name, "verdict": verdict, "period": "month", "signs": signs, "parts": [part]}


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
        unit("Early", "no sign", 0.02, (-0.1, 0.3)),
        unit("Few", "not enough data", 0.9, (-0.5, 4.0)),
        unit("North", "weak", 0.8, (0.2, 1.9), beside="calls", placebo=0.01, placebo_interval=[-0.1, 0.1]),
        unit("South", "no sign", 0.01, (-0.1, 0.2)),
        unit("West", "strong", None, (None, None)),
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


def test_the_accused_are_drawn_first_then_the_surest_and_it_is_said_who_is_not():
    drawn = drawing("quota-signs", ROWS["quota-signs"], ENGLISH)
    assert [one.label for one in drawn.lines] == ["North", "South", "Early"], (
        "no unit with too few, none without a rise"
    )
    told = letters(drawn.draw("", ENGLISH))
    assert told[:2] == ["the last days", "what no quota moves: calls"]
    assert told[-1] == "Not drawn, in the table: 2"
    many = [unit(f"A{n}", "no sign", 0, (-0.1 - n / 100, 0.1)) for n in range(12)]
    drawn = drawing("quota-signs", [*many, *ROWS["quota-signs"]], ENGLISH)
    assert (len(drawn.lines), drawn.lines[0].label, drawn.noted(ENGLISH)) == (
        9,
        "North",
        ["Not drawn, in the table: 8"],
    )


def test_an_interval_that_goes_on_ends_in_an_arrow_and_what_is_beside_has_its_own():
    drawn = drawing("quota-signs", ROWS["quota-signs"], ENGLISH)
    arrows = re.findall(r"l-7 6", drawn.draw("", ENGLISH))
    assert len(arrows) == 1, "of North alone, whose interval ends at +190"
    assert drawn.draw("", ENGLISH).count('stroke-width="1"/>') > 0
    assert (drawn.lines[0].beside_low, drawn.lines[0].beside_high) == (-0.1, 0.1)


def test_what_is_withheld_is_said_below_the_picture():
    row = {"by": "offense", "of": "plates", "least_harm": 12, "all": 50, "share": 0.24, "low": 0.1, "high": 0.4}
    told = letters(drawing("least-harm", [row, *ROWS["least-harm"][:2]], ENGLISH).draw("", ENGLISH))
    assert told[-1] == "Withheld, few people: 1"


def test_a_withheld_rung_is_a_frame_and_never_a_number():
    picture = drawing("ladder", ROWS["ladder"], ENGLISH).draw("", ENGLISH)
    assert letters(picture) == [
        "1 warning", "2 arrest", "withheld", "all", "50", "1: 74", "white", "40", "1: 75", "2: 25",
        "outcome: how many of 100",
    ]  # fmt: skip
    assert "all (50): warning 74, arrest withheld; white (40): warning 75, arrest 25" in picture


def test_every_rung_has_its_number_and_a_narrow_part_is_told_below():
    rows = [{"by": "part", "of": "all", "warning": 880, "repair order of the shop": 20, "arrest": 100, "all": 1000}]
    told = letters(drawing("ladder", rows, ENGLISH).draw("", ENGLISH))
    assert told[:3] == ["1 warning", "2 repair order of the shop", "3 arrest"]
    assert told[3:-1] == ["all", "1,000", "1: 88", "2:\N{NO-BREAK SPACE}2; 3:\N{NO-BREAK SPACE}10"]


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
