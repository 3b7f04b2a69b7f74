"""Compare two versions of a text: which passage lives on where, and which words went and came.

Passages with equal words are paired first, those with the same label before others; then those that an editor reworded
in place, by their marks; then the likest of the rest.
What was kept but stands at another place among the passages around it has moved: the longest run of pairs that keep
their order is the text's spine, and what is not on it moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

#: from this likeness on two passages are the same passage, reworded: of five words three stayed, in order
SAME = 0.6
#: between this and SAME a person says whether the passage lives on; below it one went and another came
PERHAPS = 0.4
#: what the same label adds to likeness: half of a middling one, so that a label alone never makes two passages one
SAME_LABEL = 0.2


@dataclass(frozen=True)
class Pair:
    """A passage of the old list, of the new one, or both; ``kind``: kept, changed, added, removed, moved.

    ``likeness`` is the share of words in common with what the label adds, 1 only where the words are equal.
    """

    old_index: int | None
    new_index: int | None
    kind: str
    likeness: float = 1.0


@dataclass(frozen=True)
class Run:
    """Words that are equal, inserted or deleted; ``kind``: equal, insert, delete."""

    kind: str
    words: str


def likeness(old: str, new: str) -> float:
    """Share of words that two passages have in common in order, 0 to 1."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def align(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Pair the passages of two versions, in the order of the new one; a removed one stands where it was."""
    was_of = _equal(old, new)
    score_of = dict.fromkeys(was_of, 1.0)
    taken = set(was_of.values())
    for at, was in _reworded(old, new, was_of, taken):
        was_of[at] = was
        taken.add(was)
        score_of[at] = min(max(likeness(old[was].words, new[at].words), PERHAPS), 0.99)
    for score, _away, at, was in _alike(old, new, was_of, taken):
        if at not in was_of and was not in taken:
            was_of[at] = was
            taken.add(was)
            score_of[at] = min(score, 0.99)
    spine = _spine(sorted(was_of.items()))
    pairs = []
    for at in range(len(new)):
        if at not in was_of:
            pairs.append(Pair(None, at, "added", 0.0))
            continue
        kind = "changed" if score_of[at] < 1 else "kept" if at in spine else "moved"
        pairs.append(Pair(was_of[at], at, kind, score_of[at]))
    return _with_removed(pairs, [at for at in range(len(old)) if at not in taken], spine)


def _equal(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Place in the new list → place in the old one, of passages with the same words; the same label first."""
    found: dict[int, int] = {}
    free: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for at, one in enumerate(old):
        free[" ".join(one.words.split()), one.heading].append(at)
    for same_label in (True, False):
        for at, one in enumerate(new):
            places = free.get((" ".join(one.words.split()), one.heading), [])
            fits = [place for place in places if not same_label or old[place].label == one.label]
            if at not in found and fits:
                found[at] = fits[0]
                places.remove(fits[0])
    return found


def _reworded(old: Sequence[Any], new: Sequence[Any], paired: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
    """Passages of which somebody wrote the new words in place of the old: however unlike, they are the same."""
    place_of = {one.mark: at for at, one in enumerate(old) if one.mark and at not in taken}
    return [(at, place_of[one.mark]) for at, one in enumerate(new) if at not in paired and one.mark in place_of]


def _alike(
    old: Sequence[Any], new: Sequence[Any], paired: dict[int, int], taken: set[int]
) -> list[tuple[float, int, int, int]]:
    """Pairs of what is left that are like enough: (likeness with label, minus distance, new, old), likest first.

    The number of words in common whatever their order bounds the likeness from above, and is much faster to count.
    """
    left = [(was, Counter(old[was].words.split())) for was in range(len(old)) if was not in taken]
    found = []
    for at in range(len(new)):
        if at in paired:
            continue
        words = Counter(new[at].words.split())
        for was, others in left:
            if old[was].heading != new[at].heading:
                continue
            bonus = SAME_LABEL if old[was].label == new[at].label != "" else 0.0
            if _most(words, others) + bonus >= PERHAPS:
                score = likeness(old[was].words, new[at].words) + bonus
                found.append((score, -abs(at - was), at, was))
    return sorted((one for one in found if one[0] >= PERHAPS), reverse=True)


def _most(words: Counter[str], others: Counter[str]) -> float:
    """The highest likeness that two bags of words can have."""
    total = words.total() + others.total()
    if not total or 2 * min(words.total(), others.total()) < (PERHAPS - SAME_LABEL) * total:
        return 0.0
    fewer, more = (words, others) if len(words) < len(others) else (others, words)
    return 2 * sum(min(count, more[word]) for word, count in fewer.items() if word in more) / total


def _spine(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """The new places of the longest run of pairs whose old places rise too (patience sorting)."""
    ends: list[int] = []
    at_end: list[int] = []
    before: dict[int, int | None] = {}
    for at, was in pairs:
        place = bisect_left(ends, was)
        before[at] = at_end[place - 1] if place else None
        ends[place : place + 1], at_end[place : place + 1] = [was], [at]
    spine, at_now = set(), at_end[-1] if at_end else None
    while at_now is not None:
        spine.add(at_now)
        at_now = before[at_now]
    return spine


def _with_removed(pairs: Sequence[Pair], removed: Sequence[int], spine: set[int]) -> list[Pair]:
    """Put each removed passage before the next one that kept its order."""
    whole: list[Pair] = []
    waiting = list(removed)
    for pair in pairs:
        if pair.new_index in spine and pair.old_index is not None:
            while waiting and waiting[0] < pair.old_index:
                whole.append(Pair(waiting.pop(0), None, "removed", 0.0))
        whole.append(pair)
    return whole + [Pair(at, None, "removed", 0.0) for at in waiting]


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
