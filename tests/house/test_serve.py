"""The server as started by hand: it says where it is, the clockwork runs beside it, nothing is left behind."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from commonbeat.frame.logs import Discreet
from commonbeat.front.management.commands import serve

COMMAND = [sys.executable, "-m", "commonbeat.cli", "serve"]


def until(true, seconds=40):
    """Wait until something is true, and say whether it came to be."""
    for _round in range(seconds * 10):
        if true():
            return True
        time.sleep(0.1)
    return False


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def clockwork_of(parent):
    """The process numbers of the clockwork below a server."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if above == parent and b"--clockwork" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:  # it ended meanwhile
            continue
    return found


@pytest.fixture
def server(tmp_path):
    """A server on a free port with data of its own: the process, its port and the file of what it said."""
    port = free_port()
    said = tmp_path / "said"
    own = {"COMMONBEAT_DATA": str(tmp_path / "data"), "COMMONBEAT_DATABASE": "", "PORT": str(port), "HOST": "127.0.0.1"}
    settings = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "commonbeat.settings"}
    with said.open("w") as file:
        process = subprocess.Popen(COMMAND, env=settings, stdout=file, stderr=subprocess.STDOUT)
    assert until(lambda: answers(port) or process.poll() is not None) and process.poll() is None, said.read_text()
    yield process, port, said
    process.kill()
    process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here to look for processes in")
def test_the_server_keeps_its_clockwork_and_leaves_nothing_behind(server):
    process, port, said = server
    assert until(lambda: clockwork_of(process.pid))
    [first] = clockwork_of(process.pid)
    os.kill(first, signal.SIGKILL)
    assert until(lambda: clockwork_of(process.pid) not in ([], [first]))
    [second] = clockwork_of(process.pid)
    process.terminate()
    assert process.wait(30) == 0
    assert until(lambda: not Path(f"/proc/{second}").exists())
    lines = said.read_text().splitlines()
    assert [line for line in lines if "open at" in line] == [
        f"Commonbeat is open at http://127.0.0.1:{port}/ (Ctrl+C closes it)."
    ]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here to look for processes in")
def test_the_clockwork_ends_with_a_killed_server(server):
    process, _port, _said = server
    assert until(lambda: clockwork_of(process.pid))
    [clockwork] = clockwork_of(process.pid)
    process.kill()
    process.wait()
    assert until(lambda: not Path(f"/proc/{clockwork}").exists())


def test_a_taken_port_is_said_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with pytest.raises(CommandError, match=f"Cannot listen on 127.0.0.1, port {port}: .* PORT=8001"):
            serve.claim("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", "99999"), ("127.0.0.1", "letters"), ("203.0.113.7", "8000")])
def test_an_impossible_place_is_said(host, port):
    with pytest.raises(CommandError, match="Cannot listen"):
        serve.claim(host, port)


def test_the_log_says_where_an_error_was_but_not_what_was_typed():
    typed = "my neighbor Ada Example"
    try:
        raise ValueError(typed)
    except ValueError:
        record = logging.LogRecord("page", logging.ERROR, "", 1, "Internal Server Error", (), sys.exc_info())
    line = Discreet("{message}", style="{").format(record)
    assert typed not in line
    assert line.startswith("Internal Server Error\nValueError in test_the_log_says_where")
