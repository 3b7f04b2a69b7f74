"""The rule of five for each opinion's numbers between drawings: what moved by one to four is not told.

That five people are new says nothing of how many of them voted on one opinion: where one did, the numbers on it would
move by one, and whoever keeps the older ones reads a single vote. So each opinion is held against all that was ever
told of it, and its groups, whose letters stand for other people from time to time, against what was told last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commonbeat.matters import five
from commonbeat.matters.models import Drawing, Window
from commonbeat.matters.shown import opinions as told
from commonbeat.matters.shown.opinions import Answers, Line, hidden
from commonbeat.measures.opinions.told import LETTERS

NUMBERS = ("voted", "agree", "disagree", "unsure")
#: whose number (a group's letter, or all told letters for those in none of them) and which → the number
Cells = dict[tuple[str, str], int]


@dataclass
class Past:
    """What was told of one opinion in one part: everybody's answers in order, and its groups' last numbers."""

    everybody: list[Answers]
    groups: Cells = field(default_factory=dict)


#: what was told before, by opinion
Before = dict[int, Past]


def published(window: Window) -> tuple[Before, Before]:
    """What was told of each opinion of a period: among everybody, and among confirmed voters."""
    parts: tuple[Before, Before] = ({}, {})
    rows = Drawing.objects.filter(window=window).order_by("pk").values_list("everybody", "confirmed")
    for drawing in rows.iterator():
        for before, kept in zip(parts, drawing, strict=True):
            remember(before, kept)
    return parts


def remember(before: Before, kept: dict) -> Before:
    """The same with what this part of a drawing told after it."""
    found = told.read(kept)
    for number, line in found.lines.items() if found else ():
        past = before.setdefault(number, Past([]))
        if line.everybody not in past.everybody[-1:]:
            past.everybody.append(line.everybody)
        past.groups |= of_groups(line)
    return before


def standing(lines: Mapping[int, Line], own: Before, beside: Iterable[Before]) -> dict[int, Line]:
    """The lines that may be published after those told before, in the same part (``own``) and in the other.

    The numbers on an opinion move only where each of them differs from all ever told, in either part, by nobody or by
    five people or more, and where none is lost. Else those last told stay standing, and of its groups only what most
    of them answered is told. The numbers of groups are told only where each of them, and what they leave of
    everybody's, differs so from the one last told under the same letters; else again only what most answered.
    """
    beside, found = list(beside), {}
    for number, line in lines.items():
        past = own.get(number)
        others = [said for one in beside if number in one for said in one[number].everybody]
        quiet = [hidden(one) for one in line.groups]
        if past and (_is_lost(line.everybody, past.everybody[-1]) or _tells(line.everybody, past.everybody)):
            found[number] = Line(number, past.everybody[-1], quiet)
        elif _tells(line.everybody, others):
            found[number] = Line(number, past.everybody[-1] if past else hidden(line.everybody), quiet)
        elif past and any(five.few(abs(n - past.groups.get(key, n))) for key, n in of_groups(line).items()):
            found[number] = Line(number, line.everybody, quiet)
        else:
            found[number] = line
    return found


def of_groups(line: Line) -> Cells:
    """Every number told of groups, and what it leaves of everybody's for those in none of the groups told."""
    found: Cells = {}
    for name in NUMBERS:
        counts = {letter: getattr(one, name) for letter, one in zip(LETTERS, line.groups, strict=False)}
        counts = {letter: n for letter, n in counts.items() if n is not None}
        found |= {(letter, name): n for letter, n in counts.items()}
        every = getattr(line.everybody, name)
        if counts and every is not None:
            found[f"not {''.join(counts)}", name] = every - sum(counts.values())
    return found


def _tells(now: Answers, before: Iterable[Answers]) -> bool:
    """Whether a number less one that was told before is of one to four people."""
    pairs = [(getattr(now, name), getattr(one, name)) for one in before for name in NUMBERS]
    return any(five.few(abs(new - old)) for new, old in pairs if new is not None and old is not None)


def _is_lost(now: Answers, before: Answers) -> bool:
    """Whether a number that was told would be withheld, which tells that it fell below five."""
    return any(getattr(now, name) is None and getattr(before, name) is not None for name in NUMBERS)
