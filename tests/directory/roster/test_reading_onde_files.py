"""ONDE files as they come: layouts, encodings, delimiters, ends of line, dates."""

from datetime import date

import pytest

from scola.directory.roster.generate import (
    as_bytes,
    guardian_rows,
    make_school,
    pupil_rows,
    teacher_rows,
)
from tests.directory.roster.files import (
    GUARDIANS,
    PUPILS,
    TEACHERS,
    guardian,
    pupil,
    read_bytes,
    read_files,
)


@pytest.mark.parametrize("layout", ["older", "newer"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoted", [True, False])
def test_every_layout_encoding_and_end_of_line_says_the_same(layout, encoding, end, quoted):
    school = make_school(60)
    roster, issues = read_bytes(
        as_bytes(pupil_rows(school, layout), encoding=encoding, end=end, quoted=quoted)
    )
    assert not issues.errors
    assert not issues.warnings
    assert [(p.family_name, p.given_name, p.birth_date) for p in roster.pupils] == [
        (c.family, c.given, c.born) for c in school.children
    ]
    assert {p.sex for p in roster.pupils} == {"F", "M"}
    assert {p.photo_consent for p in roster.pupils} == {True, False}
    assert all(p.classes[0].external_id for p in roster.pupils) == (layout == "newer")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(encoding):
    content = (PUPILS + pupil() * 1).encode(encoding)
    roster, issues = read_bytes(content)
    assert not issues.errors
    assert roster.pupils[0].given_name == "Ghjulia"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_header_says_the_delimiter(delimiter):
    school = make_school(30)
    roster, issues = read_bytes(as_bytes(pupil_rows(school, "newer"), delimiter=delimiter))
    assert not issues.errors
    assert len(roster.pupils) == 30


def test_columns_in_another_order_with_personal_ones_between():
    roster, issues = read_bytes(
        " CLASSE ;Cantine;* PRENOM ELEVE;né(e) le;NOM  ÉLÈVE\nCM2;oui;Anto;2016-02-01;ROSSI\n"
    )
    assert not issues.errors
    assert [w.value for w in issues.warnings] == ["Cantine"]
    one = roster.pupils[0]
    assert (one.family_name, one.given_name, one.birth_date) == ("ROSSI", "Anto", date(2016, 2, 1))


def test_a_title_line_and_empty_lines_before_the_header_do_no_harm():
    roster, issues = read_bytes("Liste des élèves\n\n;;;\n" + PUPILS + pupil())
    assert not issues.errors
    assert roster.pupils[0].place.line == 5


@pytest.mark.parametrize("text", ["14/03/2018", "2018-03-14", "14-03-2018", "2018-03-14 00:00:00"])
def test_both_forms_of_dates(text):
    roster, issues = read_bytes(PUPILS + pupil(born=text))
    assert not issues.errors
    assert roster.pupils[0].birth_date == date(2018, 3, 14)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2018", "n’existe pas"),
        ("2018-13-01", "n’existe pas"),
        ("14/03/18", "pas lisible"),
        ("mars 2018", "pas lisible"),
        ("٣١/٠٢/٢٠١٨", "pas lisible"),
        ("14/03/2030", "pas possible"),
        ("14/03/0018", "pas possible"),
        ("", "Il manque"),
    ],
)
def test_an_impossible_date_is_refused_with_its_line_column_and_value(text, says):
    _roster, issues = read_bytes(PUPILS + pupil() + pupil(given="Lina", born=text))
    (issue,) = issues.errors
    assert (issue.file, issue.line, issue.column, issue.value) == (
        "eleves.csv", 3, "Date naissance", text,
    )  # fmt: skip
    assert says in issue.message


def test_a_pupil_of_two_classes_and_a_class_of_two_levels():
    roster, issues = read_bytes(
        "Nom élève;Prénom élève;Date naissance;Niveau;Classe;Classe\n"
        "PAOLI;Ghjulia;14/03/2018;CE1;CE1-CE2;ULIS\n"
    )
    assert not issues.errors
    assert [one.name for one in roster.pupils[0].classes] == ["CE1-CE2", "ULIS"]


def test_short_rows_and_the_empty_cells_at_the_end_of_onde_lines():
    roster, issues = read_bytes(
        PUPILS + "PAOLI;Ghjulia;14/03/2018;F;CE1;CE1\n" + pupil()[:-1] + ";;\n"
    )
    assert not issues.errors
    assert not issues.warnings
    assert len(roster.pupils) == 2


def test_reading_stops_at_the_second_table_of_the_guardians_file():
    text = GUARDIANS + guardian() + 'Intitulé;Adresse Organisme\n"CLAE";1 place\nX;Y;Z;T\n'
    roster, issues = read_files({"responsables.csv": text})
    assert not issues.errors
    assert len(roster.guardians) == 1


def test_a_guardian_of_more_children_than_the_header_has_places_for():
    row = guardian().rstrip("\n") + ";;PAOLI;Stella;MS;;PAOLI;Noah;CP\n"
    roster, issues = read_files({"responsables.csv": GUARDIANS + row})
    assert not issues.errors
    assert not issues.warnings
    assert [link.given_name for link in roster.links] == ["Ghjulia", "Stella", "Noah"]


def test_teachers_with_several_classes_and_a_head():
    roster, issues = read_files(
        {"enseignants.csv": TEACHERS + "MME;;BAILLY;Anne;;oui;CE1;CE2\nM.;;FERRI;Paul;;non;CM1;\n"}
    )
    assert not issues.errors
    bailly, ferri = roster.teachers
    assert bailly.head
    assert bailly.title == "Mme"
    assert [one.name for one in bailly.classes] == ["CE1", "CE2"]
    assert [one.name for one in ferri.classes] == ["CM1"]


def test_what_the_generator_writes_is_read_back_whole():
    school = make_school(150)
    roster, issues = read_files(
        {
            "e.csv": as_bytes(pupil_rows(school, "newer")),
            "r.csv": as_bytes(guardian_rows(school), encoding="utf-8", end="\n"),
            "p.csv": as_bytes(teacher_rows(school), quoted=True),
        }
    )
    assert not issues.errors
    assert not issues.warnings
    assert len(roster.guardians) == len(school.guardians)
    assert len(roster.links) == sum(len(g.children) for g in school.guardians)
    assert roster.names == {"pupils", "guardians", "teachers"}


def test_the_generator_writes_the_same_bytes_every_time():
    first, again = (as_bytes(guardian_rows(make_school(80, seed=7))) for _ in range(2))
    assert first == again
    assert first != as_bytes(guardian_rows(make_school(80, seed=8)))


def test_a_list_of_adults_with_birth_dates_never_becomes_pupils():
    roster, issues = read_bytes(
        "Prénom*;Nom*;Classes;date de naissance;telephone;email\nDavid;FORNARI;CE1;13/08/1980;;\n",
        "invites.csv",
    )
    assert issues.refused
    assert not roster.pupils
