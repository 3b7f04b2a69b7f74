"""All that the page of results shows: the newest drawing as sentences, its opinions with replies, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonbeat.matters import five
from commonbeat.matters.models import Drawing, Exclusion, Input, Voter, Window
from commonbeat.matters.shown import opinions as told, picture, sentences
from commonbeat.matters.shown.opinions import Answers, Line, Result
from commonbeat.measures.opinions.told import LETTERS

EVERYBODY, CONFIRMED = "everybody", "confirmed"
NOTHING, NOT_DRAWN = Answers(0, 0, 0, 0, None), Answers(None, None, None, None, None)


@dataclass(frozen=True)
class Results:
    """What votes in a period show to a reader who chose all votes or only confirmed ones.

    ``shown`` are the opinions whose words can be read now, by number: what was hidden after drawing is not among them.
    """

    window: Window
    drawing: Drawing | None
    chosen: str
    everybody: Result | None
    confirmed: Result | None
    shown: dict[int, Input]
    exclusions: Sequence[Exclusion]

    @property
    def found(self) -> Result | None:
        """The part that the reader chose."""
        return self.confirmed if self.chosen == CONFIRMED else self.everybody

    @property
    def all_are_confirmed(self) -> bool:
        return self.drawing is not None and self.drawing.confirmed == self.drawing.everybody

    @cached_property
    def imported(self) -> bool:
        """Whether people voted elsewhere and this was taken over from there."""
        return any(one.channel == Input.Channel.IMPORT for one in self.shown.values())

    @property
    def still_needed(self) -> int:
        """By how many people it must change before it is drawn anew."""
        return five.still_needed(five.read(self.drawing.among_everybody) if self.drawing else 0)

    @property
    def headline(self) -> str:
        return sentences.headline(self.found) if self.found else ""

    @property
    def voted(self) -> str:
        return sentences.voted(self.found, self.window, **self._door) if self.found else ""

    @property
    def sizes(self) -> str:
        return sentences.sizes(self.found) if self.found else ""

    @property
    def _door(self) -> dict[str, bool]:
        return {"imported": self.imported, "confirmed": self.only_confirmed}

    @property
    def shared(self) -> list[SafeString]:
        return sentences.shared(self.found, self.shown) if self.found else []

    @property
    def groups(self) -> list[tuple[str, str, list[SafeString]]]:
        """Each group's letter, the sentence that begins what sets it apart, and what that is."""
        found = self.found
        return [
            (
                letter,
                sentences.group_differs(found, group, self.window, **self._door),
                sentences.differs(found, group, self.shown),
            )
            for group, letter in enumerate(found.letters if found else "")
        ]

    @property
    def dividing(self) -> list[SafeString]:
        return sentences.dividing(self.found, self.shown) if self.found else []

    @property
    def unheard(self) -> SafeString | str:
        return sentences.unheard(self.found, self.shown, confirmed=self.only_confirmed) if self.found else ""

    @property
    def cautions(self) -> list[str]:
        return sentences.cautions(self.found) if self.found else []

    @property
    def first_sentences(self) -> list[SafeString]:
        """The few that stand on the topic's page."""
        return [*self.shared[:1], *self.dividing[:2], *self.shared[1:2]][:3]

    @cached_property
    def left_out(self) -> list[tuple[Exclusion, str]]:
        """Each batch that was left out, and in a sentence what these results do not follow yet."""
        everybody = five.read(self.drawing.among_everybody) if self.drawing else 0
        chosen = five.read(self.drawing.among_confirmed) if self.drawing and self.chosen == CONFIRMED else everybody
        found = []
        for one in self.exclusions:
            people = five.people_of(Voter.objects.filter(exclusion=one).values_list("number", flat=True))
            sentence = ""
            if self.found and one.undone_on is None and people & chosen:
                sentence = _("The results shown here still contain them, until they are drawn anew.")
            if self.found and one.undone_on is not None and not people & everybody:
                sentence = _("The results shown here do not contain them yet, until they are drawn anew.")
            found.append((one, sentence))
        return found

    @property
    def picture(self) -> SafeString:
        return picture.drawing(self.found, self.headline) if self.found else SafeString()

    @property
    def shapes(self) -> list[str]:
        return picture.described(self.found) if self.found else []

    @cached_property
    def rows(self) -> list[Row]:
        """Every opinion that stands for itself, those with most votes first."""
        rows = [self._row(one) for one in self.shown.values() if one.same_as_id is None]
        return sorted(rows, key=lambda row: (-(row.line.everybody.voted or 0), row.opinion.pk))

    def _row(self, given: Input) -> Row:
        """One opinion with its answers: none where nobody had voted on it, no numbers where it is not drawn yet."""
        found = self.found
        groups = len(found.sizes) if found else 0
        if found and given.pk in found.lines:
            return Row(given, found.lines[given.pk])
        if found and given.pk in found.unheard:
            return Row(given, Line(given.pk, NOTHING, [NOTHING] * groups))
        return Row(given, Line(given.pk, NOT_DRAWN, [NOT_DRAWN] * groups), undrawn=True)

    @property
    def only_confirmed(self) -> bool:
        """Whether the reader looks at confirmed votes apart from the others."""
        return self.chosen == CONFIRMED and not self.all_are_confirmed

    @property
    def withholds(self) -> bool:
        """Whether a number of some opinion is withheld."""
        drawn = [row.line for row in self.rows if not row.undrawn]
        return any(one.agree is None for line in drawn for one in (line.everybody, *line.groups))


@dataclass(frozen=True)
class Row:
    """One opinion with the answers to it."""

    opinion: Input
    line: Line
    drawn_on: date | None = None
    undrawn: bool = False

    @property
    def everybody(self) -> Cell:
        return Cell("", self.line.everybody)

    @property
    def groups(self) -> list[Cell]:
        return [Cell(LETTERS[at], one) for at, one in enumerate(self.line.groups)]

    def data(self) -> Iterator[Any]:
        """Everybody's numbers, then those of each group."""
        for one in (self.line.everybody, *self.line.groups):
            yield from (one.voted, one.agree, one.disagree, one.unsure)


@dataclass(frozen=True)
class Cell:
    """The answers of everybody or of one group to one opinion."""

    letter: str
    answers: Answers

    @property
    def bar(self) -> SafeString:
        return picture.bar(self.answers)


def results(window: Window, actor: Any, chosen: str = EVERYBODY) -> Results:
    """Read what a page of results shows, in four queries."""
    drawing = Drawing.objects.visible_to(actor).newest(window)
    everybody, confirmed = (told.read(getattr(drawing, one, {})) for one in (EVERYBODY, CONFIRMED))
    rows = Input.objects.visible_to(actor).filter(window=window).opinions().shown()
    rows = rows.select_related("answer", "same_as__answer").order_by("pk")
    for one in (shown := {one.pk: one for one in rows}).values():
        one.window = window
    left_out = Exclusion.objects.visible_to(actor).filter(window=window)
    chosen = CONFIRMED if chosen == CONFIRMED and confirmed else EVERYBODY
    return Results(window, drawing, chosen, everybody, confirmed, shown, list(left_out))


def of_opinion(given: Input, actor: Any) -> Row | None:
    """How people voted on one opinion, by the newest drawing; None where nothing is drawn of it."""
    if given.kind != Input.Kind.OPINION:
        return None
    drawing = Drawing.objects.visible_to(actor).newest(given.window)
    found = told.read(drawing.everybody) if drawing else None
    line = found.lines.get(given.stand_in.pk) if found else None
    return Row(given, line, found.drawn_on) if found and line else None
