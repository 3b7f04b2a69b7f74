"""`commonbeat validate`: every check made anew, for somebody who does not believe it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator

from commonbeat.measures.schema import Wrong
from commonbeat.measures.validation import FOUND, Check, as_json, kept

INTRODUCTION = """# How it is known that the numbers are right

Made by `commonbeat validate --page > docs/validation.md` from the list that `commonbeat validate --write` made; a test
holds it current. Whoever doubts a line runs `commonbeat validate`: it makes every check anew.

*Allowed* is from where to where a number may be found. A published one must come out to its last digit, give or take
half of it; times of the sun, which others reckon a little differently, by up to two minutes more. In invented worlds it
must happen as often as it should, give or take what chance does to so many of them: 3.29 errors, so that one right
check of a thousand would fail.
"""


def answer(asked: argparse.Namespace) -> str:
    """All checks as lines or JSON. Raises Wrong where one does not agree: then no number here is to be believed."""
    if asked.page:
        return page(kept())
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small: many threads only wait for each other
    from commonbeat.measures.validation import published, simulated

    made = [*published.checks(asked.data), *simulated.checks(asked.replications, asked.data, asked.only)]
    checks = [check for check in made if asked.only in (None, check.tool)]
    if asked.write:
        others = [check for check in kept() if check.tool != asked.only] if asked.only else []
        FOUND.write_text(as_json([*others, *checks]), encoding="utf-8")
    wrong = [check for check in checks if not check.agrees]
    if wrong:
        raise Wrong("\n".join(lines(wrong)))
    return as_json(checks) if asked.json else "\n".join(lines(checks))


def page(checks: list[Check]) -> str:
    """The checks as Markdown: numbers that others published, then questions asked of invented worlds."""
    return INTRODUCTION + "".join(
        _table(heading, [check for check in checks if bool(check.replications) == invented])
        for heading, invented in (("Published numbers, computed again", False), ("Invented worlds, known truth", True))
    )


def _table(heading: str, checks: list[Check]) -> str:
    rows = [f"\n## {heading}\n", "| tool | what | should be | found | allowed | | source or world |", "|---" * 7 + "|"]
    for check in checks:
        found = f"{100 * check.found:.1f} of 100" if check.replications else f"{check.found:.7g}"
        allowed = " to ".join(f"{end:.1f}" if check.replications else f"{end:.7g}" for end in check.allowed)
        times = f", {check.replications:,} times" if check.replications else ""
        agrees = "agrees" if check.agrees else "does not agree"
        cells = (check.tool, check.what, check.expected, found, allowed, agrees, f"{check.source}{times}")
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def lines(checks: list[Check]) -> Iterator[str]:
    """Each check with what it should be and what was found."""
    for check in checks:
        agrees = "agrees" if check.agrees else "DOES NOT AGREE"
        times = f", {check.replications:,} times" if check.replications else ""
        yield f"{check.tool}: {check.what}: {check.expected}, found {check.found:.7g}: {agrees} ({check.source}{times})"
    right = sum(check.agrees for check in checks)
    yield f"{right} of {len(checks)} checks agree."
