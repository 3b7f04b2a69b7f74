"""A file of meetings in people's words: what enters, what does not, what is in doubt."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from commonbeat.gatherings import intake
from commonbeat.gatherings.intake import Held
from commonbeat.gatherings.models import Gathering, Intake
from commonbeat.gatherings.reading import ics, mapping as mappings, meetings, moments, table
from commonbeat.gatherings.reading.table import Unreadable

#: reasons why a row becomes no meeting → as people read them
LEFT_OUT = {
    meetings.NO_TITLE: gettext_lazy("rows without a title"),
    meetings.NO_START: gettext_lazy("rows without a day that can be read"),
    meetings.DOUBLE: gettext_lazy("rows about a meeting that the file has once more"),
    intake.HERE: gettext_lazy("meetings that are here already"),
    intake.OTHERWISE: gettext_lazy("meetings that are here already, of which the file now tells otherwise"),
}
#: doubts about one meeting → as people read them, of one and of many
DOUBTS = {
    meetings.EARLY: gettext_lazy("begins early in the morning: perhaps an evening typed without PM"),
    meetings.MADE_EVENING: gettext_lazy(
        "began early in the morning in the file and is read as evening, as the mapping says"
    ),
    meetings.ENDS_EARLY: gettext_lazy("ends before or when it begins: taken in without its end"),
    meetings.NO_END: gettext_lazy("has an end that cannot be read: taken in without its end"),
    meetings.LONG: gettext_lazy("lasts longer than twelve hours"),
    meetings.NO_KIND: gettext_lazy("has a title that does not tell its kind"),
    meetings.NO_BEAT: gettext_lazy("is a meeting of a beat, and the title does not tell which"),
    meetings.CANCELED_BELOW: gettext_lazy(
        "may have been called off: not its title, but the words below it speak of that"
    ),
    meetings.CUT: gettext_lazy("has a title or a place too long to keep whole"),
    meetings.NO_BODY: gettext_lazy("is held by a body that has no page here: taken in as the agency's"),
    moments.SKIPPED: gettext_lazy("begins in an hour that the clocks skip that night"),
    moments.TWICE: gettext_lazy("begins in an hour that comes twice that night: the first is taken"),
    ics.UNKNOWN_ZONE: gettext_lazy("names a time zone that is not known here: read by the agency's clocks"),
    ics.UNKNOWN_RULE: gettext_lazy("repeats in a way that is not understood here: only its first day is taken in"),
    moments.NO_HOUR: gettext_lazy("has a day and no hour"),
}
#: what is said of a file or a mapping that cannot be used
UNREADABLE = {
    table.NO_TABLE: gettext_lazy("This is not a table of comma-separated values."),
    table.EMPTY: gettext_lazy("This file is empty."),
    table.TOO_LONG: gettext_lazy("This file has more than %(most)s rows. Split it."),
    table.NO_TEXT: gettext_lazy("This is not a text file. Save it as CSV and choose that file."),
    table.NO_LETTERS: gettext_lazy("The letters of this file cannot be read. Save it as UTF-8."),
    mappings.NO_TOML: gettext_lazy("The mapping is not written as TOML: %(trouble)s."),
    mappings.NOT_UNDERSTOOD: gettext_lazy("The mapping cannot be understood: %(trouble)s."),
    mappings.UNKNOWN_PART: gettext_lazy("The mapping has a part that is not known here: %(name)s."),
    mappings.NO_WORDS: gettext_lazy("These words of the mapping cannot be understood: %(words)s."),
    mappings.NO_NUMBERS: gettext_lazy("These numbers of the mapping cannot be understood: %(numbers)s."),
    mappings.NO_CHOICE: gettext_lazy("The mapping says %(told)s; it can say: %(known)s."),
    ics.NO_ENTRIES: gettext_lazy("This calendar has no entries."),
    meetings.NO_COLUMN: gettext_lazy("This file has no column “%(name)s”, which is to be the %(ours)s."),
}


def sentence(trouble: Unreadable) -> str:
    """What is wrong with a file or a mapping, in the reader's language."""
    return str(UNREADABLE[trouble.what]) % trouble.values


def told(held: Held) -> list[str]:
    """What enters, what does not and what is in doubt, in sentences."""
    new = len(held.new_places)
    said = [
        (held.count, ngettext("%(n)s meeting enters", "%(n)s meetings enter", held.count)),
        (
            new,
            ngettext(
                "%(n)s area is named here for the first time", "%(n)s areas are named here for the first time", new
            ),
        ),
    ]
    lines = [line % {"n": count} for count, line in said if count or line == said[0][1]]
    lines.append(clocks(held))
    lines += [_("Left out: %(n)s %(what)s") % {"n": count, "what": what} for count, what in left_out(held)]
    return lines + [_("In doubt: %(n)s × %(what)s") % {"n": count, "what": what} for count, what in doubted(held)]


def clocks(held: Held) -> str:
    """By which clocks hours without a zone are read: an agency that has not settled its own yet sees it here."""
    return _("Hours are read by the clocks of %(zone)s.") % {"zone": held.zone.key.replace("_", " ")}


def left_out(held: Held) -> list[tuple[int, Any]]:
    """How many rows do not become a meeting, each with the reason."""
    return [(count, LEFT_OUT[why]) for why, count in held.left_out.items()]


def doubted(held: Held) -> list[tuple[int, Any]]:
    """How many meetings that enter are in doubt, each with what is, most first."""
    return [(count, DOUBTS[doubt]) for doubt, count in held.doubts.most_common()]


def doubts_told(gathering: Gathering) -> list[Any]:
    """What its file left in doubt about a meeting."""
    return [DOUBTS[doubt] for doubt in gathering.doubts]


def built_in() -> str:
    """The mapping that comes with the house, with what it says of each line."""
    return mappings.BUILT_IN.read_text("utf-8")


def mapping_used_last(actor: Any) -> str:
    """The mapping by which the newest file was read; empty where it was the one that comes with the house."""
    newest = Intake.objects.visible_to(actor).order_by("-pk").first()
    return newest.mapping if newest else ""
