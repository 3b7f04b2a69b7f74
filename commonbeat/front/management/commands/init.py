"""`commonbeat init`: found a real agency's house on an empty data folder, and open it to its first coordinator."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from commonbeat.ledger import record
from commonbeat.people import actions, once
from commonbeat.people.actor import CLOCK, actor_for
from commonbeat.people.models import Seat


class Command(BaseCommand):
    help = "Found a real agency's house in an empty data folder and print a link that signs its coordinator in."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--name", help="name of the agency, for example “Riverton Police Department”")
        parser.add_argument("--email", help="e-mail address of the first coordinator")
        parser.add_argument("--language", help="en or es: the coordinator's language")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        refuse_if_taken()
        name = options["name"] or self.ask("Name of the agency")
        email = checked_address(options["email"] or self.ask("E-mail address of its first coordinator"))
        language = checked_language(options["language"] or self.ask("Language of the coordinator (en or es)", "en"))
        try:
            agency = actions.found(None, by=CLOCK, name=name.strip(), email=email, demo=False)
        except ValidationError as wrong:
            raise CommandError("; ".join(wrong.messages)) from None
        person = Seat.objects.get(organization=agency.organization, role=Seat.Role.COORDINATOR).person
        actions.change_name(person, by=actor_for(person), name="", language=language)
        self.say(once.link_for(person))

    def ask(self, question: str, otherwise: str = "") -> str:
        """An answer typed at the terminal; a CommandError where there is none to type at."""
        if not sys.stdin.isatty():
            if otherwise:
                return otherwise
            raise CommandError(f"{question}? Nobody is there to answer. Use --name, --email and --language.")
        typed = input(f"{question}{f' [{otherwise}]' if otherwise else ''}: ").strip()
        return typed or otherwise or self.ask(question)

    def say(self, link: str) -> None:
        self.stdout.write(f"The house stands in {settings.DATA}. Nobody but you can see it yet.")
        self.stdout.write("1. Start it:              .venv/bin/commonbeat serve")
        self.stdout.write("2. Open, within an hour:  " + link)
        self.stdout.write("The link signs in once. A new one: .venv/bin/commonbeat access YOUR-ADDRESS")


def refuse_if_taken() -> None:
    """A demo can never become an agency's house, nor one agency's another's."""
    if record.is_demo():
        raise CommandError(
            f"The folder {settings.DATA} holds the demo town. Nothing was changed. "
            "Set COMMONBEAT_DATA to another folder, then run this again."
        )
    founding = record.first_entry()
    if founding:
        raise CommandError(
            f"The folder {settings.DATA} already holds the house of {founding['facts']['name']}. Nothing was changed. "
            "Start it with `commonbeat serve`; `commonbeat access ADDRESS` prints a link to sign in."
        )


def checked_address(email: str) -> str:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise CommandError(f"{email} is not an e-mail address. Nothing was changed.") from None
    return email.strip()


def checked_language(code: str) -> str:
    known = [code for code, _name in settings.LANGUAGES]
    if code not in known:
        raise CommandError(f"The language is one of: {', '.join(known)}. Nothing was changed.")
    return code
