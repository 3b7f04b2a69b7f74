"""How well, and how fast, does the linter of papers read sentences that it was not made for?

    .venv/bin/python bench/quota_language.py [development|held-out|own|written-tuned|written-unseen|pages]

The halves are those of ../shared/data/quota_language, by the hash of a sentence's source, so that a document stands in
one half; the split was fixed before a rule was written. "own" are the sixty sentences of the tests, also written
before. "written" are 241 more, of forms, orders, contracts, e-mails, press and grants, written before the rules that
now read them; one half of them was looked at while these were made, the other only counted. "pages" reads a thousand
pages of 500 words made of the sixty and of plain policy text.
"""

import csv
import hashlib
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonbeat.measures.enforcement.language.judging import Degree, judge, lint  # noqa: E402

REAL = ROOT.parent / "shared" / "data" / "quota_language" / "sentences.csv"
OWN = ROOT / "tests" / "measures" / "enforcement" / "language" / "own_sentences.csv"
WRITTEN = OWN.with_name("written.csv")
PLAIN = (
    "The officer shall explain to the driver why the vehicle was stopped and shall answer questions politely. "
    "Reports are submitted to the records section before the end of the shift, and those that are incomplete returned. "
)


def half(source: str) -> str:
    """The half in which the sentences of a source stand; fixed before the first rule was written."""
    return "development" if int(hashlib.sha256(source.encode()).hexdigest(), 16) % 2 == 0 else "held-out"


def written_half(sentence: str) -> int:
    """0: looked at while rules were made; 1: only counted."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 2


def labeled(part: str) -> list[tuple[str, str]]:
    """Sentences with their labels."""
    path = OWN if part == "own" else WRITTEN if part.startswith("written") else REAL
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [(row["sentence"], row["label"]) for row in rows if stands_in(row, part)]


def stands_in(row: dict[str, str], part: str) -> bool:
    """Whether a sentence of a file belongs to a part of it."""
    if part.startswith("written"):
        return written_half(row["sentence"]) == (part == "written-unseen")
    return part == "own" or half(row["source"]) == part


def say_quality(part: str) -> None:
    """Precision and recall of each degree."""
    rows = [(label, judge(sentence).degree) for sentence, label in labeled(part)]
    print(f"{part}: {len(rows)} sentences")
    for degree in Degree:
        right = sum(label == degree == found for label, found in rows)
        found, there = sum(found == degree for _, found in rows), sum(label == degree for label, _ in rows)
        print(f"  {degree:9} precision {share(right, found)}   recall {share(right, there)}")


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.2f}" if whole else "0/0"


def say_speed(pages: int = 1000, words: int = 500) -> None:
    """Seconds for a thousand pages."""
    sentences = " ".join(f"{PLAIN}{sentence}" for sentence, _label in labeled("own"))
    page = " ".join((sentences.split() * 2)[:words])
    began = time.perf_counter()
    found = lint("\n\n".join([page] * pages))
    took = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages} pages, {len(found)} sentences: {took:.1f} s, {memory:.0f} MB")


if __name__ == "__main__":
    for asked in sys.argv[1:] or ["development", "own", "written-tuned", "written-unseen", "pages"]:
        if asked == "pages":
            say_speed()
        else:
            say_quality(asked)
