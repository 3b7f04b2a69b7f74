"""Bring a file on its page, and read what the page says."""

from __future__ import annotations

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matters.desk import send


def words(page):
    """What people read of a page."""
    text = re.sub(r"<(script|style).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def bring(client, content, schema="stops", name="stops.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return send(client, "records.bring", schema=schema, file=SimpleUploadedFile(name, data))


def form_with(page, button):
    """The values of the first form that has this button, as a browser would send them."""
    found = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in one)
    values: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found):
        values.setdefault(unescape(name), []).append(unescape(value))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)">(.*?)</select>', found, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options) or [""]
        values.setdefault(unescape(name), []).append(unescape(chosen[-1]))
    return values
