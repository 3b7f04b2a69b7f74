"""Processes that act at the same moment, for scripts that tests run in a process of their own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any

from django.db import connections

#: what is done to be ready, a call by which all wait for each other, and what is done then; returns how it ended
Act = Callable[[Callable[[], object]], Any]


def at_once(*acts: Act) -> list[Any]:
    """How these acts ended, each done in a process of its own; all are begun once all are ready."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    begin, said = fork.Barrier(len(acts)), fork.SimpleQueue()

    def one(number: int, act: Act) -> None:
        said.put((number, act(lambda: begin.wait(60))))

    all_of_them = [fork.Process(target=one, args=pair) for pair in enumerate(acts)]
    for process in all_of_them:
        process.start()
    for process in all_of_them:
        process.join(120)
    if any(process.exitcode for process in all_of_them):
        raise RuntimeError("A process failed; what it said stands above.")
    return [how for _number, how in sorted(said.get() for _process in all_of_them)]
