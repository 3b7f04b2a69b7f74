"""A backup holds all of a house or is not there; a restore brings all of it back or leaves an empty place."""

import contextlib
import io
import resource
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings as effort, strategies as st

from commonbeat.front import backup
from commonbeat.front.database_copy import Trouble, unescaped
from tests import houses
from tests.houses import ROOT, environment, postgresql, python

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
WRITE = """
import django; django.setup()
from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Agency
agency, by = Agency.objects.get(), actor_for(actions.person_with("coordinator@example.org"))
for n in range(100_000):
    actions.add_organization(agency, by=by, name=f"Office {n}", kind="government")
"""


def commonbeat(data, *arguments, database="", before=None):
    command = [sys.executable, "-m", "commonbeat.cli", *map(str, arguments)]
    own = environment(data, database)
    ran = subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True, preexec_fn=before)
    return ran.returncode, ran.stdout, ran.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A founded house with acts and a file, and its archive. Not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    houses.built(folder / "data")
    code, said, trouble = commonbeat(folder / "data", "backup", folder / "house.tar.gz")
    assert code == 0, trouble
    return folder, said


@pytest.fixture
def house(built, tmp_path):
    """A copy of that house, free to be changed."""
    return Path(shutil.copytree(built[0] / "data", tmp_path / "data"))


def contents(folder):
    """Path → bytes of everything below a folder but the keys, which any start of the program makes."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: held for name, held in found.items() if not name.startswith("keys/")}


def keys(folder):
    return {p.name: p.read_text() for p in (folder / "keys").iterdir()}


def secret(archive):
    with tarfile.open(archive) as opened:
        return [name for name in opened.getnames() if name.startswith("keys")]


def head(said):
    return said.partition("head ")[2].split()[0]


def rows(data):
    with sqlite3.connect(data / "commonbeat.sqlite3") as opened:
        tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {table: opened.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall() for table in tables}


def test_a_restored_house_is_the_same(built, tmp_path):
    folder, said = built
    place = tmp_path / "place"
    code, told, trouble = commonbeat(place, "restore", folder / "house.tar.gz")
    assert code == 0, trouble
    assert "22 entries" in told and head(told) == head(said)
    assert rows(place) == rows(folder / "data")
    assert keys(place) == keys(folder / "data")
    assert (place / "files/ab/proof").read_bytes() == bytes(range(256)) * 500
    assert sorted(p.name for p in place.iterdir() if "sqlite3-" not in p.name) == [
        "checking",
        "commonbeat.sqlite3",
        "files",
        "keys",
    ]


def test_a_restored_house_is_the_same_on_postgresql(tmp_path):
    there, here = houses.built(tmp_path / "data", "postgresql"), postgresql()
    archive = tmp_path / "house.tar.gz"
    code, said, trouble = commonbeat(tmp_path / "data", "backup", archive, database=there)
    assert code == 0, trouble
    assert "22 entries" in said
    code, told, trouble = commonbeat(tmp_path / "place", "restore", archive, database=here)
    assert (code, head(told)) == (0, head(said)), trouble
    code, _told, trouble = commonbeat(tmp_path / "place", "restore", archive, database=here)
    assert (code, "There is a database in this place" in trouble) == (1, True)
    code, _told, trouble = commonbeat(tmp_path / "other", "restore", archive)
    assert (code, "This backup is of postgresql" in trouble) == (1, True)
    assert contents(tmp_path / "other") == {}


FALSIFY = """
import django; django.setup()
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Matter
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Agency, Person
words = {name: Words(name) for name in ("title", "summary", "question")}
actions.start(Agency.objects.get(), by=actor_for(Person.objects.get()), kind="policy", **words)
Matter.objects.update(summary=Words("Nothing changes."))
"""


def test_words_changed_beside_the_log_are_found_at_the_end_of_a_restore(house, tmp_path):
    python(house, FALSIFY)
    archive = tmp_path / "house.tar.gz"
    assert commonbeat(house, "backup", archive)[0] == 0
    for data, *command in ((tmp_path / "place", "restore", archive), (house, "verify")):
        code, _said, trouble = commonbeat(data, *command)
        assert (code, "topic 1 does not say what was sealed" in trouble) == (1, True)


def test_cells_of_a_dump_are_read_as_they_were():
    assert unescaped(r"a\\nb\nc\td\\\\e") == "a\\nb\nc\td\\\\e"


def test_the_archive_is_for_its_owner_only_and_the_keys_are_named(built):
    archive = built[0] / "house.tar.gz"
    assert archive.stat().st_mode & 0o777 == 0o600
    assert "SECRET, keep apart: keys/" in built[1]
    assert secret(archive) == ["keys/receipts", "keys/records", "keys/secret"]


def test_keys_can_be_kept_elsewhere(built, tmp_path):
    archive = tmp_path / "house.tar.gz"
    assert commonbeat(built[0] / "data", "backup", "--without-keys", archive)[0] == 0
    assert secret(archive) == []
    code, said, _trouble = commonbeat(tmp_path / "place", "restore", archive)
    assert (code, "The keys were not in it" in said) == (0, True)
    assert keys(tmp_path / "place") != keys(built[0] / "data")


def test_nothing_is_overwritten(house, built, tmp_path):
    before = contents(house)
    code, _said, trouble = commonbeat(house, "restore", built[0] / "house.tar.gz")
    assert (code, "There is a database in this place" in trouble) == (1, True)
    assert contents(house) == before
    mine = tmp_path / "mine"
    mine.write_text("mine")
    code, _said, trouble = commonbeat(house, "backup", mine)
    assert (code, "already there" in trouble, mine.read_text()) == (1, True, "mine")


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_cut_archive_leaves_the_place_empty(built, tmp_path, share):
    whole = (built[0] / "house.tar.gz").read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(whole[: int(len(whole) * share)])
    code, _said, trouble = commonbeat(tmp_path / "place", "restore", cut)
    assert (code, "is cut off" in trouble) == (1, True), trouble
    assert contents(tmp_path / "place") == {}
    assert sorted(p.name for p in (tmp_path / "place").iterdir()) == ["checking", "keys"]


@effort(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_bit_is_found_or_changes_nothing(built, tmp_path, share, bit):
    """A bit of gzip's own header may carry nothing; then what is read is exactly what was written."""
    whole = bytearray((built[0] / "house.tar.gz").read_bytes())
    known = backup.read(built[0] / "house.tar.gz")
    whole[int(len(whole) * share)] ^= 1 << bit
    (tmp_path / "changed").write_bytes(whole)
    with contextlib.suppress(Trouble):
        assert backup.read(tmp_path / "changed") == known


@pytest.mark.parametrize("name", ["../outside", "files/../../outside", "/outside", "keys", "manifest.json/x"])
def test_an_archive_of_something_else_is_refused(tmp_path, name):
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = 4
        archive.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(Trouble, match="not a backup of Commonbeat"):
        backup.read(tmp_path / "other.tar.gz", tmp_path / "into")
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("limit", [100_000, 20_000, 0])
def test_a_full_disk_leaves_nothing_half(house, tmp_path, limit):
    """The limit on a file's size stands for the full disk: writing fails at that byte."""
    place = tmp_path / "backups"
    place.mkdir()

    def fill():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    code, _said, trouble = commonbeat(house, "backup", place / "house.tar.gz", before=fill)
    assert (code, "Nothing half is left" in trouble) == (1, True), trouble
    assert list(place.iterdir()) == []


def test_a_backup_is_whole_while_others_write(house, tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", WRITE], env=environment(house), cwd=ROOT)
    try:
        counts = []
        for number in range(4):
            code, said, trouble = commonbeat(house, "backup", tmp_path / f"{number}.tar.gz")
            assert code == 0, trouble
            counts.append(int(said.partition("holds: ")[2].split()[0]))
    finally:
        writer.kill()
        writer.wait()
    assert counts == sorted(counts) and counts[-1] > counts[0]


def test_a_log_that_was_changed_is_not_backed_up(house, tmp_path):
    with sqlite3.connect(house / "commonbeat.sqlite3") as opened:
        opened.execute("DROP TRIGGER ledger_entry_no_update")
        opened.execute("UPDATE ledger_entry SET sealed = replace(sealed, 'board', 'partner') WHERE number = 5")
    code, _said, trouble = commonbeat(house, "backup", tmp_path / "house.tar.gz")
    assert (code, "The public log does not hold. Line 6" in trouble) == (1, True)
    assert not (tmp_path / "house.tar.gz").exists()


def test_an_upgrade_backs_up_first_and_says_what_it_did(house):
    code, said, trouble = commonbeat(house, "upgrade")
    assert code == 0, trouble
    [kept] = (house / "backups").iterdir()
    assert (backup.read(kept)["head"], f"Backed up to {kept}" in said) == (head(said), True)


def test_an_upgrade_that_cannot_back_up_changes_nothing(house):
    (house / "backups").write_text("a file where the folder should be")
    before = contents(house)
    code, _said, trouble = commonbeat(house, "upgrade")
    assert (code, "Nothing was changed" in trouble) == (1, True)
    assert contents(house)["commonbeat.sqlite3"] == before["commonbeat.sqlite3"]
