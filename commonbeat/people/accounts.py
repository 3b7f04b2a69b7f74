"""The accounts library, fitted to the house: no password, no address kept, its changes sealed, mail that may be down.

A code by e-mail or a passkey signs in, either alone; a passkey is never asked for on top of a code, so that nobody
is shut out by a lost device. Known and unknown addresses get the same page in the same time: a code is a row in the
outbox, which the clockwork sends at once, and for an unknown address a row that nobody sends. Nobody can lock an
account from outside: a code takes three tries, and only asking for codes is slowed down.
"""

from __future__ import annotations

import secrets
from copy import copy
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import email_changed
from allauth.core import context as library
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import get_language

from commonbeat.frame import clock, notify
from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.hints import hint_of
from commonbeat.people.middleware import forget_givers
from commonbeat.people.models import Person

#: how long a code works (ACCOUNT_LOGIN_BY_CODE_TIMEOUT); its letter is of no use later
CODE_WORKS = timedelta(minutes=15)


def refuse_where_mail_is_down(email: str) -> None:
    """Where no code can go out, the page that says what to do, for every address alike and before any is looked up."""
    if notify.mail_is_down():
        page = render(library.request, "account/mail_is_down.html", {"email": email}, status=503)
        raise ImmediateHttpResponse(page)


class Accounts(DefaultAccountAdapter):
    """How the house uses the accounts library."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Limits count the requests of one client under a name that dies with this process, never an address."""
        return hint_of(request)

    def get_login_stages(self) -> list[str]:
        """A passkey replaces the code: it is no second step after it, and no code is asked for after it."""
        stages = [stage for stage in super().get_login_stages() if not stage.startswith("allauth.mfa.")]
        used = library.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        return [] if used and used[-1].get("passwordless") else stages

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff to what is owed next, those outside to what they check, others to what is held about them."""
        if not request.user.pk:
            return "/my/"
        actor = actor_for(request.user)
        return "/desk/" if actor.works_here else "/desk/promises/" if actor.stands_outside else "/my/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a code into the outbox; for an address that nobody has, a letter that is too old to be sent."""
        unknown = template_prefix.endswith("unknown_account")
        if unknown:
            template_prefix, context = "account/email/login_code", context | {"code": self.generate_login_code()}
        letter = self.render_mail(template_prefix, email, {"request": library.request, "email": email} | context)
        notify.letter(
            f"code {secrets.token_hex(16)}",
            to="" if unknown else email,
            subject=letter.subject,
            body=letter.body,
            language=get_language() or "en",
            good_until=clock.now() + (timedelta() if unknown else CODE_WORKS),
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """To whoever asks for a second account with one address: sign in. (The library would speak of a password.)"""
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(self, *args: Any, **rest: Any) -> None:
        """The pages themselves say what happened."""
        if rest.get("message"):
            super().add_message(*args, **rest)


@receiver(user_logged_out)
def forget_who_gave(sender: Any, request: HttpRequest, **rest: Any) -> None:
    """Who signs out leaves nothing of themselves in this browser."""
    forget_givers(request)


@receiver(email_changed)
def seal_email(sender: Any, user: Person, from_email_address: Any, to_email_address: Any, **rest: Any) -> None:
    """The first confirmation of an address is no change."""
    if from_email_address and from_email_address.email.lower() != to_email_address.email.lower():
        person = Person.objects.get(pk=user.pk)
        actions.email_changed(person, by=actor_for(person), old=from_email_address.email)


@receiver(authenticator_added)
def seal_passkey(sender: Any, user: Person, **rest: Any) -> None:
    actions.passkey_added(copy(user), by=actor_for(copy(user)))  # the copy is a Person; the library hands a stand-in


@receiver(authenticator_removed)
def seal_passkey_removed(sender: Any, user: Person, **rest: Any) -> None:
    actions.passkey_removed(copy(user), by=actor_for(copy(user)))
