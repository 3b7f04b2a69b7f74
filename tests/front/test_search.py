"""Search finds what the reader may see, whatever is typed, and its index cannot part from the records."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from commonbeat.frame.text import Words
from commonbeat.front import index
from commonbeat.front.checks import search_is_kept
from commonbeat.front.search import find
from commonbeat.matters import actions
from commonbeat.matters.models import Change
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.front.reading import read
from tests.gatherings.making import announced
from tests.gatherings.test_intake import HEAD, look, take_in

pytestmark = pytest.mark.django_db
#: roles of the test house → whether they work for the agency
ROLES = {"nobody": False, "resident": False, "clerk": False, "staff": True, "coordinator": True, "chief": True}
TRICKY = [
    "",
    "   ",
    '"',
    "''",
    "*",
    "**",
    "-",
    "NEAR",
    "NEAR(a b)",
    "AND",
    "OR NOT",
    "words : camera",
    "{kept} : camera",
    "a & b | !c",
    "camera:*",
    "%s %%",
    "\\",
    "(((",
    "\x00\x01",
    "\u202e\u200b",
    "カメラ",
    "ñandú",
    "🚓",
    "_",
    "1e5 0x10",
    "x" * 5000,
    "word " * 400,
]


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def kinds(actor: Actor, asked: str) -> list[str]:
    return [one.kind for one in find(actor, asked)]


def test_topics_passages_comments_and_replies_are_found(house: factories.House) -> None:
    window = factories.opened(house)
    given = factories.said(window, "Give tourniquets to everybody.")
    with factories.after(window):
        factories.replied(house, given)
    assert kinds(NOBODY, "tourniquets") == ["comment"]
    assert kinds(NOBODY, "because right") == ["reply"]
    assert kinds(NOBODY, "search arrest") == ["passage"]
    assert kinds(NOBODY, "body worn cam") == ["topic"], "the last word may be a beginning"
    assert kinds(NOBODY, "bod worn cameras") == [], "the others may not"
    page = read("/search/", q="tourniquets")
    assert "Give tourniquets to everybody." in page and f"/comments/{given.pk}/" in page


def test_accents_and_translations_are_found(house: factories.House) -> None:
    given = factories.said(factories.opened(house), "Keep it for one anno.")
    actions.translate(given, by=house.staff, language="es", words="Guárdenlo un año.")
    assert kinds(NOBODY, "año") == kinds(NOBODY, "Guárdenlo") == ["comment"]


@pytest.mark.parametrize("asked", TRICKY, ids=range(len(TRICKY)))
def test_whatever_is_typed_breaks_nothing(house: factories.House, asked: str) -> None:
    factories.said(factories.opened(house))
    assert Client().get("/search/", {"q": asked}).status_code == 200


@pytest.mark.parametrize(("role", "finds"), ROLES.items(), ids=ROLES)
def test_words_kept_back_are_for_the_agencys_own_people(house: factories.House, role: str, finds: bool) -> None:
    window = factories.opened(house)
    hidden, held = factories.said(window, "A zebra threat."), factories.said(window, "A giraffe at 212-555-0188.")
    actions.hide(hidden, by=house.coordinator, reason="threat")
    actor = house.actor(role)
    assert held.state == "held"
    assert [kinds(actor, "zebra"), kinds(actor, "giraffe")] == [["comment"] if finds else []] * 2
    page = read("/search/", "" if role == "nobody" else role, q="zebra")
    assert ("A zebra threat." in page) is finds


@pytest.mark.parametrize(("role", "finds"), ROLES.items(), ids=ROLES)
def test_drafts_are_for_the_agencys_own_people(house: factories.House, role: str, finds: bool) -> None:
    window = factories.opened(house, days=1)
    given = factories.said(window, "Fine.")
    draft = factories.draft(house, pieces=[Piece("(a)", 1, "An okapi is a draft.")])
    with factories.after(window):
        actions.answer(
            window.matter, by=house.staff, inputs=[given], outcome="will_not", reasons=Words("Of the okapi.")
        )
    assert draft.stage == "draft"
    assert kinds(house.actor(role), "okapi") == (["reply", "passage"] if finds else [])


def test_a_private_rehearsal_is_not_found_by_the_public() -> None:
    house = factories.house(public=False)
    factories.said(factories.opened(house), "An okapi in private.")
    assert kinds(NOBODY, "okapi") == []
    assert kinds(house.clerk, "okapi") == ["comment"]


def test_what_was_withdrawn_is_found_by_nobody(house: factories.House) -> None:
    given = factories.said(factories.opened(house), "My okapi.", by=house.resident)
    actions.withdraw(given, by=house.resident)
    assert kinds(NOBODY, "okapi") == kinds(house.coordinator, "okapi") == []


def test_a_number_struck_out_stays_unfound(house: factories.House) -> None:
    given = factories.said(factories.opened(house), "Ring the okapi at 212-555-0188, ask for Quagga.")
    actions.release(given, by=house.coordinator, spans=[(18, 47)], struck=1, reason="personal")
    assert kinds(NOBODY, "okapi") == ["comment"]
    assert kinds(NOBODY, "quagga") == []
    assert kinds(house.coordinator, "quagga") == ["comment"]
    assert "212-555" not in read("/search/", "coordinator", q="quagga")


def test_invisible_finds_push_no_visible_one_out(house: factories.House) -> None:
    window = factories.opened(house)
    factories.said(window, "The word okapi stands here once among many others.")
    for _ in range(40):
        factories.draft(house, pieces=[Piece("", 1, "okapi")])
        actions.hide(factories.said(window, "okapi"), by=house.coordinator, reason="threat")
    assert [len(one.things) for one in find(NOBODY, "okapi")] == [1]


def test_more_than_is_shown_is_said(house: factories.House) -> None:
    window = factories.opened(house)
    for number in range(26):
        factories.said(window, f"okapi {number}")
    (found,) = find(NOBODY, "okapi")
    assert (len(found.things), found.after) == (25, 1)
    assert 'href="?q=okapi&amp;kind=comment&amp;page=2"' in read("/search/", q="okapi")
    (rest,) = find(NOBODY, "okapi", "comment", 2)
    assert (len(rest.things), rest.after) == (1, 0)
    assert rest.things[0] not in found.things
    assert "Page before" in read("/search/", q="okapi", kind="comment", page="2")


def test_meetings_to_come_stand_before_those_that_are_over(house: factories.House) -> None:
    told = "".join(f"2,{2015 + n % 2}-{n % 12 + 1:02}-10T18:30:00,,Beat {n} okapi,,,\n" for n in range(30))
    take_in(house, look(house, HEAD + told))
    later, sooner = announced(house, days=9, title=Words("Okapi")), announced(house, days=3, title=Words("Okapi"))
    (found,) = [one for one in find(NOBODY, "okapi") if one.kind == "meeting"]
    assert found.things[:2] == [sooner, later]
    days = [one.day for one in found.things[2:]]
    assert days == sorted(days, reverse=True)
    assert (len(found.things), found.after) == (25, 7)
    assert "Nothing holds these words." in read("/search/", q="platypus")


@pytest.mark.sqlite  # SQLite alone keeps its index by triggers
def test_a_lost_trigger_is_noticed_at_start_and_the_index_is_made_anew(house: factories.House) -> None:
    assert search_is_kept(None, ["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER front_search_matters_input_insert")
    assert [one.id for one in search_is_kept(None, ["default"])] == ["commonbeat.E002"]
    factories.said(factories.opened(house), "An unnoticed okapi.")
    assert kinds(NOBODY, "okapi") == []
    index.uninstall(connection)
    index.install(connection)
    assert index.missing(connection) == []
    assert kinds(NOBODY, "okapi") == ["comment"]


def test_a_passage_that_two_versions_hold_is_listed_once_with_its_newest(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    with factories.after(window):
        changed = [
            *factories.PIECES[:1],
            *(Piece(one.label, one.depth, one.words + " Tourniquets too.") for one in factories.PIECES[1:]),
        ]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=changed)
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=house.coordinator, change=change, by_none=True, because="A slip.")
        actions.publish_text(text, by=house.coordinator, note="More.", version=2)
        word = factories.PIECES[0].words.split()[0]
        (found,) = [one for one in find(NOBODY, word) if one.kind == "passage"]
        (first,) = [one for one in found.things if one.words == factories.PIECES[0].words]
        assert (first.text.version, [one.text.version for one in first.also_in]) == (2, [1])
        assert "also in <a href" in read("/search/", q=word)


def test_a_question_is_called_one(house: factories.House) -> None:
    given = factories.said(factories.opened(house), "Who keeps the tourniquets?", kind="question")
    assert f"Question {given.pk} on Body-worn cameras" in read("/search/", q="tourniquets")


@pytest.mark.parametrize("code", ["en", "es", "person", "machine", "text", "others"])
def test_the_codes_beside_the_words_are_not_found(house: factories.House, code: str) -> None:
    given = factories.said(factories.opened(house), "Lamps on Alder Street.")
    actions.translate(given, by=house.staff, language="es", words="Faroles: calle Alder.")
    assert kinds(NOBODY, "faroles") == ["comment"], "translations are found"
    assert kinds(NOBODY, f"{code} alder") == []
