"""What is written to an outside checker alone stands readable nowhere: files, pages, logs, backups are looked through.

A house of its own on the disk, with the program's own settings, so that its database, -wal file and log are real.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.houses import ROOT, empty, environment

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds

#: what nobody but the two may read, and a comment that everybody may: the same look must find that one
SECRETS = {
    "words": "Zanzibarlike sergeants count our stops.",
    "more": "Quinceañera overtime goes to the fastest pens.",
    "reply": "Xylophones agree: since when, and who saw it?",
    "passphrase": "ungrateful walrus under nine lanterns",
}
OPEN = "Marmalade comments are for everybody."
LIVE = """
import json, shutil, sys
import django; django.setup()
from datetime import timedelta
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from commonbeat.frame import clock
from commonbeat.front import backup, clockwork
from commonbeat.matters import formkeys
from commonbeat.matters.models import Confidence
from pathlib import Path
from tests import factories
from tests.front.test_every_address import addresses, filled
from tests.matters import desk
from tests.matters.alone import back, opened, words_in
settings.ALLOWED_HOSTS, settings.PASSPHRASE_PASSES, settings.PASSPHRASE_MEMORY = ["*"], 1, 8192
secrets, words_open = json.loads(sys.argv[1]), sys.argv[2]
house = factories.house()
factories.said(factories.opened(house), words_open)
clerk, seat = desk.at("clerk"), house.seat("clerk").pk
new = {name: secrets["passphrase"] for name in ("passphrase", "again")}
assert clerk.post(f"/desk/alone/key/{seat}/", new).status_code == 302
writer = Client(raise_request_exception=False)
with clock.moved(clock.now() - timedelta(minutes=1)):
    key = formkeys.new()
sent = {"words": secrets["words"], "key": key}

def failing(kind):
    def fail(execute, sql, *rest):
        if sql.startswith("INSERT") and "matters_message" in sql:
            raise kind("disk", rest)
        return execute(sql, *rest)
    return connection.execute_wrapper(fail)

for kind, status in ((OperationalError, 503), (RuntimeError, 500)):  # the disk is full; the program itself is wrong
    with failing(kind):
        assert writer.post("/alone/1/", sent).status_code == status
for _ in range(2):
    return_words = words_in(writer.post("/alone/1/", sent))
back(return_words, words=secrets["more"])
page = opened(clerk, secrets["passphrase"])
assert secrets["words"] in page and secrets["more"] in page
assert opened(clerk, secrets["passphrase"] + "s").count("This is not the passphrase")
answer = {"words": secrets["reply"], "form_key": "once"}
assert clerk.post(f"/desk/alone/{Confidence.objects.get().pk}/reply/", answer).status_code == 302
assert secrets["reply"] in back(return_words)
with clock.moved(clock.now() + timedelta(days=1)):
    clockwork.turn()
pages = Path(sys.argv[3])
for name in ("coordinator", "chief") if connection.vendor == "sqlite" else ():  # pages say the same on both
    reader = desk.at(name)
    reader.raise_request_exception = False
    for number, address in enumerate(sorted({filled(address, 1) for _name, address in addresses()})):
        answer = reader.get(address, {"q": "zanzibarlike", "number": "1"})
        content = answer.getvalue() if answer.streaming else answer.content
        (pages / f"{name}-{number}").write_bytes(address.encode() + content)
sessions = [one.get_decoded() for one in Session.objects.all()]
(pages / "sessions").write_text(json.dumps([sessions, str(writer.cookies), str(clerk.cookies)]))
assert set(writer.cookies) <= {"csrftoken"}
backup.make(pages / "backup.tar.gz")
shutil.copytree(settings.DATA, pages / "while open")  # the -wal file goes when the last connection is closed
print(return_words)
"""


def spellings(words: str) -> set[bytes]:
    """The words as a file may spell them: plain, escaped, in two bytes a letter, in base64 at any place."""
    plain = words.encode()
    found = {plain, json.dumps(words).strip('"').encode(), words.encode("utf-16-le"), words.encode("utf-16-be")}
    found |= {base64.b64encode(plain[at:])[:-4] for at in range(3)} | {plain.hex().encode()}
    return found


def where(folder: Path, words: str) -> set[str]:
    """The files below a folder in which these words can be read."""
    wanted = spellings(words)
    return {
        path.name for path in folder.rglob("*") if path.is_file() and any(one in path.read_bytes() for one in wanted)
    }


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_was_written_stands_readable_nowhere(engine: str, tmp_path: Path) -> None:
    data, seen = tmp_path / "data", tmp_path / "seen"
    own = environment(data, empty(data, engine))
    seen.mkdir()
    code = [sys.executable, "-W", "ignore", "-c", LIVE, json.dumps(SECRETS), OPEN, str(seen)]
    with (seen / "log").open("wb") as log:
        done = subprocess.run(code, cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=log, timeout=240)
    assert done.returncode == 0, (seen / "log").read_text()[-3000:]
    with tarfile.open(seen / "backup.tar.gz") as archive:
        archive.extractall(seen / "backup", filter="data")
    if engine == "postgresql":  # its copy is compressed
        copy = seen / "backup" / "database.dump"
        subprocess.run(["pg_restore", f"--file={seen / 'database.sql'}", copy], check=True)
    return_words = done.stdout.decode().strip().splitlines()[-1]
    for name, words in (SECRETS | {"return words": return_words}).items():
        assert where(tmp_path, words) == set(), name
    found = where(tmp_path, OPEN)
    if engine == "postgresql":
        assert "database.sql" in found
    else:
        assert {"database.sqlite3", "commonbeat.sqlite3-wal"} < found
        assert any(one.startswith("coordinator-") for one in found) and any(one.startswith("chief-") for one in found)
    assert (seen / "log").read_text().count("/alone/") == 2, (
        "the log names the two failures, and nothing that went well"
    )
