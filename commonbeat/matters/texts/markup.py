"""Take the marks of Markdown out of a text, and leave its words, its headings and its lists.

A passage is plain words: what people comment on and what the public log commits to has no hidden marks.
"""

from __future__ import annotations

import re

from commonbeat.matters.texts.word import BETWEEN

_WEIGHT = re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]*?\w[^*\n]*?)(?<=\S)\1(?![\w*])")
_UNDERLINE = re.compile(r"(?<![\w_\\])(_{1,3})(?=[^\s_])([^_\n]*?\w[^_\n]*?)(?<=[^\s_])\1(?![\w_])")
_LINK = re.compile(r"(?<!\\)!?\[([^\]\n]+)\]\((\S+?)(?:\s+\"[^\"\n]*\")?\)")
_BARE_LINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$")
_DIVIDER = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def without_marks(text: str) -> str:
    """The text without marks for weight, links, quotes, code and tables; a table's row becomes a line."""
    text = _QUOTE.sub("", text)
    text = _LINK.sub(_told, text)
    text = _BARE_LINK.sub(r"\1", text)
    for mark in (_CODE, _WEIGHT, _UNDERLINE):
        text = mark.sub(lambda found: found[found.re.groups], text)
    return _ESCAPED.sub(r"\1", "\n".join(_rows(text.split("\n"))))


def _told(link: re.Match[str]) -> str:
    """A link's words, and its address where they do not say it."""
    words, address = link[1], link[2]
    return words if address.startswith("#") or words == address else f"{words} ({address})"


def _rows(lines: list[str]) -> list[str]:
    """Each row of a table as a paragraph of its own; the line under its head says nothing."""
    made: list[str] = []
    in_table = False
    for line in lines:
        row = _ROW.match(line)
        if row and _DIVIDER.match(line) and in_table:
            continue
        if row:
            made += ["", BETWEEN.join(cell.strip() for cell in row[1].split("|"))]
        elif in_table and line.strip():
            made += ["", line]
        else:
            made.append(line)
        in_table = bool(row)
    return made
