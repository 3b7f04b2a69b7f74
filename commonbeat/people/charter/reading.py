"""Read a charter from TOML or JSON, whole or not at all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.people.charter.checking import problems
from commonbeat.people.charter.rules import Rules
from commonbeat.people.charter.values import Unclear, Wrong, made


def rules_from(data: Mapping[str, Any]) -> Rules:
    """The rules that a charter's data say. Raises Unclear with every problem, those between rules too."""
    try:
        rules: Rules = made(Rules, data)
    except Wrong as wrong:
        raise Unclear([str(wrong)]) from wrong
    if found := problems(rules):
        raise Unclear(found)
    return rules


def data_from_toml(text: str) -> dict[str, Any]:
    """What stands in a TOML file, ready to be read and kept. Raises Unclear where the file is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise Unclear([_("This is not TOML: %(where)s.") % {"where": wrong}]) from wrong


def rules_from_toml(text: str) -> Rules:
    """The rules that a TOML file says."""
    return rules_from(data_from_toml(text))
