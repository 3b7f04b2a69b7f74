"""A link that signs one person in once, within an hour: for the first day, and for when mail is down.

It is signed over the moment of the person's last sign-in, so using it, or signing in otherwise, ends it.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from commonbeat.frame import notify
from commonbeat.people.models import Person

VALID = timedelta(hours=1)
_signer = signing.TimestampSigner(salt="sign in once")


def link_for(person: Person) -> str:
    """The whole address, to be printed on the machine's own screen."""
    return notify.absolute(reverse("people.sign_in_once")) + f"?key={_signer.sign(f'{person.pk}.{_mark(person)}')}"


def person_of(key: str) -> Person | None:
    """Whom the key signs in; nobody where it is forged, too old or used."""
    try:
        number, mark = _signer.unsign(key, max_age=VALID).split(".")
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=int(number), is_active=True).first()
    return person if person and _mark(person) == mark else None


def _mark(person: Person) -> str:
    return person.last_login.strftime("%s%f") if person.last_login else "never"
