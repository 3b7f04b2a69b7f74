"""Evidence of how people were heard: by which ways, in which languages, and in which they were answered."""

from __future__ import annotations

from collections import Counter

from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.templatetags.house import language_named
from commonbeat.matters.models import Input
from commonbeat.matters.models.input import State
from commonbeat.scorecard.figures import Evidence
from commonbeat.scorecard.records import Records, of, span_of, total_of


def name_of(language: str) -> str:
    """A language as the reader calls it, as a line begins with it."""
    return capfirst(language_named(language))


def reach(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """Through which channels and in which languages people were heard."""
    rows = [row for row in of(records.inputs, kinds) if row["state"] == State.VISIBLE]
    total = total_of(rows)
    if not total:
        return None
    channels, spoken = Counter[str](), Counter[str]()
    for row in rows:
        channels[capfirst(Input.Channel(row["channel"]).label)] += row["n"]
        spoken[name_of(row["spoken"])] += row["n"]
    first, last = span_of(rows)
    kept_back = total_of(of(records.inputs, kinds)) - total
    return Evidence(
        name="reach",
        title=_("Channels and languages"),
        sentence=ngettext("%(n)s comment was heard.", "%(n)s comments were heard.", total) % {"n": total},
        how=_("Comments as the topics show them. Who took part is not known, and this is no survey of everybody."),
        first=first,
        last=last,
        counts=[*channels.most_common(), *spoken.most_common()],
        left_out=[(_("held, hidden or withdrawn"), kept_back)] if kept_back else [],
    )


def languages(records: Records, kinds: tuple[str, ...]) -> Evidence | None:
    """In which languages comments came, and how many of each were answered in the same one."""
    rows = of(records.languages, kinds)
    if not rows:
        return None
    said, replied, own = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        said[row["spoken"]] += row["n"]
        replied[row["spoken"]] += row["n"] if row["replied"] else 0
        own[row["spoken"]] += row["n"] if row["in_own"] else 0
    parts = [
        _("%(language)s: %(n)s said, %(replied)s with a reply, %(own)s with one in the same language.")
        % {"language": name_of(one), "n": n, "replied": replied[one], "own": own[one]}
        for one, n in said.most_common()
    ]
    parts.append(_("Whether people talk to the police without fear is not known from this."))
    first, last = span_of(rows)
    return Evidence(
        name="languages",
        title=_("Languages, and replies in them"),
        sentence=" ".join(parts),
        how=_("Without comments folded into another. A translation of the reply counts as a reply in that language."),
        first=first,
        last=last,
        counts=[(name_of(one), n) for one, n in said.most_common()],
    )
