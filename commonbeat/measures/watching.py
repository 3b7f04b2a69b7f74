"""Long work of the engine, watched from beside: how far it is, and whether it is still wanted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
from ibis.backends.duckdb import Backend

#: asked at each step and every now and then within it, with the step and how far it is, from 0 to 1; whether to go on
Watch = Callable[[str, float], bool]
#: seconds between two questions
BETWEEN = 0.5


class BrokenOff(Exception):
    """The work is not wanted any more. What it wrote into its private folder is of no use."""


class Watched:
    """One engine at work: which step it is at, and somebody who is asked whether it goes on."""

    def __init__(self, backend: Backend, watch: Watch) -> None:
        self.backend, self.watch, self.step = backend, watch, ""
        self.unwanted, self.done = False, threading.Event()

    def at(self, step: str) -> None:
        """A step begins. Raises BrokenOff where it is not wanted."""
        self.step = step
        if self.unwanted or not self.watch(step, 0.0):
            raise BrokenOff

    def look(self) -> None:
        """Ask until the work is done; where it is not wanted, break off what the engine does."""
        while not self.done.wait(BETWEEN):
            share = max(0.0, self.backend.con.query_progress()) / 100
            self.unwanted = self.unwanted or not self.watch(self.step, share)
            if self.unwanted:
                self.backend.con.interrupt()


@contextmanager
def watched(backend: Backend, watch: Watch | None) -> Iterator[Callable[[str], None]]:
    """Within the block ``watch`` is asked; what it yields says that a step begins. Raises BrokenOff."""
    if watch is None:
        yield lambda step: None
        return
    work = Watched(backend, watch)
    beside = threading.Thread(target=work.look, daemon=True)
    beside.start()
    try:
        yield work.at
    except duckdb.InterruptException as broken:
        raise BrokenOff from broken
    finally:
        work.done.set()
        beside.join()
