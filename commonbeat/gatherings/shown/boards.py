"""Boards as pages read them: seats against the charter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from commonbeat.people.boards import KindOfSeat, composition, counts
from commonbeat.people.charter import Term, quorum_of
from commonbeat.people.charter.words import Line, lines
from commonbeat.people.models import Charter, Organization

#: rules that a reader of the seats wants to see
BESIDE = ("across_seats", "terms", "absence", "pay")
#: how many of each stretch of time are in a year
IN_A_YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 1}
COLUMNS = ["board", "law", "seats", "filled", "vacant", "ending_soon", "held_over", "quorum", "page"]


@dataclass(frozen=True)
class Board:
    """A board with its charter in force (None where it has none) and its seats by kind."""

    body: Organization
    charter: Charter | None
    kinds: list[KindOfSeat]

    @property
    def stand(self) -> dict[str, int]:
        """How many seats stand how, by words that a template can name."""
        return {term.name.lower(): n for term, n in counts(self.kinds).items()}

    @property
    def lines(self) -> list[Line]:
        """Lines of the charter that belong beside the seats: the board as a whole, terms, pay."""
        return [one for one in lines(self.charter.read) if one.rule in BESIDE] if self.charter else []

    @property
    def filled(self) -> int:
        return sum(one.filled for one in self.kinds)

    @property
    def seats(self) -> int:
        """All seats, vacant ones too."""
        return sum(len(one.places) for one in self.kinds)

    @property
    def quorum(self) -> int | None:
        """None where the charter does not say one, or there is no charter."""
        return quorum_of(self.charter.read, self.charter.seats()) if self.charter else None

    def wanted_by(self, today: date) -> int | None:
        """How many meetings the charter wants in the year before a day, or since it is in force; None: not said."""
        meetings = self.charter.read.meetings if self.charter else None
        if meetings is None or meetings.at_least is None:
            return None
        in_force = min(365, (today - self.charter.in_force_on).days)
        return meetings.at_least * IN_A_YEAR.get(meetings.per, 1) * in_force // 365


def board(body: Organization, today: date, actor: Any) -> Board:
    """One board as it stands on a day."""
    charter = Charter.objects.visible_to(actor).of(body, today)
    return Board(body, charter, composition(body, charter, today, actor))


def boards(today: date, actor: Any) -> list[Board]:
    """Every board and committee."""
    return [board(one, today, actor) for one in Organization.objects.visible_to(actor).boards()]


def cells(one: Board) -> list[Any]:
    """A board as a row of data."""
    law, stand = one.charter.read.law if one.charter else "", counts(one.kinds)
    return [
        str(one.body),
        law,
        one.seats,
        one.filled,
        stand[Term.VACANT],
        stand[Term.ENDS_SOON],
        stand[Term.HELD_OVER],
        one.quorum,
        f"/boards/{one.body.slug}/",
    ]
