"""What is late, ended or kept back is called so on every page that tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.matters import actions, stations
from commonbeat.matters.models import Commitment, Input, Matter, Window
from commonbeat.matters.shown import threads, topics
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters.sending import send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def read(name: str, *numbers: int, client: Client | None = None) -> str:
    return (client or Client()).get(reverse(name, args=numbers)).content.decode()


def states(rail: list[stations.Station]) -> list[tuple[str, str]]:
    return [(one.state, one.note) for one in rail][1:]


def test_a_late_reply_is_called_late_on_thread_topic_and_list(window: Window) -> None:
    given = factories.said(window)
    with clock.moved(window.closes_at + timedelta(days=20 + 40 - 1)):
        late = clock.days_late(window.replies_due)
        assert f"It is {late} days late." in read("front.thread", given.pk)
        topic = read("matters.topic", window.matter_id)
        assert f"It is {late} days late." in topic and f"0 of 1, {late} days late" in topic
        assert f"; {late} days late" in read("matters.topics")
        assert "If we are late" not in read("front.thread", given.pk)
        rail = threads.page_of(given.pk, NOBODY).stations
        assert (rail["reply"].state, rail["reply"].note) == (stations.LATE, f"{late} days late")


def test_a_withdrawn_topic_says_so_first_and_strikes_what_will_not_happen(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = factories.said(window)
    with factories.after(window):
        factories.replied(house, given)
        actions.withdraw_topic(window.matter, by=house.chief, because="You convinced us.")
        page = read("matters.topic", window.matter_id)
        assert page.index("You convinced us.") < page.index('class="rail full"')
        assert "Nothing was decided, and nothing will be: the topic is withdrawn." in page
        never = [(stations.NEVER, "withdrawn")] * 4
        matter = stations.with_progress(Matter.objects.all()).get(pk=window.matter_id)
        assert states(stations.of_topic(matter)) == [(stations.DONE, "1 of 1"), *never]
        rail = list(threads.page_of(given.pk, NOBODY).stations.values())
        assert states(rail)[1:] == [(stations.NEVER, "topic withdrawn")] * 4


def test_what_a_decision_still_waits_for_is_said(window: Window) -> None:
    given, house = factories.said(window), factories.House(window.matter.agency)
    assert "once comments are closed and each has a reply" in read("front.thread", given.pk)
    with factories.after(window):
        assert "1 comment still waits for a reply" in read("front.thread", given.pk)
        factories.replied(house, given)
        assert "Not yet. Every comment has a reply; the decision comes next." in read("front.thread", given.pk)
        assert "Nothing is decided yet. Every comment has a reply" in read("matters.topic", window.matter_id)


def test_rails_of_comments_lead_to_their_threads(window: Window) -> None:
    given = factories.said(window)
    [listed] = topics.topic(window.matter_id, NOBODY).said.object_list
    names = ("said", "reply", "changed", "decided", "promised", "checked")
    assert [one.url for one in listed.stations] == [f"/comments/{given.pk}/#{name}" for name in names]


def test_receipt_and_thread_say_the_same_of_held_words(window: Window) -> None:
    client = Client()
    receipt = send(window, client, words="Ring me at 212-555-0188.").content.decode()
    thread = read("front.thread", Input.objects.get().pk)
    looks = "Somebody at the agency looks at these words, at the latest when comments close"
    for page in (receipt, thread):
        assert looks in page and "Once they are shown, we owe" in page
    assert "shown again" not in receipt + thread


def test_after_withdrawing_nothing_is_promised_any_more(window: Window) -> None:
    client = Client()
    send(window, client)
    given = Input.objects.get()
    told = client.post(reverse("matters.withdraw", args=[given.pk]), follow=True).content.decode()
    assert "Other readers see only the number, the date and the word “withdrawn”." in told
    assert "The words are withdrawn, so no reply is owed." in told and "Your withdrawn words." in told
    assert "Get a link when something happens" not in told and "Not yet" not in told
    rail = list(threads.page_of(given.pk, NOBODY).stations.values())
    assert states(rail) == [(stations.NEVER, "withdrawn")] * 5


def test_promises_say_how_late_they_are_who_must_act_and_who_found_them_kept(window: Window) -> None:
    house, given = factories.House(window.matter.agency), factories.said(window)
    due = window.last_day + timedelta(days=10)
    with factories.after(window):
        factories.replied(house, given, promise=Words("A count"), owner=house.seat("staff"), due=due)
    promise = Commitment.objects.get()
    with factories.after(window, days=20):
        late = clock.days_late(due)
        page = read("matters.promise_page", promise.pk)
        assert f"and is {late} days late. {promise.owner} has to do it and report it." in page
        actions.report(promise, by=house.staff, words="Done.", link="https://example.org")
        actions.check(promise, by=house.clerk, kept=False, note="Half of it.")
        page = read("matters.promise_page", promise.pk)
        assert f"{promise.owner} has to do what is missing and report it again" in page
        actions.report(promise, by=house.staff, words="All.", link="https://example.org")
        actions.check(promise, by=house.clerk, kept=True, note="")
        for page in (read("matters.promise_page", promise.pk), read("front.thread", given.pk)):
            assert "Kept, checked by City Clerk on" in page


def test_an_address_left_is_shown_masked_with_its_end(window: Window) -> None:
    client = Client()
    send(window, client)
    given = Input.objects.get()
    own = replace(NOBODY, giver_ids=frozenset([given.giver_id]))
    actions.follow_by_mail(given, by=own, email="ann@example.org")
    page = read("front.thread", given.pk, client=client)
    assert "a…@example.org" in page and "ann@example.org" not in page and "Take the address away" in page
    assert "a…@example.org" not in read("front.thread", given.pk)
