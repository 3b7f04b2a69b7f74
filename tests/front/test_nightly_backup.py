"""A backup each night in the place that was set: one a day, fourteen kept, and said when it failed."""

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta

import pytest

from commonbeat.frame import clock
from commonbeat.frame.models import Turn
from commonbeat.front import backup
from commonbeat.ledger import record
from commonbeat.people.house import BACKUP, BACKUP_FAILED
from tests import factories
from tests.houses import BUILD, ROOT, built, empty, environment, python

pytestmark = pytest.mark.sqlite
PLACE = """
import sys
from commonbeat.people.models import Agency
actions.settle(Agency.objects.get(), by=by, values={"backup_place": PLACE}, named=["backup_place"])
"""
HEALTH = """
import django; django.setup()
import json
from commonbeat.people.actor import NOBODY
from commonbeat.people.house import House
house = House.now(NOBODY)
print(json.dumps([bool(house.backed_up_at), bool(house.backup_failed_at)]))
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


@pytest.fixture
def house(tmp_path, place):
    empty(tmp_path / "data")
    python(tmp_path / "data", f"{BUILD}\nPLACE = {str(place)!r}{PLACE}")
    return tmp_path / "data"


def commonbeat(house, *words):
    line = [sys.executable, "-m", "commonbeat.cli", *words]
    return subprocess.run(line, env=environment(house), cwd=ROOT, capture_output=True, text=True)


def state(house):
    """Whether there is a good backup, and whether one has failed since."""
    line = [sys.executable, "-c", HEALTH]
    return json.loads(subprocess.run(line, env=environment(house), cwd=ROOT, capture_output=True, check=True).stdout)


def test_one_a_day_and_the_newest_fourteen_are_kept(house, place):
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(20)]
    for day in days:
        (place / backup.name_of(day)).write_text("old")
    (place / "before-1.0.tar.gz").write_text("not of the night")
    assert commonbeat(house, "tend").returncode == 0
    made = sorted(path.name for path in place.glob("commonbeat-*"))
    assert made[:13] == [backup.name_of(day) for day in days[-13:]]
    assert len(made) == 14 and backup.read(place / made[-1])["entries"] > 20
    assert (place / "before-1.0.tar.gz").exists()
    size = (place / made[-1]).stat()
    commonbeat(house, "tend")
    assert (place / made[-1]).stat() == size, "the second turn of a day makes none"
    assert state(house) == [True, False]


def test_a_failed_one_is_said_and_stops_nothing_else(house, place):
    shutil.rmtree(place)
    done = commonbeat(house, "tend")
    assert (done.returncode, "the day's duties" in done.stdout) == (0, True)
    assert "The backup failed" in done.stderr and str(place) not in done.stderr
    assert state(house) == [False, True]
    place.mkdir()
    assert commonbeat(house, "tend").returncode == 0 and list(place.iterdir()) == [], "tried again after an hour"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("duties", "said"),
    [
        ([], "No backup is made: no folder for backups is set."),
        ([BACKUP], "Last backup: "),
        ([BACKUP_FAILED], "There is no good one yet."),
        ([BACKUP, BACKUP_FAILED], "The last good one is of "),
    ],
)
def test_the_desk_and_the_health_page_say_how_it_stands(client, monkeypatch, duties, said):
    house = factories.house()
    monkeypatch.setitem(record.SETTLED, "demo", False)
    for duty in duties:
        Turn.objects.create(duty=duty, done_at=clock.now())
    health = client.get("/health/").json()
    assert [health["backed_up_at"] is not None, health["backup_failed_at"] is not None] == [
        BACKUP in duties, BACKUP_FAILED in duties
    ]  # fmt: skip
    client.force_login(house.coordinator.person)
    assert said in client.get("/desk/").content.decode()


def test_by_hand_it_goes_into_the_same_place(house, place):
    first, second = commonbeat(house, "backup"), commonbeat(house, "backup")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    [named, timed] = sorted(place.iterdir(), key=lambda path: len(path.name))
    assert backup.NIGHTLY.fullmatch(named.name) and timed.name.startswith(named.name.removesuffix(".tar.gz") + "-")


def test_without_a_place_it_says_what_to_do(tmp_path):
    built(tmp_path / "data")
    for house in (tmp_path / "data", tmp_path / "empty"):
        done = commonbeat(house, "backup")
        assert (done.returncode, "No place for backups is set" in done.stderr) == (1, True)
