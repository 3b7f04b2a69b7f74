"""The letters of this room. They carry links and no contents."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonbeat.frame import clock, notify
from commonbeat.people.models import Application, Invitation, Person


def link_of(offer: Invitation, secret: str) -> str:
    """The address with which a seat is accepted: in the letter, or handed over in person."""
    return notify.absolute(reverse("people.invitation", args=[offer.seat_id])) + f"?key={secret}"


def occasion(offer: Invitation) -> str:
    """One letter for each link: an invitation that is sent again has a new one."""
    return f"invitation {offer.pk} {offer.secret}"


def invitation(offer: Invitation, secret: str) -> None:
    """The link with which a seat is accepted."""
    link = link_of(offer, secret)
    notify.letter(
        occasion(offer),
        to=offer.email,
        subject=_("A seat is offered to you: %(seat)s") % {"seat": offer.seat},
        body=_("To accept the seat “%(seat)s”, open this link within 30 days:\n\n%(link)s\n")
        % {"seat": offer.seat, "link": link},
    )


def decided(application: Application) -> None:
    """To an applicant: it is decided. What was decided stands on their own page, not in the letter."""
    person = application.person
    link = notify.absolute(reverse("people.application", args=[application.pk]))
    with translation.override(person.language):
        notify.letter(
            f"application {application.pk} decided",
            to=person.email,
            subject=_("Your application is decided: %(body)s") % {"body": application.call.organization},
            body=_("What was decided on your application, and what you were told, stands here:\n\n%(link)s\n")
            % {"link": link},
            language=person.language,
        )


def email_changed(person: Person, old: str) -> None:
    """To the old address: the account has moved to another one."""
    notify.letter(
        f"e-mail changed {person.pk} {clock.now().isoformat()}",
        to=old,
        subject=_("Your e-mail address was changed"),
        body=_("Your account now has another e-mail address. If it was not you, tell us at once:\n\n%(link)s\n")
        % {"link": notify.absolute(reverse("front.about"))},
        language=person.language,
    )


def passkeys_changed(person: Person) -> None:
    """To the owner: a passkey was added or removed."""
    notify.letter(
        f"passkeys changed {person.pk} {clock.now().isoformat()}",
        to=person.email,
        subject=_("Your passkeys were changed"),
        body=_("A passkey was added to your account or removed from it. If it was not you, look here:\n\n%(link)s\n")
        % {"link": notify.absolute(reverse("mfa_list_webauthn"))},
        language=person.language,
    )
