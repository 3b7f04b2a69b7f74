"""What may stand behind a name in a charter. What is wrong is said with its place and with what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

Reader = Callable[[Any], Any]


class Unclear(ValueError):
    """A charter that cannot be read: ``problems`` are sentences, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Wrong(Exception):
    """One value is not what it should be; the sentence says what to write."""


def amount(least: int, most: int = 10_000) -> dict[str, Reader]:
    """A whole number."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Wrong(_("write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most})
        return value

    return {"read": read}


def share(most: int = 1) -> dict[str, Reader]:
    """A share such as "2/3", or a length in years such as 3 or "1/2"."""

    def read(value: Any) -> Fraction:
        try:
            found = Fraction(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
        except (ValueError, ZeroDivisionError):
            found = None
        if found is None or not 0 < found <= most:
            raise Wrong(_("write a number or a fraction in quotes, such as “1/2”, up to %(most)s.") % {"most": most})
        return found

    return {"read": read}


def truth() -> dict[str, Reader]:
    """Yes or no; left out where the charter does not say."""

    def read(value: Any) -> bool:
        if not isinstance(value, bool):
            raise Wrong(_("write true or false, or leave the line out where the charter does not say."))
        return value

    return {"read": read}


def choice(allowed: tuple[str, ...]) -> dict[str, Reader]:
    """One of some words."""

    def read(value: Any) -> str:
        if value not in allowed:
            raise Wrong(_("write one of: %(words)s.") % {"words": ", ".join(allowed)})
        return str(value)

    return {"read": read}


def sentence(most: int = 300) -> dict[str, Reader]:
    """Words of the charter, or about it."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > most:
            raise Wrong(_("write some words, %(most)s letters at most.") % {"most": most})
        return value.strip()

    return {"read": read}


def word() -> dict[str, Reader]:
    """A short name without spaces, by which seats refer to their kind."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or not value.replace("_", "").isalnum() or not value.isascii() or len(value) > 40:
            raise Wrong(_("write a short name in plain letters, such as “community”, without spaces."))
        return value

    return {"read": read}


def listed() -> dict[str, Reader]:
    """A list of sentences."""

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise Wrong(_("write a list, such as [“first”, “second”]."))
        return tuple(sentence()["read"](one) for one in value)

    return {"read": read}


def day_of_year() -> dict[str, Reader]:
    """A day that comes every year, such as "06-30". February 29 does not."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

    def read(value: Any) -> tuple[int, int]:
        month, _dash, day = str(value).partition("-")
        good = month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= lengths[int(month) - 1]
        if not good:
            raise Wrong(_("write month and day, such as “06-30”."))
        return int(month), int(day)

    return {"read": read}


def rows(kind: type, one: bool = False) -> dict[str, Reader]:
    """A table of its own, or a list of such tables."""

    def read(value: Any) -> Any:
        if one:
            return made(kind, value)
        if not isinstance(value, list):
            raise Wrong(_("write it as a list of tables: double brackets around its name."))
        return tuple(made(kind, row) for row in value)

    return {"read": read}


def table(kind: type | None = None) -> dict[str, Reader]:
    """Names, each with a table or a whole number."""

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Wrong(_("write names, each with its value."))
        each: Reader = (lambda row: made(kind, row)) if kind else amount(1)["read"]
        return tuple((str(name), each(row)) for name, row in value.items())

    return {"read": read}


def made(kind: type, data: Any) -> Any:
    """A dataclass from a table; every problem in it is said with its place."""
    assert is_dataclass(kind)
    if not isinstance(data, Mapping):
        raise Wrong(_("write a table here: its name in brackets, then one line for each rule."))
    known = {field.name: field.metadata["read"] for field in fields(kind)}
    problems, values = [], {}
    for name, value in data.items():
        if name not in known:
            sentence = _("is not known. Known here: %(words)s.") % {"words": ", ".join(known)}
            problems.append(f"{name}: {sentence}")
            continue
        try:
            values[name] = known[name](value)
        except Wrong as wrong:
            problems.append(f"{name}: {wrong}")
        except Unclear as inner:
            problems += [f"{name}: {problem}" for problem in inner.problems]
    if problems:
        raise Unclear(problems)
    return kind(**values)
