"""How anybody repeats what the numbers show: files, digests, settings, and one line for a terminal."""

import json

import pytest
from django.test import Client

from tests import factories
from tests.records.accepted import dataset, publish, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> factories.House:
    return factories.house()


def test_a_result_says_how_it_is_computed_again():
    used = dataset("stops 2024.csv")
    finding = publish(told("ladder", unit="count"))
    record = json.loads(Client().get(f"/numbers/ladder/{finding.pk}.json").content)
    assert record["digest"] == finding.digest and record["commonbeat"] == "0.1.0"
    assert record["datasets"][0]["sha256_of_file"] == used.source_digest
    assert record["command"] == (
        "commonbeat compute ladder 'stops 2024.csv' --mapping stops-1.toml --settings settings.toml --json"
    )
    assert record["settings"] == finding.settings != ""


def test_signs_of_a_quota_are_held_against_the_calls_and_the_roster_of_the_house():
    dataset("written.csv", "citations")
    dataset("cad.csv", "calls")
    dataset("shifts.csv", "roster")
    finding = publish(told("quota-signs", unit="rise"))
    assert json.loads(Client().get(f"/numbers/quota-signs/{finding.pk}.json").content)["command"] == (
        "commonbeat compute quota-signs written.csv --mapping citations-1.toml --placebo cad.csv --placebo-mapping "
        "calls-1.toml --roster shifts.csv --roster-mapping roster-1.toml --settings settings.toml --json"
    )
