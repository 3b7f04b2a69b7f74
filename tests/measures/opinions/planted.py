"""Invented votes of people whose groups are known."""

import os
from pathlib import Path

import numpy as np
import pytest

SETS = Path(__file__).resolve().parents[4] / "shared" / "data" / "polis"
NAMES = ("15-per-hour-seattle", "football-concussions", "london.youth.policing", "scoop-hivemind.biodiversity",
         "vtaiwan.uberx")  # fmt: skip
on_real_sets = pytest.mark.skipif(
    not SETS.is_dir() and not os.environ.get("CI"), reason="the real conversations: ../shared is not here"
)


def votes_of(sizes, opinions, share, *, seed=0, strength=0.4):
    """Votes of groups of these sizes, each leaning its own way: who, what, how, and everybody's group."""
    chance = np.random.default_rng(seed)
    lean = chance.choice([-strength, strength], (len(sizes), opinions))
    group = np.repeat(np.arange(len(sizes)), sizes)
    who, what = np.nonzero(chance.random((len(group), opinions)) < share)
    luck = chance.random(len(who))
    how = np.where(luck < 0.08, 0, np.where((luck - 0.08) / 0.92 < 0.5 + lean[group[who], what], 1, -1))
    return who, what, how, group


def noise(people, opinions, share, *, seed=0):
    """Votes without any tie between opinions."""
    chance = np.random.default_rng(seed)
    agree = chance.uniform(0.1, 0.9, opinions)
    who, what = np.nonzero(chance.random((people, opinions)) < share)
    how = np.where(chance.random(len(who)) < 0.1, 0, np.where(chance.random(len(who)) < agree[what], 1, -1))
    return who, what, how
