"""The disk is full in the middle of a comment: said in the reader's language, words shown back, nothing done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from commonbeat.ledger import record
from commonbeat.matters.models import Input
from tests import factories
from tests.matters.sending import filled

pytestmark = pytest.mark.django_db
WORDS = "Keep the <video> for a year, and tell us."


def full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """A database that takes no more comments."""
    if sql.startswith("INSERT INTO") and "matters_input" in sql:
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


@pytest.mark.parametrize(("language", "said"), [("en", "nothing was sent"), ("es", "Algo falló de nuestro lado")])
def test_the_words_come_back_in_the_readers_language(language: str, said: str) -> None:
    window = factories.opened(factories.house())
    client, before = Client(HTTP_ACCEPT_LANGUAGE=language), record.head().number
    form, address = filled(window, words=WORDS), reverse("matters.comment", args=[window.pk])
    with connection.execute_wrapper(full):
        answer = client.post(address, form)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Keep the &lt;video&gt; for a year, and tell us." in page and f'lang="{language}"' in page
    assert said in page
    assert (Input.objects.count(), record.head().number) == (0, before)
    assert client.post(address, form).status_code == 200, "the same form can be sent again"
    assert Input.objects.count() == 1


def test_a_database_that_is_gone_is_said_too() -> None:
    factories.house()

    def gone(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        raise OperationalError("unable to open database file")

    with connection.execute_wrapper(gone):
        answer = Client().get("/topics/")
    assert answer.status_code == 503 and "try again in a few minutes" in answer.content.decode()
