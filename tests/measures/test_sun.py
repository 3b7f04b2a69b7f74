"""Sunset and darkness, right to two minutes."""

from datetime import date

import pytest

from commonbeat.measures.sun import Spot, evening

PHILADELPHIA = Spot(39.9525839, -75.1652215, "America/New_York")


def test_sunset_and_dusk_as_suncalc_tests_itself():
    """suncalc's own test: sunset 15:46:57 and dusk 16:19:36 on March 5, 2013."""
    found = evening(date(2013, 3, 5), Spot(50.5, 30.5, "UTC"))
    assert (found.sunset, found.dark) == pytest.approx((946.95, 979.6), abs=2)


@pytest.mark.parametrize(("day", "dark"), [(date(2017, 12, 6), 1027), (date(2017, 6, 26), 1267)])
def test_the_evenings_of_philadelphia_as_open_policing_has_them(day, dark):
    assert evening(day, PHILADELPHIA).dark == pytest.approx(dark, abs=2)


def test_the_change_of_clocks_moves_the_evening_by_an_hour():
    before, after = (evening(date(2024, 3, day), PHILADELPHIA).sunset for day in (9, 10))
    assert after - before == pytest.approx(61, abs=1)


def test_south_of_the_equator_june_evenings_are_early():
    sydney = Spot(-33.87, 151.21, "Australia/Sydney")
    assert evening(date(2024, 6, 20), sydney).sunset == pytest.approx(16 * 60 + 54, abs=2)


def test_where_it_does_not_get_dark_there_is_no_evening():
    assert evening(date(2024, 6, 21), Spot(64.84, -147.72, "America/Anchorage")) is None
