"""`commonbeat init`: found a real agency's house on an empty data folder, and open it to its first coordinator."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from commonbeat.ledger import record
from commonbeat.people import actions, once
from commonbeat.people.actor import MACHINE, actor_for
from commonbeat.people.models import Agency, Organization, Seat


@dataclass(frozen=True)
class Question:
    """What is asked, how an answer is checked (ValidationError where it is wrong), what holds where nobody answers."""

    words: str
    check: Callable[[str], Any]
    help: str
    otherwise: str | None = None


def known_language(code: str) -> None:
    known = [code for code, _name in settings.LANGUAGES]
    if code not in known:
        raise ValidationError(f"{code} is not one of: {', '.join(known)}.")


def one_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"{email} is not an e-mail address.") from None


QUESTIONS = {
    "name": Question(
        "Name of the agency",
        lambda name: Organization._meta.get_field("name").clean(name, None),
        "name of the agency, for example “Riverton Police Department”",
    ),
    "state": Question(
        "State", lambda state: Agency._meta.get_field("state").clean(state, None), "the state that it is in", ""
    ),
    "email": Question(
        "E-mail address of its first coordinator", one_address, "e-mail address of the first coordinator"
    ),
    "language": Question(
        "Language of the coordinator (en or es)", known_language, "en or es: the coordinator's language", "en"
    ),
}


class Command(BaseCommand):
    help = "Found a real agency's house in an empty data folder and print a link that signs its coordinator in."

    def add_arguments(self, parser: Any) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", help=question.help)

    def handle(self, *args: Any, **options: Any) -> None:
        with contextlib.suppress(PermissionError):  # somebody else's folder, lent to the house
            settings.DATA.chmod(0o700)
        call_command("migrate", verbosity=0, interactive=False)
        refuse_if_taken()
        told = {name: self.answer(question, options[name]) for name, question in QUESTIONS.items()}
        language = told.pop("language")
        agency = actions.found(None, by=MACHINE, demo=False, **told)
        person = Seat.objects.get(organization=agency.organization, role=Seat.Role.COORDINATOR).person
        actions.change_name(person, by=actor_for(person), name="", language=language)
        self.say(once.link_for(person))

    def answer(self, question: Question, given: str | None) -> str:
        """The answer given with the command, else one typed at the terminal; a wrong one is asked for again."""
        while True:
            words = (given or self.ask(question)).strip()
            try:
                question.check(words)
                return words
            except ValidationError as wrong:
                reason = " ".join(wrong.messages)
                if not sys.stdin.isatty():
                    raise CommandError(f"{question.words}: {reason} Nothing was changed.") from None
                self.stdout.write(reason)
                given = None

    def ask(self, question: Question) -> str:
        """A line typed at the terminal; a CommandError where there is none to type at."""
        if not sys.stdin.isatty():
            if question.otherwise is not None:
                return question.otherwise
            options = ", ".join(f"--{name}" for name in QUESTIONS)
            raise CommandError(f"{question.words}? Nobody is there to answer. Use {options}.")
        default = f" [{question.otherwise}]" if question.otherwise else ""
        typed = ""
        while not typed:
            typed = input(f"{question.words}{default}: ").strip() or question.otherwise or ""
        return typed

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
