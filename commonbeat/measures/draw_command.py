"""`commonbeat draw`: repeat a draw by lot, from its pool and seed, or from the sealed words of the public log."""

from __future__ import annotations

import argparse
import json
from typing import Any

from commonbeat.measures.lots import Quota, draw, first_terms


def answer(asked: argparse.Namespace) -> str:
    """Who is drawn, by places in the pool from one on; or whether the words of a draw say what its seed gives."""
    if asked.file:
        return repeated(json.loads(asked.file.read_text("utf-8")))
    if not (asked.pool and asked.seats and asked.seed):
        raise ValueError("Give the file of a draw, or --pool, --seats and --seed.")
    chosen = draw([{}] * asked.pool, {}, asked.seats, asked.seed).chosen
    return "Drawn, by their places in the pool: " + ", ".join(str(1 + place) for place in chosen)


def repeated(said: dict[str, Any]) -> str:
    """A draw of people (pool, quotas, seats) or of first terms (members, terms), held against what its words say."""
    if not said.get("seed"):
        raise ValueError("This draw has no seed yet.")
    if "members" in said:
        found = first_terms(said["members"], said["terms"], said["seed"])
        lines = [f"Seat {member}: {term}" for member, term in found]
    else:
        quotas = {
            trait: {group: Quota(*pair) for group, pair in groups.items()} for trait, groups in said["quotas"].items()
        }
        places = draw([traits for _number, traits in said["pool"]], quotas, said["seats"], said["seed"]).chosen
        found = [said["pool"][place][0] for place in places]
        lines = [f"Application {number}" for number in found]
    if found != said["drawn"]:
        raise ValueError("\n".join(["NOT the same. The seed gives:", *lines]))
    return "\n".join(["The same:", *lines])
