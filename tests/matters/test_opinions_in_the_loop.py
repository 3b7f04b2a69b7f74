"""Opinions elsewhere: on the topic, its counts and rail, on a thread, in the inbox, in search, in the log."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Drawing, Input, Window
from commonbeat.matters.shown import copies, inbox, threads, topics
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters import votes
from tests.matters.desk import at, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


@pytest.fixture
def voted(house: factories.House) -> tuple[Window, list[Input]]:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(20, 14))
    votes.drawn(window)
    return window, opinions


def test_a_topic_tells_what_votes_show_and_lists_comments_alone(
    house: factories.House, voted: tuple[Window, list[Input]]
) -> None:
    window, opinions = voted
    comment = factories.said(window, "Keep video for a year.")
    told = topics.topic(window.matter_id, NOBODY)
    assert [one.pk for one in told.said] == [comment.pk]
    assert (told.counts.listed, told.counts.kinds) == (1, {"comment": 1})
    assert len(told.votes.first_sentences) == 3
    page = look(Client(), "matters.topic", window.matter_id)
    assert "10 short opinions can be voted on. 34 people voted through the open link" in page
    assert page.count("Opinion about point") == 3
    assert f'href="/periods/{window.pk}/opinions/"' in page


def test_a_topic_without_votes_says_nothing_of_them(house: factories.House) -> None:
    window = factories.opened(house)
    assert 'id="votes"' not in look(Client(), "matters.topic", window.matter_id)


def test_opinions_to_start_with_do_not_look_like_copies_on_the_rail(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    actions.start_opinions(window, by=house.coordinator, opinions=[Words("Cameras stay on."), Words("Ask.")], count=2)
    said = topics.topic(window.matter_id, NOBODY).stations[0]
    assert said.note == "2"


def test_a_thread_shows_how_people_voted_and_that_no_reply_is_owed_to_the_agency(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    (own,) = actions.start_opinions(window, by=house.coordinator, opinions=[Words("Cameras stay on.")], count=1)
    page = look(Client(), "front.thread", own.pk)
    assert "How people voted on it stands here once five people have." in page
    assert "No reply is owed: the agency gave this opinion itself, to start with." in page
    assert "none owed" in {one.note for one in threads.page_of(own.pk, NOBODY).stations.values()}
    votes.vote(window, [own], [[1]] * 6)
    votes.drawn(window)
    assert "6 agree, 0 disagree, 0 not sure" in look(Client(), "front.thread", own.pk)


def test_the_inbox_chooses_opinions_by_what_the_votes_show(
    house: factories.House, voted: tuple[Window, list[Input]]
) -> None:
    window, opinions = voted
    comment = factories.said(window, "Keep video for a year.")
    quiet = factories.said(window, "Nobody voted on this.", kind="opinion")
    votes.vote(window, opinions[4:5], [[1]] * 3)

    def numbers(kind: str) -> list[int]:
        rows = inbox.inputs(house.coordinator, window.matter, "waiting", kind=kind)
        return [one.pk for one in rows]

    assert numbers("comments") == [comment.pk]
    assert (numbers("opinions")[0], numbers("opinions")[-1]) == (opinions[4].pk, quiet.pk)
    assert set(numbers("shared")) == {opinions[0].pk, opinions[1].pk}
    assert set(numbers("dividing")) <= {one.pk for one in opinions[2:]}
    page = look(at("coordinator"), "matters.comments", window.matter_id, query="?kind=dividing&every=1")
    assert '<option value="dividing" selected>' in page
    assert page.count('name="inputs"') == len(numbers("dividing")) == 5


def test_opinions_are_folded_into_opinions_only(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    words = "Every officer on patrol keeps the camera on during the whole stop, always."
    comment, one, two = (factories.said(window, words, kind=kind) for kind in ("comment", "opinion", "opinion"))
    with pytest.raises(Refused):
        actions.fold(window.matter, by=house.coordinator, into=comment, inputs=[one], count=1)
    groups, _more = copies.suggested(house.coordinator, window.matter)
    assert [{group.into.pk, *(other.pk for other in group.others)} for group in groups] == [{one.pk, two.pk}]


def test_search_finds_an_opinion_by_its_name(voted: tuple[Window, list[Input]]) -> None:
    _window, opinions = voted
    page = Client().get("/search/", {"q": "point 7"}).content.decode()
    assert f"Opinion {opinions[7].pk} on Body-worn cameras" in page


def test_the_log_shows_a_drawing_with_its_people_and_votes_and_proves_it(voted: tuple[Window, list[Input]]) -> None:
    drawing = Drawing.objects.get()
    entry = record.entries(f"drawing {drawing.pk}").first()
    said = json.loads(entry.sealed)
    assert (said["by"], said["facts"]["people"], said["facts"]["votes"]) == ("clock", 34, 340)
    page = Client().get(f"/ledger/{entry.number}/").content.decode()
    assert "What the votes on opinions show was drawn." in page
    assert f"Results {drawing.pk}" in page
    assert said["commitment"] in page
