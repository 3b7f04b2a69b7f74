"""Two people write to a checker alone at the same moment, one of them with a second click."""

from __future__ import annotations

import pytest

from tests.matters.test_at_once import Run, run  # noqa: F401

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
WRITE = """
from django.test import Client
from tests.matters import alone
from commonbeat.matters.models import Confidence, Message
key = alone.made(make.house())
def write(sent, go):
    client = Client()
    go()
    return alone.words_in(client.post(f"/alone/{key.pk}/", sent))
mine, other = ({"words": words, "key": alone.form_key()} for words in ("Mine.", "Another's."))
said = at_once(*(partial(write, sent) for sent in (mine, other, mine)))
print(said[0] == said[2], said[0] == said[1], Confidence.objects.count(), Message.objects.count())
"""


def test_two_writers_and_a_second_click_at_once(run: Run) -> None:  # noqa: F811
    assert run("from django.conf import settings\nsettings.ALLOWED_HOSTS = ['*']\n" + WRITE) == ["True False 2 2"]
