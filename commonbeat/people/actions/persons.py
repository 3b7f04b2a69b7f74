"""What persons do with their own account; what the accounts library has done is sealed here."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from commonbeat.frame import clock, notify
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.people import letters
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver, Person, Seat


def person_with(email: str, name: str = "") -> Person:
    """The person with this address, new where there was none."""
    known = Person.objects.filter(email__iexact=email).first()
    if known:
        return known
    person = Person(email=email.lower(), name=name)
    person.full_clean()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True)  # confirmed by the first code
    return person


@action("people.change_name")
def change_name(person: Person, *, by: Actor, name: str, language: str) -> Person:
    """Change one's own name and language."""
    person.name, person.language = name, language
    person.full_clean()
    person.save()
    return person


@action("people.delete_me")
def delete_me(person: Person, *, by: Actor) -> None:
    """Delete one's own account: seats end, what was given stays without a link to the person."""
    if Seat.objects.held().filter(person=person, role__in=[Seat.Role.COORDINATOR]).exists():
        raise Refused(_("Hand over your role as coordinator first, so that the house is not left alone."))
    for seat in Seat.objects.held().filter(person=person):
        seat.until = max(seat.since, clock.today())
        seat.full_clean()
        seat.save()
    addresses = {person.email, *Giver.objects.filter(person=person).values_list("email", flat=True)}
    notify.drop_letters(to__in=addresses - {""})
    Giver.objects.filter(person=person).update(person=None, email="", email_confirmed=False)
    Person.objects.filter(pk=person.pk).delete()


@action("people.claim")
def claim(person: Person, *, by: Actor) -> int:
    """Add what was given with return words in this browser to one's own account; returns how many topics.

    Where the person already has a voice of their own in a topic, the return words stay apart.
    """
    own = Giver.objects.filter(person=person).values_list("topic", flat=True)
    mine: dict[int, Giver] = {}
    for giver in Giver.objects.filter(pk__in=by.giver_ids, person=None, organization=None).exclude(topic__in=list(own)):
        mine.setdefault(giver.topic, giver)
    for giver in mine.values():
        giver.person = person
        giver.full_clean()
        giver.save()
    if not mine:
        raise Refused(_("There is nothing here that can be added to your account."))
    return len(mine)


@action("people.email_changed")
def email_changed(person: Person, *, by: Actor, old: str) -> Person:
    """Seal that a person's e-mail address was changed; the old address is told."""
    letters.email_changed(person, old)
    return person


@action("people.passkey_added")
def passkey_added(person: Person, *, by: Actor) -> Person:
    """Seal that a passkey was added; its owner is told by mail."""
    letters.passkeys_changed(person)
    return person


@action("people.passkey_removed")
def passkey_removed(person: Person, *, by: Actor) -> Person:
    """Seal that a passkey was removed; its owner is told by mail."""
    letters.passkeys_changed(person)
    return person
