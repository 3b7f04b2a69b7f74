"""`commonbeat lint-form`: its answer as JSON and in words, from a file or from what is typed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from commonbeat.measures.__main__ import main

ROOT = Path(__file__).resolve().parents[4]
FORM = """Evaluation of patrol officers

Each month an officer must:
- issue ten citations
- attend one meeting

Traffic enforcement

No supervisor may set a number of arrests.
"""


def ask(capsys, *words: object) -> tuple[int, str, str]:
    code = main(["lint-form", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def form(tmp_path) -> Path:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_every_sentence_with_its_degree_and_rule(capsys, form) -> None:
    code, said, trouble = ask(capsys, form, "--state", "CA", "--json")
    answer = json.loads(said)
    assert (code, trouble) == (0, "")
    assert [(one["text"], one["degree"], one["rule_id"]) for one in answer["sentences"]] == [
        ("Evaluation of patrol officers", "fine", None),
        ("Each month an officer must:", "fine", None),
        ("issue ten citations", "conflict", "us-ca-quota"),
        ("attend one meeting", "fine", None),
        ("Traffic enforcement", "ask", "us-ca-quota"),
        ("No supervisor may set a number of arrests.", "fine", None),
    ]
    assert answer["sentences"][2]["rule"].startswith("Cal. Vehicle Code §§ 41600–41603: No state or local agency")
    assert [(rule["id"], rule["is_law"], rule["confirmed"]) for rule in answer["rules"]] == [
        ("us-ca-quota", True, False),
        ("common-quota", False, False),
    ]


def test_the_answer_in_words(capsys, form) -> None:
    code, said, _trouble = ask(capsys, form, "--state", "Texas")
    lines = said.splitlines()
    assert (code, lines[0]) == (0, "6 sentences: 1 conflict with a rule, 1 to ask about, 4 fine.")
    assert lines[2:4] == ["CONFLICT  issue ten citations", "  why   a number is required (“ten”)"]
    assert lines[4].startswith("  rule  Tex. Transp. Code § 720.002: No political subdivision")
    assert lines[-1] == "Nobody of the place has confirmed these texts: read them before relying on them."


@pytest.mark.parametrize(
    ("asked", "told"), [([], "No state was named. "), (["--state", "NV"], "No law of NV against quotas was read. ")]
)
def test_where_no_law_was_read_it_says_so(capsys, form, asked, told) -> None:
    last = ask(capsys, form, *asked)[1].splitlines()[-1]
    assert last.startswith(f"{told}Held against it: Common denominator of the laws read (this is no law): No target")


def test_what_is_typed_is_read(capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Cada agente impondrá diez multas.".encode())))
    assert ask(capsys, "-")[1].splitlines()[0] == "1 sentence: 1 conflict with a rule, 0 to ask about, 0 fine."


def test_a_file_that_cannot_be_used(capsys, tmp_path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert ask(capsys, path, "--json") == (2, "", f"{path}: there is no text in it\n")
    assert ask(capsys, tmp_path / "none.txt")[0] == 2


def test_it_stands_among_the_commands_and_needs_no_django(form) -> None:
    code = (
        "import sys; from commonbeat import cli; sys.argv[1:] = ['lint-form', sys.argv[1], '--json']\n"
        "try:\n    cli.main()\nexcept SystemExit as done:\n    print(done.code, 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, form], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"
