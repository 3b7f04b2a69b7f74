"""Evidence of boards against numbers counted by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import quorums
from commonbeat.matters import actions as matters
from commonbeat.matters.models import Commitment
from commonbeat.measures.intervals import share
from commonbeat.people import actions as people
from commonbeat.people.actor import NOBODY
from commonbeat.scorecard.evidence import EVIDENCE
from commonbeat.scorecard.figures import Evidence
from commonbeat.scorecard.records import Records
from tests import factories as make
from tests.gatherings import board as boards
from tests.gatherings.boardrooms import CHARTER, board, seated

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=700)


@pytest.fixture
def house() -> make.House:
    made = make.house()
    rules = CHARTER | {"meetings": {"at_least": 1, "per": "month"}}
    board(made, charter=rules, in_force_on=made.agency.today() - LONG_AGO)
    return made


def shown(house: make.House, name: str) -> Evidence | None:
    return EVIDENCE[name](Records(house.agency, NOBODY), ())


def recommended(house: make.House, count: int) -> list:
    words = {"title": Words("T"), "words": Words("W")}
    today, body = house.agency.today(), house.bodies["board"]
    return [actions.recommend(body, by=house.actor("chair"), adopted_on=today, **words) for _ in range(count)]


def test_seats_are_counted_as_the_charter_sets_them_up(house: make.House) -> None:
    today = house.agency.today()
    seated(house, "ann", by=house.actor("chair"), kind="ward", term_ends=today + timedelta(days=20))
    found = shown(house, "board_seats")
    assert found.sentence == "2 of 7 seats are filled.", "six by the charter, and the chair's of no kind"
    assert found.shares[0].result.interval == share(2, 7)
    assert dict(found.counts) == {"Term ends within three months": 1}
    assert shown(house, "recommendations_in_time") is None


def test_meetings_held_against_those_that_the_charter_wants(house: make.House) -> None:
    assert shown(house, "board_meetings").sentence == "0 of 12 meetings that charters want in a year were held."
    for days in (10, 40, 400):
        start = clock.now() - timedelta(days=days)
        Gathering.objects.create(
            agency=house.agency, organization=house.bodies["board"], kind="board", title=Words("M"), starts_at=start,
            state="announced",
        )  # fmt: skip
    assert shown(house, "board_meetings").sentence == "2 of 12 meetings that charters want in a year were held."


def test_meetings_with_a_quorum_those_that_lost_it_and_those_of_which_nothing_is_known() -> None:
    """Four of seven are a quorum. Five meetings: with one, with one lost, without, not noted, running."""
    house = make.house()
    with clock.moved(clock.now() - timedelta(days=90)):
        made = boards.board(house)
    start = clock.now() - timedelta(days=60)

    def meeting(number: int, here: range, leave: range = range(0), *, over: bool = True) -> None:
        starts = start + timedelta(days=7 * number)
        with clock.moved(starts + timedelta(minutes=5)):
            held = boards.opened(made, here=here, gathering=boards.announced(made, starts))
        with clock.moved(starts + timedelta(minutes=50)):
            if leave:
                actions.attend(boards.again(held), by=made.chair, states={made.seats[n]: "left" for n in leave})
            actions.close_item(boards.item(held), by=made.chair)
            if over:
                actions.adjourn(boards.again(held), by=made.chair)

    meeting(0, range(7))
    meeting(1, range(4), leave=range(3, 4))
    meeting(2, range(3))
    boards.announced(made, start + timedelta(days=21))
    meeting(4, range(7), over=False)
    found = shown(made.house, "board_quorum")
    assert found.sentence == "2 of 3 meetings of boards had enough members in the room to decide."
    assert found.shares[0].result.interval == share(2, 3)
    assert found.counts == [("Had a quorum, and lost it before the end", 1)]
    assert found.left_out == [("nobody noted here who was there", 1)]
    for seat in made.seats[4:]:
        people.end_seat(seat, by=made.chair, until=clock.today())
    assert shown(made.house, "board_quorum").sentence == found.sentence, "who leaves the board later was still there"
    boards.chartered(made, boards.SAYS | {"quorum": {"members": 3}}, in_force_on=clock.today())
    assert shown(made.house, "board_quorum").sentence == found.sentence, "a new charter does not judge old meetings"


def test_a_quorum_that_nobody_named_is_left_out_until_the_chair_states_it() -> None:
    made = boards.board(make.house(), rules=boards.SILENT)
    held = boards.opened(made)
    told = (quorums.kept([held], NOBODY)[0].answer, shown(made.house, "board_quorum"))
    assert told == ("not said", None), "it still runs"
    actions.rule(held, by=made.chair, question="quorum", answer="5")
    assert quorums.kept([held], NOBODY)[0].answer == "yes"


def test_replies_to_recommendations_are_in_time_late_or_waiting(house: make.House) -> None:
    made = recommended(house, 6)
    today = house.agency.today()
    promise = {"promise": Words("P"), "owner": house.seat("staff"), "due": today + timedelta(days=90)}
    with clock.moved(clock.now() + timedelta(days=20)):
        make.replied(house, made[0].given, outcome="will_do", **promise)
        make.replied(house, made[1].given, outcome="will_not")
        assert shown(house, "recommendations_in_time").shares == []
    with clock.moved(clock.now() + timedelta(days=60)):
        make.replied(house, made[2].given, outcome="in_part", **promise)
        late = recommended(house, 1)
        found = shown(house, "recommendations_in_time")
        assert [(one.result.numerator, one.result.denominator) for one in found.shares] == [(2, 6)]
        assert found.left_out == [("not due yet", 1)] and late
        curve = shown(house, "recommendation_time").curve
        assert (curve.cases, curve.still_waiting) == (7, 4)
        told = shown(house, "recommendations_kept")
        assert dict(told.counts) == {"Accepted": 1, "Accepted in part": 1, "Rejected": 1}
        assert told.sentence.startswith("0 of 2")
        done = Commitment.objects.earliest("pk")
        matters.report(done, by=house.staff, words="Done", link="https://example.org")
        matters.check(done, by=house.actor("chair"), kept=True, note="Seen")
        assert shown(house, "recommendations_kept").sentence.startswith("1 of 2")


def test_a_charter_of_a_month_does_not_want_a_years_meetings() -> None:
    house = make.house()
    rules = CHARTER | {"meetings": {"at_least": 1, "per": "month"}}
    board(house, charter=rules, in_force_on=house.agency.today() - timedelta(days=70))
    assert shown(house, "board_meetings").sentence.startswith("0 of 2 meetings")
