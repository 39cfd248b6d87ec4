"""`scola demo [--scale N]`: fills an empty installation with the demo city."""

import json
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from scola.directory.queries import count_schools
from scola.site.demo.city import build_city


class Command(BaseCommand):
    help = "Fills an empty installation with the demo city (all people are invented)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="a city N times as large")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when schools exist")

    def handle(self, *args: Any, **options: Any) -> None:
        if count_schools():
            if options["if_empty"]:
                return
            raise CommandError(
                "This installation already has schools: the demo needs an empty one."
            )
        if options["scale"] < 1:
            raise CommandError("--scale takes a whole number from 1.")
        begin = time.monotonic()
        story = build_city(scale=options["scale"], say=self.stdout.write)
        target = settings.DATA_DIR / "demo.json"
        target.write_text(json.dumps(story.as_json(), ensure_ascii=False, indent=1))
        self.stdout.write(f"Demo city ready in {time.monotonic() - begin:.0f} s.")
