"""What people said on a topic, in numbers and in a sentence; opinions are counted with the votes on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum
from django.utils.text import get_text_list
from django.utils.translation import gettext as _, ngettext

from commonbeat.matters.models import Input, Matter
from commonbeat.matters.models.input import Reason, State


@dataclass(frozen=True)
class Counts:
    """What people said in numbers."""

    shown: int
    listed: int
    folded: int
    replied: int
    waiting: int
    kinds: dict[str, int]
    channels: dict[str, int]
    kept_back: list[tuple[str, str, int]]
    withdrawn: int
    struck: int
    not_answered: int

    @property
    def different(self) -> int:
        """How many stand in their own right."""
        return self.shown - self.folded

    @property
    def sentence(self) -> str:
        """How many there are of each kind, and how they came: "2 comments and 1 idea can be read: …"."""
        kinds = [_of_kind(kind, n) for kind, n in self.kinds.items()]
        channels = [_by_channel(channel, n) for channel, n in self.channels.items()]
        parts = {"kinds": get_text_list(kinds, _("and")), "channels": get_text_list(channels, _("and"))}
        return (
            ngettext("%(kinds)s can be read: %(channels)s.", "%(kinds)s can be read: %(channels)s.", self.shown) % parts
        )


def counts(matter: Matter, actor: Any) -> Counts:
    """One query, whatever was said."""
    folded = ExpressionWrapper(Q(same_as__isnull=False), output_field=BooleanField())
    replied = ExpressionWrapper(Q(answer__published_on__isnull=False), output_field=BooleanField())
    rows = Input.objects.visible_to(actor).comments().filter(matter=matter)
    rows = rows.annotate(folded=folded, replied=replied).order_by()
    rows = list(
        rows.values("kind", "channel", "state", "reason", "folded", "replied").annotate(
            n=Count("pk"), details=Sum("struck"), no=Count("not_answered_on")
        )
    )
    shown = [row for row in rows if row["state"] == State.VISIBLE]
    kinds, channels, kept = Counter(), Counter(), Counter()
    for row in shown:
        kinds[row["kind"]] += row["n"]
        channels[row["channel"]] += row["n"]
    for row in rows:
        if row["state"] in (State.HELD, State.HIDDEN):
            kept[row["state"], row["reason"]] += row["n"]
    single = [row for row in shown if not row["folded"]]
    return Counts(
        shown=sum(row["n"] for row in shown),
        replied=sum(row["n"] for row in single if row["replied"]),
        waiting=sum(row["n"] for row in single if not row["replied"]),
        listed=sum(row["n"] for row in rows if not row["folded"]),
        folded=sum(row["n"] for row in shown if row["folded"]),
        kinds=dict(kinds.most_common()),
        channels=dict(channels.most_common()),
        kept_back=[(str(State(s).label), str(Reason(r).label), n) for (s, r), n in sorted(kept.items())],
        withdrawn=sum(row["n"] for row in rows if row["state"] in (State.WITHDRAWN, State.ERASED)),
        struck=sum(row["details"] for row in shown),
        not_answered=sum(row["no"] for row in rows),
    )


def _of_kind(kind: str, n: int) -> str:
    """So many comments, questions or ideas."""
    if kind == Input.Kind.QUESTION:
        return ngettext("%(n)s question", "%(n)s questions", n) % {"n": n}
    if kind == Input.Kind.IDEA:
        return ngettext("%(n)s idea", "%(n)s ideas", n) % {"n": n}
    return ngettext("%(n)s comment", "%(n)s comments", n) % {"n": n}


def _by_channel(channel: str, n: int) -> str:
    """So many that came in this way."""
    return _("%(n)s %(channel)s") % {"n": n, "channel": Input.Channel(channel).label}
