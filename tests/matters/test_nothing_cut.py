"""Nothing that somebody wrote is cut in silence: what is too long is said, and stays in the form to be shortened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonbeat.matters import actions
from commonbeat.matters.models import Change, Commitment
from tests import factories
from tests.matters.desk import at, done, send
from tests.matters.papering import laid_open

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LONG = "The form counts what nobody should count. " * 8
FITS = LONG[:299] + "."


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def test_why_a_paper_is_out_of_use_and_why_a_promise_is_given_up(house: factories.House) -> None:
    paper = laid_open(house)
    due = house.agency.today() + timedelta(20)
    fields = {"promise": "Count the videos", "owner": house.seat("staff").pk, "due": due}
    done(at("staff"), "matters.promise", factories.draft(house).pk, **fields)
    promise = Commitment.objects.get()
    for page, thing, field in (
        ("matters.end_paper", paper, "ended_because"),
        ("matters.drop_promise", promise, "dropped_because"),
    ):
        refused = send(at("chief"), page, thing.pk, because=LONG)
        assert list(refused.context["form"].errors) == ["because"] and LONG in refused.content.decode()
        done(at("chief"), page, thing.pk, because=FITS)
        thing.refresh_from_db()
        assert getattr(thing, field) == FITS


def test_why_passages_changed_that_no_comment_moved(house: factories.House) -> None:
    window = factories.opened(house)
    with factories.after(window):
        text = actions.put_text(window.matter, by=house.coordinator, pieces=factories.PIECES[:-1])
        change = Change.objects.get(text=text)
        for sent, typed in (
            ({f"none-{change.pk}": "on"}, f"because-{change.pk}"),
            ({"rest_by_none": "on"}, "rest"),
        ):
            refused = send(at("coordinator"), "matters.name_movers", text.pk, **sent, **{typed: LONG})
            page = refused.content.decode()
            assert refused.status_code == 409 and "300 characters at most" in page and LONG.strip() in page
            change.refresh_from_db()
            assert not change.by_none
        done(at("coordinator"), "matters.name_movers", text.pk, rest_by_none="on", rest=FITS)
        change.refresh_from_db()
        assert (change.by_none, change.because) == (True, FITS)
