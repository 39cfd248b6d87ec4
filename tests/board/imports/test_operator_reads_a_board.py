"""`scola import-board FILE [--json]`: what it prints, what it refuses."""

import io
import json

from django.core.management import call_command
from django.core.management.base import CommandError

from tests.board.imports.files import REAL, needs_real_files, png, scene, ubz, ubz_page

KEYS = {"format", "title", "pages", "strokes", "texts", "images", "skipped"}
INK = '<g><polyline points="0,0 9,9" stroke="#000000" stroke-width="3"/></g>'


def run(path, *options) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("import_board", str(path), *options, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


def test_one_object_says_what_is_taken_over(tmp_path):
    file = tmp_path / "golfe.ubz"
    lost = '<image xlink:href="images/lost.png" width="5" height="5"/>'
    kept = '<image xlink:href="images/a.png" width="5" height="5"/>'
    file.write_bytes(
        ubz(ubz_page(INK, kept), ubz_page(INK, INK, lost), files={"images/a.png": png()})
    )
    code, said = run(file, "--json")
    assert code == 0
    assert json.loads(said) == {
        "format": "ubz",
        "title": "Le golfe",
        "pages": 2,
        "strokes": 3,
        "texts": 0,
        "images": 1,
        "skipped": [
            {"what": "page 2 : une image (lost.png)", "why": "le fichier ne la contient pas"}
        ],
    }


def test_a_refused_file_is_one_object_too_and_ends_with_1(tmp_path):
    file = tmp_path / "x.iwb"
    file.write_bytes(b"rubbish")
    code, said = run(file, "--json")
    assert code == 1
    found = json.loads(said)
    assert found.keys() == KEYS
    assert found["pages"] == 0
    assert [one["what"] for one in found["skipped"]] == ["x.iwb"]


def test_for_people_it_is_in_words(tmp_path):
    file = tmp_path / "dessin.excalidraw"
    file.write_bytes(scene({"type": "ellipse"}, {"type": "iframe", "link": "https://example.org"}))
    code, said = run(file)
    assert code == 0
    assert said.startswith("dessin (excalidraw)\n")
    assert "formes : 1" in said
    assert "Laissé : page 1 : une page web (https://example.org)" in said


@needs_real_files
def test_the_real_lesson():
    code, said = run(REAL / "maths-cp.ubz", "--json")
    assert code == 0
    assert json.loads(said) == {
        "format": "ubz",
        "title": "Maths_CP: Additionner des nombres",
        "pages": 15,
        "strokes": 47,
        "texts": 158,
        "images": 459,
        "skipped": [],
    }
