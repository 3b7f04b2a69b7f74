"""Commands as somebody types them on the machine, for tests."""

from __future__ import annotations

import io

from django.core.management import call_command


def command(which: str, /, *words: object, **options: object) -> str:
    """What a command says on the screen."""
    screen = io.StringIO()
    call_command(which, *map(str, words), stdout=screen, **options)
    return screen.getvalue()
