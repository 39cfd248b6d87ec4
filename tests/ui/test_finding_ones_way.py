"""Navigation, reading choices and what the tags make of data."""

from dataclasses import replace

import pytest
from django.template import engines
from django.test import Client, RequestFactory

from scola.kernel.ui import display, places
from tests.ui.samples import READERS

pytestmark = pytest.mark.urls("tests.ui.urls")


def request_of(who, path="/", **extra):
    request = RequestFactory().get(path, **extra)
    request.actor = READERS[who]
    return request


def rendered(source, **context):
    return engines["django"].from_string(source).render(context)


def test_each_role_sees_its_own_places_and_where_it_is(bar):
    labels = [place.label for place in places.places_for(request_of("teacher"))]
    assert labels[0] == "Accueil"
    assert len(labels) == 7
    here = places.places_for(request_of("guardian", "/directory/families/mot/12"))
    assert [place.label for place in here if place.current] == ["Mots"]
    assert places.places_for(request_of("nobody")) == []


def test_a_place_whose_page_is_not_installed_is_not_shown(bar):
    lost = places.Place(0, "Films", "film-slate", "film:mine", frozenset({"teacher"}))
    places.register_place(lost)
    try:
        assert "Films" not in [p.label for p in places.places_for(request_of("teacher"))]
    finally:
        places._places.pop(("film:mine", "teacher"))


def test_the_persons_choice_wins_over_the_browsers():
    request = request_of("teacher", HTTP_COOKIE="scola_theme=sombre; scola_reading=dys+grand")
    assert display.display_of(request).theme == "sombre"
    assert display.display_of(request).aids == "dys grand"
    request.actor = replace(READERS["teacher"], theme="contraste", reading="espace reduit")
    assert display.display_of(request) == display.Display("contraste", ("espace", "reduit"), False)


def test_a_theme_that_does_not_exist_is_ignored():
    request = request_of("nobody", HTTP_COOKIE='scola_theme=x" onload="alert(1)')
    assert display.display_of(request).theme == ""


def test_the_choice_never_sends_anybody_outside():
    answer = Client().post("/ui/display", {"theme": "sombre", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert answer.cookies["scola_theme"].value == "sombre"


def test_data_for_scripts_cannot_close_their_script():
    made = rendered('{% json_data "d" value %}', value={"name": "</script><b>&"})
    assert "</script><b>" not in made
    assert made.count("<") == 2


def test_texts_carry_their_keys():
    made = rendered('{% texts "board.pen" "Stylo" undo="Annuler" %}')
    assert '{"board.pen": "Stylo", "undo": "Annuler"}' in made
    assert 'id="texts"' in made


def test_an_unknown_face_is_the_quiet_one_and_a_photo_keeps_its_address():
    assert "visages/personne.svg" in rendered('{% face "../../etc/passwd" %}')
    assert 'src="/files/p/1"' in rendered('{% face "/files/p/1" %}')


def test_an_icon_that_is_not_drawn_says_what_to_do():
    with pytest.raises(LookupError, match=r"tools/icons\.txt"):
        rendered('{% icon "unicorn" %}')


def test_a_qr_code_is_dark_on_white_and_named():
    made = rendered('{% qr "https://scola.example/x" label="Code à scanner" %}')
    assert 'role="img" aria-label="Code à scanner"' in made
    assert "style=" not in made
