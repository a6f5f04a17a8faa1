"""The plain questions, and the procedures that their answers lead to."""

from amane_desktop.civil_registration.proposals import proposed
from amane_desktop.civil_registration.questions import questions
from amane_desktop.civil_registration.shipped import shipped
from tests.civil_registration.answers import all_answers, codes

CHILD = {"registered": "no", "who": "child", "relative_present": "yes", "foreign_papers": "no"}
LATE = {**CHILD, "within_delay": "no", "parents_registered": "yes", "birth_notice": "yes"}


def test_whoever_answers_is_proposed_a_way_and_every_procedure_is_one() -> None:
    reached: set[str] = set()
    for answers in all_answers({}):
        found = codes(answers)
        assert found, answers
        reached.update(found)
    assert reached == set(shipped())


def test_no_more_than_ten_questions_lead_to_a_proposal() -> None:
    assert max(len(answers) for answers in all_answers({})) <= 10


def test_late_registration_follows_from_what_is_at_hand() -> None:
    with_act = {**LATE, "marriage_act": "yes"}
    assert codes({**with_act, "father_present": "yes"}) == ["late_with_marriage_act"]
    assert codes({**with_act, "father_present": "no"}) == ["late_father_absent"]
    without = {**LATE, "marriage_act": "no"}
    assert codes({**without, "father_present": "no"}) == ["late_mother_declares"]


def test_what_could_harm_is_proposed_with_advice_first() -> None:
    answers = {**LATE, "marriage_act": "no", "father_present": "yes"}
    found = proposed(shipped().values(), answers)
    assert {one.code for one in found} == {
        "late_without_marriage_act",
        "marriage_recognition",
        "paternity_recognition",
    }
    assert all(one.advice_first for one in found)
    for one in found:
        steps = shipped()[one.code].steps
        assert steps[0].kind == "advice"
        assert "legal_aid" in {step.kind for step in steps}


def test_a_parents_own_record_comes_first() -> None:
    answers = {**LATE, "parents_registered": "no", "marriage_act": "yes", "father_present": "yes"}
    assert codes(answers) == ["parent_record", "late_with_marriage_act"]
    grown_up = {"registered": "no", "who": "adult"}
    assert codes({**grown_up, "children_wait": "yes"}) == ["parent_record"]
    assert codes({**grown_up, "children_wait": "no"}) == ["adult_record"]


def test_a_proposal_says_why_in_the_answers_own_words() -> None:
    (found,) = proposed(shipped().values(), {"registered": "yes", "wanted": "rnp"})
    assert [answer.fr for _question, answer in found.because] == [
        "Oui, l'acte existe",
        "Le registre national de la population (RNP)",
    ]
    assert found.why


def test_every_question_is_asked_in_both_languages() -> None:
    for question in questions():
        texts = (question.text, *(answer.text for answer in question.answers))
        assert all(text.fr and text.ar for text in texts)
        assert bool(question.hint.fr) == bool(question.hint.ar)
