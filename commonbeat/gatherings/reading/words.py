"""The small language in which a mapping says which titles it means.

``beat # meet*``: these words in this order, whatever stands between them. ``*`` is any letters, ``#`` the number of a
beat, ``^`` at the front means that the title begins so. Capital letters, dots and apostrophes do not matter.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

_PATTERN = re.compile(r"\^?[\w*#]+(?: [\w*#]+)*")


def is_pattern(text: str) -> bool:
    """Whether a text can be understood as words in an order."""
    return _PATTERN.fullmatch(text) is not None


def parts(title: str) -> list[str]:
    """The words and numbers of a title in small letters: "Facilitator's 20th" is facilitators, 20, th."""
    return re.findall(r"\d+|[^\W\d_]+", title.casefold().replace("'", "").replace("’", ""))


def fits(pattern: str, title: list[str], beats: set[str]) -> bool:
    """Whether the parts of a title hold the pattern's words in its order; ``beats`` are the parts that are beats."""
    wanted = pattern.casefold().removeprefix("^").split(" ")
    if pattern.startswith("^") and not (title and _is(title[0], wanted[0], beats)):
        return False
    left = iter(title)
    return all(any(_is(part, word, beats) for part in left) for word in wanted)


def _is(part: str, word: str, beats: set[str]) -> bool:
    return part in beats if word == "#" else fnmatchcase(part, word)
