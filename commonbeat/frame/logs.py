"""What a log may say of an error: its kind and where in the code, never a message that may carry what was typed."""

from __future__ import annotations

import logging
import traceback
from pathlib import PurePath
from typing import Any


def where(error: BaseException | None) -> str:
    """The kind of an error and the last lines of code that led to it, the innermost first."""
    if error is None:
        return "no error"
    frames = reversed(traceback.extract_tb(error.__traceback__)[-6:])
    steps = [f"{frame.name} ({'/'.join(PurePath(frame.filename).parts[-3:])}:{frame.lineno})" for frame in frames]
    return f"{type(error).__name__} in {' ← '.join(steps)}"


class Discreet(logging.Formatter):
    """Lines of the log; an error takes one line of its own instead of a traceback with its message."""

    def formatException(self, ei: Any) -> str:
        return where(ei[1])
