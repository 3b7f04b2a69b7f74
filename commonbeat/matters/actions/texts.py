"""Put a text, edit its draft, publish a version that names for each change the comments that moved it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.matters.models import Change, Fate, Input, Matter, Passage, Slip, Text, Window
from commonbeat.matters.texts import alignment, slips
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
    taken = {one.mark for one in old}
    own = {order: piece.mark for order, piece in enumerate(pieces) if piece.mark not in taken}
    chosen, settled = _choices(text), _settled(text)
    Passage.objects.filter(text=text).delete()
    rows = [
        Passage(
            text=text,
            order=order,
            mark=marks.get(order) or own.get(order) or f"p{secrets.token_hex(4)}",
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
        _write_fates(text, old, pairs, settled)


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


def _settled(text: Text) -> dict[int, tuple[str, str]]:
    """What a person said of earlier comments: comment → (the words that its passage had become, what that makes it)."""
    rows = Fate.objects.filter(text=text, by_person=True).select_related("passage")
    return {one.input_id: (one.passage.words if one.passage else "", one.outcome) for one in rows}


def _write_fates(text: Text, old: list[Passage], pairs: list, settled: Mapping[int, tuple[str, str]]) -> None:
    """What becomes of each earlier comment on a passage; what a person settled stays while the passage does."""
    Fate.objects.filter(text=text).delete()
    new = {passage.order: passage for passage in Passage.objects.filter(text=text)}
    index_of = {passage.mark: index for index, passage in enumerate(old)}
    target = {pair.old_index: new.get(pair.new_index) for pair in pairs if pair.old_index is not None}
    rows = []
    for given in Input.objects.filter(matter=text.matter_id).exclude(passage=None).select_related("passage"):
        index = index_of.get(given.passage.mark)
        outcome = "gone" if index is None else alignment.where_now(index, pairs)
        passage = target.get(index)
        words, said = settled.get(given.pk, ("", ""))
        stays = bool(said) and words == (passage.words if passage else "")
        rows.append(Fate(input=given, text=text, outcome=said if stays else outcome, passage=passage, by_person=stays))
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


def text_to_show(matter: Matter) -> Text:
    """The newest text; a first draft is published now, a later draft must say first what moved it."""
    text = Text.objects.filter(matter=matter).order_by("-version").first()
    if text is None:
        raise Refused(_("Add the text first: there is nothing to comment on yet."))
    if text.published_on is None and text.version > 1:
        raise Refused(_("Publish the new version first, and say for each change which comments moved it."))
    if text.published_on is None:
        text.published_on = matter.agency.today()
        text.full_clean()
        text.save()
        text.publishes = [text]
    return text


@action("matters.publish_text", facts=["version"], then="tell_new_version")
def publish_text(text: Text, *, by: Actor, note: str, version: int) -> Text:
    """Publish a new version. Refused while a change names nobody or an earlier comment's fate is uncertain."""
    _refuse_while_asked(text)
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


def _refuse_while_asked(text: Text) -> None:
    """People are asked about the text that stands: no other is put beside it while a period runs or is ahead."""
    period = Window.objects.filter(matter=text.matter_id, closes_at__gt=clock.now()).select_related("matter__agency")
    period = period.order_by("opens_at").first()
    if period is None:
        return
    if period.is_due_to_open:
        sentence = _(
            "A comment period on the version that stands is set for %(day)s. "
            "Publish the new version once that period is over; the next period can ask about it."
        )
        raise Refused(sentence % {"day": date_format(period.opens_on)})
    raise Refused(_("A new version can be published once the comment period is over."))


@action("matters.correct_slip", then="tell_slip")
def correct_slip(passage: Passage, *, by: Actor, words: str, because: str) -> Slip:
    """Correct a slip of the pen while people are asked; what stood before stays readable, and people are told."""
    if not Window.objects.running().filter(text=passage.text_id).exists():
        raise Refused(
            _("A slip can be corrected while a comment period on this text is open. Later, publish a version.")
        )
    first = Slip.objects.filter(passage=passage).first()
    trouble = slips.why_no_slip(first.was if first else passage.words, words)
    if trouble or words == passage.words:
        raise Refused(trouble or _("Nothing was changed."))
    slip = Slip(passage=passage, was=passage.words, because=because, on=passage.text.matter.agency.today())
    slip.full_clean()
    slip.save()
    passage.words = words
    passage.full_clean()
    passage.save()
    return slip
