"""Near-copies: fold them into one that stands for all, and let one stand for itself again."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.matters.models import Change, Input, Matter
from commonbeat.people.actor import Actor


@action("matters.fold", facts=["into", "inputs", "count"])
def fold(matter: Matter, *, by: Actor, into: Input, inputs: Sequence[Input], count: int) -> Input:
    """Fold near-copies into one that stands for them, as a person decided; they get its reply and are counted."""
    numbers = {one.pk for one in inputs} - {into.pk}
    if count != len(numbers):
        raise Refused(_("The list changed meanwhile. Look again."))
    fresh = Input.objects.select_for_update().filter(matter=matter, pk__in=numbers | {into.pk})
    others = {one.pk: one for one in fresh}
    if set(others) != numbers | {into.pk}:
        raise Refused(_("Choose comments on this topic."))
    stands = others.pop(into.pk)
    if stands.same_as_id or not stands.is_shown:
        raise Refused(_("Choose a comment that is shown and not itself folded."))
    if len({one.kind == Input.Kind.OPINION for one in (stands, *others.values())}) > 1:
        raise Refused(_("Opinions stand behind opinions only: people vote on the one that stands for the others."))
    if not all(one.is_shown for one in others.values()):
        raise Refused(_("Only comments that are shown can be folded."))
    if any(one.answer_id for one in others.values()):
        raise Refused(_("A comment that has its own reply, or a draft of one, cannot be folded."))
    Input.objects.filter(same_as__in=numbers).update(same_as=stands)
    Input.objects.filter(pk__in=numbers).update(same_as=stands)
    return stands


@action("matters.unfold")
def unfold(given: Input, *, by: Actor) -> Input:
    """Let a folded comment stand for itself again; it becomes owed its own reply."""
    if given.same_as_id is None:
        raise Refused(_("This comment already stands for itself."))
    given.same_as = None
    given.full_clean()
    given.save()
    return given


def pass_on(given: Input) -> None:
    """Words that stand for copies leave view: the oldest copy that is shown stands for the others, with the reply.

    It is then also the one that moved what these words moved. Where no copy is shown, each stands for itself.
    """
    copies = Input.objects.filter(same_as=given)
    heir = copies.shown().order_by("pk").first()
    if heir is None:
        copies.update(same_as=None)
        return
    heir.same_as, heir.answer = None, heir.answer or given.answer
    heir.full_clean()
    heir.save()
    copies.update(same_as=heir)
    for change in Change.objects.filter(inputs=given):
        change.inputs.add(heir)
