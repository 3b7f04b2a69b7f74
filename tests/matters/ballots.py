"""Vote as a browser does, with scripts off: read the card, press a button, get the next card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.matters import actions, formkeys
from commonbeat.matters.models import Input, Vote, Voter, Window
from tests import factories

OPINIONS = ("Cameras stay on.", "Ask first.", "Video is public.")


def asked_about(house: factories.House, *, opinions: Sequence[str] = OPINIONS, **options: Any) -> Window:
    """An open period with the agency's opinions to start with."""
    window = factories.opened(house, opinions=True, **options)
    words = [Words(one) for one in opinions]
    actions.start_opinions(window, by=house.coordinator, opinions=words, count=len(words))
    return window


def address(window: Window, name: str = "matters.vote") -> str:
    return reverse(name, args=[window.pk])


def card(page: str) -> dict[str, str]:
    """The hidden fields of the card on a page; empty where none is left."""
    form = re.search(r"<form[^>]*data-vote>.*?</form>", page, re.DOTALL)
    return dict(re.findall(r'name="(key|opinion)" value="([^"]*)"', form[0])) if form else {}


def text(answer: Any) -> str:
    return answer.content.decode()


def press(client: Client, window: Window, fields: dict[str, str], answer: str = "agree", **options: Any) -> Any:
    """The answer to one vote, or the page to which it leads."""
    sent = client.post(address(window), fields | {"answer": answer}, **options)
    return client.get(sent.url) if sent.status_code == 303 else sent


def vote_on(client: Client, window: Window, opinion: Input, answer: str = "agree") -> Any:
    """Vote on this opinion, with the key of the page that the browser shows."""
    return press(client, window, card(text(client.get(address(window)))) | {"opinion": str(opinion.pk)}, answer)


def kept() -> list[tuple[int, int, int]]:
    """Every vote, as (voter, opinion, answer)."""
    return list(Vote.objects.order_by("voter", "opinion").values_list("voter", "opinion", "answer"))


def key_of(window: Window, age: timedelta = timedelta(minutes=1)) -> str:
    """The key of a form that was begun some time ago."""
    with clock.moved(clock.now() - age):
        return formkeys.new(window)


def only_voter() -> Voter:
    return Voter.objects.get()
