"""What is asked of the people in a room: who is here, tapped by themselves, and three questions on their way out.

Of nobody is anything kept but that an answer was given once more. Nothing is asked about anybody's status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    """One question with its answers, code → what people read."""

    code: str
    words: Any
    answers: dict[str, Any]


UNSAID = {"unsaid": _("I would rather not say")}

#: tapped by each person on the way in, if they want to
ABOUT_PEOPLE = [
    Question("first", _("Is this your first meeting here?"), {"yes": _("Yes"), "no": _("No")} | UNSAID),
    Question(
        "age",
        _("How old are you?"),
        {
            "under_18": _("Under 18"),
            "18_29": _("18 to 29"),
            "30_49": _("30 to 49"),
            "50_64": _("50 to 64"),
            "65_up": _("65 or older"),
        }
        | UNSAID,
    ),
    Question(
        "race",
        _("How do you describe yourself?"),
        {
            "asian": _("Asian"),
            "black": _("Black or African American"),
            "hispanic": _("Hispanic or Latino"),
            "middle_eastern": _("Middle Eastern or North African"),
            "native": _("American Indian or Alaska Native"),
            "pacific": _("Native Hawaiian or Pacific Islander"),
            "white": _("White"),
            "several": _("More than one of these"),
        }
        | UNSAID,
    ),
    Question(
        "gender",
        _("Are you …"),
        {"woman": _("a woman"), "man": _("a man"), "other": _("something else")} | UNSAID,
    ),
]

#: asked on the way out
ON_THE_WAY_OUT = [
    Question("heard", _("Were you heard?"), {"yes": _("Yes"), "in_part": _("In part"), "no": _("No")}),
    Question(
        "next",
        _("Do you know what happens next?"),
        {"yes": _("Yes"), "in_part": _("In part"), "no": _("No")},
    ),
    Question(
        "again",
        _("Would you come again?"),
        {"yes": _("Yes"), "in_part": _("Perhaps"), "no": _("No")},
    ),
]

#: what those who came needed, kept in sums when the names of their forms are forgotten
NEEDS = Question("needs", _("What people asked for"), {"childcare": _("childcare, children")})

BY_CODE = {one.code: one for one in (*ABOUT_PEOPLE, *ON_THE_WAY_OUT)}
