"""Slow down whoever guesses return words or codes; right ones open at once, always, whoever else is guessing.

The words carry 88 random bits and codes 48, so no guessing succeeds. What is slowed is the noise: each wrong answer
takes longer, two seconds at most, and only one request of a process waits at a time, so that waiting cannot fill the
house either.
"""

from __future__ import annotations

import threading
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from commonbeat.people.hints import hint_of

#: seconds in which wrong words are counted together
TOGETHER = 300
#: wrong words that cost nothing: of one client, and of all
FREE, FREE_OF_ALL = 5, 100
_waiting = threading.Lock()


def slow_down(request: HttpRequest) -> float:
    """Count wrong words and make their sender wait; returns the seconds that they cost."""
    own, everybody = _count(f"wrong-words-{hint_of(request)}"), _count("wrong-words")
    seconds = cost(own, everybody)
    if seconds and _waiting.acquire(blocking=False):
        try:
            time.sleep(seconds)
        finally:
            _waiting.release()
    return seconds


def cost(own: int, everybody: int) -> float:
    """Seconds that one more wrong answer takes, after so many of this client and of all clients."""
    steps = max(own - FREE, (everybody - FREE_OF_ALL) / 20, 0)
    return min(steps * 0.2, settings.LONGEST_PAUSE)


def _count(name: str) -> int:
    cache.add(name, 0, timeout=TOGETHER)
    return cache.incr(name)
