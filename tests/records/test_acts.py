"""From a file to records: checked, looked at, accepted or thrown away, and withdrawn as a whole."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.measures import catalogue
from commonbeat.measures.schema import Wrong
from commonbeat.measures.settings import Settings
from commonbeat.records import actions, arriving, store, tasks
from commonbeat.records.models import Dataset, Import
from tests import factories
from tests.records import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db, own_folder):
    return factories.house()


def newest(verb):
    return next(said for said in map(json.loads, reversed(list(record.lines()))) if said["verb"] == verb)


def everything_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_becomes_records_with_what_was_left_out_and_its_seal(house, django_capture_on_commit_callbacks):
    one = files.checked(house)
    assert (one.state, one.found["rows"], one.found["accepted"]) == ("checked", 4, 3)
    assert one.found["left_out"] == {"date is unknown": 1}
    assert store.read(one, store.PREVIEW)["problems"][1]["values"] == {"lilac": 1}
    assert "lilac" not in json.dumps(one.found)
    with django_capture_on_commit_callbacks(execute=True):
        dataset = files.taken_in(one, house.coordinator)
    assert (dataset.rows, dataset.rows_given) == (3, 4)
    assert (dataset.first_day, dataset.last_day) == (date(2024, 5, 1), date(2024, 5, 31))
    assert newest("records.accept")["facts"] == {
        "schema": "stops", "digest": dataset.digest, "first_day": "2024-05-01", "last_day": "2024-05-31"
    }  # fmt: skip
    assert sorted(path.name for path in everything_in(store.folder())) == [
        f"{dataset.digest}.json",
        f"{dataset.digest}.parquet",
    ]
    assert not store.private(one).exists()


def test_accepted_records_open_for_a_measure_and_officers_are_pseudonyms(house):
    dataset = files.accepted(house)
    [table] = store.tables([dataset])
    with table:
        counted = table.counts(["officer_id"])
        assert sorted(row["n"] for row in counted) == [1, 2]
        assert {len(row["officer_id"]) for row in counted} == {16}
        result = catalogue.compute("ladder", [table], Settings())
    assert [dataset.source_digest in source for source in result.sources] == [True]


def test_a_refused_file_leaves_its_reasons_and_nothing_else(house, django_capture_on_commit_callbacks):
    names = "".join(f"2024-05-{n:02},Mary A. Sm{'i' * n}th\n" for n in range(1, 29))
    mapping = 'schema = "stops"\n[columns]\ndate = "day"\nreason_for_stop = "why"\n'
    with django_capture_on_commit_callbacks(execute=True):
        one = files.checked(house, f"day,why\n{names}", mapping)
    assert (one.state, [refused["column"] for refused in one.found["refused"]]) == ("refused", ["why"])
    assert everything_in(store.waiting_room()) == []
    with pytest.raises(arriving.Unwelcome):
        files.brought(house, "day,driver_name\n2024-05-01,X\n")
    assert list(store.waiting_room().iterdir()) == []


def test_a_mapping_that_does_not_fit_lets_another_be_chosen(house):
    one = files.checked(house, text=files.STOPS.replace('"badge"', '"number"'))
    assert one.state == "failed" and 'for officer_id, the column "number" is not there' in one.trouble
    actions.check(one, by=house.coordinator, mapping=files.mapped(house, files.STOPS))
    tasks.checks()
    assert Import.objects.get().state == "checked"


def test_a_check_that_was_cut_off_is_said_and_can_be_started_again(house):
    one = actions.check(files.brought(house), by=house.coordinator, mapping=files.mapped(house))
    Import.objects.filter(pk=one.pk).update(state="checking")  # as a process that was killed leaves it
    assert tasks.checks() == 0
    one.refresh_from_db()
    assert (one.state, store.private(one).is_dir()) == ("failed", True)


def test_a_file_thrown_away_while_it_is_checked_breaks_the_check_off(house, django_capture_on_commit_callbacks):
    one = actions.check(files.brought(house), by=house.coordinator, mapping=files.mapped(house))
    store.forget(one)  # what throwing away does
    tasks.check(one)
    one.refresh_from_db()
    assert one.state != "checked"
    with django_capture_on_commit_callbacks(execute=True):
        other = files.brought(house, files.ROWS + "2024-06-01,white,3\n")
        actions.cancel(other, by=house.coordinator)
    assert everything_in(store.waiting_room()) == []


def test_the_same_file_is_taken_in_once(house):
    files.accepted(house)
    with pytest.raises(Refused):
        files.brought(house)
    assert Dataset.objects.count() == 1


def test_what_was_not_looked_at_is_not_accepted(house):
    one = files.checked(house)
    with pytest.raises(Refused), store.kept(one) as digest:
        actions.accept(one, by=house.coordinator, about=factories.Words("Stops"), digest=digest, rows=4)
    assert everything_in(store.folder()) == []


def test_withdrawn_records_lose_their_rows_and_keep_their_description(house, django_capture_on_commit_callbacks):
    dataset = files.accepted(house)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(dataset, by=house.coordinator, because="The export missed two districts.")
    dataset.refresh_from_db()
    assert (dataset.is_standing, dataset.found["accepted"], everything_in(store.folder())) == (False, 3, [])
    with pytest.raises(Wrong, match="not here"):
        store.tables([dataset])
    assert files.accepted(house).is_standing


def test_files_that_nobody_accepts_go_after_a_week_and_what_nothing_names(house, django_capture_on_commit_callbacks):
    one = files.checked(house)
    (store.waiting_room() / "left").mkdir()
    store.folder().mkdir(parents=True)
    (store.folder() / f"{'0' * 64}.parquet").touch()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.clear_away()
        assert Import.objects.get().state == "checked"
        Import.objects.update(brought_on=house.agency.today() - timedelta(days=9))
        tasks.clear_away()
    assert Import.objects.get().state == "canceled"
    store.sweep(older=timedelta())
    assert (
        list(store.waiting_room().iterdir()) + list(store.folder().iterdir()) == [] and not store.private(one).exists()
    )


def test_a_table_that_was_changed_or_is_gone_is_named(house):
    dataset = files.accepted(house)
    assert store.broken() == []
    store.place(dataset).write_bytes(b"PAR1 and others")
    assert store.broken() == [f"dataset {dataset.pk}"]
    store.drop(dataset.digest)
    assert store.broken() == [f"dataset {dataset.pk}"]
