"""Write to an outside checker alone as a browser does, come back, and open it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.matters import actions, formkeys
from commonbeat.matters.models import CheckerKey, Confidence
from tests import factories

PASSPHRASE = "nine lanterns over the mill pond"
WORDS = "The form asks for twenty stops a month."
REPLY = "Can you say since when?"


def made(house: factories.House) -> CheckerKey:
    """The clerk's key."""
    return actions.make_key(house.seat("clerk"), by=house.clerk, passphrase=PASSPHRASE)


def form_key() -> str:
    """A form's key, begun a minute ago."""
    with clock.moved(clock.now() - timedelta(minutes=1)):
        return formkeys.new()


def write(key: CheckerKey, words: str = WORDS, **fields: str) -> Any:
    """The answer to a first message."""
    sent = {"words": words, "key": form_key()} | fields
    return Client().post(reverse("matters.write_alone", args=[key.pk]), sent)


def words_in(answer: Any) -> str:
    """The return words on a page."""
    return re.search(r'id="return-words"[^>]*>([^<]+)<', answer.content.decode()).group(1)


def wrote(key: CheckerKey, words: str = WORDS) -> str:
    """The return words of somebody who wrote."""
    return words_in(write(key, words))


def back(return_words: str, **more: str) -> str:
    """The page that return words open; with ``words`` after writing on."""
    name = "matters.write_on_alone" if more else "matters.come_back_alone"
    sent = {"return_words": return_words, "key": form_key()} | more
    return Client().post(reverse(name), sent).content.decode()


def opened(client: Client, passphrase: str = PASSPHRASE) -> str:
    """The page of the newest confidence after a passphrase was typed."""
    address = reverse("matters.open_alone", args=[Confidence.objects.latest("pk").pk])
    return client.post(address, {"passphrase": passphrase}).content.decode()
