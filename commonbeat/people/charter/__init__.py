"""A charter as data: what the rules of a board say, and what follows from them. No database.

A rule has one of three states: said, not said (the text was read and is silent) and not read (nobody has looked).
Nothing here fills a silence: where a charter gives no quorum, there is none to reckon with. Start at rules.py.
"""

from commonbeat.people.charter.checking import notices
from commonbeat.people.charter.differences import Difference, differences
from commonbeat.people.charter.duties import Attendance, missed_too_many, reply_due, training_due
from commonbeat.people.charter.quorum import Answer, Seats, Verdict, carries, may_decide, quorum_of
from commonbeat.people.charter.reading import data_from_toml, rules_from, rules_from_toml
from commonbeat.people.charter.rules import RULES, Rules, SeatKind, State, Threshold
from commonbeat.people.charter.terms import Standing, Term, drawn_by_lot, may_serve_again, term_end, term_on
from commonbeat.people.charter.values import Unclear
from commonbeat.people.charter.writing import as_toml

__all__ = [
    "RULES",
    "Answer",
    "Attendance",
    "Difference",
    "Rules",
    "SeatKind",
    "Seats",
    "Standing",
    "State",
    "Term",
    "Threshold",
    "Unclear",
    "Verdict",
    "as_toml",
    "carries",
    "data_from_toml",
    "differences",
    "drawn_by_lot",
    "may_decide",
    "may_serve_again",
    "missed_too_many",
    "notices",
    "quorum_of",
    "reply_due",
    "rules_from",
    "rules_from_toml",
    "term_end",
    "term_on",
    "training_due",
]
