"""What the numbers show: computed from what stands, told in the reader's words, withheld where it would tell of few."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.front import clockwork
from commonbeat.ledger.models import Entry
from commonbeat.measures import validation
from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.measures.result import Verdict, margin, say
from commonbeat.measures.schema import schema
from commonbeat.people.actor import NOBODY
from commonbeat.records import actions, due
from commonbeat.records.models import Dataset, Finding
from commonbeat.records.shown import strings
from tests import factories
from tests.records import files
from tests.records.accepted import dataset, publish, records, told

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

GENTLE = say("Of {whole:,} stops, {part:,} ended with a warning or less: {of_100:.0f} of 100, give or take {more}.",
             whole=1204, part=803, of_100=66.7, more=margin(2.6))  # fmt: skip


@pytest.fixture(autouse=True)
def house() -> factories.House:
    return factories.house()


def read(address: str, language: str = "en") -> str:
    answer = Client(headers={"accept-language": language}).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> str:
    """What a reader reads between the tags."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_without_records_every_measure_says_what_it_needs():
    page = words(read("/numbers/"))
    assert page.count("No records yet") == len(CATALOGUE)
    assert "This needs calls, and beside them roster." in page
    assert "There are no records for this yet." in words(read("/numbers/ladder/"))


def test_with_records_a_measure_is_being_computed_or_says_what_must_be_settled_first():
    dataset()
    assert "This is being computed from the records as they stand now." in words(read("/numbers/ladder/"))
    assert "Before this can be computed, the agency has to settle: where the sun sets" in words(read("/numbers/veil/"))
    listed = json.loads(read("/numbers.json"))["rows"]
    assert {row["measure"]: row["being_computed"] for row in listed}["ladder"] is True


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.TOLD, "Counted"),
        (Verdict.DIFFERENT, "A difference was seen"),
        (Verdict.NOT_SEEN, "No difference was seen"),
        (Verdict.TOO_FEW, "Not enough data"),
    ],
)
def test_every_verdict_has_its_page_in_the_readers_language(verdict, said):
    dataset()
    rows = [{"by": "district", "of": "all", "least_harm": 803, "all": 1204, "share": 0.667, "low": 0.64, "high": 0.69}]
    publish(told("least-harm", sentence=GENTLE, verdict=verdict, n=1204, rows=rows, smallest=0.054))
    page = words(read("/numbers/least-harm/"))
    assert f"C4 Least harm · {said}" in page
    assert "Of 1,204 stops, 803 ended with a warning or less: 67 of 100, give or take 3." in page
    assert "Between these records and as many others" in page and "a difference of 5 in 100 or more" in page
    spanish = words(read("/numbers/least-harm/", "es"))
    assert "De 1,204 paradas, 803 terminaron con una advertencia o menos: 67 de cada 100" in spanish


def test_a_small_town_reads_what_is_known_what_is_not_and_what_would_help():
    dataset()
    publish(
        told(
            "adjusted",
            unit="difference",
            n=62,
            excluded={"group unknown": 87},
            smallest=0.34,
            known=[say("This is one of three looks.")],
            unknown=[say("Anything about: {groups}.", groups=["black", "hispanic"])],
            would_help=[say("A longer period, or several agencies together.")],
        )
    )  # fmt: skip
    page = words(read("/numbers/adjusted/"))
    parts = [
        *("Not enough data", "What is known", "It rests on 62 records.", "Left out: group unknown, 87."),
        *("What is not known", "Anything about: black, hispanic.", "What could have been seen"),
        *("a difference of 34 in 100 or more", "What would help", "A longer period"),
        *("Three looks at the same question", "None of them is “the bias”"),
    ]
    places = [page.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)


def test_what_is_withheld_stands_in_no_page_and_in_no_file(tmp_path: Path):
    """Four arrests, and what would give them away, are told nowhere: not as numbers, not in the picture."""
    stops = [{"date": "2024-03-01", "district": "North" if n % 2 else "South", "officer_id": f"o{n % 7}",
              "subject_race": "white" if n % 3 else "black", "violation": "tail light",
              "outcome": "arrest" if n < 4 else "citation" if n < 30 else "warning"} for n in range(149)]  # fmt: skip
    records(tmp_path, stops)
    told = {"least-harm", "ladder", "adjusted", "explained", "quota-signs"}
    assert (clockwork.numbers(), set(Finding.objects.newest())) == (5, told), "these need no more settled than this"
    assert clockwork.numbers() == 0, "nothing is computed twice"
    finding = Finding.objects.of("ladder").get()
    whole = next(row for row in finding.result["rows"] if row["of"] == "all")
    assert (whole["arrest"], whole["warning"], whole["all"]) == (None, 119, 149)
    page = read("/numbers/ladder/")
    sheet = list(csv.DictReader(io.StringIO(read("/numbers/ladder.csv").lstrip("\ufeff"))))
    assert {row["arrest"] for row in sheet} <= {"", "0"}
    record = json.loads(read("/numbers/ladder.json"))
    assert record["result"] == finding.result
    assert "arrest withheld" in page
    assert "(149 in all), so many ended with: warning 80, citation withheld, arrest withheld." in words(page)
    entry = json.loads(Entry.objects.latest("number").sealed)
    newest = Finding.objects.latest("pk")
    assert (entry["verb"], entry["facts"]["digest"]) == ("records.compute", newest.digest)


def test_a_spreadsheet_of_signs_has_one_value_in_a_cell():
    dataset("one.csv")
    row = {"unit": "North", "effect": 0.1, "interval": [0.05, 0.15], "signs": ["a", "b"], "parts": [{"p": 0.5}]}
    publish(told("ladder", unit="rise", rows=[row]))
    [line] = csv.DictReader(io.StringIO(read("/numbers/ladder.csv").lstrip("\ufeff")))
    assert line == {"unit": "North", "effect": "0.1", "low": "0.05", "high": "0.15", "signs": "a; b"}


def of_all(whole: int) -> Finding:
    """The ladder of so many stops, published."""
    sentence = say("Of {whole:,} stops.", whole=whole)
    return publish(told("ladder", sentence=sentence, verdict=Verdict.TOLD, unit="count", n=whole))


def test_withdrawn_records_take_what_was_computed_from_them_out_of_view():
    first = dataset("one.csv")
    old = publish(
        told("ladder", sentence=say("Of {whole:,} stops.", whole=1204), verdict=Verdict.TOLD, unit="count", n=1204)
    )
    dataset("two.csv")
    assert "being computed anew" in words(read("/numbers/"))
    assert "Of 1,204 stops." in words(read("/numbers/ladder/")), "what still stands is shown until the newer is there"
    Dataset.objects.filter(pk=first.pk).update(state="withdrawn", because="Wrong year", withdrawn_on="2026-01-01")
    assert "Of 1,204 stops." not in words(read("/numbers/ladder/"))
    kept = words(read(old.get_absolute_url()))
    assert "Of 1,204 stops." in kept
    assert "Records on which this rests have been withdrawn since." in kept
    [asked] = due.asked(["ladder"])
    assert asked.is_due and asked.current is None


def test_newer_numbers_that_moved_by_few_are_held_and_the_older_ones_can_be_read():
    first = dataset("one.csv")
    old = publish(
        told("ladder", sentence=say("Of {whole:,} stops.", whole=1204), verdict=Verdict.TOLD, unit="count", n=1204)
    )
    second = dataset("two.csv")
    of_all(1207)
    page = read("/numbers/ladder/")
    assert "1,207" not in page and "1207" not in read("/numbers/ladder.json")
    assert "Of 1,204 stops." in words(page) and "Not enough data" not in page
    sentence = "Records that came or went since then are too few to be told of"
    assert sentence in words(page) and "Of 1,204 stops." in words(read("/numbers/")) and sentence in read("/numbers/")
    assert f'href="{first.get_absolute_url()}"' in page and f'href="{second.get_absolute_url()}"' not in page
    [asked] = due.asked(["ladder"])
    assert (asked.current, asked.is_due) == (old, False), "nothing is computed for ever"
    of_all(1209)
    assert "1,209" in words(read("/numbers/ladder/"))
    dataset("three.csv")
    of_all(1211)
    Dataset.objects.filter(pk=first.pk).update(state="withdrawn", because="Wrong year", withdrawn_on="2026-01-01")
    assert "1,2" not in words(read("/numbers/ladder/")), "it stands no longer than what it rests on"


def test_only_the_machine_computes_and_nothing_that_was_overtaken(house):
    dataset()
    with pytest.raises(Refused):
        actions.compute(house.agency, by=NOBODY, counted=None)
    with pytest.raises(Refused):
        actions.compute(house.agency, by=house.coordinator, counted=None)


def test_every_check_stands_on_the_page_as_it_was_found():
    page, listed = words(read("/numbers/checked/")), json.loads(read("/numbers/checked.json"))["rows"]
    kept = validation.kept()
    assert f"{sum(one.agrees for one in kept)} of {len(kept)} checks come out as they must." in page
    assert [row["found"] for row in listed] == [one.found for one in kept]
    assert page.count(" yes") + page.count(" no ") >= len(kept)
    assert "120 of 183, share, in 100 (Wilson) 65.6 65.6 65.55 – 65.65 yes" in page


def test_no_measure_and_no_number_of_another_is_a_page():
    dataset()
    finding = publish(told("ladder", unit="count"))
    for address in ("/numbers/anything/", f"/numbers/veil/{finding.pk}/", "/numbers/ladder/999/"):
        assert Client().get(address).status_code == 404


def test_every_word_of_measures_can_be_translated():
    """Values of choices and what must be settled stand where translators find them."""
    choices = {
        value
        for records, columns in (("stops", ["outcome", "subject_race", "subject_sex"]), ("calls", ["work"]))
        for column in columns
        for value in schema(records).columns[column].values
    }
    assert choices <= set(strings.VALUES)
    assert {one.standard for one in CATALOGUE.values()} <= set(strings.PRACTICES)
    assert {name for one in CATALOGUE.values() for name in one.settles} == set(strings.LACKS)


def test_after_a_withdrawal_all_is_computed_anew_from_what_stands(house):
    """Through the acts and the engine: two files, then one of them alone."""
    rows = "day,race,badge,what,end\n" + "".join(
        f"2024-05-{n % 28 + 1:02},white,{n % 7},tail light,{'citation' if n % 3 else 'warning'}\n" for n in range(60)
    )
    text = 'schema = "stops"\n[columns]\ndate = "day"\nsubject_race = "race"\nofficer_id = "badge"\n'
    text += 'violation = "what"\noutcome = "end"\n'
    files.accepted(house, rows, text)
    second = files.accepted(house, rows.replace("tail light", "no plate"), text)
    clockwork.numbers()
    assert "Of 120 stops, 40 ended with a warning or less: 33 of 100" in words(read("/numbers/least-harm/"))
    actions.withdraw(second, by=house.coordinator, because="It is last year's, by mistake.")
    page = words(read("/numbers/least-harm/"))
    assert "Of 120 stops" not in page and "This is being computed" in page
    assert "being computed from the records as they stand now. C" in words(read("/numbers/")), (
        "nothing stands till then"
    )
    clockwork.numbers()
    page = read("/numbers/least-harm/")
    assert "Of 60 stops, 20 ended with a warning or less: 33 of 100" in words(page)
    earlier = Finding.objects.of("least-harm").first()
    assert f'href="{earlier.get_absolute_url()}"' in page
