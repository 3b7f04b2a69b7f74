"""Letters that the room's acts leave for later, and what its clock has to do."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy

from commonbeat.frame import clock, notify
from commonbeat.gatherings.models import Coming, Gathering, Interpreter
from commonbeat.gatherings.models.gathering import COUNTING
from commonbeat.matters import posts
from commonbeat.people.models import Giver

#: how long before a meeting people are reminded
AHEAD = timedelta(days=2)


def confirm_address(number: int) -> None:
    """Ask whoever says that they will come, and left an address, to confirm it."""
    body = gettext_lazy("To get letters about this meeting, open this link and press the button:\n\n%(link)s\n\n")
    coming = Coming.objects.select_related("giver").filter(pk=number).first()
    posts.ask_to_confirm(coming and coming.giver, gettext_lazy("Is this your address?"), body)


def _coming_to(gathering: Gathering, **which: str) -> list[Giver]:
    """Those who will come and confirmed an address."""
    rows = Coming.objects.standing().filter(gathering=gathering, **which)
    return list(posts.reachable(Giver.objects.filter(pk__in=rows.values("giver"))))


def _link(gathering: Gathering) -> str:
    return notify.absolute(gathering.get_absolute_url())


def tell_moved(number: int) -> None:
    """A meeting has another time or place: one letter to each who said that they will come."""
    one = Gathering.objects.get(pk=number)
    posts.write(
        f"meeting {number} moved {one.sequence}",
        _coming_to(one),
        gettext_lazy("A meeting was moved"),
        gettext_lazy("The meeting that you want to come to has another time or place. Read it here:\n\n%(link)s"),
        good_until=one.starts_at,
        link=_link(one),
    )


def tell_canceled(number: int) -> None:
    """A meeting is called off: one letter to each who said that they will come."""
    one = Gathering.objects.get(pk=number)
    posts.write(
        f"meeting {number} canceled",
        _coming_to(one),
        gettext_lazy("A meeting was canceled"),
        gettext_lazy("The meeting that you wanted to come to is canceled. Why, stands here:\n\n%(link)s"),
        link=_link(one),
    )


def tell_interpreter(number: int) -> None:
    """Whether an interpreter comes: one letter to each who asked for one."""
    one = Interpreter.objects.select_related("gathering").get(pk=number)
    posts.write(
        f"interpreter {number} {one.state}",
        _coming_to(one.gathering, interpreter=one.language),
        gettext_lazy("About the interpreter that you asked for"),
        gettext_lazy("We can say now whether an interpreter comes. Read it here:\n\n%(link)s"),
        link=_link(one.gathering),
    )


def remind() -> None:
    """One reminder before each meeting to each who comes and left an address; none once it has begun.

    A letter that waits because mail is down is thrown away when the meeting begins.
    """
    now = clock.now()
    soon = Gathering.objects.filter(
        state=Gathering.State.ANNOUNCED, starts_at__gt=now, starts_at__lte=now + AHEAD, coming__gt=0
    )
    for one in soon:
        posts.write(
            f"meeting {one.pk} on {one.starts_at:%Y-%m-%d} reminder",
            _coming_to(one),
            gettext_lazy("A meeting that you want to come to"),
            gettext_lazy("It is soon. When and where, and how to take it back, stands here:\n\n%(link)s"),
            good_until=one.starts_at,
            link=_link(one),
        )


def to_seal() -> list[Gathering]:
    """Meetings whose counts are closed and not sealed yet."""
    over = Gathering.objects.filter(counts_sealed_on=None, window__isnull=False).exclude(state=Gathering.State.DRAFT)
    rows = over.filter(starts_at__lt=clock.now() - COUNTING).select_related("agency")
    return [one for one in rows if clock.now() >= one.counts_until]
