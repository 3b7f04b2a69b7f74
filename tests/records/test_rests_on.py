"""On what a number rests, and how whoever holds the files computes it again."""

from __future__ import annotations

import pytest
from django.test import Client

from commonbeat.records.models import Mapping
from tests import factories
from tests.records.accepted import dataset, publish, told
from tests.records.bringing import words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def house() -> factories.House:
    return factories.house()


def page(measure: str = "ladder") -> str:
    return Client().get(f"/numbers/{measure}/").content.decode()


def saved_as(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer["Content-Disposition"]


def test_what_the_command_names_is_there_to_be_saved_under_that_name():
    used = dataset("stops 2024.csv")
    finding = publish(told("ladder", unit="count"))
    assert f'href="/numbers/ladder/{finding.pk}/settings.toml"' in page() and ">stops-1.toml</code></a>" in page()
    assert "nowhere else" not in page()
    assert saved_as(f"/records/mappings/{used.mapping_id}.txt") == 'attachment; filename="stops-1.toml"'
    assert saved_as(f"/numbers/ladder/{finding.pk}/settings.toml") == 'attachment; filename="settings.toml"'


def test_files_that_were_read_in_several_ways_are_said_to_lie_with_the_agency():
    dataset("a.csv")
    other = dataset("b.csv")
    other.mapping = Mapping.objects.create(schema="stops", number=2, text='schema = "stops"\n')
    other.save()
    publish(told("ladder", unit="count"))
    assert f"{other.digest}.parquet" in page() and "nowhere else" in words(page())


def test_what_some_records_do_not_say_is_told_also_where_the_number_is_withheld():
    dataset()
    found = {"n": 34_163, "first": "2024-01-01", "last": "2024-12-31", "officers": 34}
    publish(told("ladder", unit="count", records=found | {"unknown": {"officer": 15_762, "subject race": None}}))
    said = words(page())
    assert "Those that say an officer are of 34 officers." in said
    assert "Not said in them: officer 15,762, subject race withheld." in said
    publish(told("least-harm", records=found | {"unknown": {}}, excluded={"group unknown": None}))
    said = words(page("least-harm"))
    assert "They are of 34 officers." in said and "group unknown, withheld" in said


def test_earlier_numbers_of_one_day_are_told_apart():
    dataset()
    for n in (10, 20, 30):
        publish(told("ladder", unit="count", n=n))
    links = words(page()).partition("What it showed before and after")[2]
    assert links.count("Numbers ") == 2 and links.count(", Eastern") + links.count(":") >= 4
