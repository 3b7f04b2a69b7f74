"""Eight processes write at once: nothing is lost, nothing is twice, the chain holds."""

from __future__ import annotations

import time

import pytest

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
WRITERS, EACH = 8, 100
#: says that it is ready, waits to be told, writes
WRITE = """
import django; django.setup()
from django.db import transaction
from commonbeat.frame import clock
from commonbeat.ledger import record
record.head()
print("ready", flush=True)
input()
for n in range({each}):
    with transaction.atomic():
        record.seal("test", subject="writer {writer}", by="clock", on=clock.today(), at=clock.now(), facts={{"n": n}})
"""
READ = """
import django; django.setup()
import json
from commonbeat.ledger import record, verify
lines = list(record.lines())
written = {(entry["subject"], entry["facts"]["n"]) for entry in map(json.loads, lines)}
print(verify.verify(lines).holds, len(lines), len(written))
"""
#: one that seals and then fails: its number must be given to the next
FAIL = """
import django; django.setup()
from django.db import transaction
from commonbeat.frame import clock
from commonbeat.ledger import record
for fails in (False, True, False):
    try:
        with transaction.atomic():
            record.seal("test", subject="one", by="clock", on=clock.today(), at=clock.now(), facts={"n": fails})
            assert not fails
    except AssertionError:
        pass
print([number for number in record.Entry.objects.values_list("number", flat=True)])
"""


def test_eight_writers_at_once_lose_nothing(ledger, record_property):
    writers = [ledger.start(WRITE.format(each=EACH, writer=n)) for n in range(WRITERS)]
    assert [one.stdout.readline() for one in writers] == ["ready\n"] * WRITERS
    began = time.monotonic()
    for one in writers:
        one.stdin.write("\n")
        one.stdin.flush()
    for one in writers:
        one.communicate(timeout=120)
    speed = round(WRITERS * EACH / (time.monotonic() - began))
    record_property("ledger entries a second with eight writers", speed)
    print(f"{speed} entries a second with {WRITERS} writers")
    assert [one.returncode for one in writers] == [0] * WRITERS
    assert ledger.run(READ) == f"True {WRITERS * EACH} {WRITERS * EACH}\n"


def test_an_act_that_fails_leaves_no_gap(ledger):
    assert ledger.run(FAIL) == "[1, 2]\n"
