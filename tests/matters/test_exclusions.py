"""Suspicious votes: found without a vote being seen, left out and taken in again in public; votes row by row."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Exclusion, Vote, Voter, Window
from commonbeat.matters.shown import batches, votes_file
from tests import factories
from tests.matters import votes
from tests.matters.desk import at, done, look, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def flooded(house: factories.House, people: int = 8) -> tuple[Window, list[Voter]]:
    """A period with twenty voters and as many as named who joined at once and voted the same."""
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(10, 10))
    flood = votes.vote(window, opinions, [[1, -1] * 5] * people)
    Voter.objects.filter(pk__in=[one.pk for one in flood]).update(joined_at=clock.now())
    return window, flood


def test_a_batch_is_found_by_its_minutes_and_its_answers(house: factories.House) -> None:
    window, flood = flooded(house)
    (found,) = batches.batches(window)
    assert (found.numbers, found.opinions, found.percent) == ([one.number for one in flood], 10, round(800 / 28))


def test_alike_but_hours_apart_at_once_but_different_and_few_are_no_batch(house: factories.House) -> None:
    window, flood = flooded(house, people=5)
    assert len(batches.batches(window)) == 1
    Vote.objects.filter(voter=flood[0]).first().delete()
    assert batches.batches(window) == []
    other, opinions = votes.period(house, 4)
    now = votes.vote(other, opinions, [[1, -1, 1, -1]] * 9)
    Voter.objects.filter(pk__in=[one.pk for one in now]).update(joined_at=clock.now())
    assert batches.batches(other) == []
    third, opinions = votes.period(house, 6)
    votes.vote(third, opinions, [[1] * 6] * 9)
    assert batches.batches(third) == []


def test_leaving_out_is_sealed_with_its_count_and_stands_on_the_page(house: factories.House) -> None:
    window, flood = flooded(house)
    client = at("coordinator")
    key = batches.batches(window)[0].key
    assert "8 people who joined on" in look(client, "matters.suspicious", window.pk)
    done(client, "matters.exclude_votes", window.pk, batches=[key], because="One machine, eight windows")
    assert set(Voter.objects.exclude(exclusion=None)) == set(flood)
    entry = record.entries(f"comment period {window.pk}").first().sealed
    assert '"facts":{"people":8}' in entry
    assert votes.drawn(window).people == 20
    page = look(Client(), "matters.opinions", window.pk)
    assert "The votes of 8 people were left out on" in page
    assert "One machine, eight windows" in page
    assert "No votes look so." in look(client, "matters.suspicious", window.pk)


def test_taken_in_again_they_count_and_both_reasons_stand(house: factories.House) -> None:
    window, flood = flooded(house)
    numbers = [one.number for one in flood]
    made = actions.exclude_votes(window, by=house.coordinator, voters=numbers, because="One machine")
    votes.drawn(window)
    done(at("coordinator"), "matters.readmit_votes", made.pk, because="It was a class in the library")
    assert votes.drawn(window).people == 28
    page = look(Client(), "matters.opinions", window.pk)
    assert "One machine" in page
    assert "It was a class in the library" in page
    with pytest.raises(Refused):
        actions.readmit_votes(made, by=house.coordinator, because="Again")


def test_until_the_next_drawing_the_page_says_whom_its_results_still_contain(house: factories.House) -> None:
    window, flood = flooded(house)
    votes.drawn(window)
    numbers = [one.number for one in flood]

    def said() -> list[bool]:
        page = look(Client(), "matters.opinions", window.pk)
        return [sentence in page for sentence in ("still contain them", "do not contain them yet")]

    made = actions.exclude_votes(window, by=house.coordinator, voters=numbers, because="One machine")
    assert said() == [True, False]
    votes.drawn(window)
    assert said() == [False, False]
    actions.readmit_votes(made, by=house.coordinator, because="It was a class")
    assert said() == [False, True]
    votes.drawn(window)
    assert said() == [False, False]


def test_where_single_votes_are_given_out_nothing_else_is_promised(house: factories.House) -> None:
    window, _flood = flooded(house)
    votes.drawn(window)
    promise, public = "No number on an opinion tells of one to four people", "Every single vote is published"
    page = look(Client(), "matters.opinions", window.pk)
    assert (promise in page, public in page) == (True, False)
    Window.objects.filter(pk=window.pk).update(publishes_votes=True)
    page = look(Client(), "matters.opinions", window.pk)
    assert (promise in page, public in page) == (False, True)


def test_what_is_left_out_already_or_has_no_reason_is_refused(house: factories.House) -> None:
    window, flood = flooded(house)
    numbers = [one.number for one in flood]
    key = batches.batches(window)[0].key
    assert send(at("coordinator"), "matters.exclude_votes", window.pk, batches=[key], because=" ").status_code == 200
    actions.exclude_votes(window, by=house.coordinator, voters=numbers, because="One machine")
    with pytest.raises(Refused):
        actions.exclude_votes(window, by=house.coordinator, voters=numbers, because="One machine")
    assert Exclusion.objects.count() == 1


@pytest.mark.parametrize("name", ["nobody", "resident", "staff", "chief", "clerk"])
def test_only_the_coordinator_leaves_votes_out(house: factories.House, name: str) -> None:
    window, flood = flooded(house)
    with pytest.raises(Refused):
        actions.exclude_votes(window, by=house.actor(name), voters=[flood[0].number], because="One machine")
    assert at(name).get(f"/desk/periods/{window.pk}/votes/").status_code == 403


def test_votes_are_given_out_only_where_it_was_said_and_only_afterwards(house: factories.House) -> None:
    window, _flood = flooded(house)
    quiet = f"/periods/{window.pk}/votes.csv"
    spoken, opinions = votes.period(house)
    Window.objects.filter(pk=spoken.pk).update(publishes_votes=True)
    votes.vote(spoken, opinions, votes.camps(3, 3))
    assert [Client().get(address).status_code for address in (quiet, f"/periods/{spoken.pk}/votes.csv")] == [403, 403]
    with factories.after(spoken, 40):
        assert Client().get(quiet).status_code == 403
        sheet = Client().get(f"/periods/{spoken.pk}/votes.csv").content.decode("utf-8-sig")
    rows = [tuple(map(int, row)) for row in list(csv.reader(io.StringIO(sheet)))[1:]]
    assert sorted(row[1:] for row in rows) == sorted(
        Vote.objects.filter(opinion__window=spoken).values_list("opinion", "answer")
    )


def test_numbers_in_the_download_do_not_tell_who_joined_first(house: factories.House) -> None:
    window, opinions = votes.period(house)
    voters = votes.vote(window, opinions[:1], [[1]] * 40)
    order = votes_file.shuffled(window)
    assert sorted(order) == [one.pk for one in voters]
    assert order != sorted(order)
    assert order == votes_file.shuffled(window)
    actions.exclude_votes(window, by=house.coordinator, voters=[0], because="Twice")
    assert len(list(votes_file.rows(window))) == 39
