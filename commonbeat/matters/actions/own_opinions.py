"""Whoever puts up an opinion agrees with it: that vote is cast with it, as soon as the opinion is shown."""

from __future__ import annotations

from commonbeat.matters.models import Input, Vote, Voter
from commonbeat.matters.models.input import State


def agree_with_own(given: Input) -> None:
    """Cast the author's vote, where they vote in the period and have not said otherwise since."""
    if given.kind != Input.Kind.OPINION or given.state != State.VISIBLE or given.giver_id is None:
        return
    voter = Voter.objects.filter(window=given.window_id, giver=given.giver_id).first()
    if voter:
        Vote.objects.get_or_create(voter_id=voter.counts_as, opinion=given, defaults={"answer": Vote.AGREE})
