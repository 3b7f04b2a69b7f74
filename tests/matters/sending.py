"""Send a comment as a browser does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.matters import formkeys
from commonbeat.matters.models import Window
from commonbeat.people.middleware import GIVERS


def filled(window: Window, **fields: object) -> dict[str, object]:
    """A form as it is sent a minute after it was begun."""
    with clock.moved(clock.now() - timedelta(minutes=1)):
        key = formkeys.new(window)
    return {"kind": "comment", "words": "Keep video for a year.", "language": "en", "role": "", "key": key} | fields


def send(window: Window, client: Client | None = None, **fields: object) -> Any:
    """The answer to a comment."""
    return (client or Client()).post(reverse("matters.comment", args=[window.pk]), filled(window, **fields))


def as_giver(*givers: int) -> Client:
    """A browser in which the return words of these givers were typed."""
    client = Client()
    client.cookies[GIVERS] = signing.dumps(list(givers), salt=GIVERS, compress=True)
    return client
