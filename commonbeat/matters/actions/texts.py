"""Put a text, edit its draft, publish a version that names for each change the comments that moved it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.matters.models import Change, Fate, Input, Matter, Passage, Slip, Text, Window
from commonbeat.matters.texts import alignment
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import Actor


@action("matters.put_text")
def put_text(matter: Matter, *, by: Actor, pieces: Sequence[Piece]) -> Text:
    """Make these passages the draft of the first text or of the next version, replacing a draft that was there."""
    if Window.objects.running().filter(matter=matter).exists():
        raise Refused(_("While the comment period is open the text cannot change. You can correct a slip."))
    if not pieces:
        raise Refused(_("There are no words in this text."))
    latest = Text.objects.filter(matter=matter).order_by("-version").first()
    if latest is None or latest.published_on:
        latest = Text(matter=matter, version=latest.version + 1 if latest else 1)
        latest.full_clean()
        latest.save()
    _write(latest, pieces)
    return latest


@action("matters.edit_text")
def edit_text(text: Text, *, by: Actor, pieces: Sequence[Piece], note: str = "") -> Text:
    """Save a draft's passages after splitting, merging, moving, removing or rewording some."""
    if not pieces:
        raise Refused(_("A text needs at least one passage."))
    text.note = note or text.note
    text.full_clean()
    text.save()
    _write(text, pieces)
    return text


def _write(text: Text, pieces: Sequence[Piece]) -> None:
    """Replace the draft's passages; a passage that lives on from the version before keeps its mark."""
    before = previous(text)
    old = list(Passage.objects.filter(text=before)) if before else []
    pairs = alignment.align(old, list(pieces)) if before else []
    marks = {pair.new_index: old[pair.old_index].mark for pair in pairs if None not in (pair.new_index, pair.old_index)}
    chosen = _choices(text)
    Passage.objects.filter(text=text).delete()
    rows = [
        Passage(
            text=text,
            order=order,
            mark=marks.get(order) or f"p{secrets.token_hex(4)}",
            label=piece.label,
            depth=piece.depth,
            heading=piece.heading,
            words=piece.words,
        )
        for order, piece in enumerate(pieces)
    ]
    Passage.objects.bulk_create(rows)
    if before:
        _write_changes(text, old, pairs, chosen)
        _write_fates(text, before, old, pairs)


def previous(text: Text) -> Text | None:
    """The published version before this one."""
    return Text.objects.published().filter(matter=text.matter_id, version__lt=text.version).order_by("-version").first()


def _choices(text: Text) -> dict[tuple[str, str], tuple[bool, str, list[int]]]:
    """What was already said of this draft's changes, by the marks on both sides."""
    changes = Change.objects.filter(text=text).select_related("old", "new").prefetch_related("inputs")
    return {
        (one.old.mark if one.old else "", one.new.words if one.new else ""): (
            one.by_none,
            one.because,
            [given.pk for given in one.inputs.all()],
        )
        for one in changes
    }


def _write_changes(text: Text, old: list[Passage], pairs: list, chosen: Mapping) -> None:
    new = list(Passage.objects.filter(text=text).order_by("order"))
    Change.objects.filter(text=text).delete()
    for order, pair in enumerate(pair for pair in pairs if pair.kind != "kept"):
        was = old[pair.old_index] if pair.old_index is not None else None
        now = new[pair.new_index] if pair.new_index is not None else None
        by_none, because, inputs = chosen.get((was.mark if was else "", now.words if now else ""), (False, "", []))
        change = Change(text=text, kind=pair.kind, old=was, new=now, order=order, by_none=by_none, because=because)
        change.full_clean()
        change.save()
        change.inputs.set(inputs)


def _write_fates(text: Text, before: Text, old: list[Passage], pairs: list) -> None:
    """What becomes of each earlier comment on a passage; what a person already settled stays settled."""
    settled = {fate.input_id: fate for fate in Fate.objects.filter(text=text, by_person=True)}
    Fate.objects.filter(text=text, by_person=False).delete()
    new = {passage.order: passage for passage in Passage.objects.filter(text=text)}
    index_of = {passage.mark: index for index, passage in enumerate(old)}
    target = {pair.old_index: new.get(pair.new_index) for pair in pairs if pair.old_index is not None}
    rows = []
    for given in Input.objects.filter(matter=text.matter_id).exclude(passage=None).select_related("passage"):
        if given.pk in settled:
            continue
        index = index_of.get(given.passage.mark)
        outcome = "gone" if index is None else alignment.where_now(index, pairs)
        rows.append(Fate(input=given, text=text, outcome=outcome, passage=target.get(index)))
    Fate.objects.bulk_create(rows)


@action("matters.name_movers", facts=["inputs", "by_none"])
def name_movers(
    text: Text, *, by: Actor, change: Change, inputs: Sequence[Input] = (), by_none: bool = False, because: str = ""
) -> Change:
    """Say which comments moved one changed passage, or that none did and why it changed."""
    if change.text_id != text.pk or any(given.matter_id != text.matter_id for given in inputs):
        raise Refused(_("Choose comments on this topic."))
    if bool(inputs) == by_none:
        raise Refused(_("Name at least one comment, or say that none moved this passage."))
    if by_none and not because:
        raise Refused(_("Say in a few words why this passage changed."))
    change.by_none, change.because = by_none, because
    change.full_clean()
    change.save()
    change.inputs.set(inputs)
    return change


@action("matters.settle_fates")
def settle_fates(text: Text, *, by: Actor, outcomes: Mapping[int, str]) -> Text:
    """Say of uncertain comments whether their passage was kept, changed or is gone; keys are comment numbers."""
    for fate in Fate.objects.filter(text=text, input__in=outcomes):
        if outcomes[fate.input_id] == Fate.Outcome.UNCERTAIN:
            continue
        fate.outcome, fate.by_person = outcomes[fate.input_id], True
        fate.full_clean()
        fate.save()
    return text


@action("matters.publish_text", facts=["version"], then="tell_new_version")
def publish_text(text: Text, *, by: Actor, note: str, version: int) -> Text:
    """Publish a new version. Refused while a change names nobody or an earlier comment's fate is uncertain."""
    if Window.objects.filter(matter=text.matter_id).running().exists():
        raise Refused(_("A new version can be published once the comment period is over."))
    silent = [
        change
        for change in Change.objects.filter(text=text).prefetch_related("inputs").select_related("old", "new")
        if not change.by_none and not change.inputs.all()
    ]
    if silent:
        names = [str(change.new or change.old) for change in silent]
        raise Refused(_("Say for each changed passage which comments moved it, or that none did."), waiting=names)
    uncertain = Fate.objects.filter(text=text, outcome=Fate.Outcome.UNCERTAIN).select_related("input")
    if uncertain:
        names = [str(fate.input) for fate in uncertain]
        raise Refused(_("Say of these comments whether their passage was kept, changed or is gone."), waiting=names)
    text.note, text.published_on = note, text.matter.agency.today()
    text.full_clean()
    text.save()
    return text


@action("matters.correct_slip")
def correct_slip(passage: Passage, *, by: Actor, words: str, because: str) -> Passage:
    """Correct a slip of the pen in a published text; what stood before stays readable beside it."""
    slip = Slip(passage=passage, was=passage.words, because=because)
    slip.full_clean()
    slip.save()
    passage.words = words
    passage.full_clean()
    passage.save()
    return passage
