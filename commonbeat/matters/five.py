"""The rule of five between drawings: no difference between any two of them tells of one to four people.

Results are drawn again and again, and whoever keeps the old ones can subtract. So the people whose votes are in a part
of a drawing are held against the people in every part that was ever published for this period, and against nobody at
all: those who are in one of the two and not in the other (new, gone, left out, taken in again) must be none or at
least five. This holds for everybody against confirmed voters too, so that the few who are not confirmed, or the few
who are, are not told by subtracting. From the newest drawing of the same part the plain number of people must also
differ by none or at least five. Until all this holds, the older drawing stays, also where somebody has withdrawn.

What it does not do: among five new people it may show that one agreed. It never says which, and it cannot know that
somebody casts four votes to learn of a fifth person's; votes of confirmed people are drawn apart for that reason.

People are kept as one whole number with a bit for each voter's number, so that a million of them are 125 kB.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from commonbeat.measures.result import LEAST

#: a part is drawn anew when one person in so many is new or gone, where that is more than five: it then shows anew
ONE_IN = 100


def people_of(numbers: Iterable[int]) -> int:
    """Voters' numbers as bits."""
    bits = bytearray()
    for number in numbers:
        if number >> 3 >= len(bits):
            bits.extend(bytes((number >> 3) + 1024 - len(bits)))
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def kept(people: int) -> bytes:
    """People as they are stored."""
    return zlib.compress(people.to_bytes((people.bit_length() + 7) // 8, "little"))


def read(stored: bytes | memoryview) -> int:
    """People as they were stored; nobody where nothing is."""
    return int.from_bytes(zlib.decompress(bytes(stored)), "little") if stored else 0


def few(count: int) -> bool:
    """Whether so many tell of single people."""
    return 0 < count < LEAST


def tells_of_few(people: int, published: Iterable[int]) -> bool:
    """Whether a part with these people, beside one of those published before, would tell of one to four of them."""
    return any(few((people ^ before).bit_count()) for before in (0, *published))


def is_due(people: int, newest: int) -> bool:
    """Whether enough people are new or gone since the newest drawing of this part."""
    changed, size = (people ^ newest).bit_count(), people.bit_count()
    return changed >= max(LEAST, size // ONE_IN) and not few(abs(size - newest.bit_count()))


def still_needed(people: int) -> int:
    """By how many people a part with these must change before it is drawn anew."""
    return max(LEAST, people.bit_count() // ONE_IN)
