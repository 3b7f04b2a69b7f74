"""Letters to givers: who may be written to, and the signed links with which they confirm and end it.

A letter carries links and no contents. An address counts only once its link was opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonbeat.frame import clock, notify
from commonbeat.people.models import Giver

_CONFIRM, _STOP = signing.Signer(salt="confirm address"), signing.Signer(salt="unsubscribe")


def _seal_of(giver: Giver) -> str:
    """Changes with the address, so that an old link does not confirm a new address."""
    return hashlib.sha256(giver.email.lower().encode()).hexdigest()[:16]


def confirm_link(giver: Giver) -> str:
    """Where the address is confirmed."""
    key = _CONFIRM.sign_object([giver.pk, _seal_of(giver)])
    return notify.absolute(reverse("matters.confirm_address", args=[key]))


def asking(email: str) -> str:
    """How the occasions of letters begin that ask whether an address is somebody's own."""
    return f"confirm {hashlib.sha256(email.strip().lower().encode()).hexdigest()[:16]}"


def unsubscribe_link(giver: Giver) -> str:
    """Where one click ends all letters."""
    return notify.absolute(reverse("matters.unsubscribe", args=[_STOP.sign_object([giver.pk])]))


def giver_to_confirm(key: str) -> Giver | None:
    """The giver who was sent this link to the address that still stands."""
    giver, rest = _opened(_CONFIRM, key)
    return giver if giver and giver.email and rest == [_seal_of(giver)] else None


def giver_to_forget(key: str) -> Giver | None:
    """The giver whose letters this link ends."""
    return _opened(_STOP, key)[0]


def _opened(signer: signing.Signer, key: str) -> tuple[Giver | None, list[str]]:
    try:
        number, *rest = signer.unsign_object(key)
    except (signing.BadSignature, ValueError):
        return None, []
    return Giver.objects.filter(pk=number).first(), rest


def reachable(givers: QuerySet) -> QuerySet:
    """Those of the givers who confirmed an address."""
    return givers.filter(email_confirmed=True).exclude(email="")


def write(
    occasion: str,
    givers: Iterable[Giver],
    subject: object,
    body: object,
    *,
    good_until: datetime | None = None,
    **facts: object,
) -> None:
    """One letter for each giver, in the giver's language. ``subject`` and ``body`` are lazy translations.

    One that is ``good_until`` a moment is never sent after it.
    """
    for giver in givers:
        with translation.override(giver.language):
            stop = unsubscribe_link(giver)
            ending = _("You get this because you left this address with us. To stop: %(link)s") % {"link": stop}
            notify.letter(
                f"{occasion} giver {giver.pk}",
                to=giver.email,
                subject=str(subject) % facts,
                body=f"{str(body) % facts}\n\n--\n{ending}\n",
                language=giver.language,
                unsubscribe=stop,
                good_until=good_until,
            )


def ask_to_confirm(giver: Giver | None, subject: object, body: object) -> None:
    """Ask whoever reads this address to confirm it; such letters alone go to unconfirmed ones."""
    if giver is None or not giver.email or giver.email_confirmed:
        return
    with translation.override(giver.language):
        link = confirm_link(giver)
        ending = _("If you did not ask for this, do nothing. You will not hear from us again.")
        notify.letter(
            f"{asking(giver.email)} {link[-24:]} {clock.today()}",
            to=giver.email,
            subject=str(subject),
            body=f"{str(body) % {'link': link}}{ending}",
            language=giver.language,
            unsubscribe=unsubscribe_link(giver),
        )
