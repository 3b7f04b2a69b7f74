"""Translations for others: made by the agency and sealed, telling no more than the words, refused by their giver."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Translation, Window
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.matters.desk import at, done, look, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


@pytest.fixture
def given(house: factories.House, window: Window) -> Input:
    return factories.said(window, "The chief is wrong.", by=house.resident)


def read(given: Input, client: Client | None = None) -> str:
    return (client or Client()).get(given.get_absolute_url(), headers={"accept-language": "es"}).content.decode()


def test_the_entry_commits_to_the_words_of_the_translation(house: factories.House, given: Input) -> None:
    made = actions.translate(given, by=house.staff, language="es", words="El jefe se equivoca.")
    entry = json.loads(record.head().sealed)
    assert (entry["made"], entry["commitment"]) == (f"translation {made.pk}", made.sealed_words())
    assert made.sealed_words() == record.commitment(bytes(made.nonce), '["es", "El jefe se equivoca."]')
    assert (made.by_seat, made.words) == (house.seat("staff"), "El jefe se equivoca.")
    page = read(given)
    assert "El jefe se equivoca." in page and '<details class="original">' in page and "The chief is wrong." in page


def test_it_is_named_as_made_by_the_agency(house: factories.House, window: Window) -> None:
    given = actions.comment(window, by=NOBODY, words=Words("El jefe se equivoca.", "es"))
    actions.translate(given, by=house.staff, language="en", words="The chief is wrong.")
    assert "translated by the agency from español" in Client().get(given.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "words", ["El jefe. 585-555-0137", "El jefe. ann@example.org", "48 Alder Street", "Soy indocumentado.\u202e"]
)
def test_a_translation_tells_no_more_than_the_words(house: factories.House, given: Input, words: str) -> None:
    with pytest.raises(Refused):
        actions.translate(given, by=house.staff, language="es", words=words)
    assert (Input.objects.get().words.others, Translation.objects.count()) == ({}, 0)
    assert send(at("staff"), "matters.translate", given.pk, language="es", words=words).status_code == 409


def test_what_the_giver_left_in_can_be_translated(house: factories.House, window: Window) -> None:
    words = "I am undocumented. Write to ann@example.org"
    given = factories.said(window, words, left_in=True)
    actions.release(given, by=house.coordinator)
    actions.translate(given, by=house.staff, language="es", words="Soy indocumentada. Escriba a ann@example.org")
    assert "es" in Input.objects.get().words.others


def test_the_giver_says_that_it_is_not_what_they_said(house: factories.House, given: Input) -> None:
    actions.translate(given, by=house.staff, language="es", words="El jefe es excelente.")
    mine = at("resident")
    address = reverse("matters.refuse_translation", args=[given.pk])
    assert address in read(given, mine) and address not in read(given)
    assert "El jefe es excelente." in look(mine, "matters.refuse_translation", given.pk)
    done(mine, "matters.refuse_translation", given.pk, language="es")
    assert Input.objects.get().words.others == {}
    assert Translation.objects.get().refused_on == house.agency.today()
    page = Client().get(given.get_absolute_url()).content.decode()
    assert "excelente" not in page and "1 translation by the agency was taken away" in page
    assert json.loads(record.head().sealed)["facts"] == {"language": "es"}
    assert send(mine, "matters.refuse_translation", given.pk, language="es").status_code == 409


def test_nobody_else_takes_it_away(house: factories.House, given: Input) -> None:
    actions.translate(given, by=house.staff, language="es", words="El jefe se equivoca.")
    for actor in (NOBODY, house.coordinator, house.clerk, house.staff):
        with pytest.raises(Refused):
            actions.refuse_translation(given, by=actor, language="es")
    assert "es" in Input.objects.get().words.others


def test_erased_words_are_erased_in_every_language(house: factories.House, given: Input) -> None:
    made = actions.translate(given, by=house.staff, language="es", words="El jefe se equivoca.")
    asked = actions.ask_erasure(given, by=Actor(giver_ids=frozenset([given.giver_id])), ground="court")
    actions.erase(asked, by=house.clerk, granted=True, law="A law")
    made.refresh_from_db()
    assert (made.words, bytes(made.nonce), made.sealed_words()) == ("", b"", None)
