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
from tests.gatherings.board import board
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
