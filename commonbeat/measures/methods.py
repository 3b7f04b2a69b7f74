"""How each number is computed, taken from the description of its own file, without loading it."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import resources

from commonbeat.measures.catalogue import CATALOGUE

#: tools in the order in which they build on each other; after them the measures
TOOLS = (
    "intervals",
    "rates",
    "survival",
    "smallest",
    "many",
    "leave_one_out",
    "blocks",
    "regression",
    "decomposition",
    "sun",
    "suppression",
    "result",
    "cadence",
    "composition",
    "lots",
    "case_review",
    "opinions",
    "enforcement.language",
    "enforcement.quota.strata",
    "enforcement.quota.heaping",
    "enforcement.quota.bunching",
    "enforcement.reconcile",
)
#: what every description says in words that can be translated
IN_WORDS = ("Needs", "Reads as", "Take care")
#: all that it says, in this order; the source names papers
PARTS = (*IN_WORDS, "Source")
INTRODUCTION = """# How the numbers are computed

Made by `python -m commonbeat.measures methods > docs/methods.md` from the descriptions beside the code; a test holds it
current. Everything here runs on your own machine, without this website and without a database.
"""


@cache
def description(name: str) -> tuple[str, dict[str, str]]:
    """A measure's first sentence, and what it says under each of the parts. Raises ValueError where one lacks."""
    place = resources.files("commonbeat.measures").joinpath(*name.split("."))
    file = place / "__init__.py" if place.is_dir() else place.parent / f"{place.name}.py"
    try:
        return described(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{name} {error}") from error


def described(source: str) -> tuple[str, dict[str, str]]:
    """The same of a measure's code."""
    told = ast.get_docstring(ast.parse(source)) or ""
    title, *blocks = re.split(rf"\n+(?=(?:{'|'.join(PARTS)}):)", told.strip())
    said = dict(block.replace("\n", " ").split(": ", 1) for block in blocks)
    if tuple(said) != PARTS:
        raise ValueError(f"does not say: {', '.join(PARTS)}, in this order")
    return " ".join(title.split()), said


def page() -> str:
    """All of them as Markdown: the text of docs/methods.md."""
    tools = [(tool.rpartition(".")[2].capitalize().replace("_", " "), tool) for tool in TOOLS]
    measures = [(name.capitalize().replace("-", " "), one.place) for name, one in CATALOGUE.items()]
    sections = []
    for heading, place in [*tools, *measures]:
        title, said = description(place)
        parts = "\n".join(f"- **{part}.** {said[part]}" for part in PARTS)
        sections.append(f"\n## {heading}\n\n{title}\n\n{parts}\n")
    return INTRODUCTION + "".join(sections)
