"""`commonbeat upgrade`: after a new version was installed: back up, bring the tables up to date, check."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from commonbeat import __version__
from commonbeat.frame import clock, seals
from commonbeat.front import backup, database_copy
from commonbeat.front.database_copy import Trouble
from commonbeat.ledger import record
from commonbeat.ledger.verify import verify
from commonbeat.people.models import Agency


class Command(BaseCommand):
    help = "Back up, bring the database up to date with this version, and check."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if database_copy.is_empty():
            raise CommandError("There is no house here to upgrade. Start with: commonbeat init")
        kept = self.back_up()
        steps = database_copy.pending()
        try:
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            call_command("check", databases=["default"], stdout=self.stdout)
            missing, log = record.protection_missing(), verify(record.lines())
            broken = seals.broken()
        except Exception as trouble:
            raise CommandError(f"The upgrade failed ({type(trouble).__name__}). {way_back(kept)}")
        if missing or not log.holds:
            raise CommandError(f"After the upgrade the public log does not hold. {way_back(kept)}")
        if broken:
            raise CommandError(f"Words were changed beside the public log: {'; '.join(broken[:20])}.")
        for step in steps:
            self.stdout.write(f"Brought up to date: {step}")
        self.stdout.write(f"Checked: version {__version__}, {log.entries} entries of the public log, head {log.head}")

    def back_up(self) -> Path:
        folder = place()
        target = folder / f"before-{__version__}-{clock.now():%Y-%m-%d-%H%M%S}.tar.gz"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            backup.make(target)
        except (Trouble, OSError) as trouble:
            raise CommandError(f"Nothing was changed, because it could not be backed up: {trouble}")
        self.stdout.write(f"Backed up to {target} (secret: it holds the keys).")
        return target


def place() -> Path:
    """The folder for backups that the agency named, else one in the data folder."""
    named = Agency.objects.values_list("backup_place", flat=True).first()
    return Path(named) if named else settings.DATA / "backups"


def way_back(kept: Path) -> str:
    return f"Install the version before, empty the data folder and run: commonbeat restore {kept}"
