"""A slip of the pen: small, announced, corrected while people are asked; anything more is a new version."""

from __future__ import annotations

import pytest

from commonbeat.matters.models import Passage, Window
from commonbeat.matters.texts.slips import why_no_slip
from tests import factories
from tests.matters.desk import at, done, send

pytestmark = pytest.mark.django_db


def test_a_slip_is_corrected_in_public(window: Window) -> None:
    passage = Passage.objects.filter(text=window.text_id).first()
    was, words = passage.words, passage.words.replace("wears", "always wears")
    answer = send(at("coordinator"), "matters.correct_slip", passage.pk, words=words, because="")
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    to = done(at("coordinator"), "matters.correct_slip", passage.pk, words=words, because="A word was missing.")
    passage.refresh_from_db()
    assert passage.words == words
    page = at("nobody").get(to.partition("#")[0]).content.decode()
    assert "A word was missing." in page and was in page and words in page


def test_a_slip_is_small_and_corrected_while_people_are_asked(window: Window) -> None:
    passage = Passage.objects.filter(text=window.text_id, label="(c)").get()
    client, why = at("coordinator"), {"because": "A slip of the pen."}
    for words in (
        "Officers may do whatever they like.",
        passage.words.replace("180", "18"),
        passage.words.replace("is kept", "is not kept"),
        passage.words,
    ):
        answer = send(client, "matters.correct_slip", passage.pk, words=words, **why)
        assert (answer.status_code, words in answer.content.decode()) == (409, True)
    right = passage.words.replace("longer", "much longer")
    with factories.after(window):
        assert send(client, "matters.correct_slip", passage.pk, words=right, **why).status_code == 409
    done(client, "matters.correct_slip", passage.pk, words=right, **why)
    for word in ("of", "more"):
        again = Passage.objects.get(pk=passage.pk).words.replace("where", f"{word} where")
        send(client, "matters.correct_slip", passage.pk, words=again, **why)
    twisted = Passage.objects.get(pk=passage.pk).words.replace("Video", "All that any officer ever films each day")
    assert send(client, "matters.correct_slip", passage.pk, words=twisted, **why).status_code == 409


OLD = "Officers who wear a camera turn it on before every stop and keep it on until the stop ends."


@pytest.mark.parametrize(
    ("was", "now", "is_slip"),
    [
        ("wear a camera", "wear the camera", True),
        ("wear a camera", "wear an camara", True),
        ("every stop", "every stop,", True),
        ("before", "after", False),
        ("every", "some", False),
        ("turn it on", "may turn it on", False),
        ("turn it on", "don't turn it on", False),
        ("turn it on", "never turn it on", False),
        ("every stop", "every 2 stop", False),
        ("Officers who wear a camera turn", "People with a phone always turn", False),
    ],
)
def test_what_is_a_slip(was: str, now: str, is_slip: bool) -> None:
    assert (why_no_slip(OLD, OLD.replace(was, now, 1)) == "") == is_slip


def test_words_of_a_rule_in_spanish_weigh_too() -> None:
    old = "El agente debe encender la cámara antes de cada parada en la calle."
    assert why_no_slip(old, old.replace("debe", "puede")) != ""
    assert why_no_slip(old, old.replace("la calle", "las calles")) == ""
