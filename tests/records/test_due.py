"""What is to be computed, as the clockwork asks it each minute."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonbeat.measures.result import Verdict
from commonbeat.records import due
from tests import factories
from tests.records.accepted import dataset, publish, told

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_what_is_due_is_known_without_reading_what_was_told() -> None:
    factories.house()
    dataset()
    publish(told("ladder", verdict=Verdict.TOLD, unit="count", n=1204))
    with CaptureQueriesContext(connection) as asked:
        waiting = [one.name for one in due.due()]
    assert "least-harm" in waiting and "ladder" not in waiting
    assert [one["sql"] for one in asked if '"told"' in one["sql"]] == []
