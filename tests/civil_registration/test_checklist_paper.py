"""The family's checklist and the counter's form, read back as they are printed."""

from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from amane_desktop.checklists.counters import CounterLine
from amane_desktop.checklists.standing import Standing
from amane_desktop.civil_registration.checklist_paper import (
    ChecklistSheet,
    Form,
    checklist_of_number,
    checklist_sheet,
    draw_checklist,
)
from amane_desktop.civil_registration.file_names import paper_file_name
from amane_desktop.i18n import PaperLang, Text
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people.who_looked import looks
from tests.civil_registration.dossiers import on, opened
from tests.civil_registration.papers import (
    AT,
    HEAD,
    SALMA,
    beside,
    boxes,
    listed,
    out_of_place,
    sheet_of,
)
from tests.printing import paper
from tests.rows import protect

FORMS: tuple[Form, ...] = ("family", "discreet", "counter")
LANGS: tuple[PaperLang, ...] = ("fr", "ar")
ANNEXE = CounterLine(
    1,
    "local_authority",
    Text("Annexe 2", "الملحقة 2"),
    Text("avenue Mohammed V", "شارع محمد الخامس"),
    "0528851122",
    Text("lundi à jeudi, 9 h à 12 h", "من الاثنين إلى الخميس، من 9 إلى 12"),
    is_retired=False,
    version=1,
)


def test_the_next_three_are_told_in_full_and_the_others_on_a_line() -> None:
    first = replace(listed(0, cost=5000, wanted_by=date(2026, 11, 27)), counter=ANNEXE)
    asked = listed(1, Standing.ASKED, asked_on=date(2026, 11, 20))
    until = date(2026, 11, 2)
    old = listed(2, Standing.EXPIRED, valid_until=until)
    sheet = sheet_of(6)
    sheet = replace(sheet, papers=(first, asked, old, *sheet.papers[3:]))
    text = " ".join(paper.text(draw_checklist(sheet, "family", "fr", AT)).split())
    for words in (
        "Documents pour Salma",
        "0 pièce sur 6 réunie.",
        "Annexe 2 · avenue Mohammed V · lundi à jeudi, 9 h à 12 h",
        "50 DH · pour le 27 novembre",
        "gratuit · demandée le 20 novembre, à retirer",
        "expirée le 2 novembre : en demander une nouvelle",
        "mercredi 25 novembre 2026 à 09:00",
        "Khadija : 06 12 34 56 78",
        "La décision revient au tribunal ou à l'administration. Écrit le 24 novembre 2026.",
    ):
        assert words in text, words
    assert text.count("À apporter : Une pièce d'identité") == 3


def test_arabic_is_read_back_in_its_order() -> None:
    first = replace(listed(0, wanted_by=date(2026, 11, 27)), counter=ANNEXE)
    sheet = sheet_of(3, 2)
    sheet = replace(sheet, papers=(first, *sheet.papers[1:]))
    (page,) = paper.sheets(draw_checklist(sheet, "family", "ar", AT))
    text = " | ".join(line.text for line in page.lines)
    for words in (
        "وثائق سلمى",
        "تم جمع وثيقتين من أصل",
        "الوثائق الناقصة",
        "الوثائق المتوفرة",
        "صالحة إلى 5 فبراير 2027",
        "شارع محمد الخامس · من الاثنين إلى الخميس، من 9 إلى 12",
        "المطلوب إحضاره: وثيقة تعريف",
        "موعدنا المقبل",
        "الأربعاء 25 نونبر 2026 على الساعة",
        "القرار النهائي يعود إلى المحكمة أو الإدارة المعنية",
    ):
        assert words in text, words
    assert "06 12 34 56 78" in paper.text(draw_checklist(sheet, "family", "ar", AT))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("missing", "here"), [(1, 0), (7, 5), (0, 12), (12, 0), (18, 12)])
def test_each_box_stands_in_the_row_of_its_paper(
    form: Form, lang: PaperLang, missing: int, here: int
) -> None:
    pdf = draw_checklist(sheet_of(missing, here), form, lang, AT)
    found = boxes(pdf)
    assert [box.is_ticked for box in found] == [False] * missing + [True] * here
    for number, box in enumerate(found):
        assert f"N{number:02}" in beside(pdf, box)
    side = [box.left > paper.sheets(pdf)[0].width * paper.MM / 2 for box in found]
    assert set(side) == {lang == "ar"}, "the boxes stand where a line begins"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_the_usual_twelve_papers_take_one_page_and_thirty_lose_none(
    form: Form, lang: PaperLang
) -> None:
    for missing, here in ((12, 0), (7, 5), (3, 9), (0, 12)):
        assert len(paper.sheets(draw_checklist(sheet_of(missing, here), form, lang, AT))) == 1
    many = paper.sheets(draw_checklist(sheet_of(20, 10), form, lang, AT))
    text = " ".join(line.text for page in many for line in page.lines)
    assert all(text.count(f"N{number:02}") == 1 for number in range(30))
    if len(many) > 1:
        assert f"{len(many)} / {len(many)}" in text


def _long() -> ChecklistSheet:
    name = (
        "Copie intégrale de l'acte de naissance de la grand-mère, délivrée à Oulad Teïma, légalisée"
    )
    name_ar = (
        "نسخة كاملة من رسم ولادة الجدة مسلمة من طرف مكتب الحالة المدنية بأولاد تايمة مصادق عليها"
    )
    sheet = sheet_of(8, 5)
    long = [
        replace(each, line=replace(each.line, name=Text(f"{name} {n}", f"{name_ar} {n}")))
        for n, each in enumerate(sheet.papers)
    ]
    whose = Text("Abderrahmane-Mohamed", "عبد الرحمان محمد")
    papers = [replace(each, whose=whose, counter=ANNEXE) for each in long]
    person = replace(
        SALMA,
        given=Text("Fatima Ez-Zahra Kelthoum Abderrahmane", "فاطمة الزهراء كلثوم"),
        name=Text("Fatima Ez-Zahra Kelthoum Abderrahmane El Moutawakkil Aït Lahcen Oubella", "ف"),
    )
    head = replace(HEAD, persons=(person,) * 4)
    return replace(sheet, papers=tuple(papers), head=head)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_overlaps_or_leaves_the_page(form: Form, lang: PaperLang) -> None:
    for sheet in (sheet_of(7, 5), sheet_of(20, 10), _long()):
        assert out_of_place(draw_checklist(sheet, form, lang, AT)) == []


@pytest.mark.parametrize("form", FORMS)
def test_long_names_stay_whole(form: Form) -> None:
    text = " ".join(paper.text(draw_checklist(_long(), form, "fr", AT)).split())
    assert "…" not in text
    for word in ("Oulad Teïma,", "légalisée", "(Abderrahmane-Mohamed)"):
        assert text.count(word) == 13


def test_the_title_of_the_file_is_plain_text() -> None:
    for lang, title in (("fr", "Documents pour Salma"), ("ar", "وثائق سلمى")):
        pdf = draw_checklist(sheet_of(5, 3), "family", lang, AT)
        assert PdfDocument(pdf).get_metadata_dict()["Title"] == title


def test_the_discreet_form_says_nothing_of_what_it_is_for() -> None:
    sheet = sheet_of(5, 3, court="Tribunal", court_file_number="12/1608/2026")
    pdf = draw_checklist(sheet, "discreet", "fr+ar", AT)
    text = paper.text(pdf)
    for word in ("Amane", "أمان", "EC-2026", "Salma", "سلمى", "Tribunal", "tribunal", "12/1608"):
        assert word not in text
    assert "المحكمة" not in text and "Salle 4" not in text
    first, second = paper.sheets(pdf)
    assert first.lines[0].text == "Documents" and second.lines[0].text == "وثائق"
    told = PdfDocument(pdf).get_metadata_dict()
    assert told["Title"] == "Documents"
    assert not any("Amane" in value or "EC-" in value for value in told.values())
    assert paper_file_name("family", "EC-2026-014", is_discreet=True) == "documents"


def test_the_counter_reads_copies_numbers_and_dates_and_has_room_for_a_stamp() -> None:
    day = date(2026, 11, 3)
    here = listed(0, Standing.RECEIVED, issued_on=day, is_original=False, copies=2)
    here = replace(here, line=replace(here.line, number="123/2026"))
    sheet = sheet_of(
        0, papers=(here, listed(1, Standing.NOT_NEEDED)), court_file_number="12/1608/2026"
    )
    pdf = draw_checklist(sheet, "counter", "fr", AT)
    (box,) = boxes(pdf)
    assert beside(pdf, box) == "1 Pièce N00 2 copies 123/2026 03/11/2026"
    text = paper.text(pdf)
    assert "Cachet et signature" in text and "12/1608/2026" in text and "EC-2026-014" in text
    assert "N01" not in text, "what is not needed is not handed in"


def test_whose_paper_it_is_is_told_where_there_are_several(office: Office) -> None:
    on(office)
    one = office.ask(checklist_sheet, opened(office).id)
    assert {str(each.whose.fr) for each in one.papers} == {""}
    two = office.ask(checklist_sheet, opened(office, children=2).id)
    assert [each.whose.fr for each in two.papers if each.line.code == "birth_notice"] == [
        "Enfant 1",
        "Enfant 2",
    ]
    assert (two.ready, two.due) == (0, len([p for p in two.papers if p.line.need == "due"]))


def test_what_brothers_and_sisters_need_alike_is_told_once_with_a_box_for_each() -> None:
    names = (Text("Salma", "سلمى"), Text("Yassine", "ياسين"), Text("Aya", "آية"))
    alike = [replace(listed(n, code="notice"), whose=whose) for n, whose in enumerate(names)]
    same = [replace(a, line=replace(a.line, name=Text("Avis", "شهادة الولادة"))) for a in alike]
    sheet = sheet_of(6)
    sheet = replace(sheet, papers=(*same, *sheet.papers[3:]))
    pdf = draw_checklist(sheet, "family", "fr", AT)
    rows = [beside(pdf, box) for box in boxes(pdf)]
    assert rows == [
        "Salma",
        "Yassine",
        "Aya",
        "Pièce N03",
        "Pièce N04",
        "Pièce N05 Hôpital",
    ]
    assert paper.text(pdf).count("Avis") == 1


def test_a_protected_familys_paper_is_a_look_at_it(office: Office) -> None:
    on(office)
    record = opened(office)
    protect(office, record.family_id, 1)
    assert not office.ask(looks, family_id=record.family_id)
    office.ask(checklist_sheet, record.id)
    assert len(office.ask(looks, family_id=record.family_id)) == 1


def test_the_number_of_no_dossier_is_refused(office: Office) -> None:
    on(office)
    number = opened(office).number
    assert office.ask(checklist_of_number, number.lower().replace("-", " ")).head.number == number
    with pytest.raises(Refusal) as refused:
        office.ask(checklist_of_number, "EC-2026-999")
    assert refused.value.field == "number"


def test_the_same_sheet_at_the_same_time_is_the_same_file_with_fonts_in_part() -> None:
    for form in FORMS:
        one, other = (draw_checklist(sheet_of(7, 5), form, "fr+ar", AT) for _ in range(2))
        assert one == other
        fonts = paper.tool("pdffonts", one).splitlines()[2:]
        assert fonts and all(line.split()[-4] == "yes" for line in fonts), "subset"
        assert len(one) < 60_000
