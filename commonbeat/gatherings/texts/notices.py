"""Read a pasted notice of a meeting: date, place, items, and the ground for closing it. Pure text, no database.

Boards post their notices as documents. What a machine reads in one is a proposal, shown before anything is taken in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time

#: a line of so many signs was broken because the page was full, not because its sentence ended
FULL = 60
MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]
_DATE = re.compile(rf"\b({'|'.join(MONTHS)})\s+(\d{{1,2}})\b(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
#: "9:00 am", "530pm", "6 p.m."
_TIME = re.compile(r"\b(\d{1,2}):?(\d{2})?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(\d{1,2})[.)]\s+(\S.*)$")
_PLACE = re.compile(r"^\s*(?:location(?:/address)?|address|place|where)\s*:\s*(\S.*)$", re.IGNORECASE)
_STREET = re.compile(r"^\d+\s+\w+.*\b[A-Z][a-z]+")
_CLOSED = re.compile(r"pursuant to\s+(.{5,200}?)(?:\.\s|\.$)", re.IGNORECASE | re.DOTALL)
_AGENDA = re.compile(r"\bagenda\b\s*$", re.IGNORECASE)
_ENDS = re.compile(r"^\s*(?:items on this agenda|instructions|if you have any questions)", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """One item as it stands in the notice, with the lines under it."""

    number: int
    title: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """What could be read; ``missing`` names what could not, for a person to fill in."""

    day: date | None = None
    starts: time | None = None
    location: str = ""
    closed_because: str = ""
    items: tuple[Item, ...] = ()
    missing: tuple[str, ...] = field(default=())


def read_notice(text: str, year: int | None = None) -> Read:
    """Read a notice. ``year`` is taken where the notice names none; without it such a date is missing."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((at for at, line in enumerate(lines) if _begins_items(line)), None)
    head = lines[:start] if start is not None else lines
    items = _items(lines[start + 1 :] if start is not None else lines)
    day, starts, place = _day("\n".join(head), year), _time("\n".join(head)), _place(head)
    closed = _CLOSED.search(text) if re.search(r"\bclosed meeting\b", text, re.IGNORECASE) else None
    found = {"date": day, "time": starts, "place": place, "items": items}
    return Read(
        day,
        starts,
        place,
        _flat(closed.group(1)) if closed else "",
        items,
        tuple(name for name, value in found.items() if not value),
    )


def _begins_items(line: str) -> bool:
    """Whether it is the heading "Meeting agenda", and not "Notice and agenda of …"."""
    return bool(_AGENDA.search(line)) and "meeting" in line.lower() and "notice" not in line.lower()


def _day(text: str, year: int | None) -> date | None:
    for month, day, own in _DATE.findall(text):
        if own or year:
            try:
                return date(int(own or year or 0), [one.lower() for one in MONTHS].index(month.lower()) + 1, int(day))
            except ValueError:
                continue
    return None


def _time(text: str) -> time | None:
    for hour, minutes, half in _TIME.findall(text):
        if 1 <= int(hour) <= 12 and int(minutes or 0) < 60:
            return time(int(hour) % 12 + (12 if half.lower() == "p" else 0), int(minutes or 0))
    return None


def _place(lines: list[str]) -> str:
    """What stands behind "Location:"; else the line after the time, where it looks like a street."""
    for line in lines:
        if named := _PLACE.match(line):
            return _flat(named.group(1))
    timed = next((at for at, line in enumerate(lines) if _TIME.search(line) and len(line.split()) < 4), None)
    after = [line.strip() for line in lines[timed + 1 :] if line.strip()][:1] if timed is not None else []
    return after[0] if after and _STREET.match(after[0]) else ""


def _items(lines: list[str]) -> tuple[Item, ...]:
    """Numbered lines in their order. Where a line was full, the next one goes on with it; others stand below it."""
    found: list[Item] = []
    was_full = False
    for line in lines:
        if _ENDS.match(line):
            break
        if numbered := _ITEM.match(line):
            if int(numbered.group(1)) == len(found) + 1:
                found.append(Item(len(found) + 1, _flat(numbered.group(2))))
        elif line.strip() and found:
            found[-1] = _with(found[-1], _flat(line), was_full and not found[-1].under)
        was_full = len(line.rstrip()) >= FULL
    return tuple(found)


def _with(item: Item, line: str, goes_on: bool) -> Item:
    """The item with one more line."""
    if goes_on:
        return Item(item.number, f"{item.title} {line}")
    return Item(item.number, item.title, (*item.under, line))


def _flat(text: str) -> str:
    return " ".join(text.split())
