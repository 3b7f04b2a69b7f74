"""Compare two versions of a text: which passage lives on where, and which words went and came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

#: from this similarity on two passages are the same passage, reworded
SAME = 0.6
#: between this and SAME a person says whether the passage lives on
PERHAPS = 0.4


@dataclass(frozen=True)
class Pair:
    """A passage of the old list, of the new one, or both; ``kind``: kept, changed, added, removed, moved."""

    old_index: int | None
    new_index: int | None
    kind: str
    likeness: float = 1.0


@dataclass(frozen=True)
class Run:
    """Words that are equal, inserted or deleted."""

    kind: str
    words: str


def likeness(old: str, new: str) -> float:
    """Share of words that two passages have in common in order, 0 to 1."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def align(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Pair passages, equal words first, then the same label, then by likeness; in the order of the new list."""
    partner: dict[int, tuple[int, float]] = {}
    free = list(range(len(old)))
    for at, piece in enumerate(new):
        equal = next((i for i in free if old[i].words == piece.words), None)
        if equal is not None:
            partner[at] = (equal, 1.0)
            free.remove(equal)
    for at, piece in enumerate(new):
        if at in partner or not free:
            continue
        scored = [(likeness(old[i].words, piece.words) + 0.2 * (old[i].label == piece.label != ""), i) for i in free]
        score, best = max(scored)
        if score >= PERHAPS:
            partner[at] = (best, min(score, 0.99))
            free.remove(best)
    pairs = []
    for at in range(len(new)):
        if at not in partner:
            pairs.append(Pair(None, at, "added"))
            continue
        was, score = partner[at]
        pairs.append(Pair(was, at, "kept" if score == 1.0 else "changed", score))
    for gone in free:
        pairs.insert(
            next((n for n, p in enumerate(pairs) if (p.old_index or -1) > gone), len(pairs)),
            Pair(gone, None, "removed"),
        )
    return pairs


def where_now(old_index: int, pairs: Sequence[Pair]) -> str:
    """What became of an old passage: kept, changed, gone, or uncertain where likeness is middling."""
    pair = next(pair for pair in pairs if pair.old_index == old_index)
    if pair.kind == "removed":
        return "gone"
    if pair.kind in ("kept", "moved"):
        return "kept"
    return "changed" if pair.likeness >= SAME else "uncertain"


#: equal stretches of at most this many words between two changes are shown as part of the change
TINY = 2


def differences(old: str, new: str) -> list[Run]:
    """The words that went and came, in reading order: what is deleted stands before what replaces it."""
    before, after = old.split(), new.split()
    runs: list[tuple[list[str], list[str], bool]] = []
    for kind, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = kind == "equal"
        tiny = same and j - i <= TINY and i > 0 and j < len(before)
        if runs and not runs[-1][2] and (tiny or not same):
            runs[-1][0].extend(before[i:j])
            runs[-1][1].extend(after[m:n])
        else:
            runs.append((before[i:j], after[m:n], same))
    return list(_shown(runs))


def _shown(runs: list[tuple[list[str], list[str], bool]]) -> Iterator[Run]:
    for gone, come, same in runs:
        if same:
            yield Run("equal", " ".join(come))
            continue
        tail = 0
        while tail < min(len(gone), len(come)) and gone[-1 - tail] == come[-1 - tail]:
            tail += 1
        kept = come[len(come) - tail :]
        gone, come = gone[: len(gone) - tail], come[: len(come) - tail]
        if gone:
            yield Run("delete", " ".join(gone))
        if come:
            yield Run("insert", " ".join(come))
        if kept:
            yield Run("equal", " ".join(kept))
