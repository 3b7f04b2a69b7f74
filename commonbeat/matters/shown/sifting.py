"""Which of what people said the desk looks at: comments, or opinions by what the votes on them show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from commonbeat.matters.models import Drawing, Input, Vote, Window
from commonbeat.matters.shown import opinions as told


def _most_voted(rows: QuerySet[Input]) -> QuerySet[Input]:
    """Opinions with how many votes they have."""
    votes = Vote.objects.filter(opinion=OuterRef("pk")).order_by().values("opinion").annotate(n=Count("pk"))
    return rows.opinions().annotate(votes=Coalesce(Subquery(votes.values("n")), 0))


def _pointed_out(name: str) -> Callable[[QuerySet[Input]], QuerySet[Input]]:
    """Opinions that the newest drawing of their period points out as shared, or as what splits people."""

    def among(rows: QuerySet[Input]) -> QuerySet[Input]:
        windows = Window.objects.filter(pk__in=rows.opinions().order_by().values("window"))
        found = [told.read(one.everybody) for one in map(Drawing.objects.newest, windows) if one]
        numbers = [getattr(one, "opinion", one) for part in found if part for one in getattr(part, name)]
        return _most_voted(rows).filter(pk__in=numbers)

    return among


#: kind of what was said → how the desk calls it, and how it is chosen
KINDS: dict[str, tuple[Any, Callable[[QuerySet[Input]], QuerySet[Input]]]] = {
    "comments": (gettext_lazy("comments, questions and ideas"), lambda rows: rows.comments()),
    "opinions": (gettext_lazy("opinions, most votes first"), _most_voted),
    "shared": (gettext_lazy("opinions that groups share"), _pointed_out("shared")),
    "dividing": (gettext_lazy("opinions that split people"), _pointed_out("dividing")),
}
