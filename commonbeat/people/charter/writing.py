"""Write a charter's data as TOML, so that its next version starts from the one in force."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def as_toml(data: Mapping[str, Any]) -> str:
    """The data as a person edits them: plain rules first, then each table; read again they are the same."""
    plain = {name: value for name, value in data.items() if not _is_table(value) and not _are_tables(value)}
    parts = ["".join(f"{_key(name)} = {_value(value)}\n" for name, value in plain.items())]
    for name, value in data.items():
        if _is_table(value):
            parts.append(_table(f"[{_key(name)}]", value))
        elif _are_tables(value):
            parts += [_table(f"[[{_key(name)}]]", row) for row in value]
    return "\n".join(part for part in parts if part)


def _table(head: str, rows: Mapping[str, Any]) -> str:
    return head + "\n" + "".join(f"{_key(name)} = {_value(value)}\n" for name, value in rows.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else json.dumps(name)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
