"""What counts as a slip of the pen: small, and nothing in it that changes what the rule asks of anybody."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from commonbeat.matters.texts import alignment

#: of five words four stay, in order
LEAST_LIKENESS = 0.8
_WORD = re.compile(r"\d[\d.,:/-]*|[^\W\d_]+(?:['’][^\W\d_]+)?")
#: words that make a rule stricter, looser or its opposite, and numbers in words, in English and Spanish
_WEIGHTY = re.compile(
    r"""not|no|never|none|nor|neither|cannot|without|unless|except|only|must|shall|may|should|can|will|or|and|if|all|any
    |every|each|some|before|after|until|least|most|more|less|over|under|within|off|on|\w+n['’]t
    |nunca|ningun[oa]|ni|sin|salvo|excepto|s[oó]lo|deben?|deber[aá]n?|pueden?|podr[aá]n?|o|y|si|tod[oa]s?|cada|antes
    |después|hasta|menos|más
    |zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen
    |twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|twice|once
    |cero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta
    |ochenta|noventa|cien|ciento|mil|medi[oa]""",
    re.VERBOSE,
)


def why_no_slip(old: str, new: str) -> str:
    """Why this is more than a slip, "" where it is one. ``old`` are the words as they were first published."""
    if not new.strip():
        return _("A passage needs its words.")
    if weights(old) != weights(new):
        return _(
            "This changes a number, a “not”, or a word such as “must”, “may” or “only”. "
            "That is no slip: publish a new version."
        )
    if alignment.likeness(old, new) < LEAST_LIKENESS:
        return _("This is more than a slip: of five words at least four must stay. Publish a new version instead.")
    return ""


def weights(words: str) -> list[str]:
    """The numbers and weighty words of a passage, in order."""
    found = [one.lower().rstrip(".,:/-") for one in _WORD.findall(words)]
    return [one for one in found if one[0].isdigit() or _WEIGHTY.fullmatch(one)]
