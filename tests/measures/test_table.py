"""Accepted records: one table with the columns of its schema, from one file or several, kept by their digest."""

import json

import ibis
import pytest

from commonbeat.measures import mapping as mappings, table
from commonbeat.measures.schema import KEPT, Wrong, schema
from tests.measures.files import KEY, laid, look, rows

STOPS = "date,subject_race,officer_id,arrest_made\n2020-01-02,white,7,no\n2020-01-01,,7,\n"
STOPS += "2020-01-03,black,8,yes\n,black,8,yes\n"


@pytest.fixture
def opened(tmp_path):
    with table.open_table(laid(tmp_path, STOPS), schema="stops", key=KEY) as one:
        yield one


def test_a_table_has_every_column_of_its_schema(opened):
    assert dict(opened.rows.schema()) == {
        name: ibis.dtype(KEPT[column.type]) for name, column in schema("stops").columns.items()
    }
    assert opened.absent == set(schema("stops").columns) - {"date", "subject_race", "officer_id", "arrest_made"}


def test_counts_are_made_in_the_engine_and_unknown_comes_last(opened):
    assert opened.counts() == [{"n": 3}]
    assert opened.counts(["subject_race"]) == [
        {"subject_race": "black", "n": 1},
        {"subject_race": "white", "n": 1},
        {"subject_race": None, "n": 1},
    ]
    arrests = opened.counts(["officer_id"], known=opened.rows.arrest_made.count(), yes=lambda t: t.arrest_made.sum())
    assert sorted((one["known"], one["yes"]) for one in arrests) == [(1, 0), (1, 1)]
    later = opened.rows.filter(opened.rows.date > ibis.date("2020-01-01"))
    assert table.counts(later) == [{"n": 2}]


def test_a_table_says_where_it_comes_from(opened):
    [source] = opened.sources
    assert (source.name, source.lines, source.accepted, dict(source.left_out)) == (
        "file.csv", 4, 3, {"date is unknown": 1},
    )  # fmt: skip


def test_what_was_written_for_it_goes_when_it_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with table.open_table(laid(tmp_path, STOPS), schema="stops"):
        assert [path.name.startswith("commonbeat-") for path in tmp_path.iterdir() if path.is_dir()] == [True]
    assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]
    with pytest.raises(Wrong):
        table.open_table(laid(tmp_path, "dob\n"), schema="stops")
    assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]


def test_the_same_file_gives_the_same_pseudonyms_and_no_other_does(tmp_path):
    def officers(data):
        with table.open_table(laid(tmp_path, data), schema="stops") as one:
            return {row["officer_id"] for row in one.counts(["officer_id"])}

    assert officers(STOPS) == officers(STOPS)
    assert officers(STOPS) & officers(STOPS + "2020-01-04,,9,\n") == set()


def test_accepted_records_are_kept_by_their_digest_and_say_what_was_found(tmp_path):
    found = look(tmp_path, STOPS)
    store = tmp_path / "store"
    store.mkdir()
    kept = table.accept(found, store)
    assert sorted(path.name for path in store.iterdir()) == [f"{kept.stem}.json", f"{kept.stem}.parquet"]
    assert json.loads(kept.with_suffix(".json").read_text())["left_out"] == {"date is unknown": 1}
    assert table.accept(look(tmp_path, STOPS), store) == kept, "the same file, mapping and key give the same bytes"
    with table.open_table(kept) as one:
        assert (one.schema.name, one.counts()) == ("stops", [{"n": 3}])
        assert one.sources[0].sha256 == found.digest
    with table.open_table([kept, laid(tmp_path, "date\n2021-01-01\n", "more.csv")], schema="stops") as both:
        assert both.counts() == [{"n": 4}]
        assert [source.name for source in both.sources] == ["file.csv", "more.csv"]


def test_records_that_were_changed_are_not_those_that_were_accepted(tmp_path):
    kept = table.accept(look(tmp_path, STOPS), tmp_path)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    with pytest.raises(Wrong, match="not the records that were accepted under this name"):
        table.open_table(kept)


def test_what_cannot_be_opened_says_why(tmp_path):
    stops = laid(tmp_path, STOPS)
    with pytest.raises(Wrong, match="say by a mapping what its columns are, or by a schema"):
        table.open_table(stops)
    with pytest.raises(Wrong, match="is refused; nothing of it is kept"):
        table.open_table(laid(tmp_path, "date,dob\n2020-01-01,\n", "dob.csv"), schema="stops")
    kept = table.accept(look(tmp_path, "place,residents\nhere,5\n", "population"), tmp_path)
    with pytest.raises(Wrong, match="these are population, not roster"):
        table.open_table(kept, schema="roster")
    with pytest.raises(Wrong, match="records of different kinds: population, stops"):
        table.open_table([kept, laid(tmp_path, STOPS)], schema="stops")


def test_nothing_of_a_cell_that_could_not_be_read_is_kept(tmp_path):
    kept = table.accept(look(tmp_path, "date,subject_race,speed\n2020-01-01,Mary Smith,fast\n"), tmp_path)
    told = kept.with_suffix(".json").read_text()
    assert (json.loads(told)["problems"][1]["count"], "Mary" in told, "fast" in told) == (1, False, False)
    assert b"Mary" not in kept.read_bytes()


def test_the_engine_is_one_that_there_is(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMONBEAT_RECORDS_ENGINE", "abacus")
    with pytest.raises(Wrong, match='is "abacus"; it can be duckdb or pyspark'):
        table.open_table(laid(tmp_path, STOPS), schema="stops")


def test_a_table_of_an_agencys_own_words(tmp_path):
    how = mappings.mapping({"schema": "stops", "columns": {"date": ["d", "%m/%d/%Y"], "beat": "b"}})
    with table.open_table(laid(tmp_path, "d;b\n1/31/2020;7\n"), how) as one:
        assert [str(row["date"]) + row["beat"] for row in one.counts(["date", "beat"])] == ["2020-01-317"]


def test_rows_keep_their_order(tmp_path):
    many = "date,location,stop_id\n" + "".join(f"2020-01-01,{n},{n}\n" for n in range(200_000))
    found = look(tmp_path, many + ",x,1\n")
    assert rows(found, "location") == [str(n) for n in range(200_000)]
