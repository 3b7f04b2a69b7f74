"""What is said when the disk is full or the database fails in the middle of an act: nothing was done, nothing is lost.

The act's transaction has undone itself. The page asks the database for nothing and shows what was typed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from commonbeat.frame.logs import where
from commonbeat.frame.page import typed_in

log = logging.getLogger("commonbeat.breakdown")


class Breakdown:
    """Answers in place of Django's bare page where the database or the disk fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """The page for a failing database or disk; other errors are the program's own, and go on."""
        if not isinstance(trouble, DatabaseError | OSError) or isinstance(trouble, UnreadablePostError):
            return None
        return said(request, trouble)


def said(request: HttpRequest, trouble: Exception) -> HttpResponse:
    """The page itself, in the reader's language."""
    log.error("An act was undone: %s", where(trouble))
    answer = HttpResponse(render_to_string("frame/breakdown.html", {"kept": typed_in(request)}), status=503)
    answer["Cache-Control"], answer["Retry-After"] = "no-store", "60"
    return answer
