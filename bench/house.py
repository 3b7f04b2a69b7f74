"""A house to measure: its data, its server, and residents who comment like a browser does."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: seconds after which a form may be sent (matters.formkeys.TOO_FAST), and a little
OLD_ENOUGH = 3.5
BUILD = """
import django, sys; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import factories
from commonbeat.matters.texts.passages import Passage
house = factories.house()
pieces = [Passage(f"({n})", 1, "An officer turns the camera on before every stop, search and arrest. " * 3)
          for n in range(1, 41)]
window = factories.opened(house, matter=factories.draft(house, pieces=pieces))
for n in range(int(sys.argv[1])):
    factories.said(window, f"Keep video number {n} for a year, because a case can take that long.")
print(window.pk, window.matter_id, window.text_id)
"""
SIGN_IN = """
import django; django.setup()
from django.contrib.auth import login
from django.http import HttpRequest
from importlib import import_module
from django.conf import settings
from commonbeat.people.models import Person
request = HttpRequest()
request.session = import_module(settings.SESSION_ENGINE).SessionStore()
person = Person.objects.get(email="resident@example.org")
login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
request.session.save()
print(f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}")
"""
RECEIPT = """
import django; django.setup()
from django.core import signing
from commonbeat.people.middleware import GIVERS
from commonbeat.people.models import Giver
print(f"{GIVERS}={signing.dumps([Giver.objects.latest('pk').pk], salt=GIVERS, compress=True)}")
"""
CHECK = """
import django, hashlib, json, sys; django.setup()
from commonbeat.ledger import record
from commonbeat.ledger.verify import verify
from commonbeat.matters.models import Input
log = verify(record.lines())
sealed = {json.loads(line).get("made") for line in record.lines()}
rows = Input.objects.filter(form_key__gt="").in_bulk()
words = {pk: hashlib.sha256((one.kept or one.words).text.encode()).hexdigest()
         for pk, one in rows.items() if f"comment {pk}" in sealed}
print(json.dumps([log.trouble, log.entries, words]))
"""


class House:
    """A data folder of its own that vanishes, and the server on it. A database named outside must be empty."""

    def __init__(self, comments: int = 20, build: str = BUILD) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="commonbeat-bench-")
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        own = {"COMMONBEAT_DATA": f"{self.folder.name}/data", "PORT": str(self.port), "HOST": "127.0.0.1"}
        self.environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "commonbeat.settings"}
        self.window, self.topic, self.text = map(int, self.python(build, str(comments)).split())
        self.server: subprocess.Popen | None = None

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.environment.get("COMMONBEAT_DATABASE") else "SQLite"

    def python(self, code: str, *arguments: str) -> str:
        command = [sys.executable, "-W", "ignore", "-c", code, *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def session(self) -> str:
        """The cookie of a resident who is signed in and holds no seat."""
        return self.python(SIGN_IN).strip()

    def receipt(self) -> str:
        """The cookie of a reader who has commented in this browser."""
        return self.python(RECEIPT).strip()

    def open(self) -> None:
        """Start the server with its clockwork in a process group of its own, and wait until it answers."""
        said = (Path(self.folder.name) / "said").open("a")
        command = [sys.executable, "-m", "commonbeat.cli", "serve"]
        self.server = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=said, stderr=said, start_new_session=True
        )
        for _round in range(600):
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Resident(self).ask("GET", "/health/")[0] == 200:
                    return
            time.sleep(0.1)
        raise SystemExit(f"The server does not answer: {(Path(self.folder.name) / 'said').read_text()}")

    def end(self, how: int = signal.SIGTERM) -> None:
        """Send a signal to the server's whole group and wait for it."""
        if self.server:
            os.killpg(self.server.pid, how)
            self.server.wait(30)
            self.server = None

    def processor(self) -> float:
        """Seconds of processor that server, workers and clockwork have used; a busy machine blurs it little."""
        used = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.server.pid:
                    used += sum(map(int, fields[11:15]))
        return used / os.sysconf("SC_CLK_TCK")

    def check(self) -> tuple[str, int, dict[int, str]]:
        """What is wrong with the public log, its entries, and each sealed comment's digest by number."""
        trouble, entries, words = json.loads(self.python(CHECK))
        return trouble, entries, {int(number): digest for number, digest in words.items()}


class Resident:
    """Somebody with a browser of their own: cookies, one connection for each request as behind a proxy."""

    def __init__(self, house: House) -> None:
        self.house, self.cookies, self.form = house, {}, {}

    def ask(self, method: str, path: str, typed: dict[str, str] | None = None) -> tuple[int, str, str]:
        """(status, where it leads, page)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Connection": "close"}
        if typed:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urllib.parse.urlencode(typed) if typed else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page

    def take_form(self) -> None:
        """Open the comment page and keep what its form carries."""
        self.path = f"/periods/{self.house.window}/comment/"
        status, _to, page = self.ask("GET", self.path)
        if status != 200:
            raise SystemExit(f"{self.path} answers {status}")
        inputs = re.findall(r"<input[^>]*>", page)
        told = [(re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs]
        hidden = {name[1]: value[1] if value else "" for name, value in told if name}
        names = ("csrfmiddlewaretoken", "key", "passage", "follows", "website")
        self.form = {name: hidden.get(name, "") for name in names if name in hidden}
        self.taken_at = time.monotonic()

    def send(self, words: str) -> int | None:
        """The number of the comment where it was acknowledged, else None."""
        typed = self.form | {"kind": "comment", "words": words, "role": "resident", "language": "en"}
        status, _to, page = self.ask("POST", self.path, typed)
        number = re.search(r'<span class="big">(\d+)</span>', page)
        if status != 200 or not number:
            raise RuntimeError(f"{self.path} answers {status}: {' '.join(re.findall(r'errorlist[^<]*<[^<]*<', page))}")
        return int(number[1])


def forms(house: House, count: int) -> list[Resident]:
    """Residents with an open form each, old enough to be sent."""
    residents = [Resident(house) for _one in range(count)]
    at_once(8, residents, lambda one: one.take_form())
    time.sleep(OLD_ENOUGH)
    return residents


def at_once(workers: int, things: list, do) -> None:
    """Do something with each thing, so many at a time. An error ends its worker and is raised afterwards."""
    waiting, troubles = iter(things), []
    lock = threading.Lock()

    def work() -> None:
        try:
            while True:
                with lock:
                    thing = next(waiting, None)
                if thing is None:
                    return
                do(thing)
        except Exception as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=work) for _one in range(workers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if troubles:
        raise troubles[0]


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
