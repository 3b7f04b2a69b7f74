"""`commonbeat access EMAIL`: whoever holds the machine gives back access when mail is down. The public log says so."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonbeat.front.management.commands.init import checked_address
from commonbeat.people import actions, once
from commonbeat.people.actor import CLOCK
from commonbeat.people.house import House


class Command(BaseCommand):
    help = "Seat a coordinator and print a link that signs them in once. This is written into the public log."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email", help="e-mail address of the person")

    def handle(self, *args: Any, **options: Any) -> None:
        email, agency = checked_address(options["email"]), House.now().agency
        if agency is None:
            raise CommandError("There is no agency in this data folder yet. Run `commonbeat init` first.")
        seat = actions.restore_access(agency, by=CLOCK, email=email)
        self.stdout.write("The public log now says that access was given back from the machine itself.")
        self.stdout.write(f"{seat} can sign in once, within an hour: {once.link_for(seat.person)}")
