"""What is wrong with a file of votes, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from commonbeat.measures import problems
from commonbeat.measures.problems import Problem, Unreadable
from commonbeat.records.shown import problems as of_any_file

#: the sentences of the library → how people read them; those that are said of any file stand with records
SENTENCES = of_any_file.SENTENCES | {
    problems.NO_VOTES: gettext_lazy("there are no votes below the names of the columns"),
    problems.NO_COLUMNS: gettext_lazy(
        "the first line must name the columns “comment-id”, “voter-id” and “vote”, or “participant” and then one "
        "column for each opinion"
    ),
    problems.NO_OPINIONS: gettext_lazy("a column for each opinion has its number as a name; there is %(found)s"),
    problems.CELLS: gettext_lazy("the number of cells is %(cells)s, and %(columns)s columns are named"),
    problems.NO_NUMBER: gettext_lazy("%(column)s must be a whole number, and is %(found)s"),
    problems.NO_VOTE: gettext_lazy("a vote is 1 (agree), -1 (disagree) or 0 (not sure), and is %(found)s"),
    problems.NO_VOTE_ON: gettext_lazy("a vote is 1, -1, 0 or empty, and on opinion %(opinion)s it is %(found)s"),
    problems.NOT_ITS_OWN: gettext_lazy("%(column)s must be a number that stands there once, and is %(found)s"),
    problems.NOT_MODERATED: gettext_lazy("moderated must be -1, 0 or 1, and is %(found)s"),
    problems.NO_COMMENTS: gettext_lazy(
        "the first line must name the columns “comment-id” and “comment-body”, with rows below"
    ),
}


def spelled(trouble: Unreadable) -> Iterator[str]:
    """What is wrong with a file, a sentence for each problem with the file's name and the line."""
    for problem in trouble.problems:
        values: dict[str, Any] = {"file": trouble.path.name, "line": problem.line, "what": _sentence(problem)}
        yield (_("%(file)s, line %(line)s: %(what)s") if problem.line else _("%(file)s: %(what)s")) % values
    if trouble.more:
        yield ngettext("… and %(n)s more such line", "… and %(n)s more such lines", trouble.more) % {"n": trouble.more}


def _sentence(problem: Problem) -> str:
    return str(SENTENCES[problem.sentence]) % problem.values
