"""The workshop's own door: `python -m commonbeat.measures`, for a student with a CSV file and a terminal.

python -m commonbeat.measures share 9 12             9 of 12, with its interval
python -m commonbeat.measures survival replies.csv   days until a reply; columns "days" and "answered" (yes or no)
python -m commonbeat.measures opinions votes.csv     groups of people who vote alike, as a report
python -m commonbeat.measures check stops FILE --mapping M.toml   what is in a file of records, and what is wrong
python -m commonbeat.measures list                   every measure of records
python -m commonbeat.measures compute least-harm FILE --mapping M.toml --settings S.toml   one measure of records
python -m commonbeat.measures validate               how it is known that the numbers are right
python -m commonbeat.measures lint-form form.docx    sentences of a paper that set numbers for enforcement
python -m commonbeat.measures draw --pool 61 --seats 12 --seed 4417   a draw by lot, repeated
python -m commonbeat.measures methods                how each number is computed
Add --people where people are counted: groups of one to four are then withheld.
Exit: 0 it was computed, 2 the question could not be read.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from commonbeat.measures import intervals, methods
from commonbeat.measures.result import Number, Origin, Withheld, median_days, share
from commonbeat.measures.survival import Curve, kaplan_meier

YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
WITHHELD = "Withheld: it would tell of a group of one to four people."


class Unreadable(ValueError):
    """A file that cannot be used, with every problem by line."""


def main(arguments: list[str] | None = None) -> int:
    """Answer one question; returns the exit code."""
    parser = argparse.ArgumentParser(prog="commonbeat.measures", description="Numbers with their intervals.")
    questions = parser.add_subparsers(required=True, metavar="QUESTION")
    one = questions.add_parser("share", help="a share and its interval")
    one.add_argument("part", type=int)
    one.add_argument("whole", type=int)
    one.set_defaults(answer=lambda asked: say_share(asked.part, asked.whole, asked.people))
    two = questions.add_parser("survival", help='days until an answer, from a CSV file with "days" and "answered"')
    two.add_argument("file", type=Path)
    two.set_defaults(answer=lambda asked: say_survival(asked.file, asked.people))
    ask_for_opinions(questions.add_parser("opinions", help="groups of people who vote alike, from a CSV file of votes"))
    ask_for_a_check(questions.add_parser("check", help="what is in a file of records, and what is wrong with it"))
    ask_to_compute(questions.add_parser("compute", help="one measure of files of records"))
    every = questions.add_parser("list", help="every measure of records")
    every.add_argument("--json", action="store_true", help="for programs")
    every.set_defaults(answer=later("compute_command", "listed"))
    ask_to_validate(questions.add_parser("validate", help="how it is known that the numbers are right"))
    ask_for_a_draw(questions.add_parser("draw", help="a draw by lot, repeated"))
    ask_for_form(questions.add_parser("lint-form", help="a form, order, contract or e-mail, read for quotas"))
    for question in (one, two):
        question.add_argument("--people", action="store_true", help="people are counted: withhold groups below five")
    questions.add_parser("methods", help="how each number is computed").set_defaults(answer=lambda _: methods.page())
    asked = parser.parse_args(arguments)
    try:
        print(asked.answer(asked).rstrip("\n"))
    except (ValueError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    return 0


def later(place: str, name: str = "answer") -> Callable[[argparse.Namespace], str]:
    """What another module answers; it is loaded only when it is asked, as numerics and the engine take their time."""
    return lambda asked: str(getattr(import_module(f"commonbeat.measures.{place}"), name)(asked))


def ask_for_opinions(question: argparse.ArgumentParser) -> None:
    """What can be asked of votes on opinions."""
    question.add_argument("votes", type=Path, help="votes.csv or participants-votes.csv, as Polis publishes them")
    question.add_argument("--comments", type=Path, help="comments.csv: the words of the opinions and their moderation")
    question.add_argument("--html", type=Path, help="the report's file (opinions.html where nothing else is asked for)")
    question.add_argument("--json", action="store_true", help="people, groups and opinions on standard output")
    question.add_argument("--polis", type=Path, metavar="DIR", help="write Polis' set of files with these groups")
    question.add_argument("--seed", type=int, default=0, help="the same seed gives the same groups")
    question.set_defaults(answer=later("opinions.command"))


def ask_for_a_check(question: argparse.ArgumentParser) -> None:
    """What can be asked of a file of records."""
    question.add_argument("schema", help="what it should be: calls, citations, codes, population, roster or stops")
    question.add_argument("file", type=Path, help="a CSV file as the agency's system writes it")
    question.add_argument("--mapping", type=Path, help="how the agency names and writes things (TOML)")
    question.add_argument("--suggest", action="store_true", help="a first mapping for this file, to be looked through")
    question.add_argument("--json", action="store_true", help="for programs")
    question.set_defaults(answer=later("check_command"))


def ask_to_compute(question: argparse.ArgumentParser) -> None:
    """What can be asked of records."""
    question.add_argument("measure", help="its name, as `list` gives it")
    question.add_argument("files", type=Path, nargs="+", metavar="FILE", help="CSV files, or files that were accepted")
    question.add_argument("--mapping", type=Path, help="how the agency names and writes things (TOML)")
    for name, what in (
        ("roster", "the roster beside calls"),
        ("placebo", "a series that no quota moves, beside stops or citations"),
        ("second", "a second source of the same stops or citations, such as a court's"),
    ):
        question.add_argument(f"--{name}", type=Path, nargs="+", metavar="FILE", help=what)
        question.add_argument(f"--{name}-mapping", type=Path, metavar="MAPPING", help="how it names and writes things")
    question.add_argument("--by", metavar="COLUMN", help="the column of the units (district)")
    question.add_argument(
        "--settings", type=Path, help="eligible offenses, the place, a change of rules, reviews, targets (TOML)"
    )
    question.add_argument("--json", action="store_true", help="for programs")
    question.set_defaults(answer=later("compute_command"))


def ask_to_validate(question: argparse.ArgumentParser) -> None:
    """How often, and against which published data."""
    question.add_argument("--replications", type=int, default=2000, help="invented worlds for each check (2,000)")
    question.add_argument("--data", type=Path, help="a folder of published data; without it fewer checks are made")
    question.add_argument("--only", metavar="TOOL", help="only the checks of this tool; others stay in the kept list")
    question.add_argument("--json", action="store_true", help="for programs")
    question.add_argument("--page", action="store_true", help="the kept list as Markdown; nothing is computed")
    question.add_argument("--write", action="store_true", help="keep the list, from which pages are made")
    question.set_defaults(answer=later("validation.command"))


def ask_for_form(question: argparse.ArgumentParser) -> None:
    """What can be asked of a paper about counting enforcement; its vocabulary is loaded only when it is."""
    question.add_argument(
        "file", type=Path, help=".txt, .docx or .pdf with text, English or Spanish; - reads what is typed"
    )
    question.add_argument(
        "--state", default="", help="two letters or name: whose rules; else what is safe under all read"
    )
    question.add_argument("--json", action="store_true", help="every sentence with its degree, on standard output")
    question.set_defaults(answer=later("enforcement.language.command"))


def ask_for_a_draw(question: argparse.ArgumentParser) -> None:
    """A pool and a seed, or the words of a draw."""
    question.add_argument(
        "file", type=Path, nargs="?", help="the words of a draw, as its page in the public log has them"
    )
    question.add_argument("--pool", type=int, help="how many people were in the pool, where there were no quotas")
    question.add_argument("--seats", type=int, help="how many are drawn")
    question.add_argument("--seed", help="the seed, letter by letter")
    question.set_defaults(answer=later("draw_command"))


def say_share(part: int, whole: int, people: bool) -> str:
    """A share in one line."""
    found = share(part, whole, Origin("the command line"), people=people)
    if isinstance(found, Withheld):
        return WITHHELD
    if found.value is None:
        return "0 of 0: there is nothing to take a share of."
    method = "Clopper–Pearson" if whole < intervals.FEW else "Wilson"
    low, high = (f"{100 * bound:.1f} %" for bound in intervals.share(part, whole))
    return f"{part} of {whole} = {100 * found.value:.1f} %; 95 % interval {low} to {high} ({method})"


def say_survival(path: Path, people: bool) -> str:
    """The median in one line, then the curve as a table."""
    curve = kaplan_meier(cases(path))
    found = median_days(curve, Origin(path.name), people=people)
    if isinstance(found, Withheld):
        return WITHHELD
    lines = [f"{curve.cases} cases, {curve.still_waiting} of them still wait.", median_sentence(found)]
    return "\n".join([*lines, *([] if people else table(curve))])


def median_sentence(found: Number) -> str:
    """Half were answered within …, or why that cannot be said."""
    low, high = ("open" if bound is None else f"{bound:g}" for bound in found.interval)
    if found.value is None:
        return f"Fewer than half are answered so far; 95 % interval of the median {low} to {high} days (Kaplan–Meier)"
    return f"Half were answered within {found.value:g} days; 95 % interval {low} to {high} (Kaplan–Meier)"


def table(curve: Curve) -> list[str]:
    """The steps of the curve; each step tells of single cases, so it is left out where people are counted."""
    rows = ["", "  days  at risk  answered  still waiting   95 % interval"]
    rows += [
        f"{step.days:6g} {step.at_risk:8d} {step.happened:9d} {100 * step.waiting:12.1f} %"
        f"   {100 * step.low:.1f} % to {100 * step.high:.1f} %"
        for step in curve.steps
    ]
    return rows


def cases(path: Path) -> list[tuple[float, bool]]:
    """Days and whether it was answered, from a CSV file. Raises Unreadable with every problem by line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if not {"days", "answered"} <= set(rows.fieldnames or ()):
                raise Unreadable(f'{path}: the first line must name the columns "days" and "answered"')
            return read(path, ((rows.line_num, row) for row in rows))
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: this is not UTF-8 text; save it as CSV UTF-8") from None
    except csv.Error as trouble:
        raise Unreadable(f"{path}: this is not a CSV file: {trouble}") from None


def read(path: Path, rows: Iterable[tuple[int, dict[str, str | None]]]) -> list[tuple[float, bool]]:
    """The rows as numbers; where any is unusable all of them are refused, so that nothing is left out silently."""
    found, problems = [], []
    for line, row in rows:
        days, answered = (row["days"] or "").strip(), (row["answered"] or "").strip().lower()
        if not is_days(days):
            problems.append(f"{path}, line {line}: days must be a number, zero or more, and is {days!r}")
        if answered not in YES | NO:
            problems.append(f"{path}, line {line}: answered must be yes or no, and is {answered!r}")
        if not problems:
            found.append((float(days), answered in YES))
    if problems:
        raise Unreadable("\n".join(problems))
    if not found:
        raise Unreadable(f"{path}: there are no rows below the names of the columns")
    return found


def is_days(text: str) -> bool:
    """Whether a cell holds a usable number of days."""
    try:
        return 0 <= float(text) < float("inf")
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
