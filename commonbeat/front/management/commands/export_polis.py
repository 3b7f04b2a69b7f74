"""`commonbeat export-polis MATTER DIR`: a topic's opinions and votes as the set of files that Polis publishes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonbeat.frame.rules import Refused
from commonbeat.matters import conversations
from commonbeat.matters.models import Matter
from commonbeat.matters.shown import sets


class Command(BaseCommand):
    help = "Write the opinions and votes of a topic as the set of files that Polis publishes."

    def add_arguments(self, parser: Any) -> None:
        parser.prog = parser.prog.replace("_", "-")
        parser.add_argument("matter", type=int, metavar="MATTER", help="number of the topic")
        parser.add_argument("folder", type=Path, metavar="DIR", help="folder for the files; it is made")

    def handle(self, *args: Any, matter: int, folder: Path, **options: Any) -> None:
        from commonbeat.measures.opinions import polis

        there = [name for name in conversations.FILES if (folder / name).exists()]
        if there:
            raise CommandError(f"{folder / there[0]} is there already. Nothing was written. Name another folder.")
        try:
            window = sets.period_to_write(Matter.objects.get(pk=matter))
            polis.write(sets.conversation_of(window), folder)
        except Matter.DoesNotExist:
            raise CommandError(f"There is no topic {matter}.") from None
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was written.") from None
        except OSError as trouble:
            raise CommandError(f"{trouble.filename}: {trouble.strerror}.") from None
        self.stdout.write(f"Written to {folder}: {', '.join(conversations.FILES)}.")
