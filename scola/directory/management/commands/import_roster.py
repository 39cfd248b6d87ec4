"""`scola import-roster PATH [--format auto|onde] [--school UAI] [--dry-run] [--json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from scola.directory.roster.existing import HOUSE
from scola.directory.roster.formats import AUTO, names, sources_of
from scola.directory.roster.issues import Issues
from scola.directory.roster.run import Preview, digest_of, import_roster, preview
from scola.directory.roster.schools import Target, find_school, folder_of


class Command(BaseCommand):
    help = "Imports a school's roster (pupils, guardians, teachers): all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", help="a file, or a folder with the files of one school")
        parser.add_argument("--format", choices=names(), default=AUTO)
        parser.add_argument("--school", default="", metavar="UAI", help="which school it is")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        path, issues = Path(options["path"]), Issues()
        with translation.override(translation.get_language() or "fr"):
            sources = sources_of(path, issues)
            # A path that cannot be read says so alone: asking for a school would only add noise.
            target = Target() if issues.refused else find_school(path, options["school"], issues)
            read = preview(sources, school=target.school, name=options["format"], noticed=issues)
            if not (options["dry_run"] or read.issues.refused):
                with transaction.atomic():
                    school = target.open()
                    import_roster(
                        HOUSE, school=school.pk, read=read, folder=folder_of(path),
                        digest=digest_of(sources),
                    )  # fmt: skip
            self.say(read, options)
        if read.issues.refused:
            raise CommandError(_("Rien n’a été importé."), returncode=1)

    def say(self, read: Preview, options: dict[str, Any]) -> None:
        found = read.plan.as_json(read.format, read.issues)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        # What is refused creates nothing: its counts would say otherwise.
        counts = {} if read.issues.refused else read.plan.counts()
        for noun, counted in counts.items():
            self.stdout.write(line_of(noun, counted.as_json()))
        if read.plan.questions and counts:
            self.stdout.write(
                _("%(n)s responsables homonymes attendent une réponse sur la page de l’import.")
                % {"n": len(read.plan.questions)}
            )
        for severity in ("error", "warning"):
            for issue in read.issues.listed(severity):
                where = f"{issue.file}:{issue.line}" if issue.line else issue.file
                column = f" [{issue.column}]" if issue.column else ""
                value = f"« {issue.value} »" if issue.value else ""
                label = _("Erreur") if severity == "error" else _("Attention")
                words = (label, where + column, value, issue.message)
                self.stdout.write(" ".join(word for word in words if word))


def line_of(noun: str, counts: dict[str, int]) -> str:
    name = {
        "pupils": _("élèves"),
        "classes": _("classes"),
        "teachers": _("enseignants"),
        "guardians": _("responsables"),
        "links": _("liens"),
    }[noun]
    return _(
        "%(name)s : %(created)s créés, %(changed)s modifiés, %(unchanged)s inchangés, "
        "%(leaving)s partants"
    ) % {"name": name, **counts}
