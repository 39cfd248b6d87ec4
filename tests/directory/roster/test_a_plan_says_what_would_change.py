"""The plan: who comes, changes, stays and leaves; who is who; what a human must say."""

from dataclasses import replace
from datetime import date

from scola.directory.roster.facts import Address
from scola.directory.roster.state import (
    Known,
    KnownAdult,
    KnownClass,
    KnownEnrolment,
    KnownLink,
    KnownPost,
    KnownPupil,
)
from tests.directory.roster.files import (
    GUARDIANS,
    PUPILS,
    TEACHERS,
    guardian,
    needs_real_files,
    plan_of,
    pupil,
    real_files,
)

CE1 = KnownClass("class-ce1", "CE1", ("CE1",))
CM2 = KnownClass("class-cm2", "CM2", ("CM2",))
GHJULIA = KnownPupil(
    "ghjulia", "PAOLI", "", "Ghjulia", date(2018, 3, 14), "F",
    enrolments=(KnownEnrolment("enrolled", "class-ce1", "CE1"),),
)  # fmt: skip
MARIA = KnownAdult(
    "maria", "Mme", "PAOLI", "", "Maria", Address("12 rue Fesch", "20000", "Ajaccio")
)
LINK = KnownLink("link", "maria", "ghjulia")
FAMILY = Known(classes=(CE1,), pupils=(GHJULIA,), guardians=(MARIA,), links=(LINK,))


def both(pupils: str, guardians: str) -> dict[str, str]:
    return {"eleves.csv": PUPILS + pupils, "responsables.csv": GUARDIANS + guardians}


def numbers(plan) -> dict[str, tuple[int, int, int, int]]:
    return {
        noun: (c.created, c.changed, c.unchanged, c.leaving) for noun, c in plan.counts().items()
    }


@needs_real_files
def test_the_truth_about_the_real_files_comes_out_exactly():
    plan, issues = plan_of(real_files())
    assert not issues.errors
    assert not issues.warnings
    assert numbers(plan) == {
        "pupils": (247, 0, 0, 0),
        "classes": (10, 0, 0, 0),
        "teachers": (14, 0, 0, 0),
        "guardians": (467, 0, 0, 0),
        "links": (491, 0, 0, 0),
    }
    by_pupil: dict[int, int] = {}
    for link in plan.links:
        by_pupil[link.pupil] = by_pupil.get(link.pupil, 0) + 1
    counts = [list(by_pupil.values()).count(n) for n in (1, 2, 3)]
    assert counts == [7, 236, 4]
    asked = sorted(
        f"{row.family_name} {row.given_name}"
        for question in plan.questions
        if (row := plan.guardians[question.left].row)
    )
    assert asked == [
        "BEAUMONT Muriel", "FERREIRA Stéphanie", "GIORGETTA Veronique", "JOYEZ Andre",
        "JOYEZ Carine", "NGUYEN PHU HUNG Patrice",
    ]  # fmt: skip
    assert sum(one.row.head for one in plan.teachers if one.row) == 1


def test_the_same_files_make_the_same_plan_whatever_their_order():
    files = both(pupil() + pupil(given="Lina"), guardian() + guardian(given="Paulu"))
    first, _ = plan_of(files)
    again, _ = plan_of(dict(reversed(files.items())))
    assert first == again


def test_what_is_known_stays_unchanged():
    plan, issues = plan_of(both(pupil(), guardian()), FAMILY)
    assert not issues.warnings
    assert plan.changes_nothing
    assert numbers(plan)["links"] == (0, 0, 1, 0)


def test_case_accents_and_abbreviations_change_nobody():
    known = replace(FAMILY, pupils=(replace(GHJULIA, given_name="Ghjùlia"),))
    plan, _ = plan_of(both(pupil(given="GHJULIA"), guardian(street="12, R. Fesch")), known)
    assert plan.changes_nothing


def test_an_empty_cell_erases_nothing():
    known = replace(
        FAMILY, guardians=(replace(MARIA, email="m@x.fr", phone_mobile="06 11 22 33 44"),)
    )
    plan, _ = plan_of(both(pupil(), guardian(street="")), known)
    assert plan.changes_nothing


def test_who_is_not_named_any_more_leaves_with_their_guardian():
    plan, _ = plan_of(
        both(pupil(given="Lina"), guardian(given="Amal", child="PAOLI;Lina;CE1")), FAMILY
    )
    found = numbers(plan)
    assert (found["pupils"], found["guardians"], found["links"]) == (
        (1, 0, 0, 1), (1, 0, 0, 1), (1, 0, 0, 1),
    )  # fmt: skip


def test_without_a_guardians_file_no_guardian_leaves():
    plan, _ = plan_of({"eleves.csv": PUPILS + pupil(given="Lina")}, FAMILY)
    assert numbers(plan)["guardians"] == numbers(plan)["links"] == (0, 0, 0, 0)


def test_a_guardians_file_alone_finds_the_pupils_already_known():
    plan, issues = plan_of({"r.csv": GUARDIANS + guardian(given="Paulu")}, FAMILY)
    assert not issues.warnings
    assert numbers(plan)["pupils"] == (0, 0, 1, 0)
    assert numbers(plan)["links"] == (1, 0, 0, 1)
    assert numbers(plan)["classes"][3] == 0


def test_a_pupil_is_found_by_ine_when_the_name_was_corrected():
    known = replace(FAMILY, pupils=(replace(GHJULIA, ine="123456789AB", given_name="Julia"),))
    plan, _ = plan_of({"e.csv": PUPILS + pupil(ine="123456789AB")}, known)
    (change,) = plan.pupils
    assert change.known is not None
    assert dict(change.fields) == {"given_name": "Ghjulia"}


def test_a_pupil_who_changes_class_is_enrolled_in_the_other():
    known = replace(FAMILY, classes=(CE1, CM2))
    plan, _ = plan_of({"e.csv": PUPILS + pupil(level="CM2", name="CM2")}, known)
    (change,) = plan.pupils
    assert (change.state, change.enrol, change.end) == ("changed", ("name:cm2",), ("enrolled",))


def test_a_pupil_who_comes_back_is_the_same_pupil():
    known = replace(FAMILY, pupils=(replace(GHJULIA, left=True, enrolments=()),))
    plan, _ = plan_of({"e.csv": PUPILS + pupil()}, known)
    (change,) = plan.pupils
    assert change.known is not None
    assert change.fields["left_on"] is None


def test_a_refused_photograph_stays_refused():
    known = replace(FAMILY, pupils=(replace(GHJULIA, photo_consent=False),))
    text = "Nom élève;Prénom élève;Date naissance;Classe;Autorisation photo\nPAOLI;Ghjulia;14/03/2018;CE1;"
    plan, _ = plan_of({"e.csv": text + "Oui\n"}, known)
    assert not plan.pupils[0].fields
    granted = replace(FAMILY, pupils=(replace(GHJULIA, photo_consent=True),))
    plan, _ = plan_of({"e.csv": text + "Non\n"}, granted)
    assert dict(plan.pupils[0].fields) == {"photo_consent": False}


def test_a_class_keeps_its_identity_when_it_is_renamed():
    known = replace(FAMILY, classes=(replace(CE1, external_id="9001"),))
    text = "Nom élève;Prénom élève;Date naissance;Niveau;Libellé classe;Identifiant classe\n"
    plan, _ = plan_of({"e.csv": text + "PAOLI;Ghjulia;14/03/2018;CE1;CE1 bleu;9001\n"}, known)
    (change,) = plan.classes
    assert (change.state, dict(change.fields)) == ("changed", {"name": "CE1 bleu"})
    assert plan.pupils[0].state == "unchanged"


def test_levels_of_a_class_come_from_its_pupils_in_the_order_of_school():
    plan, _ = plan_of(
        {"e.csv": PUPILS + pupil(level="CM1", name="A") + pupil(given="Lina", level="CP", name="A")}
    )
    assert plan.classes[0].levels == ("CP", "CM1")


def test_two_rows_of_one_pupil_with_two_classes_are_one_pupil():
    plan, issues = plan_of({"e.csv": PUPILS + pupil() + pupil(name="ULIS") + pupil()})
    assert len(plan.pupils) == 1
    assert plan.pupils[0].enrol == ("name:ce1", "name:ulis")
    assert "deux fois" in issues.warnings[0].message


def test_one_ine_for_two_children_is_an_error():
    _plan, issues = plan_of(
        {"e.csv": PUPILS + pupil(ine="123456789AB") + pupil(given="Lina", ine="123456789AB")}
    )
    assert issues.refused


def test_only_one_class_of_a_known_school_is_said_loudly():
    others = tuple(
        KnownPupil(f"p{n}", "ROSSI", "", f"Anto{n}", date(2016, 2, 1),
                   enrolments=(KnownEnrolment(f"e{n}", "class-cm2"),))
        for n in range(12)
    )  # fmt: skip
    known = Known(classes=(CE1, CM2), pupils=(GHJULIA, *others))
    plan, issues = plan_of({"e.csv": PUPILS + pupil()}, known)
    assert plan.partial
    assert "ATTENTION" in issues.warnings[0].message
    assert "12 élèves" in issues.warnings[0].message


def test_the_preview_has_a_line_per_class():
    files = {
        **both(pupil() + pupil(given="Anto", level="CM2", name="CM2"), guardian()),
        "enseignants.csv": TEACHERS + "MME;;COLONNA;Letizia;;non;CE1;\n",
    }
    plan, _ = plan_of(files, FAMILY)
    assert [(one.name, one.teachers, one.pupils.created, one.pupils.unchanged) for one in plan.lines] == [
        ("CE1", ("Mme COLONNA",), 0, 1),
        ("CM2", (), 1, 0),
    ]  # fmt: skip


def test_teachers_get_and_lose_posts_but_a_headship_never_ends_by_a_file():
    known = replace(
        FAMILY,
        teachers=(
            KnownAdult("letizia", "Mme", "COLONNA", "", "Letizia"),
            KnownAdult("head", "Mme", "SANTONI", "", "Anghjula"),
        ),
        posts=(
            KnownPost("p1", "letizia", False, "class-ce1"),
            KnownPost("p2", "head", True),
            KnownPost("p3", "head", False, "class-ce1"),
        ),
    )
    files = {"e.csv": PUPILS + pupil(), "p.csv": TEACHERS + "M.;;MATTEI;Jean;;non;CE1;\n"}
    plan, _ = plan_of(files, known)
    assert numbers(plan)["teachers"] == (1, 0, 0, 2)
    assert {pk for change in plan.teachers for pk in change.end} == {"p1", "p3"}


def test_a_teacher_of_a_class_without_pupils_is_said():
    files = {"e.csv": PUPILS + pupil(), "p.csv": TEACHERS + "M.;;MATTEI;Jean;;non;CE3;\n"}
    plan, issues = plan_of(files)
    assert issues.warnings[0].value == "CE3"
    assert plan.teachers[0].give == ("",)
