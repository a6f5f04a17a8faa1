"""Cover page, receipt, slip and tour sheet, read back; and no word that harms on any paper."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from pypdfium2 import PdfDocument

from amane_desktop.agenda.appointments import cancel_appointment
from amane_desktop.checklists.counters import add_counter
from amane_desktop.checklists.papers import (
    change_paper,
    entrust_paper,
    receive_paper,
    return_paper,
)
from amane_desktop.civil_registration.checklist_paper import checklist_sheet, draw_checklist
from amane_desktop.civil_registration.cover_page import cover_page, draw_cover_page
from amane_desktop.civil_registration.hearing_slip import draw_hearing_slip, hearing_slip
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.letter_templates import letter_templates
from amane_desktop.civil_registration.letters import (
    draw_letter,
    letter_draft,
    outgoing_letter,
    write_letter,
)
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.receipt import draw_receipt, receipt
from amane_desktop.civil_registration.shipped import shipped
from amane_desktop.civil_registration.tour_sheet import draw_tour_sheet, tour_sheet
from amane_desktop.i18n import PaperLang
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people.actions import add_telephone
from tests.civil_registration.dossiers import TODAY, family, later, on, opened, shown
from tests.civil_registration.harmful import harmful_words
from tests.civil_registration.papers import AT, beside, boxes, out_of_place
from tests.printing import paper
from tests.rows import protect


def flat(pdf: bytes) -> str:
    """The paper's text on one line."""
    return " ".join(paper.text(pdf).split())


def test_the_receipt_lists_what_was_left_and_what_went_back(office: Office) -> None:
    on(office)
    record = opened(office)
    assert office.ask(receipt, record.id) is None
    for line in record.papers[:2]:
        office.do(receive_paper, line.id, line.version, TODAY, number=f"N{line.id}/2026")
        office.do(entrust_paper, line.id, line.version + 1, TODAY)
    first = shown(office, record.id).papers[0]
    office.do(return_paper, first.id, first.version, TODAY)
    left = office.ask(receipt, record.id)
    assert left is not None and [p.returned_on for p in left.papers] == [TODAY, None]
    pdf = draw_receipt(left, "fr+ar", AT)
    assert len(paper.sheets(pdf)) == 2
    text = flat(pdf)
    for words in ("Reçu de pièces originales", "N1/2026", "Avis de naissance", "Pour le centre"):
        assert words in text
    assert text.count("24/11/2026") == 6, "two were left and one went back, in two languages"
    assert "شهادة الولادة" in text and "المودع" in text and "عن المركز" in text


def test_a_slip_tells_the_day_first_and_a_discreet_one_no_more(office: Office) -> None:
    on(office)
    record = opened(office)
    day = later(8)
    told = {"place": "Salle 4", "staff_id": office.signed_in.id}
    number = office.do(add_dossier_appointment, record.id, day, time(9, 30), **told)
    slip = office.ask(hearing_slip, record.id, number)
    text = flat(draw_hearing_slip(slip, "fr+ar", AT))
    for words in ("Audience", "mercredi 2 décembre 2026", "à 09:30", "Salle 4", "EC-2026-001"):
        assert words in text
    assert "الأربعاء" in text and "جلسة" in text
    pdf = draw_hearing_slip(slip, "fr+ar", AT, is_discreet=True)
    text = flat(pdf)
    assert "mercredi 2 décembre 2026" in text and "Salle 4" in text
    for words in ("Audience", "جلسة", "EC-2026", "Amane", "أمان", "Enfant", "ribunal", "المحكمة"):
        assert words not in text
    assert PdfDocument(pdf).get_metadata_dict()["Title"] == "Rendez-vous"
    with pytest.raises(Refusal):
        office.ask(hearing_slip, opened(office).id, number)


def test_the_next_appointment_on_the_checklist_is_the_first_that_is_still_planned(
    office: Office,
) -> None:
    on(office)
    record = opened(office)
    first = office.do(add_dossier_appointment, record.id, later(2), time(9))
    office.do(add_dossier_appointment, record.id, later(5))
    office.do(cancel_appointment, first, 1)
    told = office.ask(checklist_sheet, record.id).appointment
    assert told is not None and (told.day, told.time) == (later(5), None)


def test_the_tour_sheet_names_dossiers_and_papers_and_nobody(office: Office) -> None:
    on(office)
    with pytest.raises(Refusal):
        office.ask(tour_sheet)
    one, two = opened(office, children=2), opened(office)
    counter = office.do(add_counter, "hospital", "Hôpital Mokhtar Soussi", "مستشفى المختار السوسي")
    notice = two.papers[0]
    office.do(change_paper, notice.id, notice.version, counter_id=counter)
    sheet = office.ask(tour_sheet)
    pdf = draw_tour_sheet(sheet, "fr", AT)
    rows = [beside(pdf, box) for box in boxes(pdf)]
    assert f"{one.number} Avis de naissance 2 originaux" in rows, "brothers and sisters are one row"
    assert f"{two.number} Avis de naissance 1 original" in rows
    text = flat(draw_tour_sheet(sheet, "fr+ar", AT))
    assert "Hôpital Mokhtar Soussi" in text and "شهادة الولادة" in text
    for words in ("Enfant", "Aït", "Amane", "Essai", "تجربة"):
        assert words not in text
    only = office.ask(tour_sheet, places=[("hospital", counter)])
    assert [(stop.authority, len(stop.lines)) for stop in only.stops] == [("hospital", 1)]


def test_the_cover_says_which_child_a_paper_is_of(office: Office) -> None:
    on(office)
    record = opened(office, children=2)
    pdf = draw_cover_page(office.ask(cover_page, record.id), "fr", AT)
    assert flat(pdf).count("(Enfant 1)") == flat(pdf).count("(Enfant 2)") > 0


def test_the_cover_has_what_a_new_social_worker_needs(office: Office) -> None:
    on(office)
    record = opened(office, birth_date=date(2016, 1, 1), birth_precision="year")
    office.do(add_telephone, record.family_id, "0611223344", whose="tante", is_safe=True)
    office.do(add_telephone, record.family_id, "0700000000", whose="oncle", is_safe=False)
    office.do(add_dossier_appointment, record.id, later(8), time(9, 30), "Salle 4")
    pdf = draw_cover_page(office.ask(cover_page, record.id), "fr+ar", AT)
    text = flat(pdf)
    for words in (
        record.number,
        "Enfant 1 Aït Baha",
        "naissance : 2016",
        "06 11 22 33 44",
        "Déposer la requête",
        "Certificat de vie",
        "Reste au centre.",
    ):
        assert words in text, words
    assert "07 00 00 00 00" not in text, "not safe to call"
    assert len(boxes(pdf)) == 2 * (len(record.steps) + len(record.papers))
    protect(office, record.family_id, 1)
    covered = flat(draw_cover_page(office.ask(cover_page, record.id), "fr", AT))
    assert "06 11 22 33 44" not in covered, "a protected family's numbers stand on no paper"


def _papers_of(office: Office, dossier_id: int, lang: PaperLang) -> Iterator[bytes]:
    """Everything of a dossier that leaves the house, in a language."""
    sheet = office.ask(checklist_sheet, dossier_id)
    for form in ("family", "discreet", "counter"):
        yield draw_checklist(sheet, form, lang, AT)
    left = office.ask(receipt, dossier_id)
    assert left is not None
    yield draw_receipt(left, lang, AT)
    for line in shown(office, dossier_id).appointments:
        slip = office.ask(hearing_slip, dossier_id, line.id)
        yield draw_hearing_slip(slip, lang, AT)
        yield draw_hearing_slip(slip, lang, AT, is_discreet=True)
    yield draw_tour_sheet(office.ask(tour_sheet), lang, AT)


@pytest.mark.parametrize("code", sorted(shipped()))
def test_no_paper_of_any_procedure_says_a_word_that_harms_or_runs_into_another(
    office: Office, code: str
) -> None:
    on(office)
    opened(office)  # (a tour wants a counter, and some procedures ask for nothing from one)
    number, mother, *children = family(office, children=2)
    # (nothing is answered, so every paper of the procedure is asked for)
    dossier_id = office.do(open_dossier, number, (mother, *children), code, {})
    line = shown(office, dossier_id).papers[0]
    office.do(receive_paper, line.id, line.version, TODAY)
    office.do(entrust_paper, line.id, line.version + 1, TODAY)
    office.do(add_dossier_appointment, dossier_id, later(3), time(9))
    procedure = shipped()[code]
    # (what is called by its own paper says no more than that)
    titles = {procedure.title.fr, procedure.title.ar} - {procedure.badge.fr, procedure.badge.ar}
    for lang in ("fr", "ar"):
        cover = draw_cover_page(office.ask(cover_page, dossier_id), lang, AT)
        assert harmful_words(flat(cover)) == []
        assert out_of_place(cover) == []
        for pdf in _papers_of(office, dossier_id, lang):
            text = flat(pdf)
            assert harmful_words(text) == []
            assert out_of_place(pdf) == []
            assert not any(words in text for words in titles), "that says why it is there"


def test_no_letter_says_a_word_that_harms(office: Office) -> None:
    on(office)
    record = opened(office)
    notice = record.papers[0]
    for template in office.ask(letter_templates):
        draft = office.ask(letter_draft, record.id, template.code, "fr+ar", notice.id)
        texts = [
            text.replace("{", "").replace("}", "")
            for words in ("fr", "ar")
            for text in (
                getattr(part, words) for part in (draft.addressee, draft.subject, draft.body)
            )
        ]
        letter = office.do(write_letter, record.id, template.code, "fr+ar", *texts)
        assert harmful_words(flat(draw_letter(office.ask(outgoing_letter, letter)))) == []
