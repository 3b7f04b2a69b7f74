"""`commonbeat import-polis DIR`: a conversation that was held with Polis becomes a topic."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from commonbeat.frame.notify import absolute
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions, conversations
from commonbeat.matters.kinds import STARTED, Kind
from commonbeat.people.actor import IMPORT
from commonbeat.people.house import House
from commonbeat.people.models import Agency


class Command(BaseCommand):
    help = "Take in a conversation held elsewhere, from the set of files that Polis publishes, as a topic."

    def add_arguments(self, parser: Any) -> None:
        parser.prog = parser.prog.replace("_", "-")
        parser.add_argument("folder", type=Path, metavar="DIR", help="folder with comments.csv and the votes")
        parser.add_argument("--json", action="store_true", help="say on the last line, as JSON, what was taken in")
        parser.add_argument("--title", default="", help="title of the topic; else of summary.csv, or DIR's name")
        kinds = [kind for kind, _label in STARTED]
        parser.add_argument("--kind", choices=kinds, default=Kind.STRATEGY.value, help="kind of the topic")
        parser.add_argument("--source", default="", help="who is to be named as the source, and the license")
        parser.add_argument(
            "--language", default="", help="language of the words, such as en; else as the script tells"
        )
        parser.add_argument("--replies", action="store_true", help="the agency elects to reply to the opinions shown")

    def look(self, folder: Path, agency: Agency, title: str, language: str) -> conversations.Held:
        """The set in the folder; where nothing says what it is called, the folder's own name does."""
        try:
            return conversations.look(folder, agency, title=title, language=language)
        except conversations.NoTitle:
            return conversations.look(folder, agency, title=folder.name, language=language)

    def handle(self, *args: Any, folder: Path, title: str, language: str, **options: Any) -> None:
        has_tables = Agency._meta.db_table in connection.introspection.table_names()
        agency = House.now().agency if has_tables else None
        if agency is None:
            raise CommandError("There is no agency in this data folder yet. Run `commonbeat init` first.")
        due = agency.today() + timedelta(days=conversations.DAYS_TO_REPLY) if options["replies"] else None
        try:
            held = self.look(folder.resolve(), agency, title, language)
            chosen = {"kind": options["kind"], "credit": options["source"], "replies_due": due}
            matter = actions.import_conversation(
                agency, by=IMPORT, held=held, digest=held.digest, **held.counts, **chosen
            )
        except OSError as trouble:
            raise CommandError(f"{trouble.filename}: {trouble.strerror}. Nothing was taken in.") from None
        except ValidationError as wrong:
            raise CommandError(f"{' '.join(wrong.messages)} Nothing was taken in.") from None
        except (ValueError, Refused) as trouble:
            raise CommandError(f"{trouble}\nNothing was taken in.") from None
        if options["json"]:
            n = held.counts
            told = {"matter": matter.pk, "statements": n["count"], "people": n["people"], "votes": n["votes"]}
            self.stdout.write(json.dumps(told | {"left_out": held.left_out}, ensure_ascii=False))
        else:
            self.stdout.write(f"{matter} is topic {matter.pk}: {absolute(matter.get_absolute_url())}")
            self.stdout.write("\n".join(f"  {line}" for line in held.told()))
