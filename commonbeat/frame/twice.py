"""A second click does nothing twice: each form that makes something carries a key, good for one sending.

The key's row, the acts and the place that they lead to are one transaction, so that of two clicks at once the second
waits for the first and follows it. Sent again with other words, as after the browser's "back", it is another form.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonbeat.frame.models import SentForm

#: the hidden field's name
FIELD = "form_key"


def field() -> SafeString:
    """The hidden field with a fresh key."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_urlsafe(16))


def key_of(request: HttpRequest) -> str:
    """The form's key, for what must be the same at a second click; a fresh one where it is missing."""
    return request.POST.get(FIELD, "") or secrets.token_urlsafe(16)


def once(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's answer; where the same form was done before, the place that it led to then."""
    if request.method != "POST" or not request.POST.get(FIELD):
        return view()
    with transaction.atomic():
        row, is_first = SentForm.objects.get_or_create(digest=digest(request))
        if not is_first:
            return HttpResponseRedirect(row.led_to)
        answer = view()
        if isinstance(answer, HttpResponseRedirect):
            row.led_to = answer.url[:500]
            row.save(update_fields=["led_to"])
        else:  # nothing was done: the form is shown again, with what is wrong in it
            row.delete()
        return answer


def digest(request: HttpRequest) -> str:
    """SHA-256 of the form's address and of all that was sent in it, but for the cookie's own token."""
    parts = [request.path]
    for name, values in sorted(request.POST.lists()):
        parts += [name, *values] if name != "csrfmiddlewaretoken" else []
    for name, files in sorted(request.FILES.lists()):
        parts += [name, *(f"{one.name} {one.size}" for one in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
