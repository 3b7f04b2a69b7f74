"""Boards as pages read them: seats against the charter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonbeat.frame import clock
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown.attending import Record, records
from commonbeat.people.boards import KindOfSeat, composition, counts
from commonbeat.people.charter import Rules, Seats, Term, drawn_by_lot, quorum_of
from commonbeat.people.charter.words import Line, lines
from commonbeat.people.models import Charter, Organization, Seat

#: rules that a reader of the seats wants to see
BESIDE = ("across_seats", "terms", "absence", "training", "pay")
#: the time over which its meetings are counted
YEAR = timedelta(days=365)
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
        """Lines of the charter that belong beside the seats: the board as a whole, terms, missed meetings, pay."""
        return [one for one in lines(self.charter.read) if one.rule in BESIDE] if self.charter else []

    @property
    def absence(self) -> Line:
        """What is said of missed meetings."""
        rules = self.charter.read if self.charter else Rules()
        return next(one for one in lines(rules) if one.rule == "absence")

    @property
    def draws_first_terms(self) -> bool:
        """Whether the charter leaves first terms to the lot."""
        return self.charter is not None and bool(drawn_by_lot(self.charter.read))

    def attended(self, actor: Any) -> list[Record]:
        """Who came to its meetings, seat by seat."""
        places = [place for kind in self.kinds for place in kind.places]
        return records(self.body, self.charter.read if self.charter else Rules(), places, actor)

    def _read_whole(self, rule: str) -> bool:
        """Whether what is not said of it was looked for in the whole text."""
        return self.charter is not None and self.charter.read.read_whole(rule)

    @property
    def seats_read_whole(self) -> bool:
        return self._read_whole("seats")

    @property
    def terms_read_whole(self) -> bool:
        return self._read_whole("terms")

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
        if self.charter is None:
            return None
        serving = sum(one.filled for one in self.kinds if one.kind is None or one.kind.counts)
        return quorum_of(self.charter.read, Seats(self.charter.read.authorized or serving, serving))

    def wanted_by(self, today: date) -> int | None:
        """How many meetings the charter wants in the year before a day, or since it is in force; None: not said."""
        charter = self.charter
        meetings = charter.read.meetings if charter else None
        if charter is None or meetings is None or meetings.at_least is None:
            return None
        in_force = min(365, (today - charter.in_force_on).days)
        return meetings.at_least * IN_A_YEAR.get(meetings.per, 1) * in_force // 365

    @property
    def has_to_meet(self) -> list[str]:
        """What its charter says of how often it meets."""
        said = lines(self.charter.read) if self.charter else []
        return [sentence for one in said if one.rule == "meetings" for sentence in one.sentences]

    def held_in_a_year(self, actor: Any) -> int:
        """Its meetings of the last twelve months that are known to be held."""
        rows = Gathering.objects.visible_to(actor).held().filter(organization=self.body, kind=Gathering.Kind.BOARD)
        return rows.filter(starts_at__gt=clock.now() - YEAR).count()


def board(body: Organization, today: date, actor: Any) -> Board:
    """One board as it stands on a day."""
    [found] = _read([body], today, actor)
    return found


def boards(today: date, actor: Any) -> list[Board]:
    """Every board and committee, in three queries."""
    return _read(list(Organization.objects.visible_to(actor).boards()), today, actor)


def _read(bodies: list[Organization], today: date, actor: Any) -> list[Board]:
    if not bodies:
        return []
    charters = Charter.objects.visible_to(actor).filter(organization__in=bodies, in_force_on__lte=today)
    in_force = {one.organization_id: one for one in charters.order_by("version")}
    seats: dict[int, list[Seat]] = {}
    rows = Seat.objects.visible_to(actor).deciding().filter(organization__in=bodies)
    for seat in rows.order_by("since", "pk"):
        seats.setdefault(seat.organization_id, []).append(seat)
    return [
        Board(one, in_force.get(one.pk), composition(in_force.get(one.pk), seats.get(one.pk, []), today))
        for one in bodies
    ]


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
