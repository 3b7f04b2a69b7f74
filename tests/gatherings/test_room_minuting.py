"""Minutes while the meeting runs: two writers, promises with name and date, publishing, correcting, approving."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.minuting import WrittenMeanwhile
from commonbeat.gatherings.actions.motions import Spoken
from commonbeat.gatherings.models import AgendaItem, Gathering, Motion, Promised, Undertaking
from commonbeat.gatherings.packet import contents
from commonbeat.gatherings.shown import meeting as shown
from commonbeat.gatherings.shown.notice import notice
from commonbeat.matters import actions as matters
from commonbeat.matters.models import Commitment
from tests import factories as make
from tests.gatherings.board import again, board, item, moved, opened, roll

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def made():
    return board(make.house(), members=5)


@pytest.fixture
def gathering(made):
    return opened(made, here=range(5))


def test_two_writers_are_joined_or_told_and_never_overwritten(made, gathering):
    on = actions.note(item(gathering), by=made.chair, words="One.\nTwo.", version=0)
    assert (on.version, on.notes.text) == (1, "One.\nTwo.")
    first = actions.note(item(gathering), by=made.chair, words="One, and more.\nTwo.", version=1, was="One.\nTwo.")
    joined = actions.note(item(gathering), by=made.house.clerk, words="One.\nTwo.\nThree.", version=1, was="One.\nTwo.")
    assert (first.version, joined.version, joined.notes.text) == (2, 3, "One, and more.\nTwo.\nThree.")
    with pytest.raises(WrittenMeanwhile) as told:
        actions.note(item(gathering), by=made.house.clerk, words="Uno.\nTwo.", version=1, was="One.\nTwo.")
    assert (told.value.theirs, told.value.mine, told.value.version) == (joined.notes.text, "Uno.\nTwo.", 3)
    same = actions.note(item(gathering), by=made.chair, words=joined.notes.text, version=1, was="One.\nTwo.")
    assert (item(gathering).notes.text, same.version) == (joined.notes.text, 3), "sent twice, saved once"


def test_an_item_stays_open_while_a_promise_lacks_its_name_or_date(made, gathering):
    on, patrol = item(gathering), made.house.seat("staff")
    said = actions.note_promise(on, by=made.chair, words="I will look into it")
    half = actions.note_promise(on, by=made.chair, words="We will see", owner=patrol)
    with pytest.raises(Refused, match="Before the chair moves on") as refused:
        actions.close_item(on, by=made.chair)
    assert refused.value.waiting == ["“I will look into it”", "“We will see”"]
    with pytest.raises(Refused, match="Before the chair moves on"):
        actions.adjourn(gathering, by=made.chair)
    due = clock.today() + timedelta(days=30)
    actions.complete_promise(said, by=made.chair, owner=patrol, due=due, words="Look into the tow contract")
    with pytest.raises(Refused, match="in the past"):
        actions.complete_promise(half, by=made.chair, owner=patrol, due=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="agency or of the body"):
        actions.complete_promise(half, by=made.chair, owner=made.house.seat("clerk"), due=due)
    actions.let_go_promise(half, by=made.chair, because="Only a manner of speaking")
    assert actions.close_item(again(on), by=made.chair).closed_at is not None
    promise = Commitment.objects.get()
    assert (promise.words.text, promise.owner, promise.due) == ("Look into the tow contract", patrol, due)
    assert promise.matter == actions.docket_of(made.body, by=made.chair)
    assert list(Promised.objects.values_list("gathering", "commitment")) == [(gathering.pk, promise.pk)]
    assert list(Undertaking.objects.without_name_or_date()) == []
    assert seals.broken() == []


def test_a_promise_on_a_topic_belongs_to_it(made, gathering):
    window = make.opened(made.house)
    on = item(gathering)
    AgendaItem.objects.filter(pk=on.pk).update(matter=window.matter)
    due = clock.today() + timedelta(days=9)
    actions.note_promise(on, by=made.chair, words="Ask the union", owner=made.seats[0], due=due)
    assert [(one.matter, one.checked_by) for one in Commitment.objects.all()] == [
        (window.matter, made.house.bodies["city"])
    ]


def test_the_next_meeting_begins_with_what_was_promised_in_this_one(made, gathering):
    patrol, due = made.house.seat("staff"), clock.today() + timedelta(days=30)
    for words in ("Count the tows", "Write to the city"):
        actions.note_promise(item(gathering), by=made.chair, words=words, owner=patrol, due=due)
    kept = next(one for one in Commitment.objects.all() if "Write" in one.words.text)
    finish(made, gathering)
    matters.report(kept, by=made.house.staff, words="Written.")
    matters.check(again(kept), by=made.house.clerk, kept=True, note="Seen.")
    with clock.moved(clock.now() + timedelta(days=40)):
        second = opened(made, here=range(5))
        first = AgendaItem.objects.get(gathering=second, number=1)
        assert (first.reports_back, first.title.read("es")[1]) == (True, "es")
        told = {one.words.text: one.state for one in shown.promised_before(second, made.house.nobody)}
        assert told == {"Count the tows": "open", "Write to the city": "checked"}
        finish(made, second)
    with clock.moved(clock.now() + timedelta(days=80)):
        third = opened(made, here=range(5))
        told = [one.words.text for one in shown.promised_before(third, made.house.nobody)]
        assert told == ["Count the tows"], "what is open is told again, what was settled before is not"


def finish(made, gathering: Gathering) -> Gathering:
    actions.close_item(item(gathering), by=made.chair)
    actions.adjourn(gathering, by=made.chair)
    return again(actions.publish_minutes(gathering, by=made.chair))


def test_minutes_are_public_then_approved_at_the_next_meeting_and_corrections_are_marked(made, gathering):
    actions.note(item(gathering), by=made.chair, words="Six people spoke.", version=0)
    finish(made, gathering)
    on = item(gathering)
    with pytest.raises(Refused, match="minutes of this meeting are public"):
        actions.note(on, by=made.chair, words="Five people spoke.", version=1)
    early = actions.correct_minutes(on, by=made.chair, words="Five spoke.", because="Counted again", version=1)
    with pytest.raises(WrittenMeanwhile):
        actions.correct_minutes(again(on), by=made.house.clerk, words="Four spoke.", because="Counted", version=1)
    with clock.moved(clock.now() + timedelta(days=30)):
        second = opened(made, here=range(5))
        assert shown.to_approve(second) == [gathering]
        motion = moved(made, second, approves=gathering)
        actions.call_roll(motion, by=made.chair, roll=roll(made, yes=range(4), no=[4]))
        assert shown.to_approve(second) == []
    sitting = again(gathering).sitting
    assert (sitting.approved_by, sitting.approved_on) == (motion, again(second).day)
    late = actions.correct_minutes(again(on), by=made.chair, words="Seven spoke.", because="The recording", version=2)
    assert [(one.before.text, one.late) for one in (early, late)] == [
        ("Six people spoke.", False), ("Five spoke.", True)
    ]  # fmt: skip
    assert seals.broken() == []


def test_only_public_minutes_of_the_own_body_are_approved(made, gathering):
    with pytest.raises(Refused, match="approves minutes of its own meetings"):
        moved(made, gathering, approves=gathering)
    failed = finish(made, gathering)
    with clock.moved(clock.now() + timedelta(days=30)):
        second = opened(made, here=range(5))
        motion = moved(made, second, approves=failed)
        actions.call_roll(motion, by=made.chair, roll=roll(made, no=range(4)))
    assert again(failed).sitting.approved_on is None


def test_seconds_of_residents_and_officials_are_added_up(made, gathering):
    begin = clock.now()
    for seconds, side in ((0, "resident"), (90, "official"), (100, "resident"), (130, ""), (400, "official")):
        with clock.moved(begin + timedelta(seconds=seconds)):
            actions.airtime(gathering, by=made.chair, side=side)
    with clock.moved(begin + timedelta(seconds=430)):
        actions.close_item(item(gathering), by=made.chair)
        actions.adjourn(gathering, by=made.chair)
    sitting = again(gathering).sitting
    assert (sitting.residents_seconds, sitting.officials_seconds, sitting.speaking) == (120, 40, "")


def test_one_item_after_another(made, gathering):
    late = actions.add_item(gathering, by=made.chair, title=Words("Late"))
    with pytest.raises(Refused, match="Close the item") as refused:
        actions.take_up_item(late, by=made.chair)
    assert refused.value.waiting == ["Towing"]
    moved(made, gathering)
    with pytest.raises(Refused, match="A motion is on the floor"):
        actions.close_item(item(gathering), by=made.chair)
    actions.withdraw_motion(Motion.objects.get(), by=made.chair)
    actions.close_item(item(gathering), by=made.chair)
    actions.take_up_item(late, by=made.chair)
    assert again(gathering).sitting.on_floor == late


def test_the_packet_carries_minutes_to_approve_with_all_that_their_page_says(made, gathering):
    actions.recuse(item(gathering), by=made.chair, seat=made.seats[4], because="A brother tows")
    actions.rule(gathering, by=made.chair, question="recused", answer="yes")
    dissent = {made.seats[3]: Spoken("no", dissent="Too soon.")}
    actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=range(3)) | dissent)
    finish(made, gathering)
    with clock.moved(clock.now() + timedelta(days=30)):
        (papers,) = contents(opened(made, here=range(5)), made.chair, notice(gathering, clock.now()))["papers"]
    told = [line for part in papers["parts"] for line in part["lines"]]
    for line in (
        "“That towing ends.”",
        "Moved by Chair, seconded by Member1",
        "Carried · Yes 3, no 1, abstained 0, recused 1",
        "Member3: No “Too soon.”",
        "Member4: Recused",
        "Member4 is recused from this item. A brother tows",
        "Quorum: There was one.",
    ):
        assert line in told, (line, told)
    assert any(line.startswith("Chair: Here") for line in told)


def test_a_meeting_that_was_adjourned_is_over_before_its_announced_end_and_leads_to_its_minutes(made, gathering):
    Gathering.objects.filter(pk=gathering.pk).update(ends_at=clock.now() + timedelta(hours=2))

    def runs(address):
        return "It runs now" in Client().get(address).content.decode()

    assert (runs("/meetings/"), runs("/")) == (True, True)
    finish(made, gathering)
    assert (runs("/meetings/"), runs("/"), runs("/meetings/?show=over")) == (False, False, False)
    assert list(Gathering.objects.over()) == [gathering]
    assert "Read the minutes" in Client().get(gathering.get_absolute_url()).content.decode()
