"""The verifier finds every single change, and runs alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from commonbeat.ledger import record
from commonbeat.ledger.verify import verify

VERIFIER = Path(__file__).parents[2] / "commonbeat" / "ledger" / "verify.py"


def chain(count: int) -> list[str]:
    """A chain of entries as they are sealed."""
    lines, previous = [], "0" * 64
    for number in range(1, count + 1):
        entry = {"number": number, "previous": previous, "verb": "matters.comment", "facts": {"n": number * 7}}
        lines.append(json.dumps(entry, sort_keys=True, separators=(",", ":")))
        previous = hashlib.sha256(lines[-1].encode()).hexdigest()
    return lines


WHOLE = chain(30)


def test_a_whole_chain_holds():
    report = verify(WHOLE)
    assert (report.holds, report.entries) == (True, 30)
    assert report.head == hashlib.sha256(WHOLE[-1].encode()).hexdigest()


@given(at=st.integers(0, 28), place=st.integers(0, 200), letter=st.characters(categories=["Ll", "Nd"]))
def test_any_changed_letter_is_found(at, place, letter):
    """The last entry excepted: only a witness can vouch for it."""
    line = WHOLE[at]
    place %= len(line)
    changed = line[:place] + letter + line[place + 1 :]
    if changed != line:
        assert not verify([*WHOLE[:at], changed, *WHOLE[at + 1 :]]).holds


@given(at=st.integers(0, 28))
def test_a_missing_entry_is_found(at):
    assert not verify([*WHOLE[:at], *WHOLE[at + 1 :]]).holds


@given(one=st.integers(0, 29), other=st.integers(0, 29))
def test_swapped_entries_are_found(one, other):
    lines = list(WHOLE)
    lines[one], lines[other] = lines[other], lines[one]
    assert verify(lines).holds == (one == other)


@given(at=st.integers(0, 29))
def test_an_entry_put_in_between_is_found(at):
    assert not verify([*WHOLE[:at], WHOLE[at].replace("7", "8"), *WHOLE[at:]]).holds


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(VERIFIER), *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    path.write_text("\n".join(WHOLE) + "\n")
    return path


def test_a_cut_tail_is_found_with_a_witnessed_head(file):
    head = verify(WHOLE).head
    assert run(str(file), "--head", head).returncode == 0
    file.write_text("\n".join(WHOLE[:-1]) + "\n")
    assert run(str(file)).returncode == 0
    assert run(str(file), "--head", head).returncode == 1


def test_it_runs_alone_and_says_what_it_found(file, tmp_path):
    assert run(str(file)).stdout == f"Holds: 30 entries, head {verify(WHOLE).head}\n"
    assert run(str(tmp_path / "none.jsonl")).returncode == 2
    file.write_bytes(b"\xff\xfe")
    assert run(str(file)).returncode == 2


def test_a_giver_can_prove_their_words(tmp_path):
    nonce, words = record.new_nonce(), "Keep video for a year.\nPlease."
    entry = {"number": 1, "previous": "0" * 64, "commitment": record.commitment(nonce, words)}
    log, mine = tmp_path / "ledger.jsonl", tmp_path / "words.txt"
    log.write_text(json.dumps(entry) + "\n")
    mine.write_text(words)
    prove = [str(log), "--prove", "1", "--nonce", nonce.hex(), "--words", str(mine)]
    assert run(*prove).returncode == 0
    mine.write_text(words + "!")
    assert run(*prove).returncode == 1
