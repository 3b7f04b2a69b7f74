"""Announcing: by when the law of the place asks for notice, counted as that law counts, and why where it is later."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.shown.notice import notice
from commonbeat.people import actions as people
from tests import factories as make
from tests.gatherings.board import SAYS, board, chartered
from tests.matters.desk import at, done, look, send

pytestmark = pytest.mark.sqlite
EASTERN = ZoneInfo("America/New_York")


@pytest.fixture
def made(db):
    return board(make.house(), members=3)


def test_a_board_that_announces_later_than_the_law_asks_says_why_and_all_read_it(made):
    people.settle(made.house.agency, by=made.house.coordinator, values={"state": "California"}, named=["state"])
    starts = datetime(2031, 3, 11, 18, 30, tzinfo=EASTERN)
    with clock.moved(starts - timedelta(hours=30)):
        draft = actions.plan(made.body, by=made.chair, kind="board", title=Words("Towing"), starts_at=starts)
        actions.revise(draft, by=made.chair, given={"location": "Hall"})
        form = {"questions_until": draft.day, "replies_due": draft.day, "sort": "regular"}
        page = look(at("chair"), "gatherings.announce", draft.pk)
        assert page.count("you announce later than that") == 1, "72 hours are past for a regular one, 24 for none"
        assert "72 hours before the meeting, weekends and holidays counted" in page
        refused = send(at("chair"), "gatherings.announce", draft.pk, **form)
        assert (refused.status_code, "You announce later: say why." in refused.content.decode()) == (409, True)
        done(at("chair"), "gatherings.announce", draft.pk, **form, late_because="The hall burned down")
        assert "The hall burned down" in look(at("nobody"), "gatherings.meeting", draft.pk)
        assert "The hall burned down" in look(at("nobody"), "gatherings.agenda", draft.pk)
        assert seals.broken() == []


def test_a_page_asks_for_no_agenda_where_the_law_does_not_and_names_no_law_for_the_agencys_own_talk(made):
    agency = made.house.agency
    people.settle(agency, by=made.house.coordinator, values={"state": "New York"}, named=["state"])
    told = {}
    for body, by in ((made.body, made.chair), (agency.organization, made.house.coordinator)):
        starts = clock.now() + timedelta(days=12)
        draft = actions.plan(body, by=by, kind="forum", title=Words("Talk"), starts_at=starts, location="Hall")
        actions.announce(draft, by=by, questions_until=draft.day, replies_due=draft.day)
        told[body] = look(at("nobody"), "gatherings.agenda", draft.pk)
        assert "The law asks for it by" not in told[body]
    assert "asks for no agenda" in told[made.body] and "This meeting is not held by one." in told[agency.organization]
    assert "Which law" not in told[agency.organization]


def test_a_charters_own_notice_is_counted_and_later_than_that_is_said_why(made):
    chartered(made, SAYS | {"meetings": {"notice_days": 3}}, clock.today())
    starts = clock.now() + timedelta(days=2)
    draft = actions.plan(made.body, by=made.chair, kind="board", title=Words("Soon"), starts_at=starts)
    form = {"questions_until": draft.day, "replies_due": draft.day, "sort": "regular"}
    assert "By when your charter asks for notice" in look(at("chair"), "gatherings.announce", draft.pk)
    refused = send(at("chair"), "gatherings.announce", draft.pk, **form, late_because="A flood").content.decode()
    assert "Nothing says where it is." in refused
    actions.revise(draft, by=made.chair, given={"location": "no place yet"})
    refused = send(at("chair"), "gatherings.announce", draft.pk, **form).content.decode()
    assert "Your charter asks for notice by" in refused
    done(at("chair"), "gatherings.announce", draft.pk, **form, late_because="A flood")
    assert "A flood" in look(at("nobody"), "gatherings.meeting", draft.pk)


def test_a_special_meeting_has_its_own_date_and_where_no_law_was_read_the_page_says_so(made):
    people.settle(made.house.agency, by=made.house.coordinator, values={"state": "California"}, named=["state"])
    starts = datetime(2031, 3, 11, 18, 30, tzinfo=EASTERN)
    with clock.moved(starts - timedelta(hours=30)):
        draft = actions.plan(made.body, by=made.chair, kind="board", title=Words("Towing"), starts_at=starts)
        asked = {"questions_until": draft.day, "replies_due": draft.day, "sort": "special"}
        made_known = actions.announce(draft, by=made.chair, **asked)
        assert (made_known.late_because, notice(made_known, clock.now()).state) == ("", "owed")
    people.settle(made.house.agency, by=made.house.coordinator, values={"state": "Nevada"}, named=["state"])
    page = look(at("chair"), "gatherings.announce", planned_at(made, clock.now() + timedelta(hours=2)).pk)
    assert "not read, so this page cannot say" in page and "late_because" not in page


def planned_at(made, starts):
    return actions.plan(made.body, by=made.chair, kind="board", title=Words("Soon"), starts_at=starts)
