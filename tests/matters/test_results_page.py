"""The page of results: what it says with groups, with none, with too few; what it never shows."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Drawing, Input, Window
from commonbeat.matters.shown import results
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters import votes
from tests.matters.desk import look

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def text(page: str) -> str:
    """A page's words, without its marks."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def two_camps(house: factories.House, confirmed: int = 0) -> tuple[Window, list[Input]]:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(20, 14), confirmed=confirmed)
    votes.drawn(window)
    return window, opinions


def test_two_groups_in_sentences_before_the_picture(house: factories.House) -> None:
    window, opinions = two_camps(house)
    page = look(Client(), "matters.opinions", window.pk)
    said = text(page)
    assert "People who voted alike form 2 groups." in said
    assert "34 people voted through the open link, which anybody can pass on. They cast 340 votes." in said
    assert f"Both groups agree: Opinion about point 0. ( Opinion {opinions[0].pk} )" in said
    assert "Group A (20 of the 34 who voted through the open link) differs from the rest:" in said
    assert "Most in Group A agree, most in Group B disagree:" in said
    assert "This is not a survey of the population" in said
    assert "nearly all in Group A would be in it again" in said
    assert page.index("Both groups agree") < page.index("<svg viewBox") < page.index('class="timetable')


@pytest.mark.parametrize(("name", "weak"), [("distinct", False), ("steady", [0.9, 0.2])])
def test_weak_groups_are_called_so_first_and_on_the_topic(house: factories.House, name: str, weak: object) -> None:
    window, _opinions = two_camps(house)
    made = Drawing.objects.get()
    Drawing.objects.filter(pk=made.pk).update(everybody=made.everybody | {name: weak})
    doubt = "The groups are not clear: votes part into 2 groups"
    for verb, key in (("matters.opinions", window.pk), ("matters.topic", window.matter_id)):
        said = text(look(Client(), verb, key))
        assert ("form 2 groups" in said, doubt in said) == (False, True)


def test_no_groups_and_too_few_are_answers_too(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions[:9], votes.crowd(7, 9))
    votes.drawn(window)
    page = look(Client(), "matters.opinions", window.pk)
    assert "Too few have voted to say how views lie." in text(page)
    assert '<figure class="figure">' not in page
    votes.vote(window, opinions[:9], votes.crowd(40, 9))
    votes.drawn(window)
    page = look(Client(), "matters.opinions", window.pk)
    assert "There are no groups: people differ, but not in camps." in text(page)
    assert "of the 47 who voted on it agree: Opinion about point" in text(page)
    assert '<figure class="figure">' not in page
    assert f"Nobody has voted yet on 1 opinion: number {opinions[9].pk} ." in text(page)


def test_four_voters_are_told_nothing_about(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(2, 2))
    votes.drawn(window)
    page = look(Client(), "matters.opinions", window.pk)
    assert "Nothing is shown yet. Results stand here once five people have voted" in text(page)
    assert (text(page).count("not drawn yet"), "no votes yet" in page) == (10, False)
    rows = Client().get(f"/periods/{window.pk}/opinions.json").json()["rows"]
    assert {row[name] for row in rows for name in ("voted", "agree", "disagree", "not_sure")} == {None}
    with factories.after(window):
        assert "fewer than five people voted" in text(look(Client(), "matters.opinions", window.pk))


def test_words_hidden_after_drawing_are_gone_at_once(house: factories.House) -> None:
    window, opinions = two_camps(house)
    actions.hide(opinions[0], by=house.coordinator, reason="threat")
    page = look(Client(), "matters.opinions", window.pk)
    assert "Opinion about point 0." not in page
    assert f"/comments/{opinions[0].pk}/" not in page
    assert "Both groups agree: Opinion about point 1." in text(page)


def test_all_votes_and_only_confirmed_ones_are_one_tap_apart(house: factories.House) -> None:
    window, _opinions = two_camps(house, confirmed=12)
    both = "All votes, 34 people Only confirmed votes, 12 people"
    assert both in text(look(Client(), "matters.opinions", window.pk))
    page = text(look(Client(), "matters.opinions", window.pk, query="?votes=confirmed"))
    assert both in page
    assert "12 people voted whom a code on paper or a confirmed address vouches for" in page


def test_what_has_no_confirmed_vote_is_not_said_to_have_none(house: factories.House) -> None:
    window, opinions = votes.period(house, 3)
    votes.vote(window, opinions[:2], votes.crowd(12, 2), confirmed=12)
    votes.vote(window, opinions, votes.crowd(9, 3))
    votes.drawn(window)
    page = text(look(Client(), "matters.opinions", window.pk, query="?votes=confirmed"))
    assert f"No confirmed vote stands on 1 opinion: number {opinions[2].pk} ." in page
    assert (page.count("no confirmed vote"), "Nobody has voted yet" in page) == (2, False)  # heading and row
    assert "no confirmed vote" not in text(look(Client(), "matters.opinions", window.pk))


def test_where_groups_share_nothing_the_page_says_so(house: factories.House) -> None:
    window, _opinions = two_camps(house)
    made = Drawing.objects.get()
    Drawing.objects.filter(pk=made.pk).update(everybody=made.everybody | {"shared": [], "sizes": [20, None]})
    page = text(look(Client(), "matters.opinions", window.pk))
    assert "What the groups share No opinion was found of which it is sure" in page
    assert "Group A: 20 people. Group B: its size is withheld." in page


def test_an_imported_conversation_has_no_word_on_confirmed_votes_and_names_its_door_once(
    house: factories.House,
) -> None:
    window, _opinions = two_camps(house)
    Input.objects.filter(window=window).update(channel="import")
    page = text(look(Client(), "matters.opinions", window.pk))
    assert ("Confirmed votes" in page, page.count("elsewhere")) == (False, 1)
    assert "34 people voted in a conversation held elsewhere." in page


def test_the_next_page_begins_at_the_opinions(house: factories.House) -> None:
    window, _opinions = votes.period(house, 26)
    assert 'href="?page=2#every"' in look(Client(), "matters.opinions", window.pk)


def test_few_unconfirmed_are_not_told_and_the_page_says_why(house: factories.House) -> None:
    window, _opinions = two_camps(house, confirmed=31)
    page = look(Client(), "matters.opinions", window.pk, query="?votes=confirmed")
    assert "Confirmed votes are not shown apart" in text(page)
    assert "Only confirmed votes" not in page


def test_an_opinion_is_quoted_in_its_language_with_the_readers_translation(house: factories.House) -> None:
    window, opinions = votes.period(house, 2)
    spanish = actions.comment(window, by=NOBODY, words=Words("Que alguien hable español.", "es"), kind="opinion")
    votes.vote(window, [*opinions, spanish], [[1, -1, 1]] * 10)
    votes.drawn(window)
    assert '<q class="words" lang="es" dir="auto">Que alguien hable español.</q>' in look(
        Client(), "matters.opinions", window.pk
    )
    actions.translate(spanish, by=house.coordinator, language="en", words="Let somebody speak Spanish.")
    page = look(Client(), "matters.opinions", window.pk)
    assert '<q class="words" lang="en" dir="auto">Let somebody speak Spanish.</q>' in page
    assert f"Opinion {spanish.pk} , translated)" in text(page)


def test_our_reply_stands_with_the_opinion(house: factories.House) -> None:
    window, opinions = two_camps(house)
    factories.replied(house, opinions[3])
    page = look(Client(), "matters.opinions", window.pk)
    assert page.count("Our reply:") == 1
    assert f'/comments/{opinions[3].pk}/#reply"' in page


def test_the_same_numbers_for_machines(house: factories.House) -> None:
    window, opinions = two_camps(house)
    told = results.results(window, NOBODY)
    sheet = Client().get(f"/periods/{window.pk}/opinions.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [int(row["number"]) for row in rows] == [row.opinion.pk for row in told.rows]
    first = told.rows[0].line
    assert rows[0]["group_b_voted"] == str(first.groups[1].voted)
    data = Client().get(f"/periods/{window.pk}/opinions.json").json()
    assert [row["number"] for row in data["rows"]] == [row.opinion.pk for row in told.rows]
    assert (data["part"], data["people"], data["votes"]) == ("everybody", 34, told.found.votes)
    assert (data["drawn_on"], data["groups"]) == (house.agency.today().isoformat(), {"A": 20, "B": 14})
    assert data["withheld"].startswith("null is withheld")
    assert {row["agree"] for row in data["rows"]} & {1, 2, 3, 4} == set()


def test_a_page_costs_as_many_queries_with_ten_opinions_as_with_two(
    house: factories.House, django_assert_num_queries: object
) -> None:
    few, _opinions = votes.period(house, 2)
    many, opinions = two_camps(house)
    factories.replied(house, *opinions[:4])
    for window in (few, many):
        with django_assert_num_queries(3):
            told = results.results(window, NOBODY)
            assert len([row.opinion.reply for row in told.rows]) == len(told.shown)
            assert len(told.first_sentences) <= 3
