"""The command and the page by which meetings that were kept elsewhere enter."""

from __future__ import annotations

import ast
import io
import json
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandError

from commonbeat import cli
from commonbeat.front import told
from commonbeat.gatherings import intake
from commonbeat.gatherings.models import Gathering, Intake
from commonbeat.gatherings.reading import ics, meetings, moments
from commonbeat.gatherings.shown import intake as shown
from commonbeat.ledger import record
from tests import factories
from tests.commands import command
from tests.gatherings.test_intake import HEAD, ROWS
from tests.matters.desk import at, done, look, send

pytestmark = pytest.mark.django_db

CHICAGO = Path("../shared/data/meetings/chicago_caps_2016_2017_half.csv")
PAGE = "gatherings.import_meetings"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "data"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def taken_in(file: Path, *more: object) -> dict[str, Any]:
    return json.loads(command("import_meetings", file, "--json", *more, stderr=io.StringIO()))


def laid(folder: Path, text: str = ROWS, name: str = "calendar.csv") -> Path:
    (folder / name).write_text(text)
    return folder / name


@pytest.mark.skipif(not CHICAGO.exists(), reason="no ../shared/data here")
def test_the_real_file_enters_once(house: factories.House) -> None:
    double = {meetings.DOUBLE: 9}
    assert taken_in(CHICAGO) == {"meetings": 2570, "left_out": double}
    assert taken_in(CHICAGO) == {"meetings": 0, "left_out": {intake.HERE: 2570} | double}
    assert (Gathering.objects.count(), Intake.objects.count()) == (2570, 1)


def test_five_thousand_meetings_enter_in_seconds_and_once(house: factories.House, tmp_path: Path) -> None:
    rows = [
        f"{n % 25 + 1},20{n % 20 + 10}-0{n % 9 + 1}-{n % 28 + 1:02}T19:00:00,,Meeting {n},,Hall,\n" for n in range(5000)
    ]
    file = laid(tmp_path, HEAD + "".join(rows))
    began = time.perf_counter()
    assert taken_in(file)["meetings"] == 5000
    assert time.perf_counter() - began < 30
    assert taken_in(file) == {"meetings": 0, "left_out": {intake.HERE: 5000}}


def test_without_json_the_screen_says_what_enters_and_what_is_in_doubt(house: factories.House, tmp_path: Path) -> None:
    assert command("import_meetings", laid(tmp_path, ROWS + "2,,,A,,,\n")).splitlines() == [
        "3 meetings enter",
        "4 areas are named here for the first time",
        "Hours are read by the clocks of America/New York.",
        "Left out: 1 rows without a day that can be read",
        "In doubt: 1 × ends before or when it begins: taken in without its end",
    ]


def test_a_mapping_says_how_another_calendar_is_read(house: factories.House, tmp_path: Path) -> None:
    file = laid(tmp_path, "Subject;Day;From\nCoffee with a cop;3/5/2016;9:00 AM\n")
    with pytest.raises(CommandError, match=r"no column “title”.*(?s:.)Nothing was taken in"):
        taken_in(file)
    mapping = laid(tmp_path, '[columns]\ntitle = "Subject"\nstart = ["Day", "From"]\n', "own.toml")
    assert taken_in(file, "--mapping", mapping) == {"meetings": 1, "left_out": {}}
    with pytest.raises(CommandError, match="part that is not known here"):
        taken_in(file, "--mapping", laid(tmp_path, "[colums]\n", "wrong.toml"))
    with pytest.raises(CommandError, match=r"No such file.*Nothing was taken in"):
        taken_in(tmp_path / "none.csv")


def test_without_an_agency_nothing_is_taken_in(tmp_path: Path) -> None:
    record.forget_demo()
    with pytest.raises(CommandError, match="no agency in this data folder"):
        taken_in(laid(tmp_path))


def test_the_command_is_listed_with_a_hyphen() -> None:
    assert cli.file_of("import-meetings") == "import_meetings"
    assert "  import-meetings " in cli.overview()


def test_every_reason_and_every_doubt_has_peoples_words() -> None:
    named = {
        value for module in (ics, meetings, moments) for name, value in vars(module).items() if is_phrase(name, value)
    }
    assert named | {intake.HERE, intake.OTHERWISE} == {
        *shown.LEFT_OUT,
        *shown.DOUBTS,
        meetings.NO_COLUMN,
        ics.NO_ENTRIES,
    }
    assert PAGE in told.DONE


def test_all_that_is_said_of_files_and_mappings_can_be_translated() -> None:
    said = {
        vars(import_module(f"commonbeat.gatherings.reading.{path.stem}"))[call.args[0].id]
        for path in Path(ics.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Unreadable"
    }
    assert said == set(shown.UNREADABLE)


def is_phrase(name: str, value: object) -> bool:
    return name.isupper() and isinstance(value, str)


def uploaded(text: str = ROWS, name: str = "calendar.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_file_is_checked_looked_at_and_accepted_once(house: factories.House) -> None:
    client = at("coordinator")
    answer = send(client, PAGE, file=uploaded())
    page, key = answer.content.decode(), answer.context["kept"]
    assert "3 meetings of calendar.csv would enter. Nothing is taken in yet." in page
    assert "1 × ends before or when it begins: taken in without its end" in page and "Line 3" in page
    assert not Gathering.objects.exists()
    assert done(client, PAGE, accept=key) == "/desk/import-meetings/"
    assert (Gathering.objects.count(), json.loads(list(record.lines())[-1])["by"]) == (3, "Coordinator, Test Police")
    assert send(client, PAGE, accept=key).status_code == 409
    again = send(client, PAGE, file=uploaded())
    assert "3 meetings that are here already" in again.content.decode()
    assert send(client, PAGE, accept=again.context["kept"]).status_code == 409
    assert Gathering.objects.count() == 3


def test_other_words_are_tried_on_the_kept_file_and_stand_there_next_time(house: factories.House) -> None:
    client, own = at("coordinator"), '[[kinds]]\nkind = "training"\nwords = ["caps"]'
    first = send(client, PAGE, file=uploaded())
    wrong = send(client, PAGE, kept=first.context["kept"], mapping="[[kinds")
    assert wrong.context["form"].non_field_errors()[0].startswith("The mapping is not written as TOML")
    second = send(client, PAGE, kept=wrong.context["kept"], mapping=own)
    assert [str(kind) for kind, _count, _titles in second.context["preview"].kinds] == ["Other", "Joint training"]
    done(client, PAGE, accept=second.context["kept"])
    assert Gathering.objects.filter(kind="training").count() == 1
    assert client.get("/desk/import-meetings/").context["form"]["mapping"].value() == own


def test_a_name_that_no_table_takes_is_said_and_nothing_enters(house: factories.House) -> None:
    client, long_name = at("coordinator"), "x" * 200
    preview = send(client, PAGE, file=uploaded(ROWS.replace("2,2016-03", f"{long_name},2016-03")))
    assert send(client, PAGE, accept=preview.context["kept"]).status_code == 409
    assert not Gathering.objects.exists()


def test_what_cannot_be_used_is_said_and_nothing_is_lost(house: factories.House) -> None:
    client = at("coordinator")
    assert send(client, PAGE).context["form"].errors == {"file": ["Choose a file."]}
    empty = send(client, PAGE, file=uploaded("a,b\n1,2\n"), mapping="language = 'es'")
    assert empty.context["form"].non_field_errors() == ["This file has no column “title”, which is to be the title."]
    assert "language = &#x27;es&#x27;" in empty.content.decode()
    assert at("staff").get("/desk/import-meetings/").status_code == 403
    assert 'href="/desk/import-meetings/"' in look(client, "matters.inbox")


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a@example.org
SUMMARY:Beat 211 Meeting
DTSTART:20160105T190000Z
RRULE:FREQ=MONTHLY;COUNT=3
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_comes_in_by_command_and_page(house: factories.House, tmp_path: Path) -> None:
    preview = send(at("coordinator"), PAGE, file=uploaded(CALENDAR, "board.ics"))
    assert "3 meetings of board.ics would enter." in preview.content.decode()
    assert taken_in(laid(tmp_path, CALENDAR, "board.ics")) == {"meetings": 3, "left_out": {}}
    assert taken_in(tmp_path / "board.ics") == {"meetings": 0, "left_out": {intake.HERE: 3}}
    assert sorted(Gathering.objects.values_list("uid", flat=True))[0] == "a@example.org/20160105T190000Z"
