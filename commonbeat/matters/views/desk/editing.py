"""One step in editing a draft's passages: from the passages as they stand and a sent form to the passages after it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commonbeat.frame.rules import Refused
from commonbeat.matters.forms.desk.topics import PassageForm
from commonbeat.matters.texts import passages
from commonbeat.matters.texts.passages import Passage


def stand_of(pieces: Sequence[Passage]) -> str:
    """A short digest of the passages: a step sent from an older look is not done to the wrong passage."""
    return hashlib.sha256(repr(list(pieces)).encode()).hexdigest()[:16]


def breaks(words: str) -> list[tuple[int, str]]:
    """Where a passage can be split: the place and the words that would begin the second part."""
    return [(place, Truncator(words[place:]).words(9, truncate="")) for place in passages.sentences(words)]


def edited(pieces: list[Passage], at: int, form: Mapping[str, str]) -> tuple[list[Passage], int]:
    """The passages after one step, and the place to go on from."""
    step = form.get("step", "")
    if step in ("up", "down"):
        to = at - 1 if step == "up" else at + 1
        return passages.move(pieces, at, step), to if 0 <= to < len(pieces) else at
    if step == "merge":
        return passages.merge(pieces, at), at
    if step == "remove" and len(pieces) > 1:
        return passages.remove(pieces, at), max(0, at - 1)
    if step.startswith("split-"):
        return split(pieces, at, step.removeprefix("split-")), at
    if step in ("save", "add"):
        return worded(pieces, at, step, form)
    raise Refused(_("A text needs at least one passage."))


def split(pieces: list[Passage], at: int, place: str) -> list[Passage]:
    """Split where one of the offered sentences begins."""
    if place not in {str(one) for one, _words in breaks(pieces[at].words)}:
        raise Refused(_("Choose the sentence before which to split."))
    return passages.split_at(pieces, at, int(place))


def worded(pieces: list[Passage], at: int, step: str, sent: Mapping[str, str]) -> tuple[list[Passage], int]:
    """Reword one passage, or add a new one after it."""
    form = PassageForm(sent)
    if not form.is_valid():
        raise Refused(_("A passage needs its words; its number has 60 characters at most and its depth is 1 to 4."))
    clean = form.cleaned_data
    one = replace(
        pieces[at], label=clean["label"], depth=clean["depth"], words=clean["words"], heading=clean["heading"]
    )
    if step == "save":
        return [*pieces[:at], one, *pieces[at + 1 :]], at
    return [*pieces[: at + 1], replace(one, mark=""), *pieces[at + 1 :]], at + 1
