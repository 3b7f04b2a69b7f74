"""`commonbeat verify`: whether the public log holds, and whether all that is public says what the log committed to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonbeat.frame import seals
from commonbeat.ledger import record
from commonbeat.ledger.verify import verify
from commonbeat.records import store


class Command(BaseCommand):
    help = "Check the chain of the public log, its protection, and every published word against its seal."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        log, missing, broken = verify(record.lines()), record.protection_missing(), seals.broken()
        self.stdout.write(f"The public log: {log.entries} entries, head {log.head}")
        troubles = [log.trouble] if log.trouble else []
        troubles += [f"The log is not protected: {name}." for name in missing]
        troubles += [f"Changed beside the log: {name}." for name in broken]
        troubles += [f"The rows are not those that were accepted, or are gone: {name}." for name in store.broken()]
        if troubles:
            raise CommandError("\n".join(troubles))
        self.stdout.write("It holds, and all that is public says what was sealed.")
