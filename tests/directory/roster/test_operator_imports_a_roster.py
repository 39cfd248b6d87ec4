"""`scola import-roster`: what it prints, what it writes, what it refuses."""

import io
import json
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from scola.directory.models import (
    Contact,
    Enrolment,
    Guardianship,
    Home,
    Person,
    Post,
    PupilFile,
    RosterRun,
    School,
    SchoolClass,
    SchoolYear,
)
from scola.directory.roster.existing import HOUSE
from scola.directory.roster.generate import make_school, write_school
from scola.directory.roster.undo import undo_roster
from scola.kernel.policy import Refused
from tests.cast import HOUSE as CAST
from tests.directory.roster.files import (
    GUARDIANS,
    PUPILS,
    REAL,
    guardian,
    needs_real_files,
    pupil,
)

pytestmark = pytest.mark.django_db
MODELS = (Contact, Enrolment, Guardianship, Home, Person, Post, PupilFile, School, SchoolClass)


def run(path, *options) -> tuple[int, dict]:
    """(exit code, the JSON object)."""
    out = io.StringIO()
    try:
        call_command("import_roster", str(path), "--json", *options, stdout=out)
    except CommandError as error:
        return error.returncode, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def rows(model):
    objects = model._default_manager
    return objects.visible_to(HOUSE) if hasattr(objects, "visible_to") else objects.all()


def everything() -> dict[str, list]:
    return {model.__name__: sorted(rows(model).values_list(), key=repr) for model in MODELS}


def folder(tmp_path, pupils, guardians="", name="onde-ecole-u-pinu"):
    made = tmp_path / name
    made.mkdir(exist_ok=True)
    (made / "eleves.csv").write_text(PUPILS + pupils, encoding="cp1252")
    if guardians:
        (made / "responsables.csv").write_text(GUARDIANS + guardians, encoding="utf-8")
    return made


@needs_real_files
def test_the_real_files_into_an_empty_installation_then_again():
    code, first = run(REAL)
    assert code == 0
    assert list(first) == [
        "format", "pupils", "classes", "teachers", "guardians", "links", "errors", "warnings",
    ]  # fmt: skip
    assert first["format"] == "onde"
    nouns = ("pupils", "classes", "teachers", "guardians", "links")
    assert [first[noun]["created"] for noun in nouns] == [247, 10, 14, 467, 491]
    assert first["guardians"]["doubtful"] == 6
    assert first["errors"] == first["warnings"] == []
    school = School.objects.get()
    assert (school.name, school.to_complete, school.uai) == ("Emile Zola", True, None)
    by_pupil = Counter(rows(Guardianship).values_list("pupil", flat=True))
    assert Counter(by_pupil.values()) == {2: 236, 1: 7, 3: 4}
    before = everything()
    code, again = run(REAL)
    assert code == 0
    for noun in nouns:
        assert (again[noun]["created"], again[noun]["changed"], again[noun]["leaving"]) == (0, 0, 0)
        assert again[noun]["unchanged"] == first[noun]["created"]
    assert everything() == before


def test_a_dry_run_writes_nothing_at_all(tmp_path):
    code, said = run(folder(tmp_path, pupil()), "--dry-run")
    assert (code, said["pupils"]["created"]) == (0, 1)
    assert not School.objects.exists()
    assert not rows(RosterRun).exists()
    assert not SchoolYear.objects.exists()


def test_errors_refuse_everything_with_their_place(tmp_path):
    code, said = run(folder(tmp_path, pupil() + pupil(given="Lina", born="31/02/2018")))
    assert code == 1
    (error,) = said["errors"]
    assert list(error) == ["file", "line", "column", "value", "message"]
    assert (error["file"], error["line"], error["value"]) == ("eleves.csv", 3, "31/02/2018")
    assert not School.objects.exists()


def test_what_is_refused_is_said_in_words_and_counts_nothing(tmp_path):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_roster", str(folder(tmp_path, pupil(born="31/02/2018"))), stdout=out)
    (said,) = out.getvalue().splitlines()
    assert said.startswith("Erreur eleves.csv:2 [Date naissance] « 31/02/2018 » ")


def test_a_failure_half_way_leaves_nothing(tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scola.directory.roster.apply.Writer._leave", fail)
    with pytest.raises(OSError, match="No space"):
        call_command(
            "import_roster", str(folder(tmp_path, pupil())), "--json", stdout=io.StringIO()
        )
    assert not School.objects.exists()
    assert not rows(Person).exists()


def test_a_school_is_found_by_uai_by_its_folder_or_not_at_all(cast, tmp_path):
    pupils = pupil(family="SANTONI")
    code, said = run(folder(tmp_path, pupils, name="n-importe"))
    assert code == 1
    assert "--school" in said["errors"][0]["message"]
    assert run(folder(tmp_path, pupils), "--school", "6200486J")[0] == 0
    assert rows(PupilFile).get(person__family_name="SANTONI").school == cast.loreto
    assert run(folder(tmp_path, pupils, name="Ecole LORETO"))[1]["pupils"]["unchanged"] == 1
    # The folder was imported before: the same school again.
    assert run(folder(tmp_path, pupils))[1]["pupils"]["unchanged"] == 1


@pytest.mark.parametrize(("uai", "code"), [("62004", 1), ("6200608S", 0), ("6200608A", 0)])
def test_an_unknown_uai_opens_a_school_to_complete_and_nonsense_is_refused(
    cast, tmp_path, uai, code
):
    assert run(folder(tmp_path, pupil()), "--school", uai)[0] == code
    made = School.objects.filter(uai=uai)
    assert [school.to_complete for school in made] == ([] if code else [True])


def test_a_path_that_is_not_there():
    code, said = run("/nowhere/at/all")
    assert code == 1
    assert "n’existe pas" in said["errors"][0]["message"]


def test_what_is_written_is_what_the_files_say(tmp_path):
    school = make_school(40)
    write_school(tmp_path / "onde-a-marina", school, encoding="utf-8")
    code, said = run(tmp_path / "onde-a-marina")
    assert (code, said["warnings"]) == (0, [])
    file = rows(PupilFile).select_related("person").get(ine=school.children[0].ine)
    child = school.children[0]
    assert (file.person.given_name, file.birth_date) == (child.given, child.born)
    assert rows(Enrolment).get(pupil=file.person).school_class.name == child.school_class
    mother = school.guardians[0]
    contact = rows(Contact).filter(person__family_name=mother.family).first()
    assert contact.home.address == mother.street
    assert rows(Post).filter(role="head").count() == 1
    assert SchoolYear.objects.get().name == "2026-2027"


def test_leaving_and_coming_back(tmp_path):
    both = pupil() + pupil(given="Lina")
    links = guardian() + guardian(given="Amal", child="PAOLI;Lina;CE1", street="2 rue B")
    run(folder(tmp_path, both, links))
    before = everything()
    code, said = run(folder(tmp_path, pupil(), guardian()))
    assert code == 0
    assert (said["pupils"]["leaving"], said["guardians"]["leaving"]) == (1, 1)
    lina = rows(Person).get(given_name="Lina")
    assert lina.left_on == date(2026, 9, 3)
    assert rows(Enrolment).get(pupil=lina).ends == date(2026, 9, 2)
    assert rows(Person).get(given_name="Amal").left_on
    code, said = run(folder(tmp_path, both, links))
    assert (said["pupils"]["changed"], said["guardians"]["changed"], said["links"]["changed"]) == (
        1, 1, 1,
    )  # fmt: skip
    after = everything()
    assert after["Person"] == before["Person"]
    assert len(after["Guardianship"]) == len(before["Guardianship"])


def test_a_guardian_of_two_schools_does_not_leave_with_one(cast, tmp_path):
    one = folder(tmp_path, pupil(family="SANTONI"), guardian(child="SANTONI;Ghjulia;CE1"), "candia")
    two = folder(tmp_path, pupil(family="LECA"), guardian(child="LECA;Ghjulia;CE1"), "loreto")
    run(one, "--school", "6200395K")
    said = run(two, "--school", "6200486J")[1]
    assert (said["guardians"]["created"], said["guardians"]["unchanged"]) == (0, 1)
    other = folder(
        tmp_path, pupil(family="LECA"), guardian(given="Anna", child="LECA;Ghjulia;CE1"), "loreto"
    )
    assert run(other, "--school", "6200486J")[1]["guardians"]["leaving"] == 1
    assert rows(Person).get(given_name="Maria", family_name="PAOLI").left_on is None


def test_undo_brings_back_what_was(tmp_path):
    run(folder(tmp_path, pupil() + pupil(given="Lina"), guardian()))
    before = everything()
    changed = pupil(name="CE1 B", ine="123456789AB") + pupil(given="Noah")
    run(folder(tmp_path, changed, guardian(street="99 quai Neuf") + guardian(given="Paulu")))
    assert everything() != before
    undo_roster(HOUSE, run=rows(RosterRun).exclude(undo={}).get())
    assert everything() == before


def test_only_the_last_import_can_be_undone_once_and_within_its_time(tmp_path):
    run(folder(tmp_path, pupil()))
    run(folder(tmp_path, pupil() + pupil(given="Lina")))
    first, second = rows(RosterRun).get(undo={}), rows(RosterRun).exclude(undo={}).get()
    with pytest.raises(Refused, match="un autre a été fait"):
        undo_roster(HOUSE, run=first)
    undo_roster(HOUSE, run=second)
    with pytest.raises(Refused, match="déjà annulé"):
        undo_roster(HOUSE, run=second)


def test_an_import_that_changes_nothing_keeps_the_way_back_to_the_one_before(tmp_path):
    run(folder(tmp_path, pupil()))
    run(folder(tmp_path, pupil()))
    undo_roster(HOUSE, run=rows(RosterRun).exclude(undo={}).get())
    assert not rows(PupilFile).exists()


def test_an_import_that_has_served_is_not_undone(tmp_path):
    from scola.directory.actions import people

    run(folder(tmp_path, pupil(), guardian()))
    maria = rows(Person).get(given_name="Maria")
    people.give_account(CAST, person=maria, login="maria", password="mare-e-monti")
    with pytest.raises(Refused, match="a déjà servi"):
        undo_roster(HOUSE, run=rows(RosterRun).get())


def test_what_a_human_changed_since_survives_the_undo(tmp_path):
    run(folder(tmp_path, pupil(), guardian()))
    run(folder(tmp_path, pupil(), guardian(mail="new@x.example")))
    contact = rows(Contact).get(person__given_name="Maria")
    contact.email = "mine@x.example"
    contact.save()
    undo_roster(HOUSE, run=rows(RosterRun).exclude(undo={}).get())
    assert rows(Contact).get(person__given_name="Maria").email == "mine@x.example"


def test_loading_what_is_known_takes_the_same_queries_for_any_school(
    tmp_path, django_assert_max_num_queries
):
    from scola.directory.roster.existing import load_known
    from scola.directory.roster.facts import Roster

    write_school(tmp_path / "onde-u-mulinu", make_school(120))
    run(tmp_path / "onde-u-mulinu")
    with django_assert_max_num_queries(8):
        known = load_known(School.objects.get(), None, Roster(), date(2026, 9, 3))
    assert len(known.pupils) == 120
