"""What an agency has settled."""

from datetime import date

import pytest

from commonbeat.measures import settings
from commonbeat.measures.settings import Settings, Unsettled, key, of, read, written
from commonbeat.measures.sun import Spot


def test_the_example_in_its_own_description_can_be_read(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(settings.__doc__.partition("\n\n")[2], encoding="utf-8")
    found = read(path)
    assert (found.ladder[0], found.reference, found.change) == ("no action", "white", date(2024, 7, 1))
    assert found.place == Spot(39.95, -75.17, "America/New_York")
    [held] = found.lists
    assert (held.first, held.most("Broken  tail light"), held.most("driving without a license")) == (
        date(2024, 7, 1),
        "warning",
        "citation",
    )
    assert found.what_if.offenses == {"expired inspection"}
    assert found.time.usable_minutes == 20


def test_lists_stand_in_the_order_of_their_days():
    lists = [{"from": date(2024, 1, day), "outcome": "warning", "offenses": [str(day)]} for day in (9, 2, 5)]
    assert [one.first.day for one in of({"eligible": lists}).lists] == [2, 5, 9]


def test_spelling_tells_no_offenses_apart():
    assert key("  Broken \n TAIL light") == "broken tail light"


def test_the_list_at_the_change():
    lists = [{"from": date(year, 1, 1), "outcome": "warning", "offenses": ["x"]} for year in (2020, 2022, 2024)]
    held = [
        of({"eligible": lists, "change": {"date": date(year, 1, 1)}}).list_at_change() for year in (2019, 2022, 2023)
    ]
    assert [one.first.year for one in held] == [2020, 2022, 2022]
    assert Settings().list_at_change() is None


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("ladders = []", "these names mean nothing here: ladders"),
        ("[change]\ndate = '2024-07-01'", "change: date must be a date such as 2024-07-01"),
        ("[[eligible]]\noutcome = 'warning'\noffenses = []", "eligible: from must be a date such as 2024-07-01"),
        ("[what_if]\noutcome = 'scolding'\noffenses = ['x']", "the outcome 'scolding' is not on the ladder"),
        (
            "\n".join(
                f"[[eligible]]\nfrom = 2024-07-01\noutcome = '{outcome}'\noffenses = ['{offense}']"
                for outcome, offense in (("warning", "x"), ("citation", "X "))
            ),
            "from 2024-07-01 on 'x' has two outcomes",
        ),
        ("[what_if]\nwarning = 1", "a list of offenses has: from, outcome, offenses"),
        ("[place]\nlatitude = 95\nlongitude = 0\nzone = 'UTC'", "there is no latitude 95"),
        ("[place]\nlatitude = 5\nlongitude = 0\nzone = 'Gotham'", "there is no time zone 'Gotham'"),
        ("[time]\nusable = 20", "usable"),
        ("= 3", "Invalid"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(tmp_path, text, trouble):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(Unsettled) as refused:
        read(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert trouble in str(refused.value)


def test_settings_written_down_are_read_back_the_same(tmp_path):
    made = of(
        {
            "compare": "subject_sex",
            "reference": 'a "quoted" one',
            "eligible": [{"from": date(2024, 7, 1), "outcome": "warning", "offenses": ["Broken tail light", "no tag"]}],
            "what_if": {"outcome": "citation", "offenses": ["expired inspection"]},
            "change": {"date": date(2024, 7, 1)},
            "place": {"latitude": 39.95, "longitude": -75.17, "zone": "America/New_York"},
            "time": {"committed": 0.5},
        }
    )
    for one in (made, Settings()):
        (tmp_path / "settings.toml").write_text(written(one), encoding="utf-8")
        assert read(tmp_path / "settings.toml") == one
