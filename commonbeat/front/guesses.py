"""Slow down whoever guesses return words, without keeping an address anywhere at rest.

An address is known only as an HMAC under a key that is made when the process starts and dies with it, in memory.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_KEY = secrets.token_bytes(32)
#: wrong words after which one has to wait, and the seconds to wait
MOST_WRONG, WAIT = 5, 300


def _name(request: HttpRequest) -> str:
    """The name under which wrong guesses of one address are counted in this process's memory."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind the proxy, the last address is the one that the proxy saw
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return "wrong-return-words-" + hmac.new(_KEY, address.encode(), hashlib.sha256).hexdigest()


def has_to_wait(request: HttpRequest) -> bool:
    return cache.get(_name(request), 0) >= MOST_WRONG


def count_wrong(request: HttpRequest) -> None:
    """Count one more wrong guess; the waiting time starts anew."""
    name = _name(request)
    cache.set(name, cache.get(name, 0) + 1, timeout=WAIT)


def forget(request: HttpRequest) -> None:
    cache.set(_name(request), 0, timeout=WAIT)
