"""The pages of the import: files, preview, questions, one decision, and the way back."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from scola.directory.models import Guardianship, Person, RosterDecision, RosterRun
from scola.directory.roster import runs
from scola.directory.roster.existing import HOUSE
from scola.kernel import clock
from tests.cast import sign_in_as
from tests.directory.roster.conftest import Browser
from tests.directory.roster.files import GUARDIANS, PUPILS, guardian, pupil

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.directory.roster.urls")]


def rows(model):
    return model.objects.visible_to(HOUSE)


def waiting_files():
    folder = settings.FILES_DIR / runs.KIND
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    settings.FILES_DIR = tmp_path / "files"


def test_nothing_is_written_before_the_decision(head, cast, family):
    people = rows(Person).count()
    response = head.drop(cast.candia, family)
    page = response.content.decode()
    assert "Rien n’est encore écrit" in page
    assert "Est-ce la même personne" in page
    assert rows(Person).count() == people
    assert len(waiting_files()) == 2
    assert response["Cache-Control"] == "no-store"


def test_preview_then_answer_then_apply_then_undo(head, cast, family):
    response = head.drop(cast.candia, family)
    run, card = response.context["run"], response.context["card"]
    assert [side.line for side in (card.left, card.right)] == [2, 3]
    response = head.post("roster_answer", run.pk, key=card.key, same="no")
    assert rows(RosterDecision).get().answer == RosterDecision.DIFFERENT
    assert response.context["card"] is None
    links = rows(Guardianship).count()
    # The cast's three other pupils leave: more than half of the school, so it must be confirmed.
    response = head.apply(response, whole="yes")
    assert "à jour" in response.content.decode()
    # Maria and Ghjulia were known already, by hand and without a birth date.
    assert rows(Guardianship).count() == links + 1
    assert not waiting_files()
    response = head.post("roster_undo", run.pk)
    assert rows(Guardianship).count() == links
    assert "Annulé" in response.content.decode()


def test_the_same_person_is_one_after_the_answer(head, cast, family):
    response = head.drop(cast.candia, family)
    response = head.post(
        "roster_answer", response.context["run"].pk, key=response.context["card"].key, same="yes"
    )
    head.apply(response, whole="yes")
    assert rows(Person).filter(family_name__iexact="paoli", given_name="Maria").count() == 1


def test_a_key_that_was_not_asked_is_not_an_answer(head, cast, family):
    run = head.drop(cast.candia, family).context["run"]
    head.post("roster_answer", run.pk, key="guardian:invented", same="yes")
    assert not rows(RosterDecision).exists()


def test_errors_are_shown_with_their_line_and_nothing_can_be_applied(head, cast):
    response = head.drop(cast.candia, {"eleves.csv": PUPILS + pupil(born="31/02/2018")})
    page = response.content.decode()
    assert "31/02/2018" in page
    assert "eleves.csv · 2" in page
    assert reverse("directory:roster_apply", args=[response.context["run"].pk]) not in page
    before = rows(Person).count()
    refused = head.apply(response)
    assert refused.status_code == 403
    assert rows(Person).count() == before


def test_the_file_of_errors_runs_nothing_in_a_spreadsheet(head, cast):
    response = head.drop(cast.candia, {"e.csv": PUPILS + pupil(born="=cmd|calc")})
    url = reverse("directory:roster_issues", args=[response.context["run"].pk])
    content = head.client.get(url).content.decode("utf-8-sig")
    assert "'=cmd|calc" in content


def test_half_of_the_school_leaving_needs_a_tick(client, cast, tmp_path):
    head = Browser(client, cast.head)
    many = "".join(pupil(given=f"Anto{n}", name="CM2", level="CM2") for n in range(12))
    head.apply(head.drop(cast.candia, {"e.csv": PUPILS + pupil() + many}), whole="yes")
    response = head.drop(cast.candia, {"e.csv": PUPILS + pupil()})
    assert "ATTENTION" in response.content.decode()
    again = head.apply(response)
    assert "Cochez la case" in again.content.decode()
    assert rows(Person).filter(given_name="Anto3").get().left_on is None
    head.apply(response, whole="yes")
    assert rows(Person).filter(given_name="Anto3").get().left_on


def test_what_changed_since_the_preview_must_be_read_again(head, cast, family):
    response = head.drop(cast.candia, family)
    again = head.post("roster_apply", response.context["run"].pk, seal="old")
    assert "a changé depuis" in again.content.decode()
    assert not rows(RosterRun).filter(state=RosterRun.APPLIED).exists()


def test_applying_twice_is_a_sentence(head, cast, family):
    response = head.drop(cast.candia, family)
    head.apply(response, whole="yes")
    again = head.apply(response, whole="yes")
    assert again.status_code == 403
    assert "déjà été appliqué" in again.content.decode()


def test_giving_up_forgets_the_files(head, cast, family):
    run = head.drop(cast.candia, family).context["run"]
    head.post("roster_abandon", run.pk)
    assert not waiting_files()


def test_files_nobody_decided_about_are_forgotten_after_a_week(head, cast, family):
    head.drop(cast.candia, family)
    with clock.at(clock.now() + runs.WAITS * 2):
        assert runs.forget_waiting(HOUSE) == 1
    assert not waiting_files()


def test_a_new_upload_replaces_the_one_that_waited(head, cast, family):
    head.drop(cast.candia, family)
    head.drop(cast.candia, family)
    assert len(waiting_files()) == 2


def test_no_file_too_many_and_too_big_each_get_a_sentence(head, cast, monkeypatch):
    assert "Choisissez les fichiers" in head.drop(cast.candia, {}).content.decode()
    many = {f"{n}.csv": PUPILS for n in range(runs.MOST_FILES + 1)}
    assert "au plus" in head.drop(cast.candia, many).content.decode()
    monkeypatch.setattr("scola.directory.forms.roster.LARGEST", 10)
    assert "trop gros" in head.drop(cast.candia, {"e.csv": PUPILS}).content.decode()
    assert not waiting_files()


def test_a_giant_request_is_refused_before_it_is_read(head):
    response = head.client.post(
        reverse("directory:roster"), CONTENT_LENGTH=str(2 * 1024**3)
    )  # fmt: skip
    assert response.status_code == 413
    assert "trop gros" in response.content.decode()


def test_the_form_is_protected_against_other_sites(cast):
    strict = Client(enforce_csrf_checks=True)
    sign_in_as(strict, cast.head)
    assert strict.post(reverse("directory:roster"), {"school": cast.candia.pk}).status_code == 403


def test_a_head_cannot_import_into_another_school(head, cast, family):
    response = head.drop(cast.loreto, family)
    assert not rows(RosterRun).exists()
    assert response.context["form"].errors


def test_another_head_does_not_find_the_run(head, cast, family):
    run = head.drop(cast.loreto, family)
    run = head.drop(cast.candia, family).context["run"]
    other = Client()
    sign_in_as(other, cast.benali)
    for name in ("roster_preview", "roster_issues"):
        assert other.get(reverse(f"directory:{name}", args=[run.pk])).status_code == 404


def test_the_city_sees_figures_of_a_heads_import_but_no_family(head, cast):
    files = {
        "eleves.csv": PUPILS + pupil() + pupil(given="Lina", born="31/02/2018"),
        "responsables.csv": GUARDIANS
        + guardian()
        + guardian(street="9 quai", child="PAOLI;Lina;CE1"),
    }
    run = head.drop(cast.candia, files).context["run"]
    city = Client()
    sign_in_as(city, cast.city_admin)
    page = city.get(reverse("directory:roster_preview", args=[run.pk])).content.decode()
    assert "31/02/2018" not in page
    assert "quai" not in page
    assert "Lina" not in page


def test_the_city_may_import_for_any_school(client, cast, family):
    city = Browser(client, cast.city_admin)
    response = city.drop(cast.loreto, family)
    assert response.context["asked"] == 1
    city.apply(response, whole="yes")
    assert rows(RosterRun).get(state=RosterRun.APPLIED).school == cast.loreto


def test_a_disk_that_is_full_is_a_sentence(head, cast, family, monkeypatch):
    def full(*_args, **_kwargs):
        from scola.kernel.ports.files import DISK_FULL, FileRefused

        raise FileRefused(DISK_FULL)

    monkeypatch.setattr("scola.kernel.ports.files.save", full)
    assert "disque du serveur est plein" in head.drop(cast.candia, family).content.decode()
    assert not rows(RosterRun).exists()
