"""`scola import-board FILE [--json]`: what Scola takes over of a board of another software."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from scola.board.imports import BoardRefused, Skipped
from scola.board.imports.report import Report, examine


class Command(BaseCommand):
    help = "Reads a board (.ubz, .iwb, .excalidraw) and says what Scola takes over. Writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the board, as its software saved it")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        with translation.override(translation.get_language() or "fr"):
            try:
                report = examine(path)
            except BoardRefused as refused:
                if options["json"]:
                    self.print_json(Report(skipped=[Skipped(path.name, str(refused))]))
                raise CommandError(str(refused), returncode=1) from refused
            if options["json"]:
                self.print_json(report)
            else:
                self.say(report)

    def print_json(self, report: Report) -> None:
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))

    def say(self, report: Report) -> None:
        self.stdout.write(f"{report.title} ({report.format})")
        counts = (
            (_("pages"), report.pages),
            (_("traits"), report.strokes),
            (_("textes"), report.texts),
            (_("images"), report.images),
            (_("formes"), report.shapes),
        )
        for name, count in counts:
            self.stdout.write(_("%(name)s : %(n)s") % {"name": name, "n": count})
        for one in report.skipped:
            self.stdout.write(_("Laissé : %(what)s — %(why)s") % one.as_json())
