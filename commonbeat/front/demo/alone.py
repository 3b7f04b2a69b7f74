"""What an invented officer wrote to Riverton's outside checker alone, and the checker's reply."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from commonbeat.front.demo.residents import return_words
from commonbeat.matters import actions
from commonbeat.matters.models import CheckerKey, Confidence
from commonbeat.people.actor import NOBODY

STORY = tomllib.loads((Path(__file__).parent / "alone.toml").read_text("utf-8"))


def steps(town: Any) -> Iterator[tuple[float, Callable[[], Any]]]:
    """A key, a message, a reply, each with its day."""
    yield STORY["key_day"], lambda: make_key(town)
    yield STORY["day"], lambda: write(town)
    yield STORY["reply_day"], lambda: reply(town)


def passphrase() -> str:
    """The checker's passphrase, of a demo only: whoever reads this program knows it."""
    return str(STORY["passphrase"])


def writers_words() -> str:
    """The invented officer's return words."""
    return return_words("alone", "en")


def make_key(town: Any) -> None:
    actions.make_key(town.seats[STORY["seat"]], by=town.actor(STORY["seat"]), passphrase=passphrase())


def write(town: Any) -> None:
    [reader] = CheckerKey.objects.readable()
    actions.write_alone(reader, by=NOBODY, words=STORY["words"], return_words=writers_words(), form_key="riverton")


def reply(town: Any) -> None:
    by = town.actor(STORY["seat"])
    [written] = Confidence.objects.visible_to(by)
    actions.open_alone(written, by=by)
    actions.reply_alone(written, by=by, words=STORY["reply"])
