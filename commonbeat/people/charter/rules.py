"""What a charter can say: kinds of seats, terms, quorum and majority, absence, training, duties, replies."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from enum import StrEnum
from fractions import Fraction

from commonbeat.people.charter.values import (
    amount,
    choice,
    day_of_year,
    listed,
    rows,
    sentence,
    share,
    table,
    truth,
    word,
)

PER = ("week", "month", "quarter", "year")
#: of what a share is taken: of all seats that the charter sets up, of those filled, of those in the room, of yes and no
OF = ("authorized", "serving", "present", "voting")
POLICE_TIES = ("sworn", "none now", "none for years", "none ever")
RUNS_FROM = ("appointment", "end of the term before")
HOLDOVERS = ("none", "days", "until a successor")
READS = ("full", "part", "second")


class State(StrEnum):
    """What is known of one rule."""

    SAID = "said"
    NOT_SAID = "not said"
    NOT_READ = "not read"


@dataclass(frozen=True)
class Threshold:
    """How many: a number of members, or a share, "half" or "more than half", of one of ``OF``.

    ``of`` is "" where the charter does not say of what. ``kinds`` are kinds of seats of which so many must be there.
    """

    members: int | None = field(default=None, metadata=amount(1))
    share: Fraction | None = field(default=None, metadata=share())
    more_than: bool = field(default=False, metadata=truth())
    of: str = field(default="", metadata=choice(OF))
    kinds: tuple[tuple[str, int], ...] = field(default=(), metadata=table())

    def needed(self, whole: int) -> int:
        """The least number that meets it, where the whole is so many."""
        if self.members is not None:
            return self.members
        exact = (self.share or Fraction(0)) * whole
        return math.floor(exact) + 1 if self.more_than else math.ceil(exact)


@dataclass(frozen=True)
class SeatKind:
    """Seats of one kind: how many, who fills them, and what their holders must be or must not be.

    The conditions belong to the kind, not to the board: often only voting members are bound by them.
    """

    key: str = field(default="", metadata=word())
    name: str = field(default="", metadata=sentence())
    number: int = field(default=0, metadata=amount(1, 200))
    at_most: bool = field(default=False, metadata=truth())
    votes: bool = field(default=True, metadata=truth())
    alternate: bool = field(default=False, metadata=truth())
    appointed_by: str = field(default="", metadata=sentence())
    confirmed_by: str = field(default="", metadata=sentence())
    residence: str = field(default="", metadata=sentence())
    police_tie: str = field(default="", metadata=choice(POLICE_TIES))
    police_years: int | None = field(default=None, metadata=amount(1, 50))
    lived_experience: str = field(default="", metadata=sentence())
    needs: tuple[str, ...] = field(default=(), metadata=listed())
    years: Fraction | None = field(default=None, metadata=share(most=12))
    ends_with_holder: bool = field(default=False, metadata=truth())

    @property
    def counts(self) -> bool:
        """Whether its seats count for quorum: they vote, and are no alternates."""
        return self.votes and not self.alternate


@dataclass(frozen=True)
class FirstTerms:
    """How many of the first members sit for how long, so that not all terms end together."""

    number: int = field(default=0, metadata=amount(1, 200))
    years: Fraction = field(default=Fraction(0), metadata=share(most=12))


@dataclass(frozen=True)
class Terms:
    """How long a seat is held, how terms are staggered, how often in a row, and what happens past the end."""

    years: Fraction | None = field(default=None, metadata=share(most=12))
    runs_from: str = field(default="", metadata=choice(RUNS_FROM))
    ends_on: tuple[int, int] | None = field(default=None, metadata=day_of_year())
    first: tuple[FirstTerms, ...] = field(default=(), metadata=rows(FirstTerms))
    first_by: str = field(default="", metadata=sentence())
    most_ending_in_a_year: int | None = field(default=None, metadata=amount(1, 200))
    in_a_row: int | None = field(default=None, metadata=amount(1, 20))
    years_in_a_lifetime: int | None = field(default=None, metadata=amount(1, 60))
    remainder_counts: bool | None = field(default=None, metadata=truth())
    holdover: str = field(default="", metadata=choice(HOLDOVERS))
    holdover_days: int | None = field(default=None, metadata=amount(1, 1000))
    fill_within_days: int | None = field(default=None, metadata=amount(1, 1000))


@dataclass(frozen=True)
class Absence:
    """When missed meetings cost the seat: so many in a row, or less than a share of one year's."""

    in_a_row: int | None = field(default=None, metadata=amount(1, 50))
    least_share: Fraction | None = field(default=None, metadata=share())
    excused_count: bool | None = field(default=None, metadata=truth())
    automatic: bool | None = field(default=None, metadata=truth())


@dataclass(frozen=True)
class Training:
    """What members must have learned, and by when."""

    before_first_case: bool = field(default=False, metadata=truth())
    within_months: int | None = field(default=None, metadata=amount(1, 60))
    hours_a_year: int | None = field(default=None, metadata=amount(1, 500))
    subjects: tuple[str, ...] = field(default=(), metadata=listed())


@dataclass(frozen=True)
class Duty:
    """Something that the board must review or publish: what, to whom, how often or by which day."""

    what: str = field(default="", metadata=sentence())
    to: str = field(default="", metadata=sentence())
    when: str = field(default="", metadata=sentence())


@dataclass(frozen=True)
class Reply:
    """The answer owed to the board's recommendations: by whom, within how many days, with reasons."""

    by: str = field(default="", metadata=sentence())
    days: int | None = field(default=None, metadata=amount(1, 400))
    business_days: bool = field(default=False, metadata=truth())
    reasons: bool = field(default=False, metadata=truth())


@dataclass(frozen=True)
class Meetings:
    """How often the board is to meet at least."""

    at_least: int | None = field(default=None, metadata=amount(1, 60))
    per: str = field(default="", metadata=choice(PER))
    notice_days: int | None = field(default=None, metadata=amount(1, 90))
    also: tuple[str, ...] = field(default=(), metadata=listed())


@dataclass(frozen=True)
class Source:
    """Where a rule stands: its section, and its own words where they were at hand."""

    section: str = field(default="", metadata=sentence())
    read: str = field(default="", metadata=choice(READS))
    words: str = field(default="", metadata=sentence(2000))


@dataclass(frozen=True)
class Rules:
    """All that a charter says. ``law`` is "" for a body that no ordinance sets up; a rule left out is not said.

    ``not_read`` names rules of which nobody knows whether the text says something.
    """

    law: str = field(default="", metadata=sentence())
    seats: tuple[SeatKind, ...] = field(default=(), metadata=rows(SeatKind))
    across_seats: tuple[str, ...] = field(default=(), metadata=listed())
    terms: Terms | None = field(default=None, metadata=rows(Terms, one=True))
    quorum: Threshold | None = field(default=None, metadata=rows(Threshold, one=True))
    majority: Threshold | None = field(default=None, metadata=rows(Threshold, one=True))
    recused_count_as_present: bool | None = field(default=None, metadata=truth())
    absence: Absence | None = field(default=None, metadata=rows(Absence, one=True))
    training: Training | None = field(default=None, metadata=rows(Training, one=True))
    removal: str = field(default="", metadata=sentence())
    officers: str = field(default="", metadata=sentence())
    pay: str = field(default="", metadata=sentence())
    meetings: Meetings | None = field(default=None, metadata=rows(Meetings, one=True))
    reviews: tuple[Duty, ...] = field(default=(), metadata=rows(Duty))
    publishes: tuple[Duty, ...] = field(default=(), metadata=rows(Duty))
    may_not: tuple[str, ...] = field(default=(), metadata=listed())
    reply: Reply | None = field(default=None, metadata=rows(Reply, one=True))
    not_read: tuple[str, ...] = field(default=(), metadata=listed())
    sources: tuple[tuple[str, Source], ...] = field(default=(), metadata=table(Source))

    def state(self, rule: str) -> State:
        """Whether a rule, such as "quorum", is said, not said or not read."""
        if getattr(self, rule) not in (None, (), ""):
            return State.SAID
        return State.NOT_READ if rule in self.not_read else State.NOT_SAID

    def source(self, rule: str) -> Source:
        """Where a rule stands; an empty source where nobody wrote it down."""
        return dict(self.sources).get(rule, Source())

    def read_whole(self, rule: str) -> bool:
        """Whether what is not said within a rule was looked for in its whole text."""
        return self.source(rule).read in ("", "full")

    def kind(self, key: str) -> SeatKind | None:
        """The kind of seat with this key."""
        return next((one for one in self.seats if one.key == key), None)

    @property
    def authorized(self) -> int:
        """All seats that vote, alternates aside."""
        return sum(one.number for one in self.seats if one.counts)


#: every rule that is said, not said or not read
RULES = tuple(one.name for one in fields(Rules) if one.name not in ("law", "not_read", "sources"))
