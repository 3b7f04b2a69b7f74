"""The steward's pages: a file is brought, looked at and taken in; and what everybody reads of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from commonbeat.measures.schema import schema
from commonbeat.people.models import Agency
from commonbeat.records import arriving, store, tasks
from commonbeat.records.models import Dataset, Import, Mapping
from commonbeat.records.shown.telling import word
from tests import factories
from tests.matters.desk import at, done, look, send
from tests.measures.files import MAPPINGS, REAL, on_real_files
from tests.records import files
from tests.records.bringing import bring, form_with, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
ROWS = "Stop Date,Race,Badge,Search\n05/01/2024,B,17,Y\n05/02/2024,W,18,N\n05/03/2024,Purple,17,perhaps\n"


def test_a_file_is_taken_in_by_forms_alone(desk):
    assert bring(desk, ROWS).status_code == 302
    [one] = Import.objects.all()
    page = look(desk, "records.save_mapping", one.pk)
    sent = form_with(page, "Try it on the first rows")
    assert (sent["column.date"], sent["written.date"]) == (["c:Stop Date"], ["%m/%d/%Y"])
    assert dict(zip(sent["theirs.subject_race"], sent["ours.subject_race"], strict=True)) == {
        "Purple": "", "B": "black", "W": "white",
    }  # fmt: skip
    tried = words(send(desk, "records.save_mapping", one.pk, **sent, do="try").content.decode())
    assert "05/01/2024 → 2024-05-01" in tried and "B → black" in tried
    assert "subject_race : not in the list 1" in tried and "search_conducted : neither yes nor no 1" in tried
    sent["ours.subject_race"][sent["theirs.subject_race"].index("Purple")] = "?"
    sent["column.type"] = "a:vehicular"
    assert done(desk, "records.save_mapping", one.pk, **sent, do="save") == one.get_absolute_url()
    assert 'type = "vehicular"' in Mapping.objects.get().text
    assert "The check begins" in words(look(desk, "records.file", one.pk))
    assert tasks.checks() == 1
    page = words(look(desk, "records.file", one.pk))
    assert "Of 3 rows, 3 can be used." in page and "neither yes nor no 1 “perhaps” 1" in page and "Purple" not in page
    done(desk, "records.accept", one.pk, about="Stops of May, from our records system.", rows=3)
    dataset = Dataset.objects.get()
    public = words(look(Client(), "records.dataset", dataset.pk))
    assert "Stops, May 1, 2024 to May 3, 2024" in public and "from our records system" in public
    assert "perhaps" not in public and "officer_id: numbers became pseudonyms" in public
    assert "Fewer than five rows can be used." in public and "subject_race fewer than five –" in public
    assert look(Client(), "records.mapping", dataset.mapping_id).count("Stop Date") == 1
    rows = Client().get("/records.json").json()["rows"]
    assert [(row["kind"], row["rows"], row["left_out"], row["mapping"]) for row in rows] == [("stops", None, "", 1)]


def test_a_mapping_is_sent_as_a_file_and_what_is_wrong_with_it_is_said(desk):
    bring(desk, files.ROWS)
    [one] = Import.objects.all()
    wrong = SimpleUploadedFile("stops.toml", files.STOPS.replace("date", "dat").encode())
    page = words(send(desk, "records.save_mapping", one.pk, mapping=wrong, version=1, do="save").content.decode())
    assert "columns: stops have no column “dat”" in page and Mapping.objects.count() == 0
    right = SimpleUploadedFile("stops.toml", files.STOPS.encode())
    done(desk, "records.save_mapping", one.pk, mapping=right, version=1, do="save")
    tasks.checks()
    page = words(look(desk, "records.file", one.pk))
    assert "1 row: date is unknown" in page and "not a date 1 line 4 “soon”" in page and "“lilac” 1" in page
    begun = look(desk, "records.save_mapping", one.pk, query="?from=1")
    assert "lilac" in form_with(begun, "Try it on the first rows")["theirs.subject_race"], (
        "what the check could not read"
    )
    done(desk, "records.save_mapping", one.pk, text=files.STOPS, version=2, do="save")
    assert Mapping.objects.count() == 1, "the same words are no new version"


def test_what_is_refused_is_said_by_column_and_nothing_of_it_is_there(desk, django_capture_on_commit_callbacks):
    page = words(bring(desk, "day,driver_name,DOB\n2024-05-01,X,1\n").content.decode())
    assert "This file is refused, and nothing of it was kept." in page
    assert "driver_name: it names people" in page and "DOB: it holds dates of birth" in page
    page = words(bring(desk, "day,race,E-mail,home_address\n2024-05-01,W,,\n").content.decode())
    assert "E-mail: it holds people’s home addresses" in page and "home_address: it holds people’s" in page
    assert "there are no rows below the names" in words(bring(desk, "day,race,badge\n").content.decode())
    assert "this is a PDF" in words(bring(desk, b"%PDF-1.7 and so on").content.decode())
    assert Import.objects.count() == 0 and list(store.waiting_room().iterdir()) == []
    names = "".join(f"2024-05-{n:02},black,Mary A. Sm{'i' * n}th\n" for n in range(1, 29))
    bring(desk, f"day,race,badge\n{names}".replace("badge", "remarks"))
    [one] = Import.objects.all()
    text = files.STOPS.replace('officer_id = "badge"', 'reason_for_stop = "remarks"')
    done(desk, "records.save_mapping", one.pk, text=text, version=1, do="save")
    with django_capture_on_commit_callbacks(execute=True):
        tasks.checks()
    page = words(look(desk, "records.file", one.pk))
    assert "This file is refused" in page and "remarks : it names people" in page
    assert list(store.waiting_room().iterdir()) == []


def test_records_that_lie_years_from_all_others_are_asked_about(desk):
    for year, asked in ((2024, False), (2025, False), (2017, True)):
        bring(desk, files.ROWS.replace("2024", str(year)), name=f"{year}.csv")
        one = Import.objects.first()
        done(desk, "records.save_mapping", one.pk, text=files.STOPS, version=1, do="save")
        tasks.checks()
        page = words(look(desk, "records.file", one.pk))
        assert ("Are they yours?" in page) is asked
        done(desk, "records.accept", one.pk, about="Stops.", rows=3)
    bring(desk, files.ROWS.replace("2024", "2026"), name="next.csv")
    assert "for the file 2024.csv" in words(look(desk, "records.file", Import.objects.first().pk))


def test_a_file_whose_districts_are_all_new_is_asked_about(desk):
    text = files.STOPS + 'district = "district"\nreason_for_stop = "race"\n'
    for month, districts, asked in ((1, "AABB", False), (2, "bCCB", False), (3, "XYZX", True)):
        rows = [f"2024-{month:02}-{n:02},{one},{n},{one}" for n, one in enumerate(districts, 1)]
        bring(desk, "\n".join(["day,race,badge,district", *rows]), name=f"{month}.csv")
        one = Import.objects.first()
        done(desk, "records.save_mapping", one.pk, text=text, version=1, do="save")
        tasks.checks()
        page = words(look(desk, "records.file", one.pk))
        assert ("Is it the right file?" in page, "district : 3 different values, all of them new" in page) == (
            asked,
        ) * 2
        done(desk, "records.accept", one.pk, about="Stops.", rows=4)


def test_what_a_column_means_is_said_in_the_stewards_language(desk):
    bring(desk, ROWS)
    [one] = Import.objects.all()
    page = unescape(desk.get(f"/desk/records/{one.pk}/columns/", headers={"accept-language": "es"}).content.decode())
    assert page.count('<p class="why">') == len(schema("stops").columns)
    with translation.override("es"):
        for column in schema("stops").columns.values():
            assert word(column.means) in page and column.means not in page


def test_a_file_that_is_too_large_is_not_taken(desk, monkeypatch):
    monkeypatch.setattr(arriving, "LARGEST", 10)
    assert "This file is larger than" in words(bring(desk, ROWS).content.decode())
    monkeypatch.setattr(arriving, "LARGEST", 1000)
    monkeypatch.setattr(arriving, "ROOM", 10**15)
    assert "The disk has no room" in words(bring(desk, ROWS).content.decode())


def test_a_file_whose_bytes_are_gone_is_said_to_be(desk):
    bring(desk, files.ROWS)
    [one] = Import.objects.all()
    store.forget(one)
    answer = desk.get(f"/desk/records/{one.pk}/columns/")
    assert answer.status_code == 403 and "no longer here" in words(answer.content.decode())


def test_withdrawn_records_are_told_with_their_reason(desk):
    dataset = files.accepted(factories.House(Agency.objects.get()))
    assert send(at("chief"), "records.withdraw", dataset.pk, because="No").status_code == 409
    done(desk, "records.withdraw", dataset.pk, because="The export missed two districts.")
    assert "The export missed two districts." in words(look(Client(), "records.dataset", dataset.pk))
    assert "Withdrawn on" in words(look(Client(), "records.datasets"))


#: file → its mapping, and how many of its rows can be used; None: it is refused
FILES = {
    "stops/boston_stops_2011_2020.csv.gz": ("boston_stops", 129_822),
    "stops/boston_offences_2020.csv.gz": ("boston_offences", 19_741),
    "stops/takoma_park_stops_2015_2017.csv.gz": ("takoma_stops", 15_762),
    "stops/takoma_park_violations_2015_2017.csv.gz": ("takoma_violations", 26_728),
    "area/takoma_park_acs_race.csv": ("takoma_race", None),
    "area/takoma_park_acs_sex_age_race.csv": ("takoma_sex_age_race", 252),
    "area/acs_2017_5yr_county_race.csv": ("counties", 3142),
    "cad/call_types_5_cities.csv": ("call_types", 3227),
    "cad/dispositions.csv": ("dispositions", 390),
    "cad/self_initiated_codes.csv": ("self_initiated", None),
}


@on_real_files
def test_real_files_come_in_through_the_pages(desk):
    found = {}
    for name, (how, _rows) in FILES.items():
        text = (MAPPINGS / f"{how}.toml").read_text()
        schema = re.search(r'schema = "(\w+)"', text).group(1)
        answer = bring(desk, (REAL / name).read_bytes(), schema, name.rpartition("/")[2])
        assert answer.status_code == 302, words(answer.content.decode())
        one = Import.objects.latest("pk")
        version = Mapping.objects.filter(schema=schema).count() + 1
        done(desk, "records.save_mapping", one.pk, text=text, version=version, do="save")
        tasks.checks()
        one.refresh_from_db()
        assert one.state == "checked", (name, one.state, one.trouble)
        done(desk, "records.accept", one.pk, about=f"As published: {name}.", rows=one.found["accepted"])
        found[name] = Dataset.objects.latest("pk").rows
    assert found == {name: rows or found[name] for name, (_how, rows) in FILES.items()}
    page = words(look(Client(), "records.datasets"))
    assert page.count("As published:") == len(FILES) and "129,822 rows" in page
    refused = bring(desk, (REAL / "area" / "acs_2012_person_sample.csv").read_bytes(), "population")
    assert "citizen: it tells of immigration or citizenship status" in words(refused.content.decode())
    assert "this is JSON" in words(
        bring(desk, (REAL / "area" / "takoma_park_wards.geojson").read_bytes()).content.decode()
    )


def test_of_what_came_in_no_few_are_told():
    """With a reason why one to four rows were left out, how many the file had is not told either."""
    made = Dataset(
        rows=149, found={"rows": 151, "left_out": {"a": 2}, "repaired": {"b": 1}, "unknown": {"c": 4, "d": 0}}
    )
    told = made.found_told
    assert (made.rows_told, told["rows"], told["left_out"], told["repaired"]) == (149, None, {"a": None}, {"b": None})
    assert told["unknown"] == {"c": None, "d": 0}
    made.found = {"rows": 149, "left_out": {}, "repaired": {}, "unknown": {}}
    assert made.found_told["rows"] == 149
