"""Same name and same address, phone or mail: one person. Otherwise a question, remembered."""

from dataclasses import replace

import pytest

from scola.directory.roster.facts import Address
from scola.directory.roster.state import NOTHING_KNOWN, Known, KnownAdult, KnownLink
from tests.directory.roster.files import GUARDIANS, PUPILS, guardian, plan_of, pupil
from tests.directory.roster.test_a_plan_says_what_would_change import FAMILY, LINK, MARIA, both

CHILDREN = pupil() + pupil(given="Lina") + pupil(given="Noah")
TO_LINA = "PAOLI;Lina;CE1"
TO_NOAH = "PAOLI;Noah;CE1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"street": "12 rue Fesch"}, {"street": "12, RUE FÉSCH"}),
        ({"street": "3 av. Noël Franchini"}, {"street": "3 avenue Noel-Franchini"}),
        ({"street": "1 rue A", "mail": "m@x.fr"}, {"street": "2 rue B", "mail": "M@X.FR"}),
        (
            {"street": "", "mobile": "06 11 22 33 44"},
            {"street": "2 rue B", "mobile": "+33 6.11.22.33.44"},
        ),
    ],
)
def test_the_same_evidence_is_the_same_person(one, other):
    plan, _ = plan_of(both(CHILDREN, guardian(**one) + guardian(child=TO_LINA, **other)))
    assert len(plan.guardians) == 1
    assert len(plan.links) == 2
    assert not plan.questions


def test_a_row_can_join_two_others():
    rows = (
        guardian(street="1 rue A")
        + guardian(street="2 rue B", mail="m@x.fr", child=TO_LINA)
        + guardian(street="1 rue A", mail="m@x.fr", child=TO_NOAH)
    )
    plan, _ = plan_of(both(CHILDREN, rows))
    assert len(plan.guardians) == 1
    assert len(plan.links) == 3


def test_the_same_name_alone_is_a_question_and_two_people_meanwhile():
    rows = guardian(street="1 rue A") + guardian(street="2 rue B", child=TO_LINA)
    plan, _ = plan_of(both(CHILDREN, rows))
    assert len(plan.guardians) == 2
    (question,) = plan.questions
    assert question.key.startswith("guardian:")


def answered(rows: str, same: bool, known: Known = NOTHING_KNOWN):
    plan, _ = plan_of(both(CHILDREN, rows), known)
    decisions = {question.key: same for question in plan.questions}
    return plan_of(both(CHILDREN, rows), replace(known, decisions=decisions))[0]


def test_an_answer_is_remembered_either_way():
    rows = guardian(street="1 rue A") + guardian(street="2 rue B", child=TO_LINA)
    together, apart = answered(rows, True), answered(rows, False)
    assert (len(together.guardians), len(together.questions)) == (1, 0)
    assert (len(apart.guardians), len(apart.questions)) == (2, 0)


def test_the_answer_holds_when_the_rows_change_places():
    one, other = guardian(street="1 rue A"), guardian(street="2 rue B", child=TO_LINA)
    plan, _ = plan_of(both(CHILDREN, one + other))
    decisions = {plan.questions[0].key: False}
    turned, _ = plan_of(both(CHILDREN, other + one), Known(decisions=decisions))
    assert not turned.questions


def test_homonyms_without_any_contact_are_told_apart_by_their_children():
    rows = guardian(street="") + guardian(street="", child=TO_LINA)
    plan, _ = plan_of(both(CHILDREN, rows))
    assert len(plan.questions) == 1
    assert len(answered(rows, False).questions) == 0


def test_three_homonyms_are_three_questions_and_many_are_not_a_storm():
    rows = [guardian(street=f"{n} rue A") for n in range(40)]
    few, _ = plan_of(both(CHILDREN, "".join(rows[:3])))
    many, _ = plan_of(both(CHILDREN, "".join(rows)))
    assert len(few.questions) == 3
    assert len(many.questions) == 39


def test_a_known_guardian_who_moved_is_recognised_by_the_child():
    plan, _ = plan_of(both(pupil(), guardian(street="99 rue Neuve")), FAMILY)
    (change,) = plan.guardians
    assert change.known is not None
    assert change.fields["address"].street == "99 rue Neuve"
    assert not plan.questions


def test_a_homonym_of_a_known_guardian_with_another_child_is_a_question():
    rows = guardian(street="99 rue Neuve", child=TO_LINA)
    plan, _ = plan_of(both(pupil() + pupil(given="Lina"), rows), FAMILY)
    (question,) = plan.questions
    assert question.known == MARIA
    assert plan.guardians[question.left].known is None


def test_a_homonym_who_lives_elsewhere_in_the_city_is_never_shown():
    stranger = KnownAdult(
        "x", "Mme", "PAOLI", "", "Maria", Address("7 quai", "20000", "Ajaccio"), here=False
    )
    plan, _ = plan_of(both(CHILDREN, guardian()), Known(guardians=(stranger,)))
    assert not plan.questions
    assert plan.guardians[0].known is None


def test_the_same_person_with_a_child_in_another_school_is_one_person():
    known = Known(guardians=(replace(MARIA, here=False),))
    plan, _ = plan_of(both(CHILDREN, guardian()), known)
    assert plan.guardians[0].known is not None
    assert plan.links[0].state == "created"


def test_two_people_told_apart_stay_so_when_one_of_them_moves():
    other = replace(MARIA, id="maria2", address=Address("2 rue B", "20000", "Ajaccio"))
    known = replace(
        FAMILY,
        guardians=(MARIA, other),
        links=(LINK, KnownLink("l2", "maria2", "ghjulia")),
    )
    rows = guardian() + guardian(street="2 rue B")
    plan, _ = plan_of(both(pupil(), rows), known)
    known = replace(known, decisions={plan.questions[0].key: False})
    apart, _ = plan_of(both(pupil(), rows), known)
    assert [set(pair) for pair in apart.told_apart] == [{"maria", "maria2"}]


def test_children_are_found_without_accents_case_or_exact_class_and_others_are_said():
    rows = (
        guardian(child="paoli;GHJULIA;ce1")
        + guardian(given="Anna", child="PAOLI;Ghjulia;CP")
        + guardian(given="Rosa", child="PAOLI;Personne;CE1")
    )
    plan, issues = plan_of(both(pupil(), rows))
    assert len(plan.links) == 2
    assert [(w.line, w.value) for w in issues.warnings] == [(3, "CP"), (4, "Personne PAOLI")]


def test_the_class_chooses_between_two_children_of_one_name():
    children = pupil(name="CP", born="01/01/2019") + pupil(name="CE1")
    plan, issues = plan_of(both(children, guardian(child="PAOLI;Ghjulia;CP")))
    assert not issues.warnings
    assert plan.pupils[plan.links[0].pupil].row.classes[0].name == "CP"
    _plan, issues = plan_of(both(children, guardian(child="PAOLI;Ghjulia;")))
    assert "Plusieurs élèves" in issues.warnings[0].message


def test_a_right_that_a_human_ended_stays_ended():
    known = replace(FAMILY, links=(replace(LINK, in_force=False, from_roster=False),))
    plan, issues = plan_of(both(pupil(), guardian()), known)
    assert plan.links[0].state == "unchanged"
    assert "arrêtés" in issues.warnings[0].message


def test_a_link_that_a_roster_ended_comes_back_with_one():
    ended = replace(LINK, in_force=False, from_roster=False, ended_by_roster=True)
    plan, issues = plan_of(both(pupil(), guardian()), replace(FAMILY, links=(ended,)))
    assert plan.links[0].state == "changed"
    assert not issues.warnings


def test_a_link_made_by_hand_never_leaves_with_a_file():
    by_hand = replace(FAMILY, links=(replace(LINK, from_roster=False),))
    plan, _ = plan_of(both(pupil(), guardian(given="Paulu")), by_hand)
    assert plan.counts()["guardians"].leaving == plan.counts()["links"].leaving == 0


def test_a_guardian_without_a_child_is_not_imported():
    plan, issues = plan_of({"e.csv": PUPILS + pupil(), "r.csv": GUARDIANS + guardian(child=";;")})
    assert not plan.guardians
    assert issues.warnings[0].line == 2
