"""`commonbeat restore FILE`: a house from its archive, onto an empty place."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commonbeat.front.database_copy import Trouble
from commonbeat.front.restore import restore


class Command(BaseCommand):
    help = "Restore a backup where no database and no files are yet, and verify it."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            log, keys = restore(file.absolute())
        except Trouble as trouble:
            raise CommandError(str(trouble))
        self.stdout.write(f"Restored to {settings.DATA}.")
        self.stdout.write(f"The public log holds: {log.entries} entries, head {log.head}")
        if not keys:
            self.stdout.write(f"The keys were not in it: put your copy into {settings.KEYS} before you open the site.")
        self.stdout.write("Hold this head against the newest letter of a witness. Next: commonbeat serve")
