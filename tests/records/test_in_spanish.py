"""What the numbers show, read in Spanish: nothing of the program's own is left in English."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.utils import translation
from django.utils.text import capfirst

from commonbeat.measures import methods, validation
from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.records.shown.telling import word
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def house() -> factories.House:
    return factories.house()


def read(address: str) -> str:
    return html.unescape(Client(headers={"accept-language": "es"}).get(address).content.decode())


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_measure_says_of_itself_what_it_asks_and_how_it_is_computed(name: str) -> None:
    page = read(f"/numbers/{name}/")
    title, said = methods.description(CATALOGUE[name].place)
    with translation.override("es"):
        for english in (title, *(said[part] for part in methods.IN_WORDS)):
            assert capfirst(word(english)).rstrip(".") in page
            assert capfirst(english).rstrip(".") not in page
    assert f'<dd lang="en" dir="auto">{capfirst(said["Source"])}</dd>' in page
    assert "en inglés" not in page


def test_every_check_says_what_it_looks_at() -> None:
    page = read("/numbers/checked/")
    with translation.override("es"):
        for check in validation.kept():
            assert all(word(words) in page for words in check.words)
    assert '<th scope="row">los límites contienen la verdad: 52 semanas, cada una por su cuenta</th>' in page
    assert 'lang="en" dir="auto">R. G. Newcombe, Statistics in Medicine 17 (1998), table I</span>' in page
