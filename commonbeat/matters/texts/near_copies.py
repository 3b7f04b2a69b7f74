"""Form letters: which of many texts are near-copies of one another.

Texts are compared by their shingles, runs of three words; two are near-copies where the shingles they share are at
least a given part of all they have (Jaccard). The comparison is exact, without sampling. Two texts that like can only
differ in so many shingles, so that they share one among their rarest: only texts that do are compared, and a greeting
that everybody writes costs nothing.

Sources: A. Z. Broder, On the resemblance and containment of documents (1997); the rarest shingles: R. J. Bayardo,
Y. Ma and R. Srikant, Scaling up all pairs similarity search (2007).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

WORDS_IN_SHINGLE = 3
#: shorter texts are near-copies only where they are equal word for word
SHORT = 8
#: one word put into a letter of 20 breaks two of its shingles and brings three: 0.78; four words changed leave 0.6
ALIKE = 0.6
_WORD = re.compile(r"\w+")
Shingles = frozenset[tuple[str, ...]]


def groups(texts: Sequence[str], threshold: float = ALIKE) -> list[list[int]]:
    """Groups of two or more near-copies, by place in the list, largest first; each text is in one group at most.

    Every text of a group resembles the same one, which is of the commonest wording or made of the commonest shingles.
    The answer depends on the texts and their order alone.
    """
    words = [tuple(_WORD.findall(text.lower())) for text in texts]
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(words):
        if one:
            alike[one].append(at)
    shingles = {same[0]: _shingles(one) for one, same in alike.items() if len(one) >= SHORT}
    common = Counter(shingle for own in shingles.values() for shingle in own)
    order = sorted(shingles, key=lambda at: (-len(alike[words[at]]), -_commonness(shingles[at], common), at))
    clusters = _clusters(order, shingles, common, threshold)
    clusters += [[same[0]] for one, same in alike.items() if len(one) < SHORT]
    found = [sorted(copy for leader in cluster for copy in alike[words[leader]]) for cluster in clusters]
    return sorted((group for group in found if len(group) > 1), key=lambda group: (-len(group), group[0]))


def _shingles(words: tuple[str, ...]) -> Shingles:
    return frozenset(words[at : at + WORDS_IN_SHINGLE] for at in range(len(words) - WORDS_IN_SHINGLE + 1))


def _commonness(own: Shingles, common: Mapping[tuple[str, ...], int]) -> float:
    """In how many texts the shingles of a text stand, on average: highest for the letter without additions."""
    return sum(common[shingle] for shingle in own) / len(own)


def _clusters(
    order: Sequence[int], shingles: Mapping[int, Shingles], common: Mapping[tuple[str, ...], int], threshold: float
) -> list[list[int]]:
    """Each text joins the cluster whose leader it resembles most, if enough; else it leads its own."""
    clusters: dict[int, list[int]] = {}
    leading: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in order:
        own = shingles[at]
        rarest = sorted(own, key=lambda shingle: (common[shingle], shingle))
        rarest = rarest[: len(own) - math.ceil(threshold * len(own)) + 1]
        near = sorted({leader for shingle in rarest for leader in leading.get(shingle, ())})
        likeness = {leader: len(own & shingles[leader]) / len(own | shingles[leader]) for leader in near}
        best = max(near, key=lambda leader: likeness[leader], default=None)
        if best is not None and likeness[best] >= threshold:
            clusters[best].append(at)
            continue
        clusters[at] = [at]
        for shingle in rarest:
            leading[shingle].append(at)
    return list(clusters.values())
