"""The accounts library, fitted to the house: no password, no address kept, its changes sealed, mail that may be down.

A code by e-mail or a passkey signs in, either alone; a passkey is never asked for on top of a code, so that nobody
is shut out by a lost device.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import email_changed, login_code_rejected
from allauth.core import context as library
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.db import connection, transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse

from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Person


def no_address(request: HttpRequest) -> None:
    """Nobody's network address is looked at."""


class Accounts(DefaultAccountAdapter):
    """How the house uses the accounts library."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """One name for all, so that limits count requests and not addresses."""
        return "everybody"

    def get_login_stages(self) -> list[str]:
        """A passkey replaces the code: it is no second step after it, and no code is asked for after it."""
        stages = [stage for stage in super().get_login_stages() if not stage.startswith("allauth.mfa.")]
        used = library.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        return [] if used and used[-1].get("passwordless") else stages

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff to what is owed next, others to what is held about them."""
        return "/desk/" if request.user.pk and actor_for(request.user).works_here else "/my/"

    def pre_login(self, request: HttpRequest, user: Person, **rest: Any) -> HttpResponse | None:
        """After many wrong codes not even a right one signs in for a while."""
        if not AxesProxyHandler.is_allowed(request, {"username": user.email}):
            return render(request, "account/locked.html", status=429)
        return super().pre_login(request, user, **rest)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a code; where mail is off or down, nothing is changed and a page says what to do."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            if connection.in_atomic_block:
                transaction.set_rollback(True)
            page = TemplateResponse(library.request, "account/mail_is_down.html", {"email": email}, status=503)
            raise ImmediateHttpResponse(page) from None  # written once the change is undone

    def add_message(self, *args: Any, **rest: Any) -> None:
        """The pages themselves say what happened."""
        if rest.get("message"):
            super().add_message(*args, **rest)


@receiver(login_code_rejected)
def count_wrong_code(sender: Any, request: HttpRequest, user: Person, **rest: Any) -> None:
    """A wrong code counts against the account that it was typed for."""
    user_login_failed.send(sender, credentials={"username": user.email}, request=request)


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
