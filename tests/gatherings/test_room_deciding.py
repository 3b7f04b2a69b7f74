"""Quorum, recusal, motions, roll-calls and elections: the charter decides, and what it leaves open is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions, quorum
from commonbeat.gatherings.actions.motions import Spoken
from commonbeat.gatherings.models import Attendance, Motion, Ruling
from commonbeat.people import actions as people
from tests import factories as make
from tests.gatherings.board import SAYS, SILENT, again, announced, board, chartered, come, item, moved, opened, roll

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def made():
    return board(make.house())


def test_a_motion_carries_by_the_majority_of_the_charter(made):
    gathering = opened(made)
    motion = actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=[0, 1, 2], no=[3, 4]))
    assert (motion.state, motion.yes, motion.no, motion.present, motion.needed) == ("carried", 3, 2, 7, 4)
    tied = actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=[0, 1], no=[3, 4], abstain=[5]))
    assert (tied.state, tied.abstained) == ("failed", 3)
    with pytest.raises(Refused, match="not open"):
        actions.call_roll(tied, by=made.chair, roll=roll(made, yes=range(7)))
    assert seals.broken() == []


def test_nothing_is_counted_while_somebody_who_is_here_has_not_been_called(made):
    gathering = opened(made, here=range(6))
    motion = moved(made, gathering)
    everybody = roll(made, yes=range(6))
    for passed_over in (everybody, [made.seats[4]]):
        with pytest.raises(Refused, match="not been called yet") as refused:
            actions.call_roll(motion, by=made.chair, roll={s: w for s, w in everybody.items() if s not in passed_over})
        assert refused.value.waiting == [seat.name for seat in made.seats[:6] if seat in passed_over]
        assert again(motion).state == "open", "it can still be decided"
    assert actions.call_roll(motion, by=made.chair, roll=everybody).state == "carried"


def test_two_recused_of_eight_leave_too_few_for_a_quorum_of_seven():
    made = board(make.house(), members=8, rules=SAYS | {"quorum": {"members": 7}, "recused_count_as_present": False})
    gathering = opened(made, here=range(8))
    motion = moved(made, gathering)
    for number in (5, 6):
        actions.recuse(item(gathering), by=made.chair, seat=made.seats[number], because="Owns a tow truck")
    room = quorum.room(gathering, item(gathering))
    assert room.sentence() == "Recused: 2. Quorum: 7. Only 6 can decide."
    with pytest.raises(Refused, match="You may not decide item 2 now") as refused:
        actions.call_roll(motion, by=made.chair, roll=roll(made, yes=range(5)))
    assert refused.value.waiting == ["Recused: 2. Quorum: 7. Only 6 can decide."]


def test_where_the_charter_does_not_say_how_the_recused_count_the_chair_states_it():
    made = board(make.house(), rules=SAYS | {"quorum": {"members": 6}})
    gathering = opened(made)
    motion = moved(made, gathering)
    actions.recuse(item(gathering), by=made.chair, seat=made.seats[6])
    actions.recuse(item(gathering), by=made.chair, seat=made.seats[5])
    room = quorum.room(gathering, item(gathering))
    assert (room.asks, room.decides) == ([Ruling.Question.RECUSED], False)
    with pytest.raises(Refused, match="may not decide"):
        actions.call_roll(motion, by=made.chair, roll=roll(made, yes=range(5)))
    actions.rule(gathering, by=made.chair, question="recused", answer="no")
    assert quorum.room(gathering, item(gathering)).sentence() == "Recused: 2. Quorum: 6. Only 5 can decide."
    actions.rule(gathering, by=made.chair, question="recused", answer="yes", because="So the city attorney")
    assert actions.call_roll(motion, by=made.chair, roll=roll(made, yes=range(5))).state == "carried"
    with pytest.raises(Refused, match="The charter says this"):
        actions.rule(gathering, by=made.chair, question="quorum", answer="2")


def test_a_charter_that_says_nothing_gives_no_quorum_and_no_majority_until_the_chair_does():
    made = board(make.house(), rules=SILENT)
    gathering = opened(made)
    motion = moved(made, gathering)
    assert quorum.room(gathering).asks == [Ruling.Question.QUORUM]
    with pytest.raises(Refused):
        actions.call_roll(motion, by=made.chair, roll=roll(made, yes=[0, 1, 2], no=[3]))
    for wrong in ("0", "9", "half", ""):
        with pytest.raises(Refused):
            actions.rule(gathering, by=made.chair, question="quorum", answer=wrong)
    actions.rule(gathering, by=made.chair, question="quorum", answer="4")
    unclear = actions.call_roll(motion, by=made.chair, roll=roll(made, yes=[0, 1, 2], no=[3]))
    assert unclear.state == "unclear", "three of four: a majority of some readings, not of all"
    actions.rule(gathering, by=made.chair, question="majority", answer="voting")
    assert actions.call_roll(unclear, by=made.chair, roll=roll(made, yes=[0, 1, 2], no=[3])).state == "carried"


def test_a_recused_seat_neither_moves_nor_seconds_nor_votes(made):
    gathering = opened(made)
    actions.recuse(item(gathering), by=made.chair, seat=made.seats[1])
    with pytest.raises(Refused, match="not recused move and second"):
        moved(made, gathering)
    motion = moved(made, gathering, seconded_by=None)
    with pytest.raises(Refused, match="not recused move and second"):
        actions.second_motion(motion, by=made.chair, seat=made.seats[1])
    actions.second_motion(motion, by=made.chair, seat=made.seats[2])
    with pytest.raises(Refused, match="do not vote on it"):
        actions.call_roll(motion, by=made.chair, roll=roll(made, yes=range(4)))
    actions.rule(gathering, by=made.chair, question="recused", answer="no")
    carried = actions.call_roll(motion, by=made.chair, roll=roll(made, yes=[0, 2, 3, 4]))
    assert (carried.state, carried.recused) == ("carried", 1)
    with pytest.raises(Refused, match="has decided on this item"):
        actions.recuse(item(gathering), by=made.chair, seat=made.seats[3])


def test_a_member_both_no_and_absent_makes_a_close_outcome_unclear(made):
    gathering = opened(made, here=range(6))
    close = roll(made, yes=[0, 1, 2], no=[3, 4, 6])
    unclear = actions.call_roll(moved(made, gathering), by=made.chair, roll=close)
    assert (unclear.state, unclear.yes, unclear.no) == ("unclear", 3, 2), "with member 6 it fails, without it carries"
    come(made, gathering, [6])
    settled = actions.call_roll(unclear, by=made.chair, roll=close)
    assert (settled.state, settled.no) == ("failed", 3)
    actions.attend(gathering, by=made.chair, states={made.seats[6]: "left"})
    clear = actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=[0, 1, 2, 3], no=[6]))
    assert (clear.state, clear.no) == ("carried", 0), "nothing hangs on the word of whoever has left"


def test_quorum_lost_between_two_votes_stops_the_second(made):
    gathering = opened(made, here=range(4))
    first = actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=range(4)))
    actions.attend(gathering, by=made.chair, states={made.seats[3]: "left"})
    second = moved(made, gathering)
    with pytest.raises(Refused, match="may not decide"):
        actions.call_roll(second, by=made.chair, roll=roll(made, yes=range(3)))
    assert (again(first).state, again(second).state) == ("carried", "open")
    assert quorum.room(gathering).sentence() == "There is no quorum: 4 needed, 3 here."


def test_when_the_chair_leaves_nobody_decides_until_somebody_presides(made):
    gathering = opened(made)
    motion = moved(made, gathering, by=2)
    actions.attend(gathering, by=made.house.clerk, states={made.seats[0]: "left"})
    gathering = again(gathering)
    assert gathering.sitting.presiding is None
    with pytest.raises(Refused, match="Nobody presides"):
        actions.call_roll(motion, by=made.house.clerk, roll=roll(made, yes=range(1, 6)))
    with pytest.raises(Refused, match="in the room"):
        actions.preside(gathering, by=made.house.clerk, presiding=made.seats[0])
    with pytest.raises(Refused):
        actions.adjourn(gathering, by=made.actor(2))
    actions.preside(gathering, by=made.house.clerk, presiding=made.seats[2])
    assert actions.call_roll(motion, by=made.actor(2), roll=roll(made, yes=range(1, 6))).state == "carried"


def test_an_election_is_won_by_a_majority_and_otherwise_by_nobody(made):
    gathering = opened(made)
    first, second, third = made.seats[1:4]

    def held(votes):
        motion = moved(made, gathering, kind=Motion.Kind.ELECTION, nominees=[first, second])
        spoken = {made.seats[n]: Spoken("yes", who) if who else Spoken("abstain") for n, who in votes.items()}
        spoken = roll(made) | spoken
        return actions.call_roll(motion, by=made.chair, roll=spoken)

    won = held({0: first, 1: first, 2: second, 3: first, 4: None})
    assert (won.state, won.elected) == ("carried", first)
    tied = held({0: first, 1: first, 2: second, 3: second})
    assert (tied.state, tied.elected) == ("failed", None)
    with pytest.raises(Refused, match="does not stand"):
        held({0: third, 1: first, 2: first, 3: first})
    assert [named.state for named in Motion.objects.filter(kind="election")] == ["carried", "failed", "open"]


def test_who_was_there_is_known_for_every_moment_and_a_wrong_line_is_corrected(made):
    gathering = opened(made, here=[1, 2])
    begin = gathering.sitting.opened_at
    with clock.moved(begin + timedelta(minutes=30)):
        at = begin + timedelta(minutes=20)
        actions.attend(gathering, by=made.chair, states={made.seats[1]: "left"}, at=at)
        actions.attend(
            gathering, by=made.chair, states={made.seats[3]: "excused", made.seats[2]: "absent"}, corrects=True
        )
        here = {seat.pk for seat in quorum.room(gathering).present}
        before = {seat.pk for seat in quorum.room(gathering, at=at - timedelta(seconds=1)).present}
        assert (here, before) == ({made.seats[0].pk}, {made.seats[0].pk, made.seats[1].pk})
        with pytest.raises(Refused, match="still to come"):
            actions.attend(gathering, by=made.chair, states={made.seats[4]: "left"}, at=begin + timedelta(hours=1))
        with pytest.raises(Refused, match="Nothing changed"):
            actions.attend(gathering, by=made.chair, states={made.seats[1]: "left"})
    assert Attendance.objects.count() == 6
    assert seals.broken() == []


def test_a_meeting_begins_when_it_was_announced_and_may_last_past_midnight(made):
    late = clock.now() + timedelta(hours=2)
    gathering = announced(made, late)
    actions.add_item(gathering, by=made.chair, title=Words("Towing"))
    with pytest.raises(Refused, match="before the hour"):
        actions.open_meeting(gathering, by=made.chair, presiding=made.seats[0])
    with clock.moved(late):
        gathering = opened(made, gathering=gathering)
        day = gathering.day
    midnight = gathering.agency.end_of(day) + timedelta(minutes=1)
    with clock.moved(max(late + timedelta(hours=1), midnight)):
        people.end_seat(made.seats[6], by=made.chair, until=day + timedelta(days=1))
        assert made.seats[6] in quorum.room(again(gathering)).present, "whose seat ends at midnight sits until the end"
    with clock.moved(midnight + timedelta(hours=9)):
        actions.close_item(item(gathering), by=made.chair)
        gathering = again(actions.adjourn(gathering, by=made.chair))
        assert (gathering.day, gathering.sitting.is_running) == (day, False)
        assert gathering.sitting.adjourned_at - gathering.sitting.opened_at > timedelta(hours=9)


def test_a_newer_charter_holds_for_meetings_from_its_day(made):
    gathering = opened(made)
    chartered(made, {**SAYS, "quorum": {"members": 6}}, gathering.day + timedelta(days=1))
    assert quorum.room(gathering).verdict.needed == 4
    chartered(made, {**SAYS, "quorum": {"members": 7}}, gathering.day + timedelta(days=2))
    with clock.moved(clock.now() + timedelta(days=1)):
        assert quorum.room(opened(made)).verdict.needed == 6
