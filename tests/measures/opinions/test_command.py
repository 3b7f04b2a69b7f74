"""`commonbeat opinions`: from a file of votes to a report."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from commonbeat.measures import __main__ as door
from tests.measures.opinions.planted import NAMES, SETS, noise, on_real_sets, votes_of

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def ask(capsys, *arguments):
    code = door.main(["opinions", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def votes_file(who, what, how, name="votes.csv"):
    rows = "".join(f"{n},x,{s},{p},{v}\n" for n, (p, s, v) in enumerate(zip(who, what, how, strict=True)))
    Path(name).write_text("timestamp,datetime,comment-id,voter-id,vote\n" + rows)
    return name


def opinions_file(numbers):
    rows = "".join(f'{n},<b>意見</b> "{n}",1\n' for n in numbers).replace('"', "&")
    Path("comments.csv").write_text("comment-id,comment-body,moderated\n" + rows, encoding="utf-8")
    return "comments.csv"


def test_a_report_and_its_numbers(capsys):
    who, what, how, _group = votes_of([40, 30], 20, 1.0, seed=1, strength=0.48)
    code, said, _trouble = ask(capsys, votes_file(who, what, how), "--comments", opinions_file(range(25)))
    assert (code, said.splitlines()[0]) == (
        0, "People who voted alike form 2 groups: Group A (40 people), Group B (30 people).")  # fmt: skip
    page = Path("opinions.html").read_text(encoding="utf-8")
    assert "Nobody has voted on: opinion 20, opinion 21" in page
    assert "<svg" in page and "The map as a table" in page and "&lt;b&gt;意見" in page
    assert not re.search(r"(src|href)=|https?:|<script|@import|url\(", page)
    assert "not a survey" in page


def test_json_on_standard_output(capsys):
    who, what, how, group = votes_of([40, 30], 20, 1.0, seed=1, strength=0.48)
    code, said, _trouble = ask(capsys, votes_file(who, what, how), "--comments", opinions_file(range(20)), "--json")
    found = json.loads(said)
    assert code == 0 and not Path("opinions.html").exists()
    assert found["people"] == {str(n): "AB"[group[n]] for n in range(70)}
    assert [one["people"] for one in found["groups"]] == [40, 30]
    assert [one["id"] for one in found["opinions"]] == list(range(20))


def counts_in(found):
    for one in found["opinions"]:
        for answers in (one, *one["groups"].values()):
            yield from (answers[name] for name in ("voted", "agree", "disagree", "unsure"))
    yield from (one["people"] for one in found["groups"])
    yield from (found["voters"], found["in_no_group"])


@on_real_sets
@pytest.mark.parametrize("name", NAMES[2:3])
def test_nothing_tells_of_fewer_than_five_people(capsys, name):
    folder = SETS / name
    code, said, _trouble = ask(
        capsys, folder / "votes.csv", "--comments", folder / "comments.csv", "--json", "--html", "r.html"
    )
    assert code == 0
    assert {count for count in counts_in(json.loads(said)) if count is not None} & {1, 2, 3, 4} == set()
    page = Path("r.html").read_text(encoding="utf-8")
    assert re.findall(r"\b[1-4] (?:people|agree|disagree|not sure|voted)", page) == []
    assert "Both groups agree" in page


def test_what_is_written_is_polis_set(capsys):
    who, what, how, group = votes_of([40, 30], 20, 1.0, seed=1, strength=0.48)
    arguments = (votes_file(who, what, how), "--comments", opinions_file(range(20)), "--polis", "out")
    assert ask(capsys, *arguments)[0] == 0
    code, said, _trouble = ask(capsys, "out/participants-votes.csv", "--comments", "out/comments.csv", "--json")
    assert code == 0 and json.loads(said)["people"]["0"] == "A"
    assert Path("out/participants-votes.csv").read_text().splitlines()[1].split(",")[1] == "0"
    assert sorted(p.name for p in Path("out").iterdir()) == [
        "comments.csv", "participants-votes.csv", "summary.csv", "votes.csv"]  # fmt: skip


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (([1], [1], [1]), "Too few to say"),
        ((range(40), [3] * 40, [1, -1] * 20), "Too few to say"),
        (([7] * 20, range(20), [1, -1] * 10), "Too few to say"),
        ((list(range(20)) * 9, list(np.repeat(range(9), 20)), [0] * 180), "There are no groups"),
        (noise(50, 12, 0.9, seed=3), "There are no groups"),
    ],
)
def test_no_groups_and_too_few_are_answers(capsys, votes, said):
    code, told, _trouble = ask(capsys, votes_file(*votes))
    assert code == 0 and told.startswith(said)
    assert "<svg" not in Path("opinions.html").read_text(encoding="utf-8")


def test_votes_on_unknown_opinions_are_said(capsys):
    code, said, trouble = ask(capsys, votes_file([1, 2], [1, 9], [1, 1]), "--comments", opinions_file([1]))
    assert code == 0 and "not in the list of opinions: 1" in trouble
    assert ask(capsys, votes_file([1], [9], [1]), "--comments", opinions_file([1]))[0] == 2


@pytest.mark.parametrize("text", ["", "a,b\n", "timestamp,datetime,comment-id,voter-id,vote\n1,x,1,1\n"])
def test_a_bad_file_is_a_message(capsys, text):
    Path("votes.csv").write_text(text)
    code, said, trouble = ask(capsys, "votes.csv")
    assert (code, said) == (2, "") and trouble.startswith("votes.csv")


def test_the_programs_own_command_starts_no_django():
    code = (
        "import sys\nsys.argv = ['commonbeat', 'opinions', 'none.csv']\nfrom commonbeat.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    print(end.code, 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "2 False\n" and "No such file" in done.stderr
