"""What officers' totals show together: catching up before a reset, heaps at a number, totals too alike."""

import numpy as np
import pytest

from commonbeat.measures.enforcement.quota import bunching, heaping, officers
from commonbeat.measures.enforcement.quota.panel import Panel, merged, panel

HALVES, PEOPLE = 48, 150


def chance(seed, rate=8.0):
    """Half months of officers who each have their own rate, and nothing else."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rate * rng.gamma(8, 1 / 8, PEOPLE)[:, None], (PEOPLE, HALVES)).astype(float)
    return Panel(counts, np.full(HALVES, 15.0))


def test_those_behind_at_the_middle_who_catch_up_by_the_end_are_seen():
    of = chance(1)
    assert officers.catch_up(of).p > 0.05
    raced = of.counts.copy()
    behind = raced[:, 0::2].mean(axis=1, keepdims=True) - raced[:, 0::2]
    raced[:, 1::2] = np.maximum(raced[:, 1::2] + np.rint(0.6 * behind), 0)
    found = officers.catch_up(Panel(raced, of.lengths))
    assert found.p < 0.001
    assert found.interval[0] > 0.05
    away = officers.catch_up(Panel(raced[:, 1:-1], of.lengths[1:-1]))
    assert away.value < 0, "in calendars that begin in the middle the same looks turned around"


@pytest.mark.parametrize("shape", [(0, 0), (0, 4), (1, 1), (2, 3), (4, 48), (PEOPLE, 2)])
@pytest.mark.parametrize("n", [0.0, 3.0, np.nan])
def test_few_officers_or_few_days_tell_nothing(shape, n):
    of = Panel(np.full(shape, n), np.full(shape[1], 15.0))
    assert (officers.catch_up(of), officers.alike(of)) == (None, None)


def test_where_all_do_the_same_nobody_is_behind():
    assert officers.catch_up(Panel(np.full((PEOPLE, HALVES), 3.0), np.full(HALVES, 15.0))) is None


def test_a_heap_is_found_at_its_number_and_nowhere_else():
    of = chance(2)
    assert heaping.scan(of).p > 0.01
    total = of.counts[:, 0::2] + of.counts[:, 1::2]
    heaped = of.counts.copy()
    heaped[:, 1::2] += np.where((total < 17) & (total >= 13), 17 - total, 0) * (np.arange(PEOPLE) % 2)[:, None]
    found = heaping.scan(Panel(heaped, of.lengths))
    assert (found.number, found.p < 0.001, found.mass > 0.3) == (17, True, True)
    moved = heaping.scan(Panel(heaped[:, 1:-1], of.lengths[1:-1]))
    assert moved.number != 17, "spans that begin in the middle of a month do not know this number"


def test_totals_are_too_alike_only_where_they_vary_less_than_chance():
    of = chance(3)
    assert officers.alike(of).value == pytest.approx(0, abs=0.06)
    same = np.random.default_rng(4).binomial(10, 0.9, (PEOPLE, HALVES)).astype(float)
    found = officers.alike(Panel(same, of.lengths))
    assert (found.p < 1e-6, found.value) == (True, pytest.approx(0.9, abs=0.05)), "a binomial with 0.9 varies a tenth"
    uneven = chance(5).counts * np.where(np.arange(HALVES) % 4 < 2, 1, 3)
    assert officers.alike(Panel(uneven, of.lengths)).p > 0.99, "months that differ for all feign nothing"


def test_first_and_last_half_with_records_say_nothing_and_gaps_are_zeros():
    found = panel(np.array([0, 0, 0, 0, 1]), np.array([10, 11, 14, 15, 12]), np.array([3, 4, 5, 6, 7]), 10, np.ones(6))
    assert found.counts.shape == (1, 6), "whose first half is also the last has none between"
    assert found.counts[0].tolist() == pytest.approx([np.nan, 4, 0, 0, 5, np.nan], nan_ok=True)
    assert found.periods(shift=1)[0].tolist() == [4, 5]
    assert merged(found, 3).counts.shape == (0, 2)


def test_excess_mass_on_a_curve_is_none_and_with_a_heap_its_size():
    curve = 100 + 3 * np.arange(41) - 0.05 * np.arange(41) ** 2
    assert bunching.excess_mass(curve, 20) == pytest.approx(0, abs=1e-9)
    heaped = curve + 2.5 * curve[20] * (np.arange(41) == 20)
    assert bunching.excess_mass(heaped, 20) == pytest.approx(2.5)
    assert np.isnan(bunching.excess_mass(curve, 2)), "two places below are no curve"
