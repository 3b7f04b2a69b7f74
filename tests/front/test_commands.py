"""The commands that whoever holds the machine types: they ask again, name what is missing, and the log says so."""

import io
import json
import stat
import subprocess
import sys

import pytest
from django.core.management.base import CommandError

from commonbeat.cli import COMMANDS, OF_THE_WORKSHOP
from commonbeat.front.management.commands import init
from commonbeat.ledger import record
from commonbeat.matters.models import Matter
from commonbeat.people.models import Agency, Person
from tests import factories
from tests.commands import command
from tests.houses import ROOT, environment
from tests.matters.test_polis import laid

pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("forgotten")]


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self):
        return True


@pytest.mark.django_db
def test_init_asks_each_question_again_until_its_answer_is_right(monkeypatch):
    typed = ["", "Riverbend Police", "Ohio", "not-an-address", "c@riverbend.gov", "xx", "es"]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join(typed) + "\n"))
    shown = command("init")
    assert "not-an-address is not an e-mail address." in shown and "xx is not one of: en, es." in shown
    agency = Agency.objects.get()
    assert (str(agency), agency.state) == ("Riverbend Police", "Ohio")
    assert Person.objects.get().language == "es"


@pytest.mark.django_db
def test_init_asks_only_for_what_was_not_said_right(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal("c@riverbend.gov\n"))
    command("init", name="Riverbend Police", state="Ohio", email="c@", language="en")
    assert Person.objects.get().email == "c@riverbend.gov"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "said"),
    [({}, "Use --name, --state, --email, --language"), ({"name": "x" * 161}, "Nothing was changed")],
)
def test_init_with_nobody_to_ask_changes_nothing(options, said):
    with pytest.raises(CommandError, match=said):
        command("init", **options)
    assert record.head() is None


def test_init_asks_in_the_order_of_the_readme():
    assert list(init.QUESTIONS) == ["name", "state", "email", "language"]


@pytest.mark.django_db
def test_access_prints_the_link_of_a_known_holder_and_seats_nobody():
    house = factories.house()
    shown = command("access", "clerk@example.org")
    assert "Clerk, City Clerk can sign in once" in shown and "?key=" in shown
    assert house.seat("clerk").pk and json.loads(list(record.lines())[-1])["by"] == "machine"


@pytest.mark.django_db
def test_access_refuses_a_stranger_and_names_the_seats():
    factories.house()
    before = record.head().number
    with pytest.raises(CommandError, match=r"(?s)Nothing was changed.*chief@example.org: Chief, Test.*--new-coord"):
        command("access", "nobody@x.example")
    with pytest.raises(CommandError, match="is not an e-mail address"):
        command("access", "no-address")
    assert record.head().number == before and not Person.objects.filter(email="nobody@x.example").exists()


@pytest.mark.django_db
def test_access_seats_a_new_coordinator_where_that_is_asked_for():
    factories.house()
    shown = command("access", "new@x.example", "--new-coordinator")
    assert "new@x.example now holds this seat: Coordinator, Test Police." in shown
    assert json.loads(list(record.lines())[-1])["facts"] == {"new_person": True}


def program(data, *words):
    line = [sys.executable, "-m", "commonbeat.cli", *words]
    return subprocess.run(line, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_overview_names_our_commands_alone(tmp_path):
    assert program(tmp_path) == program(tmp_path, "--help")
    listed = [line.split()[0] for line in program(tmp_path).splitlines() if line.startswith("  ")]
    folder = ROOT / "commonbeat/front/management/commands"
    assert listed == [*COMMANDS, *OF_THE_WORKSHOP]
    assert sorted(COMMANDS) == sorted(path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py"))
    assert "--plan" in program(tmp_path, "migrate", "--help"), "Django's own stay reachable"


def test_the_data_are_for_their_owner_from_the_first_moment(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    program(data, "init", "--name=A", "--state=Ohio", "--email=a@x.gov", "--language=en")
    open_to_others = [path.name for path in [data, *data.rglob("*")] if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert open_to_others == []
    assert stat.S_IMODE((data / "commonbeat.sqlite3").stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_conversation_that_nobody_named_is_called_after_its_folder(tmp_path):
    factories.house()
    command("import_polis", laid(tmp_path / "Dark streets", summary=None))
    assert str(Matter.objects.get()) == "Dark streets"
