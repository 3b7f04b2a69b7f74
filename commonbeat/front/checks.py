"""A check at start: what search finds is what the database holds."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from commonbeat.front import index


@register(Tags.database)
def search_is_kept(app_configs: Any, databases: Any, **kwargs: Any) -> list[CheckMessage]:
    """The triggers that keep the search index are there (SQLite loses them when a table is remade)."""
    if not databases or "front_search" not in connection.introspection.table_names():
        return []
    hint = "Make the index anew: manage.py migrate front zero, then manage.py migrate front."
    return [
        Error(f"The search index is no longer kept: {name} is gone.", hint=hint, id="commonbeat.E002")
        for name in index.missing(connection)
    ]
