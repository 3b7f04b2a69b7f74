"""The index that search reads, kept by the database itself: triggers on SQLite, expression indexes on PostgreSQL.

So an act never has to think of it, and what the database holds and what search finds cannot part. The index is
derived and can be made again at any time.
"""

from __future__ import annotations

from typing import Any

#: kind → (its number in the index, its table, the columns whose words are found)
SOURCES = {
    "topic": (0, "matters_matter", ("title", "question", "summary")),
    "passage": (1, "matters_passage", ("words",)),
    "comment": (2, "matters_input", ("words",)),
    "reply": (3, "matters_answer", ("reasons",)),
}
#: columns that hold plain text and not words with translations
PLAIN = {("matters_passage", "words")}
#: index rows of one kind lie this far apart, so that a row's number tells kind and thing
KINDS = 8
TRIGGERS = [f"front_search_{table}_{act}" for _, table, _ in SOURCES.values() for act in ("insert", "update", "delete")]


def _words(row: str, table: str, column: str) -> str:
    """SQL for the words of a column with all its translations, on SQLite."""
    if (table, column) in PLAIN:
        return f"{row}.{column}"
    others = f"(SELECT group_concat(json_extract(value, '$.text'), ' ') FROM json_each({row}.{column}, '$.others'))"
    return f"json_extract({row}.{column}, '$.text') || ' ' || COALESCE({others}, '')"


def on_sqlite() -> list[str]:
    """Statements that make the index and its triggers, and fill it."""
    made = ["CREATE VIRTUAL TABLE front_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')"]
    for number, table, columns in SOURCES.values():
        new = " || ' ' || ".join(_words("NEW", table, column) for column in columns)
        add = f"INSERT INTO front_search (rowid, words) VALUES (NEW.id * {KINDS} + {number}, {new})"
        drop = f"DELETE FROM front_search WHERE rowid = OLD.id * {KINDS} + {number}"
        start = f"CREATE TRIGGER front_search_{table}_"
        made += [
            f"{start}insert AFTER INSERT ON {table} BEGIN {add}; END",
            f"{start}update AFTER UPDATE ON {table} BEGIN {drop}; {add}; END",
            f"{start}delete AFTER DELETE ON {table} BEGIN {drop}; END",
            f"INSERT INTO front_search (rowid, words) SELECT id * {KINDS} + {number}, "
            + new.replace("NEW.", f"{table}.")
            + f" FROM {table}",
        ]
    return made


def vector(table: str, columns: tuple[str, ...]) -> str:
    """SQL for the text vector of a row on PostgreSQL."""
    parts = [
        f"to_tsvector('simple', {column})"
        if (table, column) in PLAIN
        else f"""jsonb_to_tsvector('simple', {column}, '["string"]')"""
        for column in columns
    ]
    return " || ".join(parts)


def on_postgresql() -> list[str]:
    """Statements that make the indexes."""
    return [
        f"CREATE INDEX front_search_{table} ON {table} USING gin (({vector(table, columns)}))"
        for _, table, columns in SOURCES.values()
    ]


def install(schema_editor: Any) -> None:
    """Make the index on the database in use."""
    for statement in on_postgresql() if schema_editor.connection.vendor == "postgresql" else on_sqlite():
        schema_editor.execute(statement)


def uninstall(schema_editor: Any) -> None:
    """Take the index away."""
    if schema_editor.connection.vendor == "postgresql":
        for _, table, _ in SOURCES.values():
            schema_editor.execute(f"DROP INDEX IF EXISTS front_search_{table}")
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    schema_editor.execute("DROP TABLE IF EXISTS front_search")


def missing(connection: Any) -> list[str]:
    """Triggers that should keep the index and are gone, as when a migration has remade a table."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return sorted(set(TRIGGERS) - {row[0] for row in cursor.fetchall()})
