"""The verifier finds every single change, says where, and runs alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from commonbeat.ledger import record, verify

pytestmark = pytest.mark.sqlite
VERIFIER = Path(verify.__file__)


def chain(*contents: dict) -> list[str]:
    """A chain of entries as they are sealed."""
    lines, previous = [], verify.NOTHING_BEFORE
    for number, content in enumerate(contents, 1):
        entry = {"number": number, "previous": previous, "verb": "matters.comment", **content}
        lines.append(json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        previous = hashlib.sha256(lines[-1].encode()).hexdigest()
    return lines


def as_file(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


WHOLE = chain(*({"facts": {"n": n * 7, "ñ": "\u2028\n"}} for n in range(30)))
FILE, HEAD = as_file(WHOLE), hashlib.sha256(WHOLE[-1].encode()).hexdigest()
PLACES = st.integers(0, 29)


def test_a_whole_chain_holds():
    report = verify.verify(WHOLE)
    assert (report.holds, report.entries, report.head) == (True, 30, HEAD)


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("log") / "ledger.jsonl"


def exit_code(path: Path, data: bytes, *arguments: str) -> int:
    path.write_bytes(data)
    return verify.main([str(path), *arguments])


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, len(FILE) - 2), byte=st.integers(0, 255))
def test_any_changed_byte_is_found_by_who_holds_the_head(path, place, byte):
    changed = FILE[:place] + bytes([byte]) + FILE[place + 1 :]
    assert (exit_code(path, changed, "--head", HEAD) == 0) == (changed == FILE)


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(FILE) - 1), byte=st.integers(0, 255))
def test_any_byte_put_in_is_found(path, place, byte):
    assert exit_code(path, FILE[:place] + bytes([byte]) + FILE[place:], "--head", HEAD) != 0


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(FILE) - 2), count=st.integers(1, 500))
def test_any_piece_left_out_is_found(path, place, count):
    """The line break at the very end alone says nothing."""
    assert exit_code(path, FILE[:place] + FILE[place + count :], "--head", HEAD) != 0


@given(at=st.integers(0, 28))
def test_a_missing_entry_is_found_without_a_witness(at):
    report = verify.verify([*WHOLE[:at], *WHOLE[at + 1 :]])
    assert (report.entries, report.trouble.split(".")[0]) == (
        at,
        f"Line {at + 1}: entry {at + 1} should stand here, but it says {at + 2}",
    )


@given(one=PLACES, other=PLACES)
def test_swapped_entries_are_found(one, other):
    lines = list(WHOLE)
    lines[one], lines[other] = lines[other], lines[one]
    assert verify.verify(lines).holds == (one == other)


@given(at=PLACES, which=PLACES)
def test_an_entry_put_in_between_is_found(at, which):
    assert not verify.verify([*WHOLE[:at], WHOLE[which], *WHOLE[at:]]).holds


@given(at=st.integers(1, 29))
def test_a_cut_tail_is_found_with_a_witnessed_head_only(path, at):
    """The chain of a shortened log holds in itself; that is why heads go to witnesses outside."""
    assert exit_code(path, as_file(WHOLE[:at])) == 0
    assert exit_code(path, as_file(WHOLE[:at]), "--head", HEAD) == 1


def test_a_log_written_anew_is_found_with_a_witnessed_head_only(path):
    anew = as_file(chain(*({"facts": {"n": n}} for n in range(40))))
    assert (exit_code(path, anew), exit_code(path, anew, "--head", HEAD)) == (0, 1)


@pytest.mark.parametrize(("number", "code"), [("30", 0), ("29", 1), ("31", 1), ("0", 1), ("-1", 1)])
def test_a_head_is_looked_for_at_its_number(path, number, code):
    assert exit_code(path, FILE, "--head", f" {HEAD.upper()}", "--number", number) == code


FIRST = f'"previous":"{"0" * 64}"'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f'{{"number":1,{FIRST},"verb":"x","verb":"y"}}', "it is not spelled"),
        (f'{{"number": 1,{FIRST}}}', "it is not spelled"),
        (f'{{"number":true,{FIRST}}}', "entry 1 should stand here, but it says True"),
        (f'{{"number":1.0,{FIRST}}}', "entry 1 should stand here, but it says 1.0"),
        (f'{{"number":1,{FIRST},"x":NaN}}', "this is not an entry; the line is damaged"),
        (f'{{"number":1,{FIRST}', "this is not an entry; the line is damaged"),
        (f'{{"number":1,{FIRST}}}\r', "its line ending was changed on the way"),
        ("[" * 100_000, "this is not an entry; the line is damaged"),
        ('{"a":"\ud800"}', "this is not an entry; the line is damaged"),
        ("[1]", "this is not an entry."),
        ("", "this is not an entry; the line is damaged"),
        ('{"number":1,"previous":"1"}', "it does not build on the entry before"),
    ],
)
def test_a_bad_line_is_named_in_plain_words(line, said):
    report = verify.verify([line])
    assert (report.entries, report.trouble[: 8 + len(said)]) == (0, f"Line 1: {said}")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process that finds nothing but the standard library."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), *arguments], capture_output=True, text=True, check=False
    )


def test_it_runs_alone_and_says_what_it_found(path):
    path.write_bytes(FILE)
    assert run(str(path)).stdout == f"Holds: 30 entries, head {HEAD}\n"
    path.write_bytes(b"")
    assert (run(str(path)).returncode, run(str(path)).stdout) == (
        1,
        "DOES NOT HOLD. The file is empty. 0 entries before it hold.\n",
    )
    path.write_bytes(b"\xff\xfe")
    assert run(str(path)).returncode == 2
    assert run(str(path.with_name("none.jsonl"))).returncode == 2
    assert run().returncode == 2


@pytest.fixture
def proof(tmp_path):
    """A log over somebody's words, and what they need to prove them."""
    nonce, words = record.new_nonce(), "Keep video for a year.\r\nPlease, señor.\n"
    log, mine = tmp_path / "ledger.jsonl", tmp_path / "words.txt"
    log.write_bytes(as_file(chain({}, {"commitment": record.commitment(nonce, words)})))
    mine.write_bytes(words.encode())

    def prove(number: str = "2", nonce: str = nonce.hex()) -> int:
        return run(str(log), "--prove", number, "--nonce", nonce, "--words", str(mine)).returncode

    return prove, mine


def test_a_giver_can_prove_their_words(proof):
    prove, mine = proof
    assert prove() == 0
    mine.write_bytes(mine.read_bytes() + b"!")
    assert prove() == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"number": "1"}, 1),  # sealed over no words
        ({"nonce": "00"}, 1),
        ({"number": "0"}, 2),
        ({"number": "-1"}, 2),
        ({"number": "3"}, 2),
        ({"nonce": "not hex"}, 2),
    ],
)
def test_what_proves_nothing_is_never_a_success(proof, asked, code):
    prove, _mine = proof
    assert prove(**asked) == code
