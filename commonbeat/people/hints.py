"""Whose requests are whose, for slowing down only: never stored, never logged, never told to anybody.

A client's network address is turned into an HMAC under a key that is made when the process starts and dies with it.
Behind the proxy it comes from X-Forwarded-For, which the proxy must set, not pass on (docs/running.md).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings
from django.http import HttpRequest

_KEY = secrets.token_bytes(32)


def hint_of(request: HttpRequest) -> str:
    """The same for requests of one client while this process lives; a fresh one where the proxy does not say."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # what the proxy itself saw stands last
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or secrets.token_hex(8)
    return hmac.new(_KEY, address.encode(), hashlib.sha256).hexdigest()[:32]
