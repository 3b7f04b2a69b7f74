"""Form letters: which of many texts are near-copies of one another.

Texts are compared by their shingles, runs of three words; two are near-copies where the shingles they share are at
least a given part of all they have (Jaccard). Only texts that share a rare shingle are compared at all, so that 2,000
letters take seconds. Source: A. Z. Broder, On the resemblance and containment of documents (1997).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

WORDS_IN_SHINGLE = 3
#: shorter texts are near-copies only where they are equal word for word
SHORT = 8
_WORD = re.compile(r"\w+")


def groups(texts: Sequence[str], threshold: float = 0.6) -> list[list[int]]:
    """Groups of two or more near-copies, by place in the list, largest first; each text is in one group at most.

    The first text of a group is the one that most others resemble.
    """
    words = [tuple(_WORD.findall(text.lower())) for text in texts]
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(words):
        if one:
            alike[one].append(at)
    leaders = [equal[0] for equal in alike.values()]
    shingles = {at: _shingles(words[at]) for at in leaders if len(words[at]) >= SHORT}
    found = [
        sorted(copy for leader in cluster for copy in alike[words[leader]])
        for cluster in _clusters(leaders, shingles, threshold)
    ]
    return sorted((group for group in found if len(group) > 1), key=lambda group: (-len(group), group[0]))


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + WORDS_IN_SHINGLE] for at in range(len(words) - WORDS_IN_SHINGLE + 1))


def _clusters(leaders: Sequence[int], shingles: dict[int, frozenset], threshold: float) -> list[list[int]]:
    """Each text joins the first cluster whose leader it resembles enough, else it leads its own."""
    clusters: dict[int, list[int]] = {}
    leading: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in leaders:
        own = shingles.get(at, frozenset())
        shared: dict[int, int] = defaultdict(int)
        for shingle in own:
            for leader in leading.get(shingle, ()):
                shared[leader] += 1
        likeness = {leader: n / (len(own) + len(shingles[leader]) - n) for leader, n in shared.items()}
        best = max(likeness, key=lambda leader: (likeness[leader], -leader), default=None)
        if best is not None and likeness[best] >= threshold:
            clusters[best].append(at)
            continue
        clusters[at] = [at]
        for shingle in own:
            leading[shingle].append(at)
    return list(clusters.values())
