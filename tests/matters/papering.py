"""What tests of papers and attestations share: a house in New York, papers laid open, and a whole life of both."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from commonbeat.frame import clock
from commonbeat.laws.quota import rules_of
from commonbeat.matters import actions
from commonbeat.matters.models import Paper
from commonbeat.people import actions as people
from commonbeat.people.actor import CLOCK
from tests import factories

FORM = "Courtesy\n\nSummonses (min. 20/month) __/5 pts\n\nTraffic enforcement"
FINE = "Officers are rated on courtesy."


def in_new_york() -> factories.House:
    made = factories.house()
    move_to(made, "New York")
    return made


def move_to(house: factories.House, state: str) -> None:
    people.settle(house.agency, by=house.coordinator, values={"state": state}, named=["state"])
    house.agency.refresh_from_db()


def laid_open(house: factories.House, words: str = FORM, **more: Any) -> Paper:
    given = {"kind": "form", "title": "Form 7", "in_use_since": house.agency.today()} | more
    return actions.lay_open_paper(house.agency, by=house.coordinator, words=words, **given)


def confirmed(house: factories.House, office: str = "City Attorney") -> None:
    [rule] = rules_of(house.agency.state)
    actions.confirm_rule(house.agency, by=house.clerk, rule=rule, office=office, read_on=house.agency.today())


def in_days(days: int) -> AbstractContextManager[None]:
    return clock.moved(clock.now() + timedelta(days=days))


def lived(house: factories.House, n: int) -> None:
    """Papers are laid open, replaced, read again and ended; the chief attests, and somebody outside answers."""
    old = laid_open(house, f"Write {n + 2} tickets a day.", title=f"Form {n}")
    new = laid_open(house, FINE, title=f"Form {n}, new", replaces=old)
    actions.read_paper_again(new, by=CLOCK)
    actions.end_paper(new, by=house.chief, because=f"Worn out {n}")
    move_to(house, "Texas")
    confirmed(house, f"Counsel {n}")
    one = actions.attest(house.agency, by=house.chief, words=f"None in {n} years.")
    actions.countersign(one, by=house.clerk, signs=bool(n % 2), because=f"Looked {n} times")
