"""Files that are cut, mis-encoded, forged or not files at all: a sentence, never an exception."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scola.directory.roster.facts import Source
from scola.directory.roster.formats import read_roster, sources_of
from scola.directory.roster.generate import as_bytes, guardian_rows, make_school, pupil_rows
from scola.directory.roster.issues import MOST_SHOWN, Issues
from scola.directory.roster.onde.read import read
from scola.directory.roster.planning.whole import make_plan
from scola.directory.roster.state import NOTHING_KNOWN
from scola.directory.roster.tables.limits import Limits
from tests.directory.roster.files import GUARDIANS, PUPILS, TODAY, guardian, pupil, read_bytes

GOOD = as_bytes(pupil_rows(make_school(12), "newer"))
GOOD_GUARDIANS = as_bytes(guardian_rows(make_school(12)), encoding="utf-8")


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "est vide"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (b"PK\x03\x04" + b"\0" * 22 + b"mimetypeapplication/vnd.oasis.opendocument", "LibreOffice"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "Excel"),
        (zipped("eleves.csv"), "archive"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"<html><body>session", "page Web"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', "XML"),
        (PUPILS.encode() + b"A\0B;x\n", "n’est pas un fichier texte"),
        (b"\xff\xfe\x00", "octets illisibles"),
        (b"bonjour\n", "ne ressemble pas"),
        (b"\n\n\n", "ne ressemble pas"),
        (PUPILS.encode(), "que des titres"),
        ("Nom élève;Prénom élève;Classe\nA;B;C\n".encode(), "Il manque la colonne"),
        (
            b"\xef\xbb\xbf" + PUPILS.encode() + "PAOLI;Ghjulià".encode("latin-1"),
            "octets illisibles",
        ),
        (PUPILS.encode() + pupil().encode() + b"L\x81O;x\n", "octets illisibles"),
    ],
)
def test_what_is_no_table_gets_one_clear_sentence(content, says):
    _roster, issues = read_bytes(content, "fichier.csv")
    assert issues.refused
    assert any(says in issue.message for issue in issues.errors), issues.errors
    assert all("%(" not in issue.message for issue in issues.errors)


def test_mixed_encodings_name_the_line():
    content = (PUPILS + pupil(given="Zoé")).encode() + b"D\x8fURAND;Z;1/1/2018;F;CE1;CE1;\n"
    _roster, issues = read_bytes(content)
    assert (issues.errors[0].line, "illisibles" in issues.errors[0].message) == (3, True)


def test_accents_decoded_once_too_often_are_recognised():
    twice = (PUPILS + pupil(given="Chloé")).encode().decode("cp1252").encode()
    _roster, issues = read_bytes(twice)
    assert issues.refused


def test_spoilt_accents_in_a_row_name_the_cell():
    _roster, issues = read_bytes(PUPILS + pupil(given="ChloÃ©"))
    assert "accents" in issues.errors[0].message
    assert issues.errors[0].column == "Prénom élève"


def test_a_file_cut_inside_a_quote_says_where_the_quote_began():
    _roster, issues = read_bytes(PUPILS + pupil() + 'ROSSI;"Anto;01/02/2016;F;CM2')
    assert issues.refused
    assert issues.errors[0].line == 3
    assert "guillemet" in issues.errors[0].message


def test_a_forgotten_quote_does_not_swallow_the_file():
    text = PUPILS + 'ROSSI;"Anto;01/02/2016;F;CM2;CM2;\n' + pupil() * 3000
    _roster, issues = read_bytes(text)
    assert issues.errors[0].line == 2
    assert "guillemet" in issues.errors[0].message


def test_a_quoted_cell_may_hold_the_delimiter_a_quote_and_a_new_line():
    text = GUARDIANS + guardian(street='"12 rue ""A""; bât. B\nescalier 2"') + guardian(given="X")
    roster, issues = read_bytes(text, "responsables.csv")
    assert not issues.errors
    assert roster.guardians[0].address.street == '12 rue "A"; bât. B escalier 2'
    assert roster.guardians[1].place.line == 4


def test_formulas_stay_text():
    roster, issues = read_bytes(PUPILS + pupil(family='"=HYPERLINK(""http://x"")"', given="+1+1"))
    assert not issues.errors
    assert roster.pupils[0].family_name == '=HYPERLINK("http://x")'
    assert roster.pupils[0].given_name == "+1+1"


def test_control_characters_and_reversed_text_are_taken_out_and_said():
    roster, issues = read_bytes(PUPILS + pupil(given="Gh\u202ejulia\x07"))
    assert roster.pupils[0].given_name == "Ghjulia"
    assert "invisibles" in issues.warnings[0].message


def test_a_giant_cell_and_a_giant_line():
    _roster, issues = read_bytes(PUPILS + pupil(family="A" * 500))
    assert "trop long" in issues.errors[0].message
    assert len(issues.errors[0].value) < 100
    roster, issues = read_bytes(PUPILS + "B" * 200_000 + ";x\n" + pupil())
    assert "beaucoup trop longue" in issues.errors[0].message
    assert len(roster.pupils) == 1


def test_limits_of_size_rows_and_columns():
    small = Limits(file_bytes=2_000, rows=5, columns=12)
    _roster, issues = read_bytes(PUPILS + pupil() * 200, limits=small)
    assert "trop gros" in issues.errors[0].message
    _roster, issues = read_bytes(PUPILS + pupil() * 9, limits=small)
    assert "lignes" in issues.errors[0].message
    _roster, issues = read_bytes(PUPILS + "x;" * 30 + "\n", limits=small)
    assert "colonnes" in issues.errors[0].message


def test_a_title_twice():
    _roster, issues = read_bytes(
        "Nom élève;Prénom élève;Date naissance;Classe;INE;INE\nA;B;1/1/2018;CP;;\n"
    )
    assert "deux fois" in issues.errors[0].message


def test_200_errors_are_listed_and_the_others_counted():
    _roster, issues = read_bytes(PUPILS + pupil(born="31/02/2018") * 350)
    listed = list(issues.listed("error"))
    assert len(listed) == MOST_SHOWN + 1
    assert "150 autres" in listed[-1].message


def test_optional_values_that_are_wrong_are_left_out_and_said():
    row = guardian(mail="maria chez paoli", mobile="voir mairie")
    roster, issues = read_bytes(GUARDIANS + row, "responsables.csv")
    assert not issues.errors
    assert {w.column for w in issues.warnings} == {"Courriel", "Téléphone portable"}
    assert roster.guardians[0].email == roster.guardians[0].phone_mobile == ""


def test_a_file_that_cannot_be_opened():
    def fail():
        raise PermissionError

    _roster, issues = read([Source("eleves.csv", fail)], today=TODAY)
    assert "ne peut pas être ouvert" in issues.errors[0].message


def test_a_folder_without_tables_and_a_path_that_is_not_there(tmp_path):
    (tmp_path / "notes.docx").write_bytes(b"x")
    issues = Issues()
    assert sources_of(tmp_path, issues) == []
    assert issues.warnings[0].file == "notes.docx"
    assert read_roster([], today=TODAY)[2].refused
    assert sources_of(tmp_path / "absent", issues) == []
    assert issues.refused


def nothing_is_raised(content: bytes) -> None:
    name, roster, issues = read_roster(
        [Source("x.csv", lambda: io.BytesIO(content))], today=TODAY,
        limits=Limits(file_bytes=1_000_000),
    )  # fmt: skip
    plan = make_plan(roster, NOTHING_KNOWN, issues)
    plan.as_json(name, issues)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_at_all(content):
    nothing_is_raised(content)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([GOOD, GOOD_GUARDIANS]),
    st.lists(
        st.tuples(st.integers(0, 6000), st.integers(0, 40), st.binary(max_size=12)), max_size=8
    ),
)
def test_good_files_with_pieces_cut_out_and_others_put_in(content, wounds):
    for at, length, piece in wounds:
        at %= len(content) or 1
        content = content[:at] + piece + content[at + length :]
    nothing_is_raised(content)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=12), st.sampled_from(";,\t"))
def test_any_rows_under_a_good_header(rows, delimiter):
    text = PUPILS.replace(";", delimiter) + "\n".join(delimiter.join(row) for row in rows)
    nothing_is_raised(text.encode("utf-8", "replace"))


@pytest.mark.parametrize("rows", [pupil_rows, guardian_rows])
def test_a_file_cut_anywhere_in_its_last_line_is_refused(rows):
    """Half a person must not be imported; a last line that only lacks its end is whole."""
    school = make_school(6)
    whole = as_bytes(
        rows(school, "newer") if rows is pupil_rows else rows(school, second_table=False)
    )
    start = whole.rstrip().rfind(b"\n") + 1
    last = whole.rstrip()
    separators = [n for n in range(start + 1, len(last)) if last[n : n + 1] == b";"]
    for end in separators[:-1]:
        _, issues = read_bytes(whole[: end + 2])
        assert "coupé" in str(issues.errors[0].message), whole[start : end + 2]
    _, issues = read_bytes(last)
    assert not issues.refused
