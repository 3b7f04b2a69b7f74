"""What a decision waits for, grouped, each group with the place where it is done; and which topics are ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.matters.actions.decisions import what_waits as everything_waiting
from commonbeat.matters.models import Decision, Input, Matter, Text, Window
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage


@dataclass(frozen=True)
class Waiting:
    """One thing that a decision waits for: a sentence, and where it is done."""

    sentence: str
    address: str = ""

    def __str__(self) -> str:
        return self.sentence


def what_waits(actor: Any, matter: Matter) -> list[Waiting]:
    """What has to happen before this topic can be decided, comments in groups."""
    return [*_periods(actor, matter), *_texts(actor, matter), *_comments(actor, matter)]


def _periods(actor: Any, matter: Matter) -> Iterator[Waiting]:
    windows = list(Window.objects.visible_to(actor).filter(matter=matter).select_related("matter__agency"))
    if not windows:
        yield Waiting(_("There has been no comment period."), reverse("matters.open_period", args=[matter.pk]))
    for one in windows:
        if not one.is_over:
            yield Waiting(_("The comment period is not over."))
        elif one.takes_paper:
            yield Waiting(
                _("What came in time on paper can still be entered."), reverse("matters.enter", args=[one.pk])
            )


def _texts(actor: Any, matter: Matter) -> Iterator[Waiting]:
    for one in Text.objects.visible_to(actor).filter(matter=matter, published_on=None):
        yield Waiting(_("A new version is drafted but not published."), reverse("matters.publish_text", args=[one.pk]))


def _comments(actor: Any, matter: Matter) -> Iterator[Waiting]:
    given = Input.objects.visible_to(actor).filter(matter=matter)
    comments = reverse("matters.comments", args=[matter.pk])
    held, waiting = given.filter(state=State.HELD).count(), given.waiting()
    bare, drafted = waiting.filter(answer=None).count(), waiting.exclude(answer=None).count()
    if held:
        said = ngettext(
            "%(n)s comment is held and nobody has looked at it.",
            "%(n)s comments are held and nobody has looked at them.",
            held,
        )
        yield Waiting(said % {"n": held}, f"{comments}?state=held")
    if bare:
        said = ngettext("%(n)s comment has no reply.", "%(n)s comments have no reply.", bare)
        yield Waiting(said % {"n": bare}, comments)
    if drafted:
        said = ngettext(
            "%(n)s comment has a drafted reply that is not published.",
            "%(n)s comments have a drafted reply that is not published.",
            drafted,
        )
        yield Waiting(said % {"n": drafted}, reverse("matters.publish_answers", args=[matter.pk]))


def ready(actor: Any) -> list[tuple[Matter, bool]]:
    """Topics for which nothing waits any more; with each, whether it was sent back and needs a new version first."""
    own = OuterRef("pk")
    rows = Matter.objects.visible_to(actor).topics().filter(stage=Stage.PUBLISHED).select_related("agency")
    own_period = Window.objects.filter(matter=own, source=None)
    elected = Input.objects.filter(matter=own, reply_owed=True)  # a conversation held elsewhere asks for no decision
    rows = rows.filter(Exists(own_period) | Exists(elected))
    for waits in (
        Window.objects.filter(matter=own, closes_at__gt=clock.now()),
        Text.objects.filter(matter=own, published_on=None),
        Input.objects.filter(matter=own, state=State.HELD),
        Input.objects.waiting().filter(matter=own),
    ):
        rows = rows.exclude(Exists(waits))
    nothing_waits = [one for one in rows if not everything_waiting(one)]
    return [(one, _was_sent_back(actor, one)) for one in nothing_waits]


def _was_sent_back(actor: Any, matter: Matter) -> bool:
    """Whether the newest published version is the one that was sent back."""
    last = Decision.objects.visible_to(actor).filter(matter=matter).order_by("-pk").first()
    newest = Text.objects.visible_to(actor).published().filter(matter=matter).order_by("-version").first()
    sent_back = last is not None and last.outcome == Decision.Outcome.SEND_BACK
    return sent_back and newest is not None and last.text_id == newest.pk
