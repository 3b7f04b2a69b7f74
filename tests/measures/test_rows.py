"""Rows that may be shown."""

from commonbeat.measures.intervals import wilson
from commonbeat.measures.rows import MOST, count_rows, share_rows, sums, total

CELLS = [
    {"violation": "speed", "least": True, "n": 30},
    {"violation": "speed", "least": False, "n": 10},
    {"violation": "light", "least": True, "n": 25},
    {"violation": "light", "least": False, "n": 55},
    {"violation": "speed", "least": True, "n": 10},
]


def test_sums_and_totals():
    assert sums(CELLS, "violation", (True, False), "least") == {"speed": [40, 10], "light": [25, 55]}
    assert total(CELLS) == 130


def test_counts_stand_with_the_largest_first_and_all_last():
    assert count_rows("offense", ["yes", "no"], {"speed": [40, 10], "light": [25, 55], "none": [0, 0]}) == [
        {"offense": "light", "yes": 25, "no": 55, "all": 80},
        {"offense": "speed", "yes": 40, "no": 10, "all": 50},
        {"offense": "all", "yes": 65, "no": 65, "all": 130},
    ]


def test_shares_carry_their_intervals():
    light, speed, every = share_rows("offense", "least", {"speed": [40, 10], "light": [25, 55]})
    assert (light["least"], light["share"], (light["low"], light["high"])) == (25, 0.3125, tuple(wilson(25, 80)))
    assert (every["offense"], every["share"], every["pooled"]) == ("all", 0.5, None)


def test_a_small_part_is_withheld_with_its_share():
    rows = share_rows("offense", "least", {"speed": [40, 3], "light": [25, 55]})
    assert [(row["least"], row["share"]) for row in rows[:2]] == [(None, None), (None, None)]


def test_what_is_rare_is_added_up():
    rows = count_rows("offense", ["n"], {f"{number:02}": [100 - number] for number in range(30)})
    assert len(rows) == MOST + 1
    assert rows[-2] == {
        "offense": "all others",
        "n": sum(100 - number for number in range(19, 30)),
        "all": rows[-2]["n"],
    }


def test_shares_of_five_places_are_pooled():
    rows = share_rows("district", "least", {name: [10 + at, 90 - at] for at, name in enumerate("abcde")})
    assert all(0.10 < row["pooled"] < 0.15 for row in rows[:-1])


def test_nothing_counted_has_no_rows():
    assert (count_rows("offense", ["n"], {}), share_rows("offense", "least", {})) == ([], [])
