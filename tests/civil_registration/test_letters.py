"""Letters: nothing unfilled goes out, each has its number, the centre's own wording holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from amane_desktop.checklists.counters import add_counter
from amane_desktop.checklists.papers import change_paper, receive_paper
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.letter_templates import (
    FIELDS,
    back_to_shipped_letter,
    change_letter_template,
    fields_in,
    has_stray_brace,
    letter_templates,
    shipped_letters,
)
from amane_desktop.civil_registration.letters import (
    Letter,
    draw_letter,
    letter_draft,
    outgoing_letter,
    stamp_letter,
    write_letter,
)
from amane_desktop.i18n import Text
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, on, opened, shown
from tests.printing import paper


def written(office: Office, dossier_id: int, **told: str) -> Letter:
    """A letter that went out, in French unless told."""
    words = {"paper_lang": "fr", "addressee": "Au greffe", "subject": "Suite", "body": "Merci."}
    given = {"template": "court_follow_up", **words, **told}
    return office.ask(outgoing_letter, office.do(write_letter, dossier_id, **given))


def test_a_draft_is_filled_from_the_dossier_and_says_what_is_not_known(office: Office) -> None:
    on(office)
    record = opened(office)
    draft = office.ask(letter_draft, record.id, "registry_judgment", "fr+ar")
    assert "{judgment_number}" in draft.subject.fr and "{judgment_number}" in draft.subject.ar
    assert {field for field, _words in draft.unfilled} == {
        "office",
        "judgment_number",
        "judgment_date",
        "court",
        "court_file_number",
        "papers",
    }
    told = {"court": "TPI de Taroudant", "court_file_number": "12/1608/2026"}
    told |= {"judgment_number": "77"}
    office.do(write_judgment, record.id, record.version, judgment_on=TODAY, **told)
    notice = record.papers[0]
    office.do(receive_paper, notice.id, notice.version, TODAY)
    draft = office.ask(letter_draft, record.id, "registry_judgment", "fr+ar")
    assert draft.subject.fr == "Inscription du jugement n° 77 du 24 novembre 2026"
    assert "12/1608/2026" in draft.body.ar and "Enfant 1" in draft.body.ar
    assert "– Avis de naissance" in draft.body.fr
    assert [field for field, _words in draft.unfilled] == ["office"]
    counter = office.do(add_counter, "hospital", "Hôpital Mokhtar Soussi", "")
    notice = shown(office, record.id).papers[0]
    office.do(change_paper, notice.id, notice.version, counter_id=counter)
    draft = office.ask(letter_draft, record.id, "registry_request", "fr", notice.id)
    assert draft.unfilled == () and draft.body.ar == ""
    assert "Hôpital Mokhtar Soussi" in draft.addressee.fr and "Avis de naissance" in draft.body.fr


@pytest.mark.parametrize("field", ["addressee", "subject", "body"])
@pytest.mark.parametrize(
    "words", ["Dossier {court_file_number}", "Dossier {", "", "Une mère célibataire"]
)
def test_nothing_unfilled_goes_out_nor_takes_a_number(
    office: Office, field: str, words: str
) -> None:
    on(office)
    record = opened(office)
    with pytest.raises(Refusal) as refused:
        written(office, record.id, **{field: words})
    assert refused.value.field == field
    if "court" in words:
        assert "court file number" in str(refused.value)
    assert shown(office, record.id).letters == ()
    assert written(office, record.id).number == "C-2026-001"


def test_a_letter_in_both_languages_is_one_number_on_two_pages(office: Office) -> None:
    on(office)
    record = opened(office)
    with pytest.raises(Refusal) as refused:
        written(office, record.id, paper_lang="fr+ar")
    assert refused.value.field == "addressee_ar"
    arabic = {"addressee_ar": "إلى كتابة الضبط", "subject_ar": "الملف رقم 12/1608/2026"}
    letter = written(
        office, record.id, paper_lang="fr+ar", body_ar="شكرا.\n\nمع التقدير.", **arabic
    )
    assert letter.number == "C-2026-001"
    pdf = draw_letter(letter)
    first, second = paper.sheets(pdf)
    text = " ".join(line.text for line in first.lines)
    assert "Au greffe" in text and "C-2026-001" in text and "Centre Amane" in text
    lines = [line.text for line in second.lines]
    assert any("12/1608/2026" in line for line in lines), "a number is not turned round"
    assert any("إلى كتابة الضبط" in line for line in lines)
    assert any("عن المركز" in line for line in lines)
    assert pdf == draw_letter(letter)
    (line,) = shown(office, record.id).letters
    assert (line.number, line.subject.fr, line.subject.ar) == (
        "C-2026-001",
        "Suite",
        "الملف رقم 12/1608/2026",
    )


def test_a_number_that_was_taken_back_is_not_given_again(office: Office) -> None:
    on(office)
    record = opened(office)
    assert written(office, record.id).number == "C-2026-001"
    assert office.undo_last()
    assert shown(office, record.id).letters == ()
    assert written(office, record.id).number == "C-2026-002"


def test_the_stamped_copy_comes_back_on_a_day_that_can_be(office: Office) -> None:
    on(office)
    record = opened(office)
    letter = written(office, record.id)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            office.do(stamp_letter, letter.id, letter.version, day)
        assert refused.value.field == "day"
    office.do(stamp_letter, letter.id, letter.version, TODAY)
    assert office.ask(outgoing_letter, letter.id).stamped_on == TODAY
    with pytest.raises(ChangedMeanwhile):
        office.do(stamp_letter, letter.id, letter.version, TODAY)
    told = " ".join(map(str, office.ask(history, rows=(("outgoing_letter", letter.id),))))
    assert "C-2026-001" in told and "24 November 2026" in told


def test_the_centres_own_wording_holds_until_it_is_taken_back(office: Office) -> None:
    on(office)
    record = opened(office)
    words = {"subject": "Dossier {number}", "subject_ar": "الملف {number}"}
    words |= {"body": "Objet : {names}.", "body_ar": "الأسماء: {names}."}
    office.do(change_letter_template, "court_file", 0, **words)
    draft = office.ask(letter_draft, record.id, "court_file", "fr+ar")
    assert draft.subject == Text("Dossier EC-2026-001", "الملف EC-2026-001")
    assert draft.body.fr == "Objet : Enfant 1 Aït Baha."
    with pytest.raises(ChangedMeanwhile):
        office.do(change_letter_template, "court_file", 0, **words)
    line = next(t for t in office.ask(letter_templates) if t.code == "court_file")
    assert line.is_own
    office.do(back_to_shipped_letter, "court_file", line.version)
    shipped = shipped_letters()["court_file"]
    assert next(t for t in office.ask(letter_templates) if t.code == "court_file") == shipped
    with pytest.raises(Refusal):
        office.do(back_to_shipped_letter, "court_file", 0)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("body", "père inconnu"),
        ("subject", "{mother}"),
        ("body_ar", "{court"),
        ("body", "}"),
        ("subject_ar", "  "),
    ],
)
def test_a_wording_that_names_what_no_dossier_has_is_refused_at_its_field(
    office: Office, field: str, words: str
) -> None:
    told = dict.fromkeys(("subject", "subject_ar", "body", "body_ar"), "{court}")
    with pytest.raises(Refusal) as refused:
        office.do(change_letter_template, "court_file", 0, **(told | {field: words}))
    assert refused.value.field == field
    assert not any(line.is_own for line in office.ask(letter_templates))


def test_the_shipped_wordings_stand_in_both_languages_and_name_known_fields() -> None:
    assert len(shipped_letters()) >= 5
    for line in shipped_letters().values():
        for words in (line.name, line.to, line.subject, line.body):
            assert words.fr and words.ar
            assert set(fields_in(words.fr)) == set(fields_in(words.ar)) <= set(FIELDS)
            assert not has_stray_brace(words.fr + words.ar)


def test_a_long_letter_goes_on_over_the_page_and_loses_nothing(office: Office) -> None:
    on(office)
    letter = written(office, opened(office).id)
    body = "\n".join(f"Ligne L{n:03} de ce courrier." for n in range(90))
    pdf = draw_letter(replace(letter, body=Text(body, "")))
    text = paper.text(pdf)
    assert len(paper.sheets(pdf)) > 1
    assert all(text.count(f"L{n:03}") == 1 for n in range(90))
    assert "C-2026-001" in " ".join(line.text for line in paper.sheets(pdf)[-1].lines)
