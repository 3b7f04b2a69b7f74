"""The agenda made together: drafts, order, proposals with their reply, a pasted notice, and the posting by the law."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import AgendaItem, Posting
from commonbeat.gatherings.shown.notice import notice
from commonbeat.gatherings.texts.notices import read_notice
from commonbeat.ledger.models import Entry
from commonbeat.matters.actions import comment
from commonbeat.people import actions as people
from commonbeat.people.actor import NOBODY
from tests import factories as make
from tests.gatherings.board import again, announced, board

NOTICES = Path("../shared/data/meetings")
EASTERN = ZoneInfo("America/New_York")


@pytest.fixture
def made(db):
    return board(make.house(), members=3)


def ahead(made, days: int = 9):
    return announced(made, clock.now() + timedelta(days=days))


def titles(gathering, actor=NOBODY) -> list[str]:
    rows = AgendaItem.objects.visible_to(actor).filter(gathering=gathering).order_by("number")
    return [f"{item.number} {item}" for item in rows]


def test_a_draft_is_seen_by_its_body_and_posted_items_by_all(made):
    gathering = ahead(made)
    with pytest.raises(Refused, match="nothing new"):
        actions.post_agenda(gathering, by=made.chair)
    one, two = (actions.add_item(gathering, by=made.chair, title=Words(title)) for title in ("Towing", "Cameras"))
    actions.order_items(gathering, by=made.chair, order=[two.pk, one.pk])
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.order_items(gathering, by=made.chair, order=[one.pk])
    assert titles(gathering) == []
    assert titles(gathering, made.chair) == titles(gathering, made.house.clerk) == ["1 Cameras", "2 Towing"]
    posting = actions.post_agenda(gathering, by=made.chair, also_at="Door")
    assert titles(gathering) == ["1 What was promised last time", "2 Cameras", "3 Towing"]
    assert posting.items == [[1, "What was promised last time"], [2, "Cameras"], [3, "Towing"]]
    with pytest.raises(Refused, match="posted agenda, which is sealed"):
        actions.change_item(again(one), by=made.chair, title=Words("Other"), kind="report")
    third = actions.add_item(gathering, by=made.chair, title=Words("Late"))
    actions.change_item(third, by=made.chair, title=Words("Later"), kind="report")
    actions.drop_item(actions.add_item(gathering, by=made.chair, title=Words("Never")), by=made.chair)
    assert actions.post_agenda(gathering, by=made.chair).items[-1] == [4, "Later"]
    assert seals.broken() == []
    sealed = Entry.objects.filter(sealed__contains="gatherings.post_agenda").order_by("number").last().sealed
    assert posting.posted_at.strftime("%H:%M") not in sealed, "the log knows days, never times"


def test_a_proposal_is_taken_up_or_its_giver_is_told_why_not(made):
    gathering = ahead(made)
    given = [
        comment(gathering.window, by=NOBODY, words=Words(said, "es"), kind="idea")
        for said in ("Hablen de las grúas.", "Decidan quién es capitán.")
    ]
    reply = actions.take_up_proposal(gathering, by=made.chair, proposal=given[0], title=Words("Towing"))
    why = {"reasons": Words("The chief decides that."), "outcome": "not_ours"}
    declined = actions.decline_proposal(gathering, by=made.house.clerk, proposal=given[1], **why)
    item = AgendaItem.objects.get(gathering=gathering)
    assert (item.proposal, item.matter, reply.comments) == (given[0], gathering.window.matter, [given[0].pk])
    assert (reply.outcome, "agenda of the meeting" in reply.reasons.text, declined.outcome) == (
        "already", True, "not_ours"
    )  # fmt: skip
    with pytest.raises(Refused, match="replied to this meanwhile"):
        actions.decline_proposal(gathering, by=made.chair, proposal=given[0], **why)
    with pytest.raises(Refused, match="Choose why"):
        actions.decline_proposal(gathering, by=made.chair, proposal=given[1], **why | {"outcome": "will_do"})
    with pytest.raises(Refused, match="not proposed for this meeting"):
        actions.take_up_proposal(ahead(made, 12), by=made.chair, proposal=given[1], title=Words("Captain"))
    with pytest.raises(Refused, match="was told"):
        actions.drop_item(item, by=made.chair)
    assert seals.broken() == []


def test_a_page_says_whether_the_posting_was_in_time_by_the_law_of_the_state(made):
    settled = {"state": "California"}
    people.settle(made.house.agency, by=made.house.coordinator, values=settled, named=["state"])
    starts = datetime(2031, 3, 10, 18, 30, tzinfo=EASTERN)  # the Monday after a clock change
    begin = starts - timedelta(days=12)
    with clock.moved(begin):
        gathering = again(announced(made, starts))
        actions.add_item(gathering, by=made.chair, title=Words("Towing"))
    owed = notice(gathering, begin)
    assert (owed.state, owed.deadline) == ("owed", datetime(2031, 3, 7, 17, 30, tzinfo=EASTERN))
    assert notice(gathering, owed.deadline + timedelta(seconds=1)).state == "missed"
    with clock.moved(owed.deadline):
        actions.post_agenda(gathering, by=made.chair)
        assert (notice(gathering, clock.now()).state, notice(gathering, clock.now()).late_items) == ("in_time", [])
    with clock.moved(owed.deadline + timedelta(minutes=1)):
        late = actions.add_item(gathering, by=made.chair, title=Words("Late"))
        actions.post_agenda(gathering, by=made.chair)
        assert (notice(gathering, clock.now()).state, notice(gathering, clock.now()).late_items) == ("in_time", [late])
    made.house.agency.refresh_from_db()
    for state, expected in (("Nevada", "no_rule"), ("Florida", "no_figure"), ("California", "in_time")):
        people.settle(made.house.agency, by=made.house.coordinator, values={"state": state}, named=["state"])
        assert notice(again(gathering), begin).state == expected


def test_a_meeting_called_at_short_notice_is_bound_by_the_rule_for_those(made):
    people.settle(made.house.agency, by=made.house.coordinator, values={"state": "NY"}, named=["state"])
    gathering = again(ahead(made, 4))
    told = notice(gathering, clock.now())
    assert (told.state, told.deadline) == ("no_agenda", None), "announced ten days before; NY asks for time and place"
    type(gathering).objects.filter(pk=gathering.pk).update(announced_on=clock.today())
    assert notice(again(gathering), clock.now()).state == "no_figure"


def test_two_real_notices_are_read_and_taken_in_as_an_agenda(made):
    texts = {
        name: (NOTICES / f"district_council_notice_{name}.txt").read_text()
        for name in ("2023-06-06", "2023-06-01_closed")
    }
    public, closed = read_notice(texts["2023-06-06"], 2023), read_notice(texts["2023-06-01_closed"])
    assert (public.day, public.starts, public.location) == (
        date(2023, 6, 6), time(17, 30), "Maggie Daley Fieldhouse, 337 E Randolph St",
    )  # fmt: skip
    assert [item.title for item in public.items] == [
        "Roll Call & Quorum Determination", "Public comment", "Approval of minutes from meeting date: May 9, 2023",
        "District Council member updates", "Discussions", "Votes", "Announcement of the next regular meeting",
    ]  # fmt: skip
    assert public.items[4].under == (
        "Introductions", "District Council Overview", "Vacancy Search Update", "Superintendent Search Updates",
    )  # fmt: skip
    assert (public.closed_because, public.missing) == ("", ())
    assert (closed.day, closed.starts, closed.location) == (date(2023, 6, 1), time(9), "2 N LaSalle, Mezzanine M07")
    assert closed.closed_because == "Section 2(c)(3) of the Illinois Open Meetings Act, 5 ILCS 120"
    assert [item.title.endswith("discussion of District Council candidates") for item in closed.items] == [True]
    gathering = ahead(made)
    items = [(Words(one.title), "discussion", closed.closed_because) for one in closed.items]
    assert [item.closed_because for item in actions.paste_agenda(gathering, by=made.chair, items=items)] == [
        closed.closed_because
    ]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ("date", "time", "place", "items")),
        ("Meeting agenda\n2. No first item\nJune 40, 2026", ("date", "time", "place", "items")),
        ("June 3\nMeeting agenda\n1. One", ("date", "time", "place")),
        ("Where: Hall\n25:00 pm\nFebruary 29, 2027\nMEETING AGENDA\n1) One\n 2) Two\n", ("date", "time")),
    ],
)
def test_what_cannot_be_read_in_a_notice_is_named_as_missing(text, missing):
    assert read_notice(text).missing == missing


def test_the_sorts_of_meetings_are_those_of_the_laws():
    from commonbeat.laws.notice import notice_rules

    assert {rule.sort for rule in notice_rules()} == set(Posting.Sort.values)


def test_a_meeting_that_was_moved_has_to_be_posted_again(made):
    people.settle(made.house.agency, by=made.house.coordinator, values={"state": "California"}, named=["state"])
    gathering = again(ahead(made))
    actions.add_item(gathering, by=made.chair, title=Words("Towing"))
    actions.post_agenda(gathering, by=made.chair)
    assert (notice(gathering, clock.now()).state, notice(gathering, clock.now()).was_moved) == ("in_time", False)
    to = {"starts_at": gathering.starts_at + timedelta(days=1), "ends_at": None, "location": "Library"}
    moved = again(actions.move(gathering, by=made.chair, because="Water in the hall", **to))
    assert (notice(moved, clock.now()).state, notice(moved, clock.now()).was_moved) == ("owed", True)
    actions.post_agenda(moved, by=made.chair)
    assert (notice(moved, clock.now()).state, notice(moved, clock.now()).was_moved) == ("in_time", False)
    with pytest.raises(Refused, match="nothing new"):
        actions.post_agenda(moved, by=made.chair)
