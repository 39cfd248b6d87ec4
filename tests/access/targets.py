"""What stands behind the <id:…> of each address: always the CE1's own things.

`make_targets` makes one of each through the domains' actions. An address that needs a thing not
named here is an error of the matrix, not a skipped row.
"""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, reverse

from scola.board import queries as boards
from scola.directory.actions import devices, pupil_keys, schools
from scola.directory.models import PupilKey
from scola.directory.roster.runs import keep_preview
from scola.lesson.actions import prepare, run
from scola.lesson.facts import Target
from scola.sharing.actions import journal
from tests.cast import HOUSE, Cast, sign_in_as

ROSTER = (
    "Nom élève;Prénom élève;Date naissance;Niveau;Libellé classe\n"
    "PAOLI;Ghjulia;12/03/2019;CE1;CE1\n"
)
BLANK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>'


@dataclass(frozen=True)
class Targets:
    """Values by an address's argument, or by "url name.argument" where the name says too little."""

    by_argument: dict[str, str]

    def address(self, name: str, pattern: URLPattern) -> str:
        arguments = {}
        for argument in pattern.pattern.converters:
            key = f"{name}.{argument}"
            value = self.by_argument.get(key) or self.by_argument.get(argument)
            assert value, f"tests/access/targets.py has nothing for {key}"
            arguments[argument] = value
        return reverse(name, kwargs=arguments)


def make_targets(cast: Cast) -> Targets:
    """A live lesson of the CE1 with its board pushed, a published page, keys, a day off, a run."""
    from django.test import Client

    letizia = cast.actor("letizia")
    draft = prepare.Draft(title="Le secret du golfe", day=date(2026, 11, 24))
    lesson = prepare.prepare_lesson(letizia, school_class=cast.ce1.pk, draft=draft)
    lesson = run.start_lesson(letizia, lesson=lesson)
    board = boards.list_boards(letizia)[0].id
    page = boards.page_ids(board)[0]
    run.push(letizia, lesson=lesson, to="*", target=Target(board, page))
    post = journal.publish_post(
        letizia,
        school_class=cast.ce1.pk,
        sentence="Nous avons écrit à Petru.",
        picture=BLANK.encode(),
        document=f"page:{page}",
    )
    pupil_keys.give_keys(HOUSE, school_class=cast.ce1)
    key = PupilKey.objects.trusted("test").get(pupil=cast.ghjulia)
    period = schools.add_days_off(
        HOUSE, year=cast.year, name="Noël", first=date(2026, 12, 19), last=date(2027, 1, 3)
    )
    roster = keep_preview(
        cast.actor("head"),
        school=cast.candia.pk,
        uploads=[("eleves.csv", SimpleUploadedFile("eleves.csv", ROSTER.encode()))],
    )
    return Targets(
        {
            "run": roster.pk,
            "lesson": lesson.id,
            "board": board,
            "page": page,
            "post": post.pk,
            "school_class": cast.ce1.pk,
            "school": cast.candia.pk,
            "pupil": cast.ghjulia.pk,
            "period": period.pk,
            "code": lesson.join_code or "000000",
            "badge": pupil_keys.badge_of(key.pk, key.badge_version),
            "sign_in": sign_in_as(Client(), cast.letizia).pk,
            "account": "x",
            "token": "x",
            "device": devices.add_device(HOUSE, school=cast.candia)[0].pk,
        }
    )
