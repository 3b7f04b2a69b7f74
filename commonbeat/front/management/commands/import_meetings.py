"""`commonbeat import-meetings FILE`: meetings that were kept in another calendar enter, as they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from commonbeat.frame.rules import Refused
from commonbeat.gatherings import actions, intake
from commonbeat.gatherings.shown import intake as shown
from commonbeat.people.actor import IMPORT
from commonbeat.people.house import House
from commonbeat.people.models import Agency


class Command(BaseCommand):
    help = "Take in meetings kept elsewhere, from a table (.csv) or a calendar (.ics); the same file twice adds none."

    def add_arguments(self, parser: Any) -> None:
        parser.prog = parser.prog.replace("_", "-")
        parser.add_argument("file", type=Path, metavar="FILE", help="a .csv with a row for each meeting, or an .ics")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="how its columns and titles are read (TOML)")
        parser.add_argument(
            "--json", action="store_true", help="write to the output nothing but what was taken in, as JSON"
        )

    def handle(self, *args: Any, file: Path, mapping: Path | None, **options: Any) -> None:
        has_tables = Agency._meta.db_table in connection.introspection.table_names()
        agency = House.now().agency if has_tables else None
        if agency is None:
            raise CommandError("There is no agency in this data folder yet. Run `commonbeat init` first.")
        try:
            says = intake.mapping_of(mapping.read_text("utf-8-sig") if mapping else "")
            held = intake.look(file.read_bytes(), file.name, agency, says)
            if held.count:
                known = {"count": held.count, "digest": held.digest, "places": len(held.new_places)}
                actions.import_meetings(agency, by=IMPORT, held=held, **known)
        except OSError as trouble:
            raise CommandError(f"{trouble.filename}: {trouble.strerror}. Nothing was taken in.") from None
        except ValidationError as wrong:
            raise CommandError(f"{' '.join(wrong.messages)} Nothing was taken in.") from None
        except (ValueError, Refused) as trouble:
            raise CommandError(f"{trouble}\nNothing was taken in.") from None
        people = self.stderr if options["json"] else self.stdout
        people.write("\n".join(shown.told(held)), str)
        if options["json"]:
            told = {"meetings": held.count, "left_out": held.left_out}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
