"""What is not in the reader's language says so; orders stand apart from what people changed; counts are true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame.text import Words
from commonbeat.front import news
from commonbeat.front.demo.residents import RESIDENTS, residents, return_words
from commonbeat.matters import actions
from commonbeat.matters.models import Change
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.front.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def in_spanish(address: str) -> str:
    return Client(headers={"accept-language": "es"}).get(address).content.decode()


def ordered(house: factories.House) -> factories.Matter:
    matter = factories.draft(house)
    lapses = house.agency.today() + timedelta(days=30)
    actions.order_interim(matter, by=house.chief, reasons=Words("A crash on Mill Road."), lapses_on=lapses)
    return matter


def test_what_was_ordered_without_asking_is_not_told_as_changed_by_people(house: factories.House) -> None:
    matter = ordered(house)
    assert news.changed(NOBODY) == []
    assert [one.matter for one in news.ordered(NOBODY, house.agency)] == [matter]
    page = read("/")
    assert "Ordered without asking" in page and "Lapses by itself on" in page
    assert "No text has changed and nothing has been decided yet." in page
    assert [one.kind for one in news.everything(NOBODY)] == ["decision"], "the feed tells all"


def test_words_that_are_not_in_the_readers_language_have_it_marked(house: factories.House) -> None:
    matter = ordered(house)
    for address in ("/", f"/topics/{matter.pk}/"):
        assert "inglés" in in_spanish(address) or "Only in" in in_spanish(address)
        assert "Only in" not in read(address)
    assert '<div lang="en" dir="auto"><p>A crash on Mill Road.</p>' in in_spanish(f"/topics/{matter.pk}/")


def test_a_heading_is_no_passage_in_any_count(house: factories.House) -> None:
    heading = Piece("", 1, "Cameras", heading=True)
    window = factories.opened(house, days=1, matter=factories.draft(house, pieces=[heading, *factories.PIECES]))
    with factories.after(window):
        changed = [
            Piece("", 1, "Cameras on the body", heading=True),
            Piece("(a)", 1, factories.PIECES[0].words + " Always."),
            *factories.PIECES[1:],
        ]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=changed)
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=house.coordinator, change=change, by_none=True, because="Clearer.")
        actions.publish_text(text, by=house.coordinator, note="Clearer.", version=2)
        page = " ".join(read(f"/texts/{text.pk}/compare/").split())
        assert "1 passage differs. 2 stay as they were." in page and "Cameras on the body" not in page.split("<ol")[0]
        assert "1 passage</span>" in read("/topics/")


def test_a_visitor_of_the_demo_can_come_back_as_a_resident(house: factories.House) -> None:
    window = factories.opened(house)
    assert residents(NOBODY) == []
    key, language = next(iter(RESIDENTS.items()))
    words = return_words(key, language)
    given = actions.comment(window, by=NOBODY, words=Words("Keep it."), return_words=words)
    assert [(one.given, one.words) for one in residents(NOBODY)] == [(given, words)]
    assert words in Client(headers={"host": "localhost"}).get("/demo/").content.decode()
    assert words == return_words(key, language) != return_words("another", language)


def test_the_data_of_a_topic_has_language_role_translation_link_and_copies(house: factories.House) -> None:
    window = factories.opened(house)
    given = actions.comment(window, by=NOBODY, words=Words("Guárdelo.", "es"), role="resident")
    actions.translate(given, by=house.coordinator, language="en", words="Keep it.")
    copy = factories.said(window, "Guárdelo ya.")
    actions.fold(window.matter, by=house.coordinator, into=given, inputs=[copy], count=1)
    rows = Client().get(f"/topics/{window.matter_id}.json").json()["rows"]
    assert [(row["number"], row["same_as"], row["copies"]) for row in rows] == [
        (given.pk, None, 1),
        (copy.pk, given.pk, 0),
    ]
    first = rows[0]
    said = [first[name] for name in ("language", "words", "translation_language", "translation", "role")]
    assert said == ["es", "Guárdelo.", "en", "Keep it.", "resident"]
    assert first["link"] == f"http://testserver/comments/{given.pk}/"


def test_a_promise_that_was_sent_back_says_what_is_missing(house: factories.House) -> None:
    window = factories.opened(house)
    due = house.agency.today() + timedelta(days=3)
    promise = actions.promise(window.matter, by=house.staff, words=Words("Count."), owner=house.seat("staff"), due=due)
    actions.report(promise, by=house.staff, words="Counted.")
    actions.check(promise, by=house.clerk, kept=False, note="The nights are missing.")
    with factories.clock.moved(factories.clock.now() + timedelta(days=9)):
        page = read("/owed/")
        assert "6 days late" in page and "Sent back" in page and "The nights are missing." in page
