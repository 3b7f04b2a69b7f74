"""A student with a CSV file and a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commonbeat.measures import __main__ as door, methods
from commonbeat.measures.safeguards import BIRTH

ROOT = Path(__file__).parents[2]
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def ask(capsys, *arguments):
    code = door.main([str(one) for one in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("9", "12"), "9 of 12 = 75.0 %; 95 % interval 42.8 % to 94.5 % (Clopper–Pearson)\n"),
        (("120", "183"), "120 of 183 = 65.6 %; 95 % interval 58.4 % to 72.1 % (Wilson)\n"),
        (("9", "12", "--people"), "Withheld: it would tell of a group of one to four people.\n"),
        (("0", "0"), "0 of 0: there is nothing to take a share of.\n"),
    ],
)
def test_a_share(capsys, arguments, said):
    assert ask(capsys, "share", *arguments) == (0, said, "")


def test_an_impossible_share_is_refused(capsys):
    assert ask(capsys, "share", "13", "12") == (2, "", "13 of 12 is not a share\n")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "replies.csv"
    rows = [f"{days},yes" for days in TREATED] + [f"{days},No" for days in CENSORED]
    path.write_text("\ufeffanswered_by,days,answered\r\n" + "".join(f"clerk,{row}\r\n" for row in rows))
    return path


def test_a_file_of_waiting_times(capsys, file):
    code, said, trouble = ask(capsys, "survival", file)
    assert (code, trouble) == (0, "")
    assert said.splitlines()[:2] == [
        "21 cases, 12 of them still wait.",
        "Half were answered within 23 days; 95 % interval 13 to open (Kaplan–Meier)",
    ]
    assert said.splitlines()[-1] == "    23        6         1         44.8 %   18.8 % to 68.0 %"


def test_single_people_are_not_told_step_by_step(capsys, file):
    assert len(ask(capsys, "survival", file, "--people")[1].splitlines()) == 2


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"days,reply\n3,yes\n", ': the first line must name the columns "days" and "answered"\n'),
        (b"", ': the first line must name the columns "days" and "answered"\n'),
        (b"days,answered\n", ": there are no rows below the names of the columns\n"),
        (b"days,answered\n\xff,yes\n", ": this is not UTF-8 text; save it as CSV UTF-8\n"),
        (b'days,answered\n3,"yes\n', ": this is not a CSV file: unexpected end of data\n"),
    ],
)
def test_a_file_that_cannot_be_used(capsys, tmp_path, data, trouble):
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    assert ask(capsys, "survival", path) == (2, "", f"{path}{trouble}")


def test_every_problem_is_named_by_line(capsys, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("days,answered\n3,yes\n-1,no\nnan,maybe\n5\n")
    assert ask(capsys, "survival", path) == (
        2,
        "",
        f"{path}, line 3: days must be a number, zero or more, and is '-1'\n"
        f"{path}, line 4: days must be a number, zero or more, and is 'nan'\n"
        f"{path}, line 4: answered must be yes or no, and is 'maybe'\n"
        f"{path}, line 5: answered must be yes or no, and is ''\n",
    )


def test_a_file_that_is_not_there(capsys, tmp_path):
    code, said, trouble = ask(capsys, "survival", tmp_path / "none.csv")
    assert (code, said, "No such file" in trouble) == (2, "", True)


def test_the_page_of_methods_is_current(capsys):
    assert ask(capsys, "methods") == (0, (ROOT / "docs" / "methods.md").read_text(encoding="utf-8"), "")


def test_a_description_that_leaves_out_a_part_is_refused():
    with pytest.raises(ValueError, match="Needs, Reads as, Take care, Source"):
        methods.description("__main__")


@pytest.fixture
def stops(tmp_path):
    (tmp_path / "ours.toml").write_text('schema = "stops"\n[columns]\ndate = ["day", "%m/%d/%Y"]\nspeed = "mph"\n')
    (tmp_path / "stops.csv").write_text("day,mph\n1/31/2020,30\n2/1/2020,fast\n")
    return tmp_path / "stops.csv", "--mapping", tmp_path / "ours.toml"


def test_a_file_of_records_is_checked_and_its_problems_are_no_failure(capsys, stops):
    code, said, trouble = ask(capsys, "check", "stops", *stops)
    assert (code, trouble) == (0, "")
    assert said.splitlines()[:4] == [
        "stops.csv: 2 of 2 rows can be used as stops.",
        "Problem: speed: not a number from 0 to 250, 1 rows.",
        "  line 3: 'fast'",
        "Unknown: speed 50.0 %.",
    ]
    code, said, trouble = ask(capsys, "check", "stops", *stops, "--json")
    assert (code, json.loads(said)["accepted"], trouble) == (0, 2, "")


def test_a_question_about_records_that_is_wrong_fails(capsys, stops):
    path, option, mapping = stops
    assert ask(capsys, "check", "roster", path, option, mapping) == (2, "", "ours.toml is for stops, not for roster\n")
    assert ask(capsys, "check", "tickets", path)[0] == 2
    assert ask(capsys, "check", "stops", path)[0] == 2
    path.write_text("day,mph,dob\n1/31/2020,30,\n")
    code, said, trouble = ask(capsys, "check", "stops", *stops, "--json")
    assert (code, json.loads(said)["refused"]) == (2, [{"column": "dob", "why": BIRTH}])
    assert trouble.splitlines() == ["stops.csv is refused; nothing of it is kept.", f"  dob: {BIRTH}"]


def test_a_mapping_is_suggested(capsys, tmp_path):
    path = tmp_path / "stops.csv"
    path.write_text("Stop Date,mph\n2020-01-31,30\n")
    assert ask(capsys, "check", "stops", path, "--suggest") == (
        0,
        'schema = "stops"\n\n[columns]\ndate = "Stop Date"\n',
        "",
    )


def test_the_workshop_opens_without_django():
    code = (
        "import sys\nfrom commonbeat.measures import __main__\nprint('django' in sys.modules, 'numpy' in sys.modules,"
        " 'ibis' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False False False\n"
