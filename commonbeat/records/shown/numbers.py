"""What pages show of a measure: its newest finding in the reader's words, with picture and table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from commonbeat.frame.text import day
from commonbeat.measures.charts import drawing
from commonbeat.measures.charts.week import when
from commonbeat.measures.result import Verdict
from commonbeat.records.due import Asked
from commonbeat.records.models import Dataset, Finding
from commonbeat.records.shown.described import Described, described
from commonbeat.records.shown.power import PARTS, smallest
from commonbeat.records.shown.strings import COLUMNS, LACKS, PRACTICES
from commonbeat.records.shown.telling import TONGUE, count, number, said, word

#: rows of a table that a page shows; the file has them all
MOST_ROWS = 200
#: columns that have parts of their own: in the files, not in the table
WITHIN = ("parts",)
#: columns that are no such part in any unit → places
OTHERWISE = {"odds": 2, "odds_near_change": 2, "ratio": 2, "dispersion": 1, "hours_a_week": 1}
#: what a measure concludes → how it is said
VERDICTS: dict[str, str | Promise] = {
    Verdict.TOLD: gettext_lazy("Counted"),
    Verdict.DIFFERENT: gettext_lazy("A difference was seen"),
    Verdict.NOT_SEEN: gettext_lazy("No difference was seen"),
    Verdict.TOO_FEW: gettext_lazy("Not enough data"),
    Verdict.HELD: gettext_lazy("Held back"),
    "no sign": gettext_lazy("No sign was seen"),
    "weak": gettext_lazy("A weak sign was seen"),
    "strong": gettext_lazy("A strong sign was seen"),
}
#: the three looks at one question, always told together
LOOKS = {
    "ladder": gettext_lazy("Raw: all stops as they are"),
    "adjusted": gettext_lazy("Among stops that are alike"),
    "veil": gettext_lazy("Asked another way: in daylight and in the dark"),
}
#: measures whose page shows the three looks
COMPARES = (*LOOKS, "explained")


@dataclass(frozen=True)
class Shown:
    """One measure with what may be shown of it: ``finding`` is None where nothing was computed that still stands."""

    asked: Asked
    finding: Finding | None

    @cached_property
    def described(self) -> Described:
        """What the measure says of itself."""
        return described(self.asked.measure)

    @property
    def title(self) -> str:
        """What is asked."""
        return self.described.title

    @property
    def practice(self) -> str:
        """The practice to which it belongs: its code and a few words."""
        code = self.asked.measure.standard
        return f"{code} {PRACTICES[code]}"

    @property
    def result(self) -> Mapping[str, Any]:
        return self.finding.result if self.finding else {}

    @property
    def verdict(self) -> str:
        """What is concluded, in words."""
        return str(VERDICTS.get(self.result["verdict"], word(self.result["verdict"]))) if self.finding else ""

    @property
    def is_too_few(self) -> bool:
        return bool(self.finding) and self.result["verdict"] == Verdict.TOO_FEW

    @property
    def sentence(self) -> str:
        return said(self.result["words"]["sentence"]) if self.finding else ""

    @property
    def known(self) -> list[str]:
        return self._said("known")

    @property
    def unknown(self) -> list[str]:
        return self._said("unknown")

    @property
    def would_help(self) -> list[str]:
        return self._said("would_help")

    def _said(self, name: str) -> list[str]:
        return [said(one) for one in self.result["words"][name]]

    @property
    def smallest(self) -> str:
        """The smallest effect that could have been seen, as a sentence; "" where it cannot be told."""
        return smallest(self.result)

    @property
    def rests_on(self) -> str:
        """On how many records it rests; "" where that is withheld or told by nobody."""
        n = self.result.get("n")
        if n is None:
            return ""
        if n == 0:
            return _("None of these records can be used for it.")
        if self.asked.measure.beside:
            return ngettext("It rests on %(n)s shift.", "It rests on %(n)s shifts.", n) % {"n": number(n)}
        return ngettext("It rests on %(n)s record.", "It rests on %(n)s records.", n) % {"n": number(n)}

    @property
    def records(self) -> list[str]:
        """What is in the records: how many, from when to when, of how many officers, what they do not say."""
        found = self.result.get("records") or {}
        said = []
        if found.get("n") is not None and found["first"]:
            days = {name: day(date.fromisoformat(found[name])) for name in ("first", "last")}
            words = _("%(n)s records, from %(first)s to %(last)s.")
            said.append(words % {"n": number(found["n"]), **days})
        not_said = found.get("unknown", {})
        if found.get("officers"):
            words = _("They are of %(n)s officers.")
            words = _("Those that say an officer are of %(n)s officers.") if "officer" in not_said else words
            said.append(words % {"n": number(found["officers"])})
        unknown = [f"{word(name)} {count(n)}" for name, n in not_said.items()]
        return [*said, _("Not said in them: %(columns)s.") % {"columns": ", ".join(unknown)}] if unknown else said

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """What was left out, by reason, with how many."""
        return [(word(reason), count(n)) for reason, n in self.result["excluded"].items()]

    @property
    def picture(self) -> SafeString:
        """The picture; nothing where no value can be told."""
        drawn = drawing(self.asked.name, self.result["rows"], TONGUE) if self.finding else None
        return mark_safe(drawn.draw(self.title, TONGUE)) if drawn else SafeString()

    @cached_property
    def columns(self) -> list[tuple[str, bool]]:
        """The table's columns, and whether each holds numbers."""
        first = next(iter(self.result["rows"]), {})
        return [
            (str(COLUMNS.get(name, word(name))), not isinstance(value, str))
            for name, value in first.items()
            if name not in WITHIN
        ]

    @property
    def rows(self) -> list[list[tuple[str, str, bool]]]:
        """The first rows of the table, each cell with its column and whether it is a number."""
        return [
            [(self.cell(key, value), *column) for (key, value), column in zip(told, self.columns, strict=True)]
            for row in self.result["rows"][:MOST_ROWS]
            if (told := [(key, value) for key, value in row.items() if key not in WITHIN])
        ]

    @property
    def more_rows(self) -> int:
        return max(len(self.result["rows"]) - MOST_ROWS, 0)

    def cell(self, name: str, value: Any) -> str:
        """A cell in the reader's words; a dash for what is withheld or cannot be told."""
        if value is None or value == []:
            return "–"
        if isinstance(value, list):
            return "; ".join(self.cell(name, one) for one in value)
        if isinstance(value, str):
            return word(value.replace("_", " ") if name == "by" else value)
        if name == "hour":
            return when(value, TONGUE)
        if isinstance(value, int):
            return number(value)
        if name in OTHERWISE:
            return number(value, OTHERWISE[name])
        in_100 = self.result["unit"] in PARTS or name == "q"
        return number(100 * value, 1) if in_100 else number(value, 2)

    @property
    def needs(self) -> str:
        """Which records it needs, in words."""
        measure = self.asked.measure
        kinds = _(" or ").join(word(kind) for kind in measure.kinds)
        return (
            _("%(records)s, and beside them %(other)s") % {"records": kinds, "other": word(measure.beside)}
            if measure.beside
            else kinds
        )

    @property
    def lacks(self) -> list[str]:
        """What has to be settled before it can be computed, in words."""
        return [str(LACKS[name]) for name in self.asked.lacks]


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for spreadsheets: an interval as its two ends, a list as words, and nothing that has parts of its own."""
    told: dict[str, Any] = {}
    for name, value in row.items():
        if name == "interval":
            told["low"], told["high"] = value
        elif name not in WITHIN:
            told[name] = "; ".join(map(str, value)) if isinstance(value, list) else value
    return told


def shown(every: Iterable[Asked]) -> list[Shown]:
    """Each measure with its finding, where that still stands."""
    return [Shown(one, one.current) for one in every]


def looks(measure: str, every: Sequence[Asked]) -> list[tuple[str, Shown]]:
    """The three looks with what each is called, where a measure compares groups; else none."""
    if measure not in COMPARES:
        return []
    by_name = {one.asked.name: one for one in shown(every)}
    return [(str(called), by_name[name]) for name, called in LOOKS.items()]


def datasets(finding: Finding, actor: Any) -> list[Dataset]:
    """The datasets that a finding was computed from, in its order."""
    rows = Dataset.objects.visible_to(actor).select_related("mapping").in_bulk(finding.dataset_numbers)
    return [rows[number] for number in finding.dataset_numbers if number in rows]
