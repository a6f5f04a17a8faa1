"""Procedures as they are read from their texts."""

from amane_desktop.civil_registration.procedures import read
from amane_desktop.civil_registration.shipped import shipped, shipped_texts


def test_every_shipped_procedure_is_as_one_must_be() -> None:
    for code, text in shipped_texts().items():
        assert read(text).code == code


def test_a_shipped_procedure_says_what_it_asks_for() -> None:
    procedure = shipped()["late_with_marriage_act"]
    notice = procedure.paper("birth_notice")
    assert notice is not None
    assert (notice.issuer, notice.need, notice.each) == ("hospital", "due", True)
    assert notice.name.ar == "شهادة الولادة"
    assert [step.kind for step in procedure.steps][:3] == ["gather", "submit", "hearing"]
    assert procedure.steps[1].after == ("gather",)


def test_papers_follow_from_what_is_at_hand() -> None:
    procedure = shipped()["late_with_marriage_act"]
    at_hand = {paper.id for paper in procedure.papers_for({"birth_notice": "yes"})}
    assert "birth_notice" in at_hand and "age_certificate" not in at_hand
    missing = {paper.id for paper in procedure.papers_for({"birth_notice": "no"})}
    assert "birth_notice" not in missing and "age_certificate" in missing
