"""Who asks with HEAD gets what stands above the page, and no page: not every server in front cuts it off in silence."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


class Headers:
    """Stands before all others, so that the length of the page is told as it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.method == "HEAD" and isinstance(answer, StreamingHttpResponse):
            answer.streaming_content = ()
        elif request.method == "HEAD" and isinstance(answer, HttpResponse):
            answer.content = b""
        return answer
