"""The forms of a page as a browser would send them, for tests that fill in what nobody should."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """Where a form goes, what it would send untouched, and which of its fields a person types in."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, ...]:
        """What makes two forms the same one: where they go, numbers apart, and what they ask."""
        return (re.sub(r"\d+", "N", self.action), *sorted(self.values), *self.typed)

    def filled(self, words: str) -> dict[str, str]:
        """The form with these words in every field that is typed in; hidden and chosen ones as they stand."""
        return self.values | dict.fromkeys(self.typed, words)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.select = address, [], ""
        self.form: Form | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(given.get("action") or self.address)
            self.forms.append(self.form)
        name = given.get("name", "")
        if self.form is None or (tag != "option" and not name):
            return
        if tag == "input" and given.get("type") in ("hidden", "radio", "checkbox", "submit"):
            self.form.values[name] = given.get("value") or "on"
        elif tag in ("input", "textarea"):
            self.form.typed.append(name)
        elif tag == "button":
            self.form.values[name] = given.get("value", "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.form.values[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


def forms_of(page: str, address: str) -> list[Form]:
    """The forms of a page that are sent by POST; of choices the last stands chosen."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
