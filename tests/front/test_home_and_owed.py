"""The first page and the timetable of what is owed: what stands there, in which order, and at what cost."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.front.owed import Debt, owed
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Change, Commitment, Input
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.front.reading import cost, many, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def promised(house: factories.House, given: Input, words: str, days: int, owner: str = "staff") -> Commitment:
    """A promise made with a published reply, due in so many days."""
    made = factories.replied(
        house,
        given,
        promise=Words(words),
        owner=house.seat(owner),
        due=house.agency.today() + timedelta(days=days),
    )
    return Commitment.objects.get(answer=made)


PAGES = ["/", "/owed/", "/standing/", "/standing/A1/", "/feed.atom", "/search/?q=camera", "/ledger/"]


@pytest.mark.sqlite
def test_pages_cost_the_same_at_one_topic_and_at_a_hundred(house: factories.House) -> None:
    many(house, 1)
    few = {address: cost(address) for address in PAGES}
    many(house, 99)
    assert {address: max(cost(address), few[address]) for address in PAGES} == few
    assert few["/"] <= 12
    assert max(few.values()) <= 27  # all nineteen practices, with what each room has to show


def test_before_the_first_day_the_house_says_that_it_is_not_set_up() -> None:
    record.forget_demo()
    answer = Client().get("/")
    assert answer.status_code == 503
    assert "set up" in answer.content.decode()


def test_an_empty_home_says_what_would_stand_there_and_who_can_make_it_happen(house: factories.House) -> None:
    page = read("/")
    assert "The coordinator opens one before" in page
    assert "Each change will name the comments that moved it." in page
    assert "Nothing is owed now." in page


def test_home_names_what_is_open_until_when_and_what_is_owed(house: factories.House) -> None:
    window = factories.opened(house)
    factories.said(window)
    page = read("/")
    assert "When should a camera be on?" in page and "Open until" in page
    assert "The next is due" in page and "1 overdue" not in page
    with clock.moved(window.closes_at + timedelta(days=40)):
        assert "The oldest was due" in read("/") and "1 overdue" in read("/")


def test_home_and_where_we_stand_lead_to_the_numbers(house: factories.House) -> None:
    for address in ("/", "/standing/"):
        main = Client().get(address).content.decode().partition("<main")[2].partition("<footer")[0]
        assert 'href="/numbers/"' in main


def test_home_counts_the_comments_that_moved_words(house: factories.House) -> None:
    window = factories.opened(house)
    given = factories.said(window)
    with factories.after(window):
        pieces = [Piece("(a)", 1, "Every officer wears a camera."), *factories.PIECES[1:]]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=house.coordinator, change=change, inputs=[given])
        actions.publish_text(text, by=house.coordinator, note="Shorter.", version=2)
        assert "Body-worn cameras: version 2" in read("/")
        assert "1 comment moved its words." in read("/")


def test_the_timetable_counts_what_is_owed_and_puts_the_overdue_first(house: factories.House) -> None:
    window = factories.opened(house, days=10)
    first, *_others = [factories.said(window, f"Keep video for {n} years.") for n in range(1, 4)]
    later = factories.opened(house, days=300)
    factories.said(later)
    with factories.after(window):
        promise = promised(house, first, "Buy a camera for everybody.", days=5)
    with factories.after(window, days=30):
        found = owed(NOBODY, house.agency)
        assert (found.replies_given, found.replies_waiting, found.replies_in_all) == (1, 3, 4)
        assert (found.replies_overdue, found.promises_open, found.promises_overdue) == (2, 1, 1)
        assert [(one.kind, one.count, one.due) for one in found.debts] == [
            ("promises", 1, promise.due),
            ("replies", 2, window.replies_due),
            ("replies", 1, later.replies_due),
        ]
        page = " ".join(read("/owed/").split())
        assert "3 of 4 replies are owed. 2 replies are overdue. 1 promise is open. 1 of them is overdue." in page


def test_a_new_comment_period_hides_no_older_debt(house: factories.House) -> None:
    window = factories.opened(house, days=10)
    factories.said(window)
    with factories.after(window, days=40):
        newer = factories.opened(house, days=30, matter=window.matter)
        factories.said(newer)
        found = owed(NOBODY, house.agency)
        assert [(one.due, one.is_late) for one in found.debts] == [
            (window.replies_due, True),
            (newer.replies_due, False),
        ]


def test_a_promise_moves_through_its_states(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    given, other = factories.said(window), factories.said(window, "Ban them.")
    with factories.after(window):
        kept, dropped = promised(house, given, "Test them.", 30), promised(house, other, "Ban some.", 30)
        actions.report(kept, by=house.staff, words="All were tested.")
        page = read("/owed/")
        assert "Reported done" in page and "Nobody outside the agency has checked this." in page
        actions.check(kept, by=house.clerk, kept=False, note="Two were not.")
        assert "Sent back" in read("/owed/", state="sent_back")
        actions.report(kept, by=house.staff, words="Now all were.")
        actions.check(kept, by=house.clerk, kept=True)
        actions.drop_promise(dropped, by=house.chief, because="The state took it over.")
        page = read("/owed/")
        assert "Checked by Clerk, City Clerk" in page
        assert "Given up" in page and "The state took it over." in page
        assert [(one.kind, one.what) for one in owed(NOBODY, house.agency).debts] == []
        data = Client().get("/owed.json").json()["rows"]
        assert sorted((row["what"], row["state"]) for row in data) == [
            ("Ban some.", "dropped"),
            ("Test them.", "checked"),
        ]


def test_the_data_follows_the_filters(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    given, _waiting = factories.said(window), factories.said(window, "Ban them.")
    with factories.after(window):
        promised(house, given, "=Test them.", 30)
        sheet = csv.DictReader(io.StringIO(Client().get("/owed.csv?kind=promises").content.decode("utf-8-sig")))
        assert [row["what"] for row in sheet] == ["'=Test them."]
        assert [row["count"] for row in Client().get("/owed.json?kind=replies").json()["rows"]] == [1]
        assert "Nothing owed fits what you chose." in read("/owed/", seat="Mayor")


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (("", "", ""), True),
        (("replies", "", ""), True),
        (("promises", "", ""), False),
        (("", "overdue", ""), True),
        (("", "owed", ""), False),
        (("", "reported", ""), False),
        (("", "", "Coordinator"), True),
        (("", "", "Mayor"), False),
        (("odd", "odd", ""), True),
    ],
)
def test_filters(house: factories.House, asked: tuple[str, str, str], fits: bool) -> None:
    matter = factories.draft(house)
    late = Debt("replies", "", "", matter, "Coordinator", house.agency.today(), "owed", days_late=3)
    assert late.fits(*asked) is fits


def test_nobody_is_owed_anything_by_an_empty_house(house: factories.House) -> None:
    page = read("/owed/")
    assert "Nobody has commented yet" in page and "No promise is open." in page
    assert owed(NOBODY, None).debts == []


def test_what_is_drafted_is_owed_to_nobody_in_public(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    given = factories.said(window)
    due = window.replies_due + timedelta(days=30)
    with factories.after(window):
        actions.answer(
            window.matter,
            by=house.coordinator,
            inputs=[given],
            outcome="will_do",
            reasons=Words("Yes."),
            promise=Words("A secret plan."),
            owner=house.seat("staff"),
            due=due,
        )
        assert "A secret plan." not in read("/owed/") + read(f"/comments/{given.pk}/")
        assert owed(NOBODY, house.agency).replies_waiting == 1
