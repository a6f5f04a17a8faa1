"""The plain questions, and the procedures that their answers lead to."""

from collections.abc import Iterator

from amane_desktop.civil_registration.proposals import proposed
from amane_desktop.civil_registration.questions import asked, questions
from amane_desktop.civil_registration.shipped import shipped

CHILD = {"registered": "no", "who": "child", "relative_present": "yes", "foreign_papers": "no"}
LATE = {**CHILD, "within_delay": "no", "parents_registered": "yes", "birth_notice": "yes"}


def _codes(answers: dict[str, str]) -> list[str]:
    return [one.code for one in proposed(shipped().values(), answers)]


def _all_answers(given: dict[str, str]) -> Iterator[dict[str, str]]:
    open_ = [question for question in asked(given) if question.id not in given]
    if not open_:
        yield given
        return
    for answer in open_[0].answers:
        yield from _all_answers({**given, open_[0].id: answer.code})


def test_whoever_answers_is_proposed_a_way_and_every_procedure_is_one() -> None:
    reached: set[str] = set()
    for answers in _all_answers({}):
        found = _codes(answers)
        assert found, answers
        reached.update(found)
    assert reached == set(shipped())


def test_no_more_than_ten_questions_lead_to_a_proposal() -> None:
    assert max(len(answers) for answers in _all_answers({})) <= 10


def test_late_registration_follows_from_what_is_at_hand() -> None:
    with_act = {**LATE, "marriage_act": "yes"}
    assert _codes({**with_act, "father_present": "yes"}) == ["late_with_marriage_act"]
    assert _codes({**with_act, "father_present": "no"}) == ["late_father_absent"]
    without = {**LATE, "marriage_act": "no"}
    assert _codes({**without, "father_present": "no"}) == ["late_mother_declares"]


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
    assert _codes(answers) == ["parent_record", "late_with_marriage_act"]
    grown_up = {"registered": "no", "who": "adult"}
    assert _codes({**grown_up, "children_wait": "yes"}) == ["parent_record"]
    assert _codes({**grown_up, "children_wait": "no"}) == ["adult_record"]


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
