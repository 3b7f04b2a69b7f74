"""What is asked often gets the same answers as Django's own query sets, for whatever values, in one query."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from commonbeat.frame import clock
from commonbeat.frame.action import held, held_to_read
from commonbeat.frame.often import LENGTHS, Often
from commonbeat.matters.actions import inputs
from commonbeat.matters.models import Input, Matter, Vote, Voter, Window
from commonbeat.matters.shown import voting
from commonbeat.people import actor, house
from commonbeat.people.models import Giver, Seat
from tests import factories
from tests.matters.ballots import asked_about
from tests.matters.sending import send

pytestmark = pytest.mark.django_db


def spelled(row: Any) -> Any:
    """A row with everything that was read with it."""
    if not isinstance(row, models.Model):
        return row
    own = {name: value for name, value in vars(row).items() if name != "_state"}
    with_it = {field.name for field in row._meta.concrete_fields} & set(row._state.fields_cache)
    return own | {name: spelled(row._state.fields_cache[name]) for name in with_it}


def test_every_question_of_the_house_is_answered_as_its_query_set_is() -> None:
    made = factories.house()
    window = asked_about(made)
    assert send(window).status_code == 200
    given, coordinator = Input.objects.latest("pk"), made.coordinator
    voter = Voter.objects.create(window=window, giver=given.giver, number=0)
    Vote.objects.create(voter=voter, opinion=Input.objects.opinions().first(), answer=1)
    questions: list[tuple[Often, tuple[Any, ...]]] = [
        (actor._seats, (coordinator.person_id,)),
        (actor._givers, (coordinator.person_id,)),
        (house._agency, (clock.today(),)),
        (house._agency, (clock.today() + timedelta(days=40_000),)),
        (inputs._sent_with, (given.form_key,)),
        (inputs._sent_with, ("nothing",)),
        (voting._public_window, (window.pk,)),
        (voting._public_window, (0,)),
        (voting._voters, (window.pk, (given.giver_id,))),
        (voting._voters, (window.pk, (0, given.giver_id, -1))),
        (voting._votes, (voter.pk,)),
        *[(held(type(one)), (one.pk,)) for one in (window.matter, window, voter)],
        *[(held_to_read(type(one)), (one.pk,)) for one in (window.matter, window, voter, given, coordinator.seats[0])],
    ]
    for often, values in questions:
        wanted = [spelled(row) for row in often.rows(*values)]
        for _again in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert [spelled(row) for row in often(*values)] == wanted, values
            assert len(queries) == 1


def test_lists_of_every_length_and_what_they_hold_twice() -> None:
    topics = [Giver.objects.create(topic=number).pk for number in range(LENGTHS[-1] + 3)]
    often = Often(lambda numbers: Giver.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
    for length in range(1, len(topics) + 1):
        assert often(tuple(topics[:length])) == topics[:length]
    assert often((topics[1], topics[0], topics[1])) == topics[:2]
    assert {shape[1][1] for shape in often.written} == set(LENGTHS), "the SQL of so many lengths is kept, and no more"


def test_a_first_row_or_none() -> None:
    made = factories.house()
    often = Often(lambda today: Seat.objects.held(today).outside())
    assert often.first(clock.today()).pk == made.clerk.seats[0].pk
    assert Often(lambda number: Seat.objects.filter(pk=number)).first(0) is None


def test_a_question_into_which_a_value_does_not_go_as_it_is_is_refused() -> None:
    with pytest.raises(TypeError, match="Not every value"):
        Often(lambda number: Matter.objects.filter(pk=number + 1))(1)
    with pytest.raises(TypeError, match="Not every value"):
        Often(lambda day: Window.objects.all())(date(2026, 5, 3))
    with pytest.raises(TypeError, match="no value of a question"):
        Often(lambda number: Matter.objects.filter(place=number))(None)
