"""What does not come in, and what comes in changed.

Refused, by the title of a column or by what stands in it: immigration or citizenship status, where people or their
families come from (birth, nation, license), the language that they speak at home, people's names, plates and other
numbers of a person or vehicle, people's addresses (home, e-mail, telephone), birth dates. The whole file is refused,
because whoever made it should see it, and nothing of it is kept. Officers, units and the numbers of stops become
pseudonyms under a key from outside.

Take care: a language alone may be that of an interpreter, and whether one was needed is what an agency should count:
neither is refused. An origin alone is refused where a row says who somebody is, for a call has one too. Names are
recognized by the commonest given names, countries by their names in English and Spanish. Columns that no mapping names
are never kept; of those the first rows are looked at, of what is kept all.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

import ibis
import ibis.expr.types as ir

from commonbeat.measures.cells import moment_written
from commonbeat.measures.checked import Refusal
from commonbeat.measures.problems import BIRTH, CONTACT, NAME, NUMBER, ORIGIN, STATUS, TONGUE
from commonbeat.measures.schema import Schema

_WHO = r"(subject|driver|person|officer|victim|witness|suspect|owner|defendant|passenger|employee|complainant|caller"
_WHO += r"|offender|arrestee|deputy|supervisor|reporting party|conductora?|persona|agente|victima|testigo|detenid[oa])"
_NUMBERED = r"( (no|num|number|id|addr(ess)?|[0-9]))?"
_COUNTRY, _BIRTH = r"(country|ctry|cntry|ctr|nation)", r"(birth|brth|nacimiento|nac)"
_WHERE = rf"({_COUNTRY}|place|plc|pl|state|city|county|pais|lugar|ciudad|estado|municipio)"
_LICENSE = r"(drivers? )?(license|licence|lic|dl|ol|oln|licencia)"
#: why → what the title of a column says in English or Spanish: small letters, single spaces, no accents
TITLES = {
    STATUS: rf"({_WHO} |is |us |u s |non |not |es )*(citizen|ci?tzn?|alien|visa|refugee|asylum|foreign(er| national)"
    r"|ciudadan[oa]|extranjer[oa]|refugiad[oa]|asilo)( (status|flag|ind\w*|code|type|y ?n|no|number))?"
    r"|.*\b(citizenship|immigra\w*|undocumented|naturali[sz]\w*|deport\w*|passport|green card|consul(ar|ate)"
    r"|ciudadania|(in|e)?migra(toria|torio|cion|ntes?)|indocumentad[oa]s?|pasaporte)\b.*"
    r"|(legal|residency) status|(estatus|situacion) legal|ice (hold|detainer)",
    ORIGIN: rf".*\b(nationality|nacionalidad|{_WHERE} (of |de )?{_BIRTH}|{_BIRTH} ?{_WHERE})\b.*"
    rf"|({_WHO} )?(born( (in|at|where))?|where born|nacid[oa] en)"
    rf"|({_COUNTRY}|place|state) (of )?origin|origin {_COUNTRY}|(home|native) {_COUNTRY}|(pais|lugar) de origen"
    rf"|({_WHO} )?({_LICENSE} (issuing |issued )?{_COUNTRY}|{_COUNTRY} of {_LICENSE})( code)?"
    rf"|pais de (la )?{_LICENSE}( de conducir)?",
    NAME: rf"({_WHO} )?(first|last|middle|full|given|family|sur|maiden|nick) ?name|{_WHO} name|surname|[fl] ?name"
    r"|name (first|last|full|of .*)|alias(es)?"
    rf"|nombres? (completos?|y apellidos?|de pila|del? (la )?{_WHO})|(primer |segundo )?apellidos?( [a-z]+)?|apodo",
    NUMBER: r"(license |lic |vehicle |veh |number )*(plate|tag)( (no|num|number|id))?|vin|vehicle identification.*"
    rf"|({_WHO} |{_WHO}s )?(license|licence|lic|dl|oln|ssn)( (no|num|number|id))|dl|oln|ssn|social security.*"
    r"|((numero|num|no) de )?(placas?|matricula)( del (vehiculo|auto|carro|coche))?"
    r"|(numero|num|no) de (licencia( de conducir)?|seguro social)|seguro social",
    CONTACT: r"(home|residen(ce|tial)|mailing|postal) (street )?addr(ess)?( line)?( ?[0-9])?|address of residence"
    rf"|{_WHO} ((home|residence|mailing|street) )?(addr(ess)?|(tele)?phone|e ?mail){_NUMBERED}"
    rf"|((home|work|cell|mobile|contact|personal) )?(e ?mail|(tele)?phone){_NUMBERED}|(cell|mobile) (no|num|number)"
    rf"|domicilio( particular)?|direccion (particular|postal|de (la )?(casa|residencia)|del? (la )?{_WHO})"
    rf"|((numero|num|no) de )?(telefono|celular)( (celular|particular|de casa|del? (la )?{_WHO}))?"
    r"|correo( electronico)?",
    BIRTH: rf"({_WHO} )?(dob|d o b|birth ?(date|day|dt)|date of birth)|(fecha|fec|f) (de )?(nacimiento|nac)",
}
#: the same where rows are of people; elsewhere a name is a place's, and a census counts languages and origins of many
TITLES_OF_PEOPLE = {
    NAME: r"name|nombres?",
    ORIGIN: rf"({_WHO} )?(nat|natl|nation|national|ethnic) (origin|background|orig)|origen (nacional|etnico)"
    rf"|({_WHO} )?(foreign born|ancestry|pob|cob)( (code|cd))?",
    TONGUE: rf"({_WHO} )?(home|household|native|mother|first|primary) (lang(uage)?s?|tongue)( (code|name))?"
    r"|(lang(uage)?s?|speaks|spoken)( .*)? (at|in the)( .*)? home|lang(uage)? home|native speaker( of)?"
    r"|(idioma|lengua)( .*)? (casa|hogar)|(idioma|lengua) (matern[oa]|nativ[oa]|principal)",
}
#: the same where a row says who somebody is; elsewhere an origin is a call's
TITLES_OF_SOMEBODY = {ORIGIN: rf"({_WHO} )?(origin|origen|natl?|nac)( (code|cd))?"}
_COMES = r"born in|natives? of|nationals? of|citizens? of|originally from"
_COMES += r"|naci(ó|o|d[oa]) en|originari[oa] de|ciudadan[oa] de"
#: why → what a single cell says that cannot be meant otherwise (RE2, upper and lower case alike)
CELLS = {
    STATUS: r"\b(undocumented|illegal (im|a)\w*|non-?citizen|(u\.?s\.?|not a) citizen|(lawful )?permanent resident"
    r"|green card|visa overstay\w*|immigration (status|hold|detainer|violation)|ice (hold|detainer)|alien registration"
    r"|deport(ed|able|ation)|asylum|refugee|naturali[sz]ed|foreign national|indocumentad[oa]s?|sin papeles"
    r"|residente (legal )?permanente|deportad[oa]s?|refugiad[oa]s?|(estatus|situaci[oó]n) migratori[oa])\b"
    r"|\ba[- ]?[0-9]{8,9}\b",
    ORIGIN: r"\b(foreign[- ]born|(country|place) of (birth|origin)( is\b| was\b|:)"
    r"|(pob|nationality|national origin): ?\pL|(pa[ií]s|lugar) de (nacimiento|origen)( es\b|:)|nacionalidad:)",
    TONGUE: r"\b(speaks \S+( only)? at home|mother tongue|native (\w+ )?speaker"
    r"|(home|native|first|primary) language( is\b| was\b|:)"
    r"|habla \S+ en (su |la )?casa|(lengua|idioma) (matern[oa]|nativ[oa]))",
    NUMBER: r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b"
    r"|\b[0-9a-hj-npr-z][a-hj-npr-z][0-9a-hj-npr-z]{6}[0-9x][0-9a-hj-npr-z]{4}[0-9]{4}\b",
    CONTACT: r"[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b"
    r"|(\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[-.])[2-9][0-9]{2}[-.][0-9]{4}\b",
    BIRTH: r"\b(dob|d\.o\.b\.|date of birth|born on|fecha de nacimiento)\b\W*[0-9]",
}
PLATES = r"^([A-Z]{1,3}[- ]?[0-9]{3,4}|[0-9]{1,3}[- ]?[A-Z]{2,3}[- ]?[0-9]{0,4}|[0-9][A-Z]{3}[0-9]{3})$"
DATES = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y")
#: a column is one of names or birth dates where this share of its different cells look so, and so many; of plates
#: where twice the share does
SHARE, ENOUGH = 0.3, 10
#: birth dates lie further apart than the days of any records
YEARS_OF_BIRTH = 25


def title(name: str) -> str:
    """A column's title as it is compared: "DriverDOB" is "driver dob", "País" is "pais"."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)
    return re.sub(r"[^a-z0-9]+", " ", parted.lower()).strip()


def refused_titles(header: Iterable[str], of: Schema) -> list[Refusal]:
    """Columns that their titles refuse."""
    titles = [*TITLES.items(), *(TITLES_OF_PEOPLE.items() if of.persons else ())]
    titles += TITLES_OF_SOMEBODY.items() if of.says_who else ()
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
    looks |= {"comes": cell.re_search(rf"(?i)\b({_COMES}) (the |la |el )?({countries()})([^\pL]|$)").sum()}
    looks |= {"filled": cell.count(), "dates": dates.count(), "days": dates.quantile(0.9) - dates.quantile(0.1)}
    refused = []
    for found in cells.group_by("column").aggregate(**looks).order_by("column").to_pyarrow().to_pylist():
        most = max(ENOUGH, SHARE * found["filled"])
        whys = [why for n, why in enumerate(CELLS) if found[f"cell{n}"]]
        whys += [ORIGIN] if found["comes"] else []
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


@cache
def countries() -> str:
    """What names a country, in English or Spanish, with its accents or without."""
    names = (resources.files("commonbeat.measures") / "countries.txt").read_text(encoding="utf-8").lower()
    either = str.maketrans({letter: f"[{letter}{title(letter)}]" for letter in "áéíóúüñô"} | {".": r"\."})
    return "|".join(names.translate(either).splitlines())


def secret(key: bytes, column: str) -> str:
    """What the pseudonyms of one column are made with: the same for stops, citations and the roster."""
    return hmac.new(key, column.encode(), hashlib.sha256).hexdigest()[:32]


def pseudonym(key: bytes, column: str, number: str) -> str:
    """A number's pseudonym, as the engine makes it: 16 hexadecimal digits."""
    return hashlib.sha256((secret(key, column) + number.strip()).encode()).hexdigest()[:16]
