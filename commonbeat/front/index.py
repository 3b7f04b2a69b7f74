"""The index that search reads, kept by the database itself: triggers on SQLite, expression indexes on PostgreSQL.

So an act never has to think of it, and what the database holds and what search finds cannot part. The index is
derived and can be made again at any time.
"""

from __future__ import annotations

from typing import Any

#: kind → (its number in the index, its table, the columns whose words everybody finds who may see the thing)
SOURCES = {
    "topic": (0, "matters_matter", ("title", "question", "summary")),
    "passage": (1, "matters_passage", ("words",)),
    "comment": (2, "matters_input", ("words",)),
    "reply": (3, "matters_answer", ("reasons",)),
    "meeting": (4, "gatherings_gathering", ("title", "about", "location")),
    "item": (5, "gatherings_agendaitem", ("title", "notes")),
}
#: table → its column of words kept back from view, which only the agency's own people find
KEPT = {"matters_input": "kept"}
#: columns that hold plain text and not words with translations
PLAIN = {("matters_passage", "words"), ("gatherings_gathering", "location")}
#: column whose words nobody finds before another column is set: minutes, until they are public
ONCE = {("gatherings_agendaitem", "notes"): "minuted_on"}
#: index rows of one kind lie this far apart, so that a row's number tells kind and thing
KINDS = 8
TRIGGERS = [f"front_search_{table}_{act}" for _, table, _ in SOURCES.values() for act in ("insert", "update", "delete")]


def _words(row: str, table: str, column: str) -> str:
    """SQL for the words of a column with all its translations, on SQLite."""
    if (table, column) in PLAIN:
        return f"{row}.{column}"
    others = f"(SELECT group_concat(json_extract(value, '$.text'), ' ') FROM json_each({row}.{column}, '$.others'))"
    words = f"json_extract({row}.{column}, '$.text') || ' ' || COALESCE({others}, '')"
    if (table, column) in ONCE:
        return f"CASE WHEN {row}.{ONCE[table, column]} IS NULL THEN '' ELSE {words} END"
    return words


def on_sqlite() -> list[str]:
    """Statements that make the index and its triggers, and fill it."""
    made = ["CREATE VIRTUAL TABLE front_search USING fts5(words, kept, tokenize = 'unicode61 remove_diacritics 2')"]
    for number, table, columns in SOURCES.values():
        new = " || ' ' || ".join(_words("NEW", table, column) for column in columns)
        new += ", " + (_words("NEW", table, KEPT[table]) if table in KEPT else "''")
        add = f"INSERT INTO front_search (rowid, words, kept) VALUES (NEW.id * {KINDS} + {number}, {new})"
        drop = f"DELETE FROM front_search WHERE rowid = OLD.id * {KINDS} + {number}"
        start = f"CREATE TRIGGER front_search_{table}_"
        made += [
            f"{start}insert AFTER INSERT ON {table} BEGIN {add}; END",
            f"{start}update AFTER UPDATE ON {table} BEGIN {drop}; {add}; END",
            f"{start}delete AFTER DELETE ON {table} BEGIN {drop}; END",
            f"INSERT INTO front_search (rowid, words, kept) SELECT id * {KINDS} + {number}, "
            + new.replace("NEW.", f"{table}.")
            + f" FROM {table}",
        ]
    return made


def vector(table: str, columns: tuple[str, ...]) -> str:
    """SQL for the text vector of a row on PostgreSQL."""
    parts = []
    for column in columns:
        if (table, column) in PLAIN:
            parts.append(f"to_tsvector('simple', {column})")
        else:  # the words alone, never the codes of languages and translators beside them
            others = f"jsonb_path_query_array({column}, '$.others.*.text')"
            words = f"to_tsvector('simple', {column} ->> 'text')"
            words += f""" || jsonb_to_tsvector('simple', {others}, '["string"]')"""
            once = ONCE.get((table, column))
            parts.append(f"CASE WHEN {once} IS NULL THEN ''::tsvector ELSE {words} END" if once else words)
    return " || ".join(parts)


def on_postgresql() -> list[str]:
    """Statements that make the indexes."""
    made = [(f"front_search_{table}", table, columns) for _, table, columns in SOURCES.values()]
    made += [(f"front_search_{table}_{column}", table, (column,)) for table, column in KEPT.items()]
    return [f"CREATE INDEX {name} ON {table} USING gin (({vector(table, columns)}))" for name, table, columns in made]


def install(connection: Any) -> None:
    """Make the index on the database in use, and fill it."""
    with connection.cursor() as cursor:
        for statement in on_postgresql() if connection.vendor == "postgresql" else on_sqlite():
            cursor.execute(statement)


def uninstall(connection: Any) -> None:
    """Take the index away."""
    if connection.vendor == "postgresql":
        names = [f"front_search_{table}" for _, table, _ in SOURCES.values()]
        names += [f"front_search_{table}_{column}" for table, column in KEPT.items()]
        gone = [f"DROP INDEX IF EXISTS {name}" for name in names]
    else:
        gone = [*(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS), "DROP TABLE IF EXISTS front_search"]
    with connection.cursor() as cursor:
        for statement in gone:
            cursor.execute(statement)


def missing(connection: Any) -> list[str]:
    """Triggers that should keep the index and are gone, as when a migration has remade a table."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return sorted(set(TRIGGERS) - {row[0] for row in cursor.fetchall()})
