"""`commonbeat serve`: the web server and, beside it in a process of its own, the clockwork."""

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from commonbeat.frame.logs import where
from commonbeat.front import database_copy
from commonbeat.front.clockwork import long_turn, turn
from commonbeat.ledger import record
from commonbeat.settings import variable

SECONDS_BETWEEN_ROUNDS = 5
WORKERS, THREADS = 2, 4
#: things made since the last search for garbage after which the next one begins; a page makes some thousands
BETWEEN_SEARCHES = 10_000
#: seconds for which one request keeps the processor while another of its process could go on
LONGEST_TURN = 0.001


class Command(BaseCommand):
    help = "Serve the site on HOST and PORT, with the clockwork beside it."

    def add_arguments(self, parser):
        parser.add_argument("--clockwork", type=int, metavar="PARENT", help="Only the clockwork, while PARENT lives.")

    def handle(self, *, clockwork=None, **options):
        if clockwork:
            go_round(clockwork)
            return
        host, port = variable("HOST"), variable("PORT")
        claim(host, port)
        self.migrate()
        missing = record.protection_missing()
        if missing:
            raise CommandError(f"The public log is not protected: {', '.join(missing)} missing. Nothing is served.")
        connections.close_all()  # a connection must not be carried into another process
        Site(host, port, self.stdout).run()

    def migrate(self):
        """Bring the tables up to date where they are not, and say so."""
        steps = database_copy.pending()
        if steps:
            self.stdout.write(f"Bringing the database up to date: {len(steps)} steps.")
            call_command("migrate", verbosity=0, interactive=False)


def claim(host: str, port: str) -> None:
    """Raise a CommandError that says what to do where the server could not listen on this host and port."""
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise CommandError(f"Cannot listen on port {port}: a port is a number from 1 to 65535.")
    try:
        [(family, kind, *_rest, address), *_others] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"Cannot listen on {host}, port {port}: {reason}. Choose another, for example PORT=8001.")


class Site(BaseApplication):
    """gunicorn with the house's settings: two processes of four threads, no access log, no addresses anywhere."""

    def __init__(self, host, port, screen):
        self.host, self.port, self.screen = host, port, screen
        super().__init__()

    def load_config(self):
        shown = f"[{self.host}]" if ":" in self.host else self.host
        chosen = {
            "bind": f"{shown}:{self.port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 5,
            "accesslog": None,
            "loglevel": "warning",
            "logger_class": DiscreetLogger,
            "control_socket_disable": True,
            "proc_name": "commonbeat",
            "when_ready": lambda arbiter: self.say(settings.ADDRESS or f"http://{shown}:{self.port}"),
        }
        if os.access("/dev/shm", os.W_OK):
            chosen["worker_tmp_dir"] = "/dev/shm"  # a worker's heartbeat must not wait for a busy disk
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self):
        application = get_wsgi_application()
        import_module(settings.ROOT_URLCONF)  # with all pages, so that the workers share them
        connections.close_all()
        make_ready()
        return application

    def say(self, address):
        self.screen.write(f"Commonbeat is open at {address}/ (Ctrl+C closes it).")
        self.screen.flush()

    def run(self):
        Keeper(self).run()


def make_ready():
    """Let requests that share a process wait less for one another.

    The program itself, which lives as long as its process, is taken out of what is searched for garbage: else each full
    search goes through a hundred thousand things and halts every request meanwhile. And whoever comes back from the
    database, perhaps while others wait for what it holds there, gets the processor from one who makes a page sooner.
    """
    sys.setswitchinterval(LONGEST_TURN)
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_SEARCHES, 10, 10)


class Keeper(Arbiter):
    """Keeps the workers running, as gunicorn does, and the clockwork too: started again if it dies."""

    clockwork: subprocess.Popen | None = None

    def manage_workers(self):
        super().manage_workers()
        if self.clockwork and self.clockwork.poll() is not None:
            self.log.error("The clockwork stopped by itself and is started again.")
            self.clockwork = None
        if not self.clockwork:
            self.clockwork = subprocess.Popen(
                [sys.executable, "-m", "commonbeat.cli", "serve", f"--clockwork={os.getpid()}"]
            )

    def stop(self, graceful=True):
        if self.clockwork:
            self.clockwork.terminate()
        super().stop(graceful)
        if self.clockwork:
            try:
                self.clockwork.wait(self.cfg.graceful_timeout)
            except subprocess.TimeoutExpired:
                self.clockwork.kill()


def go_round(parent: int) -> None:
    """Do what `tend` does every few seconds until told to stop or the parent is gone; what takes minutes, beside it."""
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the parent decides
    threading.Thread(target=rounds, args=(long_turn, parent, done), daemon=True).start()
    rounds(turn, parent, done)


def rounds(once: Callable[[], object], parent: int, done: threading.Event) -> None:
    """One turn every few seconds. A round that fails is logged, not fatal."""
    while not done.is_set() and os.getppid() == parent:
        try:
            once()
        except Exception as error:
            logging.getLogger("commonbeat.clockwork").error("A round failed: %s", where(error))
            connections.close_all()
        done.wait(SECONDS_BETWEEN_ROUNDS)


class DiscreetLogger(Logger):
    """gunicorn's log without what a request carried: no network address, no page address, no message of an error."""

    def warning(self, msg, *args, **kwargs):
        if msg.startswith("Invalid request"):
            msg, args = "Something that is not a web request was turned away.", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        self.error("While answering a request: %s", where(sys.exc_info()[1]))
