"""Search over topics, texts, comments and replies: it sees what the reader may see, through visible_to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, IntegerField, When

from commonbeat.front.index import KINDS, SOURCES, vector
from commonbeat.matters.models import Answer, Input, Matter, Passage
from commonbeat.matters.models.input import State

MODELS = {"topic": Matter, "passage": Passage, "comment": Input, "reply": Answer}
RELATED = {
    "topic": (),
    "passage": ("text__matter",),
    "comment": ("matter",),
    "reply": ("matter",),
}
#: most finds of one kind that are looked at and shown
MOST_LOOKED_AT, MOST_SHOWN = 400, 25
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True)
class Found:
    """What was found of one kind, best first."""

    kind: str
    things: list[Any]
    more: bool


def find(actor: Any, asked: str) -> list[Found]:
    """Everything that holds all the words asked for, by kind; the last word may be a beginning."""
    words = _WORD.findall(asked)[:12]
    if not words:
        return []
    found = [_of_kind(kind, words, actor) for kind in MODELS]
    return [one for one in found if one.things]


def _of_kind(kind: str, words: list[str], actor: Any) -> Found:
    numbers = _numbers(kind, words)
    rows = MODELS[kind].objects.visible_to(actor).filter(pk__in=numbers).select_related(*RELATED[kind])
    if kind == "comment":
        rows = rows.filter(state=State.VISIBLE)
    order = Case(*[When(pk=pk, then=at) for at, pk in enumerate(numbers)], output_field=IntegerField())
    things = list(rows.order_by(order)[: MOST_SHOWN + 1]) if numbers else []
    return Found(kind, things[:MOST_SHOWN], len(things) > MOST_SHOWN)


def _numbers(kind: str, words: list[str]) -> list[int]:
    """Numbers of things that match, best first, whoever may see them."""
    number, table, columns = SOURCES[kind]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            query = " & ".join([*words[:-1], f"{words[-1]}:*"])
            text = vector(table, columns)
            cursor.execute(
                f"SELECT id FROM {table}, to_tsquery('simple', %s) AS asked WHERE ({text}) @@ asked "
                f"ORDER BY ts_rank(({text}), asked) DESC, id DESC LIMIT {MOST_LOOKED_AT}",
                [query],
            )
            return [row[0] for row in cursor.fetchall()]
        query = " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
        cursor.execute(
            "SELECT rowid FROM front_search WHERE front_search MATCH %s AND rowid %% %s = %s ORDER BY rank LIMIT %s",
            [query, KINDS, number, MOST_LOOKED_AT],
        )
        return [row[0] // KINDS for row in cursor.fetchall()]
