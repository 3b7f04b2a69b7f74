"""`commonbeat backup FILE`: the whole house in one archive, checked."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonbeat.front import backup
from commonbeat.front.database_copy import Trouble


class Command(BaseCommand):
    help = "Write database, files and keys into one new archive, while the site runs, and verify it."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="for example commonbeat.tar.gz; it must not exist yet")
        parser.add_argument("--without-keys", action="store_true", help="leave out keys/, to be kept elsewhere")

    def handle(self, *args: Any, file: Path, without_keys: bool, **options: Any) -> None:
        try:
            kept = backup.make(file.absolute(), keys=not without_keys)
        except Trouble as trouble:
            raise CommandError(str(trouble))
        self.stdout.write(f"Backed up to {file}: {kept.size / 1e6:.1f} MB, {kept.files} files, read back and whole.")
        self.stdout.write(f"The public log in it holds: {kept.entries} entries, head {kept.head}")
        if kept.keys:
            self.stdout.write("SECRET, keep apart: keys/ is in it. Who has this file can read all of it and more.")
        else:
            self.stdout.write("SECRET, keep apart: keys/ is not in it. Without that folder return words open nothing.")
