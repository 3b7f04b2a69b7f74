"""Meetings, agendas and minutes in search and in the feed: what is public, once it is, and no old calendar as news."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Gathering
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.front.reading import read
from tests.front.test_feed import kinds as told, titles
from tests.front.test_search import kinds
from tests.gatherings import board, making
from tests.gatherings.test_intake import look, take_in
from tests.gatherings.test_room_minuting import finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def test_a_meeting_is_found_by_its_title_its_subject_its_place_and_its_translation(house: factories.House) -> None:
    making.announced(house, about=Words("Okapis at night."))
    asked = ["Talk in Beat 1", "charla sector", "okapis night", "library room"]
    assert [kinds(NOBODY, words) for words in asked] == [["meeting"]] * 4
    page = read("/search/", q="okapis")
    assert "Meetings" in page and "Talk in Beat 1</a></h3>" in page and "To come" in page


def test_a_draft_is_found_by_the_body_that_plans_it_alone(house: factories.House) -> None:
    making.planned(house, title=Words("Okapi evening"))
    assert (kinds(NOBODY, "okapi"), kinds(house.clerk, "okapi"), kinds(house.staff, "okapi")) == ([], [], ["meeting"])


def test_an_item_is_found_once_it_is_posted_and_its_minutes_once_they_are_public() -> None:
    made = board.board(factories.house())
    gathering = board.opened(made)  # its item was taken up and never posted
    actions.note(board.item(gathering), by=made.chair, words="Six okapis were towed.", version=0)
    assert (kinds(NOBODY, "towing"), kinds(NOBODY, "okapis"), kinds(made.chair, "okapis")) == ([], [], [])
    finish(made, gathering)
    assert (kinds(NOBODY, "towing"), kinds(NOBODY, "okapis")) == (["item"], ["item"])
    assert f"/meetings/{gathering.pk}/minutes/#item-2" in read("/search/", q="okapis")
    actions.correct_minutes(board.item(gathering), by=made.chair, words="Six cars.", because="A slip", version=1)
    assert kinds(NOBODY, "okapis") == [], "what stood before a correction stands beside it, and is not searched"


def test_what_happens_with_a_meeting_is_news_in_its_order(house: factories.House) -> None:
    one = making.announced(house)
    actions.add_item(one, by=house.coordinator, title=Words("Lamps"))
    actions.post_agenda(one, by=house.coordinator)
    assert sorted(told()) == ["agenda", "meeting"]
    later = {"starts_at": one.starts_at + timedelta(days=1), "ends_at": None, "location": "Annex"}
    with clock.moved(clock.now() + timedelta(days=1)):
        actions.move(one, by=house.coordinator, because="Snow", **later)
        assert told()[0] == "moved-1"
    with clock.moved(clock.now() + timedelta(days=2)):
        actions.move(one, by=house.coordinator, because="Ice", **later)
        assert told()[0] == "moved-2", "each move is news of its own"
    with clock.moved(clock.now() + timedelta(days=3)):
        actions.cancel(one, by=house.coordinator, because="More snow")
        assert [sign for sign in told() if not sign.startswith(("agenda", "meeting"))] == ["canceled-3"]
        assert titles()[0].startswith("Meeting canceled: Talk in Beat 1, ")


def test_minutes_are_news_once_they_are_approved() -> None:
    made = board.board(factories.house())
    first = board.opened(made)
    finish(made, first)
    assert "minutes" not in told()
    with clock.moved(clock.now() + timedelta(days=30)):
        second = board.opened(made)
        actions.call_roll(board.moved(made, second, approves=first), by=made.chair, roll=board.roll(made, yes=range(7)))
        assert "minutes" in told()


def test_an_old_calendar_is_found_and_is_no_news_until_something_is_done_with_it(house: factories.House) -> None:
    ahead = (house.agency.today() + timedelta(days=9)).isoformat()
    rows = "district,start,end,title,details,location,modified\n"
    rows += f"2,2016-04-10T18:30:00,,NO Beat Meeting 212,,,\n2,{ahead}T18:30:00,,Beat 213 Meeting,,,\n"
    take_in(house, look(house, rows))
    assert (kinds(NOBODY, "beat meeting 21"), told()) == (["meeting"], [])
    ahead = Gathering.objects.get(entered_on=None)
    actions.cancel(ahead, by=house.coordinator, because="Snow")
    assert told() == [f"canceled-{ahead.sequence + 1}"]
