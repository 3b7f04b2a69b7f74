"""`commonbeat tend`: one turn of the clockwork, from a cron line or beside the server."""

from typing import Any

from django.core.management.base import BaseCommand

from commonbeat.frame import notify
from commonbeat.front import clockwork


class Command(BaseCommand):
    help = "Do what the clock asks for: later work, letters, reminders, the daily head of the public log."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--again", action="store_true", help="Try again, too, what failed for more than a week.")

    def handle(self, *args: Any, verbosity: int = 1, again: bool = False, **options: Any) -> None:
        if again:
            notify.try_again()
        done = clockwork.turn()
        clockwork.long_turn()
        if not verbosity:
            return
        if done is None:
            self.stdout.write("Another clockwork is at work; nothing to do.")
        else:
            today = "the day's duties, " if done["days"] else ""
            self.stdout.write(f"Done: {today}{done['tasks']} tasks, {done['letters']} letters sent.")
