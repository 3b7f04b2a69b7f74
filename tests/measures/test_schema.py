"""Schemas are readable pages that say what can be said."""

import pytest

from commonbeat.measures import schema as module
from commonbeat.measures.schema import Wrong, schema


def test_there_is_a_page_for_each_kind_of_records():
    assert module.names() == ["calls", "citations", "codes", "population", "roster", "stops"]


@pytest.mark.parametrize("name", module.names())
def test_a_page_can_be_read_by_a_person(name):
    page = schema(name)
    assert page.title and page.about
    assert [column.name for column in page.columns.values() if not column.means.endswith(".")] == []


@pytest.mark.parametrize("name", module.names())
def test_words_of_agencies_become_words_of_ours(name):
    for column in schema(name).columns.values():
        assert set(column.words.values()) - set(column.values) == set()
        assert [word for word in column.words if word != word.lower()] == []


def test_no_title_stands_for_two_columns_of_one_page():
    for name in module.names():
        titles = [title for column in schema(name).columns.values() for title in (column.name, *column.also)]
        shared = {title for title in titles if titles.count(title) > 1}
        assert shared <= {"issuing_agency", "category", "incident_id", "n", "dl"}, (name, shared)


def test_what_numbers_the_rows():
    assert {name: schema(name).number for name in module.names()} == {
        "calls": "call_id", "citations": "citation_id", "codes": None, "population": None, "roster": None,
        "stops": "stop_id",
    }  # fmt: skip


def test_a_schema_that_is_not_there():
    with pytest.raises(Wrong, match='no schema "tickets"; there are: calls, citations, codes'):
        schema("tickets")


@pytest.mark.parametrize(
    "said", [{"type": "day", "means": ""}, {"type": "choice", "means": ""}, {"type": "text", "means": "", "size": 3}]
)
def test_a_page_that_says_what_no_column_can_say(said):
    with pytest.raises(Wrong, match="column x"):
        module.read("x", said)
