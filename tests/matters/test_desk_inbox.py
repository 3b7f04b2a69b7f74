"""The inbox at the desk: what is owed by date; hold, hide, show, translate, hand over; appeals; promises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonbeat.frame import clock
from commonbeat.frame.clock import fresh_zone
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Appeal, Commitment, Input, Window
from commonbeat.people.actor import Actor
from tests import factories
from tests.matters.desk import at, done, look, send

pytestmark = pytest.mark.django_db
CALL = "Call me at 555-010-4477 about the cameras."


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


def entered(house: factories.House, window: Window, words: list[str]) -> None:
    rows = [{"words": Words(one), "given_on": house.agency.today()} for one in words]
    actions.enter_many(window, by=house.coordinator, rows=rows, channel="paper", count=len(rows), digest="0" * 64)


def fresh(given: Input) -> Input:
    return Input.objects.get(pk=given.pk)


def kinds(page: str) -> list[str]:
    signs = {
        "held": "Look at 1 held",
        "waiting": "Reply to ",
        "drafts": "Publish what is drafted for 1 comment",
        "promises": "Keep 1 promise",
        "appeals": "second look from outside",
        "paper": "Enter what came in time on paper",
    }
    return sorted((sign for sign, words in signs.items() if words in page), key=lambda sign: page.index(signs[sign]))


def test_the_inbox_names_all_that_is_owed_by_date(house: factories.House, window: Window) -> None:
    assert "Nothing is owed now" in look(at("coordinator"), "matters.inbox")
    factories.said(window, CALL)
    drafted, hidden = factories.said(window, "Keep less."), factories.said(window, "Keep nothing.")
    factories.said(window, "Keep all.")
    actions.answer(window.matter, by=house.staff, inputs=[drafted], outcome="already", reasons=Words("It is so."))
    actions.hide(hidden, by=house.coordinator, reason="off_topic")
    actions.appeal(hidden, by=Actor(giver_ids=frozenset([hidden.giver_id])), words="It is on topic.")
    soon = house.agency.today() + timedelta(3)
    actions.promise(window.matter, by=house.staff, words=Words("Count"), owner=house.seat("staff"), due=soon)
    page = look(at("coordinator"), "matters.inbox")
    assert kinds(page) == ["held", "drafts", "waiting", "promises", "appeals"]
    assert "<b>3</b> days left" in page
    Window.objects.filter(pk=window.pk).update(paper_days=5)
    with factories.after(window, days=2):
        page = look(at("staff"), "matters.inbox")
        assert kinds(page)[:2] == ["promises", "paper"], "staff see their own first, the coordinator's below"
        assert "days late" in page


def test_a_late_reply_makes_no_other_reply_of_its_topic_late(house: factories.House, window: Window) -> None:
    factories.said(window, "Of the first period.")
    with factories.after(window):
        second = factories.opened(factories.House(house.agency, {"city": window.checked_by}), matter=window.matter)
        for words in ("Of the second.", "Of the second too."):
            factories.said(second, words)
    with clock.moved(clock.now() + (window.replies_due - house.agency.today()) + timedelta(days=2)):
        assert second.replies_due > house.agency.today()
        page = look(at("coordinator"), "matters.inbox")
        late, _clock, later = page.partition("days left")
        assert "Reply to 1 comment" in late and "<b>2</b> days late" in late
        assert "Reply to 2 comments" in later and "days late" not in later


def test_the_chief_sees_first_what_is_ready_to_decide(house: factories.House, window: Window) -> None:
    given = factories.said(window)
    with factories.after(window):
        assert "Decide: nothing waits any more" not in look(at("chief"), "matters.inbox")
        factories.replied(house, given)
        page = look(at("chief"), "matters.inbox")
        assert f'href="/desk/topics/{window.matter_id}/decide/"' in page.partition("For others")[0]
        other = look(at("coordinator"), "matters.inbox").partition("For others")
        assert "Decide: nothing" not in other[0] and "Decide: nothing" in other[2]
        sent_back = {"outcome": "send_back", "reasons": Words("Write it anew, and shorter.")}
        actions.decide(window.matter, by=house.chief, **sent_back)
        assert "Sent back: write a new version" in look(at("coordinator"), "matters.inbox").partition("For others")[0]


def test_a_row_of_the_list_says_when_it_is_due_and_who_speaks(house: factories.House, window: Window) -> None:
    factories.said(window)
    page = look(at("coordinator"), "matters.comments", window.matter_id)
    assert "<b>50</b> days left" in page and "English" in page
    assert 'aria-current="page">Waiting for a reply<span class="meta">&nbsp;1</span>' in page
    factories.said(window, "Keep less.")
    page = look(at("coordinator"), "matters.comments", window.matter_id, query="?every=1")
    assert page.count(" checked") == 2, "all are chosen without a script"


def test_a_promise_that_is_late_is_not_hidden_behind_a_later_one(house: factories.House, window: Window) -> None:
    for days in (1, 90):
        due = house.agency.today() + timedelta(days)
        actions.promise(window.matter, by=house.staff, words=Words("Count"), owner=house.seat("staff"), due=due)
    assert "<b>1</b> day left" in look(at("staff"), "matters.inbox")


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["matters.inbox", "matters.comments"])
def test_the_queries_do_not_grow_with_the_comments(house: factories.House, window: Window, name: str) -> None:
    numbers = [window.matter_id] if name == "matters.comments" else []
    client = at("coordinator")
    counts = []
    for more in (3, 200):
        entered(house, window, [f"Word {n} of {more}" for n in range(more)])
        look(client, name, *numbers)
        fresh_zone()
        with CaptureQueriesContext(connection) as queries:
            look(client, name, *numbers)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_comments_are_listed_by_state_channel_and_language(house: factories.House, window: Window) -> None:
    factories.said(window, "On the site.")
    actions.comment(window, by=factories.NOBODY, words=Words("En español.", "es"))
    entered(house, window, ["On paper."])
    client, topic = at("staff"), window.matter_id
    seen = {
        query: [
            words in look(client, "matters.comments", topic, query=query)
            for words in ("On the site.", "En español.", "On paper.")
        ]
        for query in ("", "?channel=paper", "?language=es", "?state=held", "?state=nonsense&channel=x&page=999")
    }
    assert seen == {
        "": [True, True, True],
        "?channel=paper": [False, False, True],
        "?language=es": [False, True, False],
        "?state=held": [False, False, False],
        "?state=nonsense&channel=x&page=999": [True, True, True],
    }


def test_hide_needs_a_fixed_reason(window: Window) -> None:
    given = factories.said(window)
    answer = send(at("coordinator"), "matters.hide", given.pk, reason="I do not like it")
    assert (answer.status_code, fresh(given).state) == (200, "visible")
    done(at("coordinator"), "matters.hide", given.pk, reason="advertising")
    assert (fresh(given).state, fresh(given).words.text, fresh(given).kept.text) == ("hidden", "", given.words.text)
    page = look(at("staff"), "matters.input", given.pk)
    assert given.words.text in page and "advertise" in page


def test_many_are_hidden_and_shown_at_once_or_none(window: Window) -> None:
    client, topic = at("coordinator"), window.matter_id
    given = [factories.said(window, f"Buy number {n}") for n in range(3)]
    chosen = "&".join(f"inputs={one.pk}" for one in given)
    to = client.get(f"/desk/topics/{topic}/comments/?do=hide&{chosen}")["Location"]
    assert to == f"/desk/comments/{given[0].pk}/hide/?{chosen}"
    assert client.get(to).content.count(b"Buy number") == 3
    numbers = [one.pk for one in given]
    done(client, "matters.hide", given[0].pk, reason="advertising", inputs=numbers)
    assert {fresh(one).state for one in given} == {"hidden"}
    done(client, "matters.release", given[0].pk, inputs=numbers)
    assert [fresh(one).words.text for one in given] == [one.words.text for one in given]
    actions.hide(fresh(given[1]), by=factories.House(window.matter.agency).coordinator, reason="threat")
    assert send(client, "matters.hold", given[0].pk, reason="threat", inputs=numbers).status_code == 409
    assert [fresh(one).state for one in given] == ["visible", "hidden", "visible"]


def test_private_details_are_struck_by_kind_before_words_are_shown(window: Window) -> None:
    given = factories.said(window, CALL)
    client = at("coordinator")
    assert given.state == "held"
    assert "555-010-4477 (telephone number)" in look(client, "matters.release", given.pk)
    done(client, "matters.release", given.pk, strike="0", also="about")
    shown = "Call me at [held back: telephone number] [held back] the cameras."
    assert (fresh(given).words.text, fresh(given).kept.text) == (shown, CALL)


def test_words_cannot_be_put_into_somebodys_mouth(window: Window) -> None:
    given = factories.said(window, CALL)
    answer = send(at("coordinator"), "matters.release", given.pk, also="I love cameras", words="I love cameras.")
    assert (answer.status_code, fresh(given).state) == (200, "held")
    done(at("coordinator"), "matters.release", given.pk, also="")
    assert fresh(given).words.text == CALL, "nothing chosen, nothing struck"


def test_many_held_ones_are_shown_with_what_is_private_struck(window: Window) -> None:
    given = [factories.said(window, CALL), factories.said(window, "Write to me: ann@example.org")]
    done(at("coordinator"), "matters.release", given[0].pk, inputs=f"{given[0].pk},{given[1].pk}")
    assert [fresh(one).words.text for one in given] == [
        "Call me at [held back: telephone number] about the cameras.",
        "Write to me: [held back: e-mail address]",
    ]


def test_a_translation_is_marked_as_made_by_a_person(window: Window) -> None:
    given = actions.comment(window, by=factories.NOBODY, words=Words("Más luz.", "es"))
    assert send(at("staff"), "matters.translate", given.pk, language="es", words="Luz.").status_code == 409
    done(at("staff"), "matters.translate", given.pk, language="en", words="More light.")
    assert fresh(given).words.others == {"en": {"text": "More light.", "by": "person"}}


def test_a_comment_is_handed_over_with_reasons(window: Window) -> None:
    given = factories.said(window, "The street light is broken.")
    done(at("coordinator"), "matters.hand_over", given.pk, to="Public Works", reasons="They mend lights.")
    reply = fresh(given).reply
    assert (reply.outcome, reply.handed_to, reply.reasons.text) == ("not_ours", "Public Works", "They mend lights.")
    again = send(at("coordinator"), "matters.hand_over", given.pk, to="Parks", reasons="They mend benches.")
    assert (again.status_code, b"They mend benches." in again.content) == (409, True)


def test_an_appeal_is_settled_outside_with_reasons(house: factories.House, window: Window) -> None:
    given = actions.hide(factories.said(window), by=house.coordinator, reason="threat")
    actions.appeal(given, by=Actor(giver_ids=frozenset([given.giver_id])), words="It threatens nobody.")
    asked = Appeal.objects.get()
    assert "It threatens nobody." in look(at("clerk"), "matters.appeals")
    assert "Keep video for a year." in look(at("clerk"), "matters.settle_appeal", asked.pk)
    assert send(at("clerk"), "matters.settle_appeal", asked.pk, restored="no", reasons="").status_code == 200
    done(at("clerk"), "matters.settle_appeal", asked.pk, restored="yes", reasons="There is no threat in it.")
    assert (fresh(given).state, fresh(given).words.text) == ("visible", "Keep video for a year.")
    again = send(at("clerk"), "matters.settle_appeal", asked.pk, restored="no", reasons="Second thoughts on it.")
    assert again.status_code == 409


def test_a_promise_goes_from_the_desk_to_the_check_and_back(house: factories.House, window: Window) -> None:
    due, seat = house.agency.today() + timedelta(20), house.seat("staff").pk
    done(at("staff"), "matters.promise", window.matter_id, promise="Count the videos", owner=seat, due=due)
    promise = Commitment.objects.get()
    done(at("staff"), "matters.move_due", promise.pk, due=due + timedelta(9), because="The counter is ill.")
    done(at("staff"), "matters.report", promise.pk, words="Counted them.", link="example.org/count")
    assert "Count the videos" in look(at("clerk"), "matters.to_check")
    assert send(at("clerk"), "matters.check", promise.pk, kept="no", note="").status_code == 200
    done(at("clerk"), "matters.check", promise.pk, kept="no", note="The link is empty.")
    done(at("staff"), "matters.report", promise.pk, words="Now it is there.")
    done(at("clerk"), "matters.check", promise.pk, kept="yes", note="I read it.")
    promise.refresh_from_db()
    assert (promise.state, promise.first_due, promise.due) == ("checked", due, due + timedelta(9))
    assert send(at("chief"), "matters.drop_promise", promise.pk, because="Too late for that.").status_code == 409
    assert Answer.objects.count() == 0
