"""`commonbeat backup [FILE]`: the whole house in one archive, checked."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonbeat.frame import clock
from commonbeat.front import backup, database_copy
from commonbeat.front.database_copy import Trouble
from commonbeat.people.models import Agency


class Command(BaseCommand):
    help = "Write database, files and keys into one new archive, while the site runs, and verify it."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "file",
            type=Path,
            nargs="?",
            help="for example commonbeat.tar.gz, not there yet; else one with the date, in the place for backups",
        )
        parser.add_argument("--without-keys", action="store_true", help="leave out keys/, to be kept elsewhere")

    def handle(self, *args: Any, file: Path | None, without_keys: bool, **options: Any) -> None:
        file = file or in_its_place()
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


def in_its_place() -> Path:
    """Today's archive in the folder that was set on the first day; with the time where there is one of today."""
    agency = None if database_copy.is_empty() else Agency.objects.first()
    if agency is None or not agency.backup_place:
        raise CommandError(
            "No place for backups is set. Set it on the page of the first day, or name a file: commonbeat backup FILE"
        )
    target = Path(agency.backup_place) / backup.name_of(agency.today())
    if target.exists():
        target = target.with_name(f"commonbeat-{agency.local(clock.now()):%Y-%m-%d-%H%M%S}.tar.gz")
    return target
