"""The feeds: sound Atom, with all that is public and nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.frame.text import Words, brief
from commonbeat.matters import actions
from commonbeat.matters.models import Commitment
from tests import factories
from tests.front.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def feed(address: str = "/feed.atom") -> ElementTree.Element:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)


def kinds(address: str = "/feed.atom") -> list[str]:
    return [entry.find(f"{ATOM}id").text.split(":")[2] for entry in feed(address).findall(f"{ATOM}entry")]


def titles(address: str = "/feed.atom") -> list[str]:
    return [entry.find(f"{ATOM}title").text for entry in feed(address).findall(f"{ATOM}entry")]


def all_of_it(house: factories.House, words: str = "Train everybody.") -> factories.Window:
    """A topic with all that a feed tells of."""
    window = factories.opened(house, days=1)
    given = factories.said(window)
    with factories.after(window):
        due = house.agency.today() + timedelta(days=9)
        factories.replied(house, given, promise=Words(words), owner=house.seat("staff"), due=due)
        actions.decide(
            window.matter,
            by=house.chief,
            outcome="adopt",
            reasons=Words("It is <b>good</b> & short."),
            in_force_on=due,
            review_on=due + timedelta(days=365),
        )
        promise = actions.promise(
            window.matter, by=house.staff, words=Words("Test it."), owner=house.seat("staff"), due=due
        )
        actions.report(promise, by=house.staff, words="Done.")
        actions.check(promise, by=house.clerk, kept=True)
    return window


def test_all_that_is_public_is_told(house: factories.House) -> None:
    window = all_of_it(house)
    with factories.after(window, days=2):
        assert sorted(kinds()) == ["check", "decision", "period", "promise", "promise", "reply", "report"]


def test_every_part_that_the_standard_asks_for_is_there(house: factories.House) -> None:
    window = all_of_it(house)
    with factories.after(window, days=2):
        found = feed()
        assert [found.find(f"{ATOM}{name}").text != "" for name in ("id", "title", "updated")] == [True] * 3
        assert found.find(f"{ATOM}author/{ATOM}name").text == "Test Police"
        assert found.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/feed.atom"
        ids = [entry.find(f"{ATOM}id").text for entry in found.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids) == 7
        assert [one for one in ids if not re.fullmatch(r"tag:testserver,2026:[a-z]+:\d+", one)] == []
        for updated in found.iter(f"{ATOM}updated"):
            assert datetime.fromisoformat(updated.text) <= clock.now()
        links = [entry.find(f"{ATOM}link").get("href") for entry in found.findall(f"{ATOM}entry")]
        assert [link for link in links if not link.startswith("http://testserver/")] == []


def test_words_are_words_and_never_markup(house: factories.House) -> None:
    window = all_of_it(house, "Ring\x0b <script>alert(1)</script> at once.")
    with factories.after(window, days=2):
        told = [entry.find(f"{ATOM}summary").text for entry in feed().findall(f"{ATOM}entry")]
        assert "It is &lt;b&gt;good&lt;/b&gt; &amp; short." in told
        assert [one for one in told if "<" in one] == []


def test_a_topics_feed_tells_of_it_alone(house: factories.House) -> None:
    first, other = factories.opened(house), factories.opened(house)
    address = f"/topics/{first.matter_id}/feed.atom"
    assert (kinds(address), kinds()) == (["period"], ["period", "period"])
    assert [one.find(f"{ATOM}id").text for one in feed(address).findall(f"{ATOM}entry")] == [
        f"tag:testserver,2026:period:{first.pk}"
    ]
    assert f'href="{address}"' in read(f"/topics/{first.matter_id}/")
    assert 'type="application/atom+xml" href="/feed.atom"' in read("/")
    assert other.pk != first.pk


def test_what_is_not_public_is_not_told(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    given = factories.said(window, "Words of a person.")
    draft = factories.draft(house)
    with factories.after(window):
        actions.answer(window.matter, by=house.staff, inputs=[given], outcome="will_do", reasons=Words("Not yet."))
        assert kinds() == ["period"]
        assert "Words of a person." not in Client().get("/feed.atom").content.decode()
    assert Client().get(f"/topics/{draft.pk}/feed.atom").status_code == 404


def test_a_period_is_announced_and_told_again_when_it_opens(house: factories.House) -> None:
    matter, now = factories.draft(house), clock.now()
    last = house.agency.today() + timedelta(days=30)
    opens = house.agency.end_of(house.agency.today() + timedelta(days=4))
    window = actions.open_period(
        matter,
        by=house.coordinator,
        opens_at=opens,
        closes_at=house.agency.end_of(last),
        replies_due=last,
        checked_by=None,
    )
    assert kinds() == ["announced"]
    assert titles() == [f"{matter}: comments from {brief(opens.date())}"]
    with clock.moved(now + timedelta(days=6)):
        assert kinds() == ["period"]
        assert titles() == [f"{matter}: comments until {brief(last)}"]
    assert window.last_day == last


def test_a_topic_that_is_given_up_is_told(house: factories.House) -> None:
    window = factories.opened(house)
    actions.withdraw_topic(window.matter, by=house.chief, because="The budget went elsewhere.")
    assert "ending" in kinds()
    assert f"{window.matter}: Withdrawn" in titles()


def test_an_item_is_dated_at_the_start_of_its_day_at_the_agency_whenever_it_is_read(house: factories.House) -> None:
    window, told = factories.opened(house, days=1), set()
    opened_on = house.agency.local(window.opens_at).date()
    for later in (timedelta(), timedelta(seconds=90), timedelta(days=3)):
        with clock.moved(clock.now() + later):
            (entry,) = feed().findall(f"{ATOM}entry")
            told.update(entry.find(f"{ATOM}{name}").text for name in ("published", "updated"))
    assert {house.agency.local(datetime.fromisoformat(at)) for at in told} == {
        datetime.combine(opened_on, time(), house.agency.zone)
    }


def test_what_is_owed_has_a_feed_with_what_is_late(house: factories.House) -> None:
    window = all_of_it(house)
    told = ["check", "promise", "promise", "report"]
    assert sorted(kinds("/owed/feed.atom")) == told
    with factories.after(window, days=60):
        assert sorted(kinds("/owed/feed.atom")) == sorted([*told, f"late-promises-{promise_due(window):%Y%m%d}"])
        assert 'href="/owed/feed.atom"' in read("/owed/")


def promise_due(window: factories.Window) -> date:
    return Commitment.objects.filter(matter=window.matter, state=Commitment.State.OPEN).get().due


def test_an_empty_feed_is_sound(house: factories.House) -> None:
    assert feed().findall(f"{ATOM}entry") == []
    assert feed().find(f"{ATOM}updated") is not None
