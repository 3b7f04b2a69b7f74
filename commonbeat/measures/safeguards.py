"""What does not come in, and what comes in changed.

Refused, by the title of a column or by what stands in it: immigration or citizenship status, the language that people
speak at home, people's names, plates and other numbers of a person or vehicle, people's addresses (home, e-mail,
telephone), birth dates. The whole file is refused, because whoever made it should see it, and nothing of it is kept.
Officers, units and the numbers of stops become pseudonyms under a key from outside.

Take care: a language alone may be that of an interpreter, and is not refused. Names are recognized by the commonest
given names. Columns that no mapping names are never kept; of those the first rows are looked at, of what is kept all.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import ibis
import ibis.expr.types as ir

from commonbeat.measures.cells import moment_written
from commonbeat.measures.checked import Refusal
from commonbeat.measures.problems import BIRTH, CONTACT, NAME, NUMBER, STATUS, TONGUE
from commonbeat.measures.schema import Schema

_WHO = r"(subject|driver|person|officer|victim|witness|suspect|owner|defendant|passenger|employee|complainant|caller"
_WHO += r"|offender|arrestee|deputy|supervisor|reporting party)"
#: why → what the title of a column says, in small letters with single spaces
TITLES = {
    STATUS: rf"({_WHO} |is |us |u s |non |not )*(citizen|alien|visa|refugee|asylum)"
    r"( (status|flag|ind\w*|code|type|y ?n|no|number))?"
    r"|.*\b(citizenship|immigra\w*|undocumented|nationality|naturali[sz]\w*|deport\w*|passport|green card)\b.*"
    r"|(country|place|state) of (birth|origin)|birth ?(country|place)|(legal|residency) status|ice (hold|detainer)",
    NAME: rf"({_WHO} )?(first|last|middle|full|given|family|sur|maiden|nick) ?name|{_WHO} name|surname|[fl] ?name"
    r"|name (first|last|full|of .*)|alias(es)?",
    NUMBER: r"(license |lic |vehicle |veh |number )*(plate|tag)( (no|num|number|id))?|vin|vehicle identification.*"
    rf"|({_WHO} |{_WHO}s )?(license|licence|lic|dl|oln|ssn)( (no|num|number|id))|dl|oln|ssn|social security.*",
    CONTACT: r"(home|residen(ce|tial)|mailing|postal) (street )?addr(ess)?( line)?( ?[0-9])?|address of residence"
    rf"|{_WHO} ((home|residence|mailing|street) )?(addr(ess)?|(tele)?phone|e ?mail)( (no|num|number|addr(ess)?|[0-9]))?"
    r"|((home|work|cell|mobile|contact|personal) )?(e ?mail|(tele)?phone)( (no|num|number|addr(ess)?|[0-9]))?"
    r"|(cell|mobile) (no|num|number)",
    BIRTH: rf"({_WHO} )?(dob|d o b|birth ?(date|day|dt)|date of birth)",
}
#: the same where rows are of people; elsewhere a name is a place's, and a census counts languages of many
TITLES_OF_PEOPLE = {
    NAME: r"name",
    TONGUE: rf"({_WHO} )?(home|household|native|mother|first|primary) (lang(uage)?s?|tongue)( (code|name))?"
    r"|(lang(uage)?s?|speaks|spoken)( .*)? (at|in the)( .*)? home|lang(uage)? home|native speaker( of)?",
}
#: why → what a single cell says that cannot be meant otherwise (RE2, upper and lower case alike)
CELLS = {
    STATUS: r"\b(undocumented|illegal (im|a)\w*|non-?citizen|(u\.?s\.?|not a) citizen|(lawful )?permanent resident"
    r"|green card|visa overstay\w*|immigration (status|hold|detainer|violation)|ice (hold|detainer)|alien registration"
    r"|deport(ed|able|ation)|asylum|refugee|naturali[sz]ed)\b|\ba[- ]?[0-9]{8,9}\b",
    TONGUE: r"\b(speaks \S+( only)? at home|mother tongue|native (\w+ )?speaker"
    r"|(home|native|first|primary) language( is\b| was\b|:))",
    NUMBER: r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b"
    r"|\b[0-9a-hj-npr-z][a-hj-npr-z][0-9a-hj-npr-z]{6}[0-9x][0-9a-hj-npr-z]{4}[0-9]{4}\b",
    CONTACT: r"[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b"
    r"|(\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[-.])[2-9][0-9]{2}[-.][0-9]{4}\b",
    BIRTH: r"\b(dob|d\.o\.b\.|date of birth|born on)\b\W*[0-9]",
}
PLATES = r"^([A-Z]{1,3}[- ]?[0-9]{3,4}|[0-9]{1,3}[- ]?[A-Z]{2,3}[- ]?[0-9]{0,4}|[0-9][A-Z]{3}[0-9]{3})$"
DATES = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y")
#: a column is one of names or birth dates where this share of its different cells look so, and so many; of plates
#: where twice the share does
SHARE, ENOUGH = 0.3, 10
#: birth dates lie further apart than the days of any records
YEARS_OF_BIRTH = 25


def title(name: str) -> str:
    """A column's title as it is compared: "DriverDOB" is "driver dob"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[^a-z0-9]+", " ", parted.lower()).strip()


def refused_titles(header: Iterable[str], of: Schema) -> list[Refusal]:
    """Columns that their titles refuse."""
    titles = [*TITLES.items(), *(TITLES_OF_PEOPLE.items() if of.persons else ())]
    found = []
    for name in header:
        if why := next((why for why, said in titles if re.fullmatch(said, title(name))), None):
            found.append(Refusal(name, why))
    return found


def refused_cells(cells: ir.Table) -> list[tuple[str, str]]:
    """Columns that what stands in them refuses, and why; ``cells`` are the different (column, cell) of a file."""
    cell = cells.cell.strip().nullif("")
    dates = ibis.coalesce(cell.try_cast("date"), *(moment_written(cell, how).date() for how in DATES)).epoch_days()
    looks = {f"cell{n}": cell.re_search(f"(?i){said}").sum() for n, said in enumerate(CELLS.values())}
    looks |= {"names": cell.re_search(rf"(?i)^({person_names()})$").sum(), "plates": cell.re_search(PLATES).sum()}
    looks |= {"filled": cell.count(), "dates": dates.count(), "days": dates.quantile(0.9) - dates.quantile(0.1)}
    refused = []
    for found in cells.group_by("column").aggregate(**looks).order_by("column").to_pyarrow().to_pylist():
        most = max(ENOUGH, SHARE * found["filled"])
        whys = [why for n, why in enumerate(CELLS) if found[f"cell{n}"]]
        whys += [NAME] if (found["names"] or 0) >= most else []
        whys += [NUMBER] if (found["plates"] or 0) >= 2 * most else []
        whys += [BIRTH] if found["dates"] >= most and found["days"] > YEARS_OF_BIRTH * 365 else []
        refused += [(found["column"], why) for why in dict.fromkeys(whys)]
    return refused


@cache
def person_names() -> str:
    """What a whole cell looks like that is a person's name: "Mary A. Smith" or "Smith, Mary"."""
    text = (resources.files("commonbeat.measures") / "given_names.txt").read_text(encoding="utf-8")
    given = "|".join(text.lower().split())
    return rf"({given})( [a-z]\.?)? [\pL'-]+|[\pL'-]+( (jr|sr|ii|iii))?\.?, ?({given})( [a-z]+\.?)?"


def secret(key: bytes, column: str) -> str:
    """What the pseudonyms of one column are made with: the same for stops, citations and the roster."""
    return hmac.new(key, column.encode(), hashlib.sha256).hexdigest()[:32]


def pseudonym(key: bytes, column: str, number: str) -> str:
    """A number's pseudonym, as the engine makes it: 16 hexadecimal digits."""
    return hashlib.sha256((secret(key, column) + number.strip()).encode()).hexdigest()[:16]
