"""What does not come in: status, names, plates, people's addresses, birth dates; and no file but the one given."""

import duckdb
import pytest

from commonbeat.measures import engine, safeguards
from commonbeat.measures.safeguards import BIRTH, CONTACT, NAME, NUMBER, ORIGIN, STATUS, TONGUE, refused_titles
from commonbeat.measures.schema import schema
from tests.measures.files import laid, look

TITLES = {
    STATUS: ["citizen", "Citizenship", "US_CITIZEN", "is_citizen_yn", "immigration_status", "ImmigrationStatus", "visa",
             "alien_number", "ice_detainer", "passport_no", "CTZN", "foreign_national", "consular_notified",
             "Ciudadanía",
             "estatus_migratorio", "Condición migratoria", "es_ciudadano", "indocumentado"],
    ORIGIN: ["nationality", "country_of_birth", "place of birth", "POB", "BirthCtry", "birth_state", "Birthplace",
             "born",
             "origin", "subject_origin", "nat", "NATL_ORIGIN", "national_origin", "ethnic_origin", "country of origin",
             "lic_country", "DriverLicenseCountry", "dl_issuing_country", "foreign_born", "ancestry",
             "pais de nacimiento",
             "País de nacimiento", "lugar_nacimiento", "Nacionalidad", "origen", "origen étnico",
             "país de la licencia"],
    TONGUE: ["language_spoken_at_home", "LanguageAtHome", "home_language", "speaks English at home", "native_language",
             "mother tongue", "SubjectPrimaryLanguage", "lang_home", "language other than English at home",
             "idioma que habla en casa", "lengua materna"],
    NAME: ["first_name", "LastName", "DriverName", "subject_full_name", "surname", "fname", "name", "officer_name",
           "victim name", "alias", "nombre", "Nombre del conductor", "apellido paterno"],
    NUMBER: ["plate", "license_plate", "LicensePlateNumber", "tag_number", "vin", "drivers_license_no", "OLN", "ssn",
             "driver_license_number", "social_security_number", "placa", "Número de licencia",
             "matrícula del vehículo"],
    CONTACT: ["home_address", "HomeAddress", "driver_address", "residence address", "mailing_address", "email",
              "E-mail", "complainant_email", "phone", "home_phone", "CellPhone", "telephone_number", "caller_phone",
              "domicilio", "Dirección de la casa", "teléfono", "correo electrónico"],
    BIRTH: ["dob", "DriverDOB", "date_of_birth", "birthdate", "birth_date", "subject_birth_date",
            "fecha de nacimiento"],
}  # fmt: skip
HARMLESS = ["location_name", "citizen_complaint", "vehicle_type", "birth_qrtr", "age", "license_violation", "beat",
            "stop_id", "vehicle_plate_state", "county_name", "invoice", "advisory", "address",
            "stop_address", "street", "location", "phone_in_hand", "home", "remarks",
            "officer_contact_type", "language", "language_of_contact", "interpreter_language",
            "limited_english", "lang", "idioma", "LEP", "interpreter needed", "intérprete", "lic_state", "state",
            "country",
            "ethnicity", "hispanic_origin", "nature", "dirección", "placa del agente", "nombre de la calle",
            "motivo de la parada", "destination", "license_class", "rebirth", "combination"]  # fmt: skip
NAMES = [
    f"{given} {sur}" for given in ("Mary", "JAMES", "José", "Luis", "Linda") for sur in ("Smith", "O'Neil", "Diaz")
]


def test_titles_that_refuse_a_file():
    for why, titles in TITLES.items():
        assert [(one.column, one.why) for one in refused_titles(titles, schema("stops"))] == [(t, why) for t in titles]
    assert refused_titles(HARMLESS, schema("stops")) == []


def test_where_rows_are_of_places_a_name_is_a_places_and_languages_are_counted():
    assert refused_titles(["NAME", "Language spoken at home", "Pob total"], schema("population")) == []


def test_a_call_has_an_origin_and_nobody_else():
    assert refused_titles(["origin", "Origen"], schema("calls")) == []
    assert [one.why for one in refused_titles(["national_origin", "POB"], schema("calls"))] == [ORIGIN, ORIGIN]


def refused(folder, cells, *, kept):
    """Why a column with an innocent title is refused, kept by the mapping or not."""
    data = "date,note\n" + "".join(f'2020-01-01,"{cell}"\n' for cell in cells)
    columns = {"date": "date"} | ({"location": "note"} if kept else {})
    found = look(folder, data, {"schema": "stops", "columns": columns})
    assert [one.column for one in found.refused] == ["note"] * len(found.refused)
    assert (found.records is None, found.rows) == (bool(found.refused), 0 if found.refused else len(cells))
    return [one.why for one in found.refused], folder


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    ("cells", "whys"),
    [
        (["Main St", "subject is undocumented"], [STATUS]),
        (["held for ICE detainer"], [STATUS]),
        (["A 123456789"], [STATUS]),
        (["not a citizen"], [STATUS]),
        (["driver speaks Spanish at home"], [TONGUE]),
        (["born in El Salvador"], [ORIGIN]),
        (["Subject BORN IN MEXICO."], [ORIGIN]),
        (["says he is a native of the Dominican Republic, works here"], [ORIGIN]),
        (["nacida en Perú", "originario de Haiti"], [ORIGIN]),
        (["born in USA"], [ORIGIN]),
        (["POB: Honduras", "foreign-born driver"], [ORIGIN]),
        (["el conductor está indocumentado"], [STATUS]),
        (["baby born in ambulance", "born in New Mexico", "MEXICO RD & 1ST", "China Grill", "Native Way"], []),
        (["CUBA ST", "Peru, Indiana", "Honduran consulate parade", "national of the year", "nacional"], []),
        (["Native language: Tigrinya", "native Korean speaker"], [TONGUE]),
        (["interpreter: Spanish", "language line used", "called from home", "NATIVE WAY & 1ST ST"], []),
        (["SENIOR CITIZEN ASSIST", "citizen complaint", "ice on road", "alien inflatable"], []),
        (NAMES, [NAME]),
        ([f"{sur}, {given} J." for given in ("Mary", "José", "Luis", "Linda") for sur in ("SMITH", "O'Neil", "Peña")],
         [NAME]),
        ([f"{n} Oak St" for n in range(40)] + NAMES[:3], []),
        ([f"{letters}{n}" for letters in ("ABC", "8KLM", "T") for n in range(101, 111)], [NUMBER]),
        (["ssn 123-45-6789"], [NUMBER]),
        (["1HGCM82633A004352"], [NUMBER]),
        (["9010A2", "907C0", "TA 21-201(a1)", "C-11"], []),
        ([f"{month}/17/{year}" for month in (3, 9) for year in range(1940, 2000, 5)], [BIRTH]),
        ([f"2020-{month:02}-17" for month in range(1, 13)], []),
        (["DOB: 3/4/1980"], [BIRTH]),
        (["write to ana.diaz+x@mail.example.org"], [CONTACT]),
        (["call back at (907) 555-0123", "Main St"], [CONTACT]),
        (["907-555-0123"], [CONTACT]),
        (["300 block of Oak St", "5th @ Main", "2024-000123", "907-55-0123x", "555-0123"], []),
    ],
)  # fmt: skip
def test_content_that_refuses_a_file(tmp_path, cells, whys, kept):
    assert refused(tmp_path, cells, kept=kept)[0] == whys


def test_nothing_of_a_refused_file_stays(tmp_path):
    laid(tmp_path, "x")
    look(tmp_path, "date,location\n2020-01-01,green card\n")
    assert list(tmp_path.rglob("*.parquet")) == []


def test_a_pseudonym_needs_the_key_and_is_the_same_in_every_schema():
    one = safeguards.pseudonym(b"key", "officer_id", "17")
    assert (len(one), one) == (16, safeguards.pseudonym(b"key", "officer_id", " 17 "))
    others = [(b"yek", "officer_id", "17"), (b"key", "unit_id", "17"), (b"key", "officer_id", "18")]
    assert one not in {safeguards.pseudonym(*other) for other in others}


@pytest.mark.parametrize(
    "sentence",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM read_csv('{inside}/../other.csv')",
        "SELECT * FROM '{inside}/link.csv'",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '{other}'",
        "ATTACH '{other}.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
    ],
)
def test_the_engine_reaches_no_other_file(tmp_path, sentence):
    inside, other = tmp_path / "inside", laid(tmp_path, "a\n1\n", "other.csv")
    inside.mkdir()
    (inside / "link.csv").symlink_to(other)
    backend = engine.closed_in(inside, [laid(tmp_path, "a\n2\n", "given.csv")])
    assert engine.sql(backend, f"FROM read_csv('{tmp_path}/given.csv')") == [(2,)]
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        engine.sql(backend, sentence.format(other=other, inside=inside))
    backend.disconnect()
    assert other.read_text() == "a\n1\n"
