"""`commonbeat compute` and `commonbeat list`, as somebody with a terminal meets them."""

import json

import pytest

from commonbeat.measures import __main__ as door, methods
from commonbeat.measures.catalogue import CATALOGUE, Files, compute_files
from commonbeat.measures.check import check
from commonbeat.measures.given import receive
from commonbeat.measures.settings import Settings
from commonbeat.measures.table import accept, own_names
from tests.measures.records import written

MAPPING = """schema = "stops"
[columns]
stop_id = "number"
date = "day"
violation = "what"
outcome = "end"
[values.end]
"""


def ask(capsys, *arguments):
    code = door.main([str(one) for one in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def stops(tmp_path):
    ends = ["warning"] * 30 + ["citation"] * 20 + [""] * 6
    rows = [{"stop_id": at, "date": "2024-05-01", "violation": "plates", "outcome": end} for at, end in enumerate(ends)]
    return written(tmp_path, "stops", [*rows, {**rows[0], "stop_id": 99, "date": "once"}])


def test_one_result_for_programs(capsys, stops):
    code, said, trouble = ask(capsys, "compute", "least-harm", stops, "--json")
    found = json.loads(said)
    assert (code, trouble) == (0, "")
    assert (found["measure"], found["verdict"], found["value"], found["n"]) == ("least-harm", "told", 0.6, 50)
    assert found["sentence"] == "Of 50 stops, 30 ended with a warning or less: 60 of 100, give or take 13."
    assert found["excluded"]["outcome unknown"] == 6
    assert [key for key in found["excluded"] if key.startswith("not read in: ")] != []
    assert found["from"][0].startswith("stops.csv, SHA-256 ")
    assert set(found) >= {"measure", "sentence", "verdict", "value", "interval", "n", "excluded", "rows", "from"}


def test_a_result_says_what_is_in_the_records_and_what_they_lack(capsys, stops):
    """The small town's page: how many, since when, what is not said, which columns there are none of."""
    _code, said, _trouble = ask(capsys, "compute", "adjusted", stops, "--json")
    found = json.loads(said)
    assert found["records"] == {
        "n": 56, "first": "2024-05-01", "last": "2024-05-01", "officers": None, "unknown": {"outcome": 6},
    }  # fmt: skip
    assert found["unknown"][0] == "These records have no column at all for: district, officer, subject race, time."
    assert found["would_help"][0] == "Records that say: district, officer, subject race, time."


def test_one_result_for_people(capsys, stops):
    code, said, _trouble = ask(capsys, "compute", "least-harm", stops)
    lines = said.splitlines()
    assert (code, lines[0]) == (0, "Of 50 stops, 30 ended with a warning or less: 60 of 100, give or take 13.")
    assert lines[1] == "Share 0.600, 95 % interval 0.462 to 0.724; n = 50."
    assert "Left out: outcome unknown: 6." in lines
    assert "offense   plates          30   50  0.600  0.462  0.724       –" in [line.strip() for line in lines]


def test_settings_and_mapping_are_read(capsys, tmp_path, stops):
    settings = tmp_path / "settings.toml"
    settings.write_text('[[eligible]]\nfrom = 2024-01-01\noutcome = "citation"\noffenses = ["Plates"]\n')
    renamed = tmp_path / "theirs.csv"
    renamed.write_text(stops.read_text().replace("stop_id,date,violation,outcome", "number,day,what,end"))
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING.replace("[values.end]\n", ""))
    code, said, trouble = ask(
        capsys, "compute", "least-harm", renamed, "--mapping", mapping, "--settings", settings, "--json"
    )
    assert (code, trouble, json.loads(said)["value"]) == (0, "", 1.0)


def test_calls_need_a_roster_beside_them(capsys, stops):
    code, _said, trouble = ask(capsys, "compute", "time-budget", stops)
    assert (code, trouble) == (2, "time-budget needs calls, and beside them a roster\n")


def test_a_wrong_question_is_no_success(capsys, tmp_path, stops):
    code, _said, trouble = ask(capsys, "compute", "fairness", stops)
    assert (code, trouble.startswith('there is no measure "fairness"; there are: least-harm, ladder,')) == (2, True)
    mapping = tmp_path / "m.toml"
    mapping.write_text('schema = "roster"\n[columns]\nunit_id = "stop_id"\nstart = "date"\nend = "date"\n')
    code, _said, trouble = ask(capsys, "compute", "ladder", stops, "--mapping", mapping)
    assert (code, trouble) == (2, "ladder needs stops or citations; these are roster\n")
    assert ask(capsys, "compute", "veil", stops)[0] == 2, "nobody says where the sun sets"


def test_not_enough_data_is_an_answer(capsys, tmp_path):
    few = written(tmp_path, "few", [{"date": "2024-05-01", "violation": "plates", "outcome": "warning"}] * 8)
    for measure in ("least-harm", "ladder", "adjusted", "explained"):
        code, said, _trouble = ask(capsys, "compute", measure, few, "--json")
        assert (code, json.loads(said)["verdict"]) == (0, "not enough data")


def test_every_measure_is_listed_with_what_it_says_of_itself(capsys):
    code, said, _trouble = ask(capsys, "list")
    assert (code, [line.split()[0] for line in said.splitlines()]) == (0, list(CATALOGUE))
    told = json.loads(ask(capsys, "list", "--json")[1])
    assert {one["measure"]: one["standard"] for one in told} == {name: one.standard for name, one in CATALOGUE.items()}
    assert all(one["needs"] and one["reads_as"] and one["take_care"] and one["source"] for one in told)


def test_every_measure_and_tool_describes_itself():
    assert [name for name in methods.TOOLS if not methods.description(name)[0]] == []


def test_accepted_citations_say_themselves_what_they_are(tmp_path):
    rows = [{"citation_id": at, "date": "2024-05-01", "violation": "plates", "outcome": "citation"} for at in range(30)]
    given = receive(written(tmp_path, "citations", rows), tmp_path)
    accepted = accept(check(given, own_names(given, "citations"), tmp_path, b"key"), tmp_path)
    assert compute_files("least-harm", Files([accepted]), None, Settings()).value == 0
