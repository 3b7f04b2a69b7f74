"""What a crash leaves behind, and what a backup carries."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tarfile

import pytest

from tests import houses

pytestmark = pytest.mark.sqlite  # what a killed process leaves on the disk is the same beside every database
BEGIN = """
import django; django.setup()
import json
from types import SimpleNamespace
from django.conf import settings
from commonbeat.people import actions as people
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Agency
from commonbeat.records import store, tasks
from commonbeat.records.models import Dataset, Import
from tests.records import files
house = SimpleNamespace(
    agency=Agency.objects.get(), coordinator=actor_for(people.person_with("coordinator@example.org"))
)
def tell():
    kept = sorted(path.name for path in store.listed(store.folder()))
    print(json.dumps({"sets": list(Dataset.objects.values_list("digest", flat=True)), "kept": kept,
                      "private": len(store.listed(store.waiting_room())),
                      "states": list(Import.objects.values_list("state", flat=True))}))
"""
KILLED = """
import os, signal
from commonbeat.ledger import record
one = files.checked(house)
record.seal = lambda *args, **more: os.kill(os.getpid(), signal.SIGKILL)
files.taken_in(one, house.coordinator)
"""
AFTER = """
from datetime import timedelta
tell()
store.sweep(timedelta())
tell()
files.taken_in(Import.objects.get(), house.coordinator)
tell()
"""
COUNTED = """
[table] = store.tables(Dataset.objects.standing())
print(json.dumps(sorted(row["n"] for row in table.counts(["officer_id"]))))
"""


def run(data, code):
    own = houses.environment(data)
    return subprocess.run(
        [sys.executable, "-c", BEGIN + code], env=own, cwd=houses.ROOT, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A house whose process was killed between writing the accepted table and sealing it."""
    data = tmp_path_factory.mktemp("killed") / "data"
    houses.built(data)
    done = run(data, KILLED)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return data


def test_killed_between_writing_and_sealing_nothing_is_half_accepted(killed):
    done = run(killed, AFTER)
    assert done.returncode == 0, done.stderr
    before, swept, again = map(json.loads, done.stdout.splitlines())
    assert (before["sets"], len(before["kept"]), before["states"]) == ([], 2, ["checked"]), "a table that nothing names"
    assert (swept["kept"], swept["private"]) == ([], 1), "it is swept away; the file can still be accepted"
    assert again["kept"] == [f"{again['sets'][0]}.json", f"{again['sets'][0]}.parquet"]
    assert (again["states"], again["private"]) == (["accepted"], 0)


def test_a_backup_carries_accepted_tables_and_the_key_apart_from_them(killed, tmp_path):
    archive, data = tmp_path / "house.tar.gz", tmp_path / "data"
    command = [sys.executable, "-m", "commonbeat.cli"]
    for folder, arguments in ((killed, ["backup", "--without-keys", str(archive)]), (data, ["restore", str(archive)])):
        own = houses.environment(folder)
        subprocess.run([*command, *arguments], env=own, cwd=houses.ROOT, capture_output=True, check=True)
    with tarfile.open(archive) as opened:
        names = opened.getnames()
    assert sum(name.startswith("files/records/") for name in names) == 2
    assert [name for name in names if name.startswith(("keys", "checking")) or name.endswith(".csv")] == []
    done = run(data, COUNTED)
    assert json.loads(done.stdout) == [1, 2], done.stderr
    assert (data / "keys" / "records").read_text() != (killed / "keys" / "records").read_text(), "it makes a new one"
    shutil.rmtree(data)
