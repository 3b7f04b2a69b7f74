"""`commonbeat demo`: Riverton, an invented town, set up at the first start and served on this machine."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from commonbeat.front.demo.build import build
from commonbeat.ledger import record


class Command(BaseCommand):
    help = "Set up and serve the demo town of Riverton. Refused where a real agency's house stands."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--no-serve", action="store_true", help="set up only")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if record.is_demo() is False:
            raise CommandError(
                "This data folder holds a real agency's house. Start it with `commonbeat serve`, "
                "or set COMMONBEAT_DATA to another folder for the demo."
            )
        if record.is_demo() is None:
            self.set_up()
        if not options["no_serve"]:
            call_command("serve")

    def set_up(self) -> None:
        began = time.monotonic()
        self.stdout.write("Setting up Riverton, an invented town, through a year of its acts.")
        build(lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"Riverton stands after {time.monotonic() - began:.0f} s.")
