#!/usr/bin/env python3
"""Check a copy of the public log without trusting anybody: this file alone, with Python's standard library.

    python3 verify.py ledger.jsonl                       is the chain whole, and what is its head?
    python3 verify.py ledger.jsonl --head DIGEST         does it hold the head that a witness was sent?
    python3 verify.py ledger.jsonl --head DIGEST --number NUMBER     and as this entry?
    python3 verify.py ledger.jsonl --prove NUMBER --nonce HEX --words FILE
                                                         are these the words that entry NUMBER was sealed over?

Each line is one entry, exactly as it was sealed. An entry's digest is the SHA-256 of its line; the next entry names
it as ``previous``. So nothing can be changed, left out or put in between without every later digest changing, and the
witnesses outside hold heads of earlier days. Exit: 0 it holds, 1 it does not, 2 the question could not be read.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass

NOTHING_BEFORE = "0" * 64


@dataclass(frozen=True)
class Report:
    """What was found: how many entries hold, the digest of the last of them, and what is wrong in plain words."""

    entries: int
    head: str
    trouble: str = ""
    digests: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.trouble


def verify(lines: Iterable[str]) -> Report:
    """Check every line in order; stops at the first that does not hold."""
    previous, digests = NOTHING_BEFORE, []
    for number, line in enumerate(lines, 1):
        sealed = line.removesuffix("\n")
        trouble = what_is_wrong(sealed, number, previous)
        if trouble:
            return Report(number - 1, previous, f"Line {number}: {trouble}", tuple(digests))
        previous = hashlib.sha256(sealed.encode("utf-8")).hexdigest()
        digests.append(previous)
    return Report(len(digests), previous, "" if digests else "The file is empty.", tuple(digests))


def what_is_wrong(sealed: str, number: int, previous: str) -> str:
    """Why this line cannot be entry ``number`` after the entry with digest ``previous``; "" where it can."""
    if sealed.endswith("\r"):
        return "its line ending was changed on the way. Download the file again and leave it as it came."
    try:
        entry = json.loads(sealed)
        spelled = spell(entry)
        sealed.encode("utf-8")
    except (ValueError, RecursionError):
        return "this is not an entry; the line is damaged."
    if not isinstance(entry, dict):
        return "this is not an entry."
    if type(entry.get("number")) is not int or entry["number"] != number:
        return f"entry {number} should stand here, but it says {entry.get('number')}. Something is missing or moved."
    if entry.get("previous") != previous:
        return "it does not build on the entry before. One of the two was changed."
    return "" if spelled == sealed else "it is not spelled as entries are sealed, so it could be read in two ways."


def spell(entry: object) -> str:
    """The one spelling of an entry: sorted names, each once, no spaces, no line break."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def proves(sealed: str, nonce: bytes, words: str) -> bool:
    """Whether an entry was sealed over these words: HMAC-SHA-256 under their nonce."""
    expected = json.loads(sealed).get("commitment") or ""
    return hmac.compare_digest(hmac.new(nonce, words.encode("utf-8"), hashlib.sha256).hexdigest(), expected)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check a copy of Commonbeat's public log.")
    parser.add_argument("file", help="ledger.jsonl, as downloaded")
    parser.add_argument("--head", help="a digest that a witness was sent: it must stand in the chain")
    parser.add_argument("--number", type=int, help="the entry whose digest that head was")
    parser.add_argument("--prove", type=int, metavar="NUMBER", help="check words against this entry")
    parser.add_argument("--nonce", help="the nonce of the words, in hex")
    parser.add_argument("--words", help="a file with the words, UTF-8")
    asked = parser.parse_args(arguments)
    try:
        with open(asked.file, encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
    except (OSError, UnicodeDecodeError) as trouble:
        print(f"Cannot read {asked.file}: {trouble}")
        return 2
    lines = lines[:-1] if lines and lines[-1] == "" else lines
    report = verify(lines)
    if not report.holds:
        print(f"DOES NOT HOLD. {report.trouble} {report.entries} entries before it hold.")
        return 1
    print(f"Holds: {report.entries} entries, head {report.head}")
    if asked.head is not None and not witnessed(report, asked.head, asked.number):
        print("BUT the head that you were sent does not stand there: what you were shown then was changed since.")
        return 1
    return 0 if asked.prove is None else prove(asked, lines)


def witnessed(report: Report, head: str, number: int | None) -> bool:
    """Whether a head that a witness was sent stands in the chain, as this entry where its number is given."""
    head = head.strip().lower()
    return head in (report.digests if number is None else report.digests[max(0, number - 1) : max(0, number)])


def prove(asked: argparse.Namespace, lines: list[str]) -> int:
    """Say whether an entry was sealed over the words in a file."""
    try:
        if asked.prove < 1:
            raise IndexError("entries are counted from 1")
        with open(asked.words, encoding="utf-8", newline="") as file:
            held = proves(lines[asked.prove - 1], bytes.fromhex(asked.nonce), file.read())
    except (OSError, TypeError, ValueError, IndexError) as trouble:
        print(f"Give --prove a number of an entry, --nonce in hex and --words a file: {trouble}")
        return 2
    print(f"Entry {asked.prove} {'was' if held else 'WAS NOT'} sealed over these words.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
