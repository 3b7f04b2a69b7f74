"""Search over topics, texts, comments, replies, meetings and minutes: it sees what the reader sees, by visible_to.

What fits best stands first; of meetings those to come, the next one first, then those that are over from the newest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, DateTimeField, F, Model, QuerySet, When
from django.db.models.expressions import RawSQL

from commonbeat.front.index import KEPT, KINDS, SOURCES, vector
from commonbeat.gatherings.models import AgendaItem, Gathering
from commonbeat.matters.models import Answer, Input, Matter, Passage
from commonbeat.matters.models.input import State

MODELS: dict[str, type[Model]] = {
    "topic": Matter,
    "comment": Input,
    "reply": Answer,
    "meeting": Gathering,
    "item": AgendaItem,
    "passage": Passage,
}
RELATED = {
    "topic": (),
    "passage": ("text__matter",),
    "comment": ("matter",),
    "reply": ("matter",),
    "meeting": ("agency", "organization", "place"),
    "item": ("gathering__agency", "gathering__organization"),
}
#: most finds of one kind that are shown, and most words that are looked for
MOST_SHOWN, MOST_WORDS = 25, 12
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True)
class Found:
    """What was found of one kind, best first: one page of it, and how many come ``after``."""

    kind: str
    things: list[Any]
    after: int
    page: int

    @property
    def page_before(self) -> int:
        return self.page - 1

    @property
    def page_after(self) -> int:
        return self.page + 1


def find(actor: Any, asked: str, only: str = "", page: int = 1) -> list[Found]:
    """Everything that holds all the words asked for, by kind; the last word may be a beginning."""
    words = _WORD.findall(asked)[:MOST_WORDS]
    if not words:
        return []
    found = [_of_kind(kind, words, actor, page) for kind in MODELS if only in ("", kind)]
    return [one for one in found if one.things]


def _of_kind(kind: str, words: list[str], actor: Any, page: int) -> Found:
    visible = _visible(kind, actor)
    sql, given = _asked(kind, words, visible, staff=actor.works_here)
    skip = MOST_SHOWN * (page - 1)
    if kind == "meeting":
        rows = _by_day(visible.filter(pk__in=RawSQL(sql, given))).values_list("pk", flat=True)
        numbers = list(rows[skip : skip + MOST_SHOWN + 1])
    else:
        numbers = _rows(f"{sql} LIMIT {MOST_SHOWN + 1} OFFSET {skip}", given)
    things = visible.select_related(*RELATED[kind]).in_bulk(numbers)
    best = [things[one] for one in numbers[:MOST_SHOWN] if one in things]
    is_more = len(numbers) > MOST_SHOWN
    after = _rows(f"SELECT count(*) FROM ({sql}) AS found", given)[0] - skip - MOST_SHOWN if is_more else 0
    return Found(kind, newest(best) if kind == "passage" else best, after, page)


def _by_day(meetings: QuerySet) -> QuerySet:
    """Those to come, the next one first, then those that are over from the newest."""
    to_come = Gathering.objects.to_come().values("pk")
    ahead = Case(When(pk__in=to_come, then=F("starts_at")), output_field=DateTimeField())
    return meetings.order_by(ahead.asc(nulls_last=True), "-starts_at", "-pk")


def newest(passages: list[Passage]) -> list[Passage]:
    """Of a passage that stands in several versions with the same words the newest, with ``also_in`` the others."""
    same: dict[tuple[int, str, str], list[Passage]] = {}
    for one in passages:
        same.setdefault((one.text.matter_id, one.mark, one.words), []).append(one)
    kept = []
    for group in same.values():
        first, *others = sorted(group, key=lambda one: one.text.version, reverse=True)
        first.also_in = others
        kept.append(first)
    return kept


def _visible(kind: str, actor: Any) -> QuerySet:
    """What the reader may see; of comments those whose words are shown, to staff also those kept back."""
    rows = MODELS[kind].objects.visible_to(actor)
    if kind != "comment":
        return rows
    return rows.filter(state__in=[State.VISIBLE, *([State.HELD, State.HIDDEN] if actor.works_here else [])])


def _asked(kind: str, words: list[str], visible: QuerySet, *, staff: bool) -> tuple[str, list[Any]]:
    """The question for the numbers of visible things that match, best first."""
    among, given = visible.order_by().values("pk").query.sql_with_params()
    matching = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    sql, asked = matching(kind, words, among, staff)
    return sql, [*asked, *given]


def _rows(sql: str, given: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [row[0] for row in cursor.fetchall()]


def _on_sqlite(kind: str, words: list[str], among: str, staff: bool) -> tuple[str, list[Any]]:
    quoted = " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
    sql = (
        f"SELECT rowid / {KINDS} FROM front_search WHERE front_search MATCH %s AND rowid %% {KINDS} = %s "
        f"AND rowid / {KINDS} IN ({among}) ORDER BY rank, rowid DESC"
    )
    return sql, [quoted if staff else f"words : ({quoted})", SOURCES[kind][0]]


def _on_postgresql(kind: str, words: list[str], among: str, staff: bool) -> tuple[str, list[Any]]:
    """First what matches, then of each whether it is visible: joined freely, old statistics cost minutes."""
    _number, table, columns = SOURCES[kind]
    text = vector(table, columns)
    match = f"({text}) @@ asked"
    if staff and table in KEPT:
        match = f"({match} OR ({vector(table, (KEPT[table],))}) @@ asked)"
    sql = (
        f"WITH found AS MATERIALIZED (SELECT id, ts_rank(({text}), asked) AS rank "
        f"FROM {table}, to_tsquery('simple', %s) AS asked WHERE {match}) "
        f"SELECT found.id FROM found CROSS JOIN LATERAL "
        f"(SELECT FROM ({among}) AS visible (id) WHERE visible.id = found.id OFFSET 0) AS seen "
        f"ORDER BY rank DESC, id DESC"
    )
    return sql, [" & ".join([*words[:-1], f"{words[-1]}:*"])]
