"""The letters of this room. They carry links and no contents."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame import notify
from commonbeat.people.models import Invitation


def invitation(offer: Invitation, secret: str) -> None:
    """The link with which a seat is accepted."""
    link = notify.absolute(reverse("people.accept_seat", args=[offer.seat_id])) + f"?key={secret}"
    notify.letter(
        f"invitation {offer.pk}",
        to=offer.email,
        subject=_("A seat is offered to you: %(seat)s") % {"seat": offer.seat},
        body=_("To accept the seat “%(seat)s”, open this link within 30 days:\n\n%(link)s\n")
        % {"seat": offer.seat, "link": link},
    )
