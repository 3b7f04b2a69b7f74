"""Search over topics, texts, comments, replies, meetings and minutes: it sees what the reader sees, by visible_to.

What fits best stands first; of meetings those to come, the next one first, then those that are over from the newest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, Count, DateTimeField, F, Model, QuerySet, When, Window
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
    skip = MOST_SHOWN * (page - 1)
    found = _best(kind, words, visible, skip, staff=actor.works_here)
    things = visible.select_related(*RELATED[kind]).in_bulk([number for number, _count in found])
    best = [things[number] for number, _count in found if number in things]
    after = found[0][1] - skip - len(found) if found else 0
    return Found(kind, newest(best) if kind == "passage" else best, after, page)


def _by_day(meetings: QuerySet, to_come: QuerySet) -> QuerySet:
    """Those to come, the next one first, then those that are over from the newest."""
    ahead = Case(When(pk__in=to_come.order_by().values("pk"), then=F("starts_at")), output_field=DateTimeField())
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


def _best(kind: str, words: list[str], visible: Any, skip: int, *, staff: bool) -> list[tuple[int, int]]:
    """One page of the numbers of visible things that match, best first, each with how many match in all."""
    among, given = visible.order_by().values("pk").query.sql_with_params()
    matching = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    sql, asked = matching(kind, words, among, staff)
    if kind == "meeting":
        rows = visible.filter(pk__in=RawSQL(f"SELECT id FROM ({sql}) AS found", [*asked, *given]))
        return list(_by_day(rows, visible.to_come()).values_list("pk", Window(Count("*")))[skip : skip + MOST_SHOWN])
    page = f"ORDER BY best, id DESC LIMIT {MOST_SHOWN} OFFSET {skip}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, count(*) OVER () FROM ({sql}) AS found {page}", [*asked, *given])
        return cursor.fetchall()


def _on_sqlite(kind: str, words: list[str], among: str, staff: bool) -> tuple[str, list[Any]]:
    quoted = " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
    sql = (
        f"SELECT rowid / {KINDS} AS id, rank AS best FROM front_search "
        f"WHERE front_search MATCH %s AND rowid %% {KINDS} = %s AND rowid / {KINDS} IN ({among})"
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
        f"SELECT found.id, -rank AS best FROM found CROSS JOIN LATERAL "
        f"(SELECT FROM ({among}) AS visible (id) WHERE visible.id = found.id OFFSET 0) AS seen"
    )
    return sql, [" & ".join([*words[:-1], f"{words[-1]}:*"])]
