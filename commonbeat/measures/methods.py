"""How each number is computed, taken from the description of its own file."""

from __future__ import annotations

import re
from types import ModuleType

from commonbeat.measures import cadence, intervals, opinions, result, survival
from commonbeat.measures.enforcement import language

MEASURES: tuple[ModuleType, ...] = (intervals, survival, cadence, opinions, language, result)
#: what every description says, in this order
PARTS = ("Needs", "Reads as", "Take care", "Source")
INTRODUCTION = """# How the numbers are computed

Made by `python -m commonbeat.measures methods > docs/methods.md` from the descriptions beside the code; a test holds it
current. Everything here runs on your own machine, without this website and without a database.
"""


def description(module: ModuleType) -> tuple[str, dict[str, str]]:
    """A measure's first sentence, and what it says under each of the parts. Raises ValueError where one lacks."""
    title, *blocks = re.split(rf"\n+(?=(?:{'|'.join(PARTS)}):)", (module.__doc__ or "").strip())
    said = dict(block.replace("\n", " ").split(": ", 1) for block in blocks)
    if tuple(said) != PARTS:
        raise ValueError(f"{module.__name__} does not say: {', '.join(PARTS)}, in this order")
    return " ".join(title.split()), said


def page() -> str:
    """All of them as Markdown: the text of docs/methods.md."""
    sections = []
    for module in MEASURES:
        title, said = description(module)
        parts = "\n".join(f"- **{part}.** {said[part]}" for part in PARTS)
        name = module.__name__.rpartition(".")[2]
        sections.append(f"\n## {name.capitalize()}\n\n{title}\n\n{parts}\n")
    return INTRODUCTION + "".join(sections)
