"""`commonbeat tend`: one turn of the clockwork, from a cron line or beside the server."""

from typing import Any

from django.core.management.base import BaseCommand

from commonbeat.front import clockwork


class Command(BaseCommand):
    help = "Do what the clock asks for: later work, letters, reminders, the daily head of the public log."
    requires_system_checks = []

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        done = clockwork.turn()
        if not verbosity:
            return
        if done is None:
            self.stdout.write("Another clockwork is at work; nothing to do.")
        else:
            today = "the day's duties, " if done["days"] else ""
            self.stdout.write(f"Done: {today}{done['tasks']} tasks, {done['letters']} letters sent.")
