"""What a file on its way shows to the steward: how far its check is, and all that it found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.measures.schema import schema
from commonbeat.people.actor import Actor
from commonbeat.records import store
from commonbeat.records.models import Dataset, Import, Mapping
from commonbeat.records.models.on_its_way import BROKE, CUT_OFF
from commonbeat.records.shown.described import described
from commonbeat.records.shown.problems import lines, told

#: steps of a check, in their order → what people read
STEPS = {
    "look": _("Looking at the columns that nobody maps"),
    "read": _("Reading every cell"),
    "count": _("Counting problems"),
    "sum up": _("Summing up"),
}
#: why a check ended by itself
ENDED = {
    CUT_OFF: _("The check was cut off, for example because the machine was started again. Start it once more."),
    BROKE: _("The check broke down, perhaps for want of room on the disk or in memory. Nothing was taken in."),
}

#: records that lie further apart are asked about
A_YEAR = timedelta(days=366)


def progress(one: Import) -> dict[str, Any]:
    """How far the check of a file is: its step in words, and of 100 how much of all steps is done."""
    said = store.read(one, store.PROGRESS) or {"step": "look", "share": 0.0}
    at = list(STEPS).index(said["step"])
    # reading is the longest step: it takes the middle of the bar
    starts = (0, 5, 75, 90, 100)
    done = starts[at] + said["share"] * (starts[at + 1] - starts[at])
    return {"step": STEPS[said["step"]], "done": round(done)}


def trouble(one: Import) -> list[str]:
    """Why a file could not be checked, a line each."""
    return [str(ENDED[one.trouble])] if one.trouble in ENDED else lines(one.trouble, one.name)


def preview(one: Import) -> dict[str, Any]:
    """All that was found in a checked file, with the lines and what stands there, which only the private folder has."""
    found = one.found | (store.read(one, store.PREVIEW) or {})
    return summary(found) | {
        "accepted": found["accepted"],
        "unfamiliar": list(found.get("unfamiliar", {}).items()),
        "problems": [
            {
                "column": problem["column"] or "",
                "kind": told(problem["kind"]),
                "count": problem["count"],
                "lines": problem.get("lines", []),
                "values": sorted(problem.get("values", {}).items(), key=lambda pair: -pair[1]),
            }
            for problem in found["problems"]
        ],
    }


def summary(found: dict[str, Any]) -> dict[str, Any]:
    """What was left out, repaired and unknown, in the reader's language; the same for a preview and for a dataset."""
    columns, applies_to = schema(found["schema"]).columns, found.get("applies_to", {})
    where = {name: columns[name].only_if or "" for name in applies_to}
    return {
        "left_out": [(told(why), count) for why, count in found["left_out"].items()],
        "repaired": [(told(what), count) for what, count in found["repaired"].items()],
        "unknown": [
            (name, count, of_100(count, applies_to.get(name, found["accepted"])), where.get(name, ""))
            for name, count in found["unknown"].items()
            if count != 0
        ],
        "known": [(name, where.get(name, "")) for name, count in found["unknown"].items() if count == 0],
        "absent": found["absent"],
        "rows": found["rows"],
    }


def not_told(one: Import) -> list[tuple[str, str, list[str]]]:
    """Measures of which this file tells nothing, for want of columns: each with its title and these columns."""
    absent = set(one.found["absent"])
    return [
        (name, described(measure).title, [column for column in measure.must_have if column in absent])
        for name, measure in CATALOGUE.items()
        if one.schema in measure.kinds and absent.intersection(measure.must_have)
    ]


def of_100(count: int | None, whole: int | None) -> float | None:
    """How many of 100 rows; None where that is withheld."""
    return None if count is None or whole is None else 100 * count / whole


def refusals(one: Import) -> list[tuple[str, str]]:
    """The columns for which a file was refused, and why."""
    return [(refused["column"], told(refused["why"])) for refused in one.found.get("refused", [])]


def overlapping(one: Import, actor: Actor) -> list[Dataset]:
    """Records of the same kind that were taken in and cover some of the same days: perhaps the same, twice."""
    if not one.found.get("days"):
        return []
    first, last = one.found["days"]
    return list(Dataset.objects.visible_to(actor).standing().of(one.schema).during(first, last))


def far_apart(one: Import, actor: Actor) -> list[Dataset]:
    """Records of the same kind where more than a year lies between all of them and these: perhaps another town's."""
    standing = [each for each in Dataset.objects.visible_to(actor).standing().of(one.schema) if each.first_day]
    if not one.found.get("days") or not standing:
        return []
    first, last = map(date.fromisoformat, one.found["days"])
    near = any(each.first_day - A_YEAR <= last and first <= each.last_day + A_YEAR for each in standing)
    return [] if near else standing


def versions(one: Import, actor: Actor) -> list[Mapping]:
    """The mappings with which a file can be checked, the newest first, each with the ``file`` it was made for."""
    found = list(Mapping.objects.visible_to(actor).of(one.schema))
    files = Import.objects.visible_to(actor).filter(mapping__in=found).order_by("-pk")
    first = {each.mapping_id: each for each in files}  # the earliest stands
    for each in found:
        each.file = first.get(each.pk)
    return found
