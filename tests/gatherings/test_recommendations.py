"""What a board recommends is an input of the body, owed a reply by the charter's date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Recommendation
from commonbeat.gatherings.shown.recommendations import rows, tally
from commonbeat.matters import actions as matters
from commonbeat.matters.models import Commitment, Input
from commonbeat.people.actions import adopt_charter
from commonbeat.people.actor import NOBODY
from tests import factories as make
from tests.gatherings.boardrooms import CHARTER, board, seated
from tests.matters import desk

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=500)


@pytest.fixture
def house() -> make.House:
    made = make.house()
    board(made, in_force_on=made.agency.today() - LONG_AGO)
    return made


def recommended(house: make.House, title: str = "Post every stop count", **options: object) -> Recommendation:
    options.setdefault("adopted_on", house.agency.today())
    words = {"title": Words(title), "words": Words(f"{title}, by ward, each month.")}
    return actions.recommend(house.bodies["board"], by=house.actor("chair"), **words, **options)


def test_a_recommendation_is_an_input_with_the_charters_clock(house: make.House) -> None:
    made = recommended(house)
    given = Input.objects.waiting().get(pk=made.given_id)
    assert made.reply_due == house.agency.today() + timedelta(days=45) == given.window.replies_due
    assert (given.giver.organization, given.giver.person, made.number) == (house.bodies["board"], None, 1)
    assert made.due_by_charter and not given.window.on_whole
    assert recommended(house, "Second").number == 2
    assert seals.broken() == []


def test_where_the_charter_gives_no_days_the_board_asks_for_one(house: make.House) -> None:
    today = house.agency.today()
    silent = {name: rule for name, rule in CHARTER.items() if name != "reply"}
    body = house.bodies["board"]

    adopt_charter(body, by=house.clerk, rules=silent, in_force_on=today, note="No days any more")
    with pytest.raises(Refused, match="no number of days"):
        recommended(house)
    with pytest.raises(Refused, match="day after"):
        recommended(house, asked_by=today)
    made = recommended(house, asked_by=today + timedelta(days=60))
    assert (made.reply_due, made.due_by_charter) == (today + timedelta(days=60), False)
    old = recommended(house, adopted_on=today - timedelta(days=10))
    assert old.due_by_charter, "the charter of that day still gave days"
    assert old.given.entered_on == today and old.given.given_on == today - timedelta(days=10)


def test_only_the_body_itself_speaks_for_it(house: make.House) -> None:
    for role in ("coordinator", "chief", "clerk", "nobody"):
        with pytest.raises(Refused):
            words = {"title": Words("T"), "words": Words("W")}
            actions.recommend(house.bodies["board"], by=house.actor(role), adopted_on=date(2026, 1, 1), **words)
    with pytest.raises(Refused, match="once it is adopted"):
        recommended(house, adopted_on=house.agency.today() + timedelta(days=1))


def test_nobody_else_can_write_into_the_letter(house: make.House) -> None:
    window = recommended(house).given.window
    with pytest.raises(Refused):
        make.said(window)


def test_accept_modify_and_reject_each_show_with_their_promise(house: make.House) -> None:
    made = [recommended(house, title) for title in ("One", "Two", "Three", "Four")]
    day = house.agency.today() + timedelta(days=90)
    with clock.moved(clock.now() + timedelta(days=20)):
        promise = {"promise": Words("Counts are posted"), "owner": house.seat("staff"), "due": day}
        make.replied(house, made[0].given, outcome="will_do", **promise)
        make.replied(house, made[1].given, outcome="will_not")
    with clock.moved(clock.now() + timedelta(days=50)):
        make.replied(house, made[2].given, outcome="in_part", **promise)
        found = {str(one.made): one for one in rows(NOBODY)}
        told = {name: (str(one.outcome), one.days_late, one.promise_state) for name, one in found.items()}
        assert told == {
            "One": ("Accepted", 0, "open"),
            "Two": ("Rejected", 0, ""),
            "Three": ("Accepted in part", 5, "open"),
            "Four": ("", 5, ""),
        }
        count = tally(list(found.values()))
        assert (count.every, count.waiting, count.late) == (4, 1, 1)
        assert Commitment.objects.filter(checked_by=house.bodies["board"]).count() == 2
    assert seals.broken() == []


def test_the_chair_may_say_that_a_reply_does_not_answer(house: make.House) -> None:
    made = recommended(house)
    make.replied(house, made.given, outcome="will_not")
    with pytest.raises(Refused):
        matters.not_answered(made.given, by=house.coordinator)
    matters.not_answered(made.given, by=house.actor("chair"), words="No reason is given.")
    made.given.refresh_from_db()
    assert made.given.not_answered_on == house.agency.today()


def test_pages_and_files_show_every_recommendation_and_its_clock(house: make.House, client) -> None:
    assert "No board has recommended" in desk.look(client, "gatherings.recommendations")
    chair = desk.at("chair")
    form = desk.look(chair, "gatherings.recommend", "police-board")
    assert "within 45 days" in form and "asked_by" not in form
    fields = {"title": "Post the counts", "words": "Post them monthly.", "adopted_on": str(house.agency.today())}
    thread = desk.done(chair, "gatherings.recommend", "police-board", **fields)
    read = client.get(thread).content.decode()
    assert 'id="decided"' not in read and 'id="promised"' in read
    assert "<h1>Post the counts</h1>" in read and "Recommendation no. 1 of Police Board" in read
    page = desk.look(client, "gatherings.recommendations")
    assert "Reply due" in page and "Post the counts" in page and "sets no day" not in page
    assert "Post the counts" in desk.look(client, "gatherings.board", "police-board")
    [row] = client.get("/recommendations.json").json()["rows"]
    assert (row["board"], row["number"], row["outcome"], row["page"]) == ("Police Board", 1, "", thread)
    assert client.get("/recommendations.csv").content.decode().count("Post the counts") == 1
    assert "1 reply is owed" in desk.look(client, "front.owed") or "1 of 1" in desk.look(client, "front.owed")
    assert desk.send(desk.at("clerk"), "gatherings.recommend", "police-board", **fields).status_code == 409


def test_the_lists_cost_the_same_at_one_and_at_four(house: make.House, client) -> None:
    def cost(address: str) -> int:
        clock.fresh_zone()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    pages = ["/recommendations/", "/boards/police-board/", "/boards/", "/owed/"]
    recommended(house)
    make.replied(house, recommended(house, "Replied").given, outcome="will_not")
    cost("/about/")  # what a process reads once
    few = {address: cost(address) for address in pages}
    for number in range(3):
        made = recommended(house, f"More {number}")
        seated(house, f"m{number}", by=house.actor("chair"), kind="ward")
        make.replied(house, made.given, outcome="will_not")
    assert {address: cost(address) for address in pages} == few
