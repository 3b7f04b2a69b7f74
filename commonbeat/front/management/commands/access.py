"""`commonbeat access EMAIL`: whoever holds the machine gives back access when mail is down. The public log says so."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from commonbeat.frame.rules import Refused
from commonbeat.people import actions, once
from commonbeat.people.actor import MACHINE
from commonbeat.people.house import House
from commonbeat.people.models import Seat


class Command(BaseCommand):
    help = "Print a link that signs the holder of a seat in once. This is written into the public log."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email", help="e-mail address of somebody who holds a seat")
        parser.add_argument(
            "--new-coordinator",
            action="store_true",
            help="seat somebody who holds no seat as a coordinator; the public log says so",
        )

    def handle(self, *args: Any, email: str, new_coordinator: bool, **options: Any) -> None:
        agency = House.now().agency
        if agency is None:
            raise CommandError("There is no agency in this data folder yet. Run `commonbeat init` first.")
        try:
            validate_email(email)
            seat = actions.restore_access(agency, by=MACHINE, email=email, new_person=new_coordinator)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address. Nothing was changed.") from None
        except Refused as refusal:
            raise CommandError(f"{refusal.sentence} Nothing was changed.\n{seats()}") from None
        if new_coordinator:
            self.stdout.write(f"{email} now holds this seat: {seat}.")
        self.stdout.write("The public log now says that access was given from the machine itself.")
        self.stdout.write(f"{seat} can sign in once, within an hour: {once.link_for(seat.person)}")


def seats() -> str:
    """Who holds a seat, by address, and what to do for somebody who holds none."""
    held = Seat.objects.held().select_related("organization", "person")
    lines = [f"  {seat.person.email}: {seat}" for seat in held]
    return "\n".join(
        ["These hold one:", *lines, "To seat a new person as coordinator: commonbeat access --new-coordinator ADDRESS"]
    )
