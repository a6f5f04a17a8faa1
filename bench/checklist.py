"""The family's checklist of a dossier, beside bare canvas calls for the same boxes and words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from amane_desktop.civil_registration.checklist_paper import (
    ChecklistSheet,
    checklist_sheet,
    draw_checklist,
)
from amane_desktop.i18n import PaperLang
from amane_desktop.office.office import Office
from bench import centre
from bench.pairs import Pair, paired, timed
from bench.rosters import ROOT, forget_shapes

LANG: PaperLang = "fr+ar"
PAPERS, AT_HAND = 12, 7
MM = 72 / 25.4


def beside_canvas(folder: Path) -> Pair:
    """The checklist in the running program, query and shaping included."""
    from amane_desktop.printing import fonts

    office = centre.new(folder)
    try:
        dossier_id = _fill(office)
        fonts.register()
        at = office.clock.local()

        def ours() -> bytes:
            forget_shapes()
            return draw_checklist(office.ask(checklist_sheet, dossier_id), "family", LANG, at)

        sheet = office.ask(checklist_sheet, dossier_id)
        assert len(sheet.papers) == PAPERS
        return paired(timed(ours), timed(bare_canvas(sheet)), 15)
    finally:
        office.close()


def _fill(office: Office) -> int:
    """A dossier of a child with the usual papers, by the actions that staff use."""
    from amane_desktop.checklists.papers import add_paper, receive_paper
    from amane_desktop.civil_registration.hearings import add_dossier_appointment
    from amane_desktop.civil_registration.opening import open_dossier
    from amane_desktop.civil_registration.queries import dossier
    from amane_desktop.people.actions import add_family, add_person

    today = office.clock.today()
    family = office.do(add_family, "Aït Lahcen", "آيت لحسن")
    child = office.do(add_person, family, "Salma", "Aït Lahcen", "سلمى", "آيت لحسن")
    answers = {"birth_notice": "yes"}
    opened = office.do(open_dossier, family, (child,), "late_with_marriage_act", answers)
    office.do(add_dossier_appointment, opened, today + timedelta(days=2), place="Salle 4")
    record = office.ask(dossier, opened)
    assert record is not None
    for _more in range(len(record.papers), PAPERS):
        told = {"name": "Certificat de vie", "name_ar": "شهادة الحياة"}
        office.do(add_paper, record.checklist_id, **told)
    record = office.ask(dossier, opened)
    assert record is not None
    for number, paper in enumerate(record.papers):
        if number < AT_HAND:
            office.do(receive_paper, paper.id, paper.version, today)
    return opened


def bare_canvas(sheet: ChecklistSheet) -> Callable[[], bytes]:
    """The least that draws the same: a box and a rule per paper, a string per text, shaped before.

    Names stand in bold and the rest in regular type, as on the paper; its pictures are left out.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for weight in ("Regular", "Bold"):
        font = ROOT / "resources" / "fonts" / f"IBMPlexSansArabic-{weight}.ttf"
        bare = TTFont(f"Bare-{weight}", str(font), asciiReadable=False, shapable=False)
        pdfmetrics.registerFont(bare)
    pages = [_lines(sheet, lang) for lang in LANG.split("+")]

    def draw() -> bytes:
        out = BytesIO()
        canvas = Canvas(out, pagesize=A4)
        for lines in pages:
            y = A4[1] - 20 * MM
            for words, has_box in lines:
                canvas.setFont("Bare-Bold" if has_box else "Bare-Regular", 12)
                canvas.drawString(30 * MM, y, words)
                if has_box:
                    canvas.rect(15 * MM, y - 2, 6 * MM, 6 * MM)
                    canvas.line(15 * MM, y - 4, 195 * MM, y - 4)
                y -= 6 * MM
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw


def _lines(sheet: ChecklistSheet, lang: str) -> list[tuple[str, bool]]:
    """The words of a page, shaped, line by line, and whether a box stands before them."""
    from amane_desktop.civil_registration import paper_words as words
    from amane_desktop.i18n import writing_in
    from amane_desktop.printing import arabic

    with writing_in(lang):
        missing = words.to_fetch(sheet.papers)
        told = words.next_ones(missing)
        lines = [(text, False) for text in (sheet.head.centre.here, words.names_of(sheet.head))]
        for (paper,) in told:
            lines.append((words.told_name(paper), True))
            full = (words.where(paper), words.bring(paper), words.how(paper))
            lines += [(text, False) for text in full if text]
        lines += [(words.told_name(paper), True) for paper in missing[len(told) :]]
        lines += [(words.where(paper), False) for paper in missing[len(told) :]]
        here = words.at_hand(sheet.papers)
        lines += [(words.told_name(paper), True) for paper in here]
        lines += [(text, False) for paper in here if (text := words.validity(paper.line))]
        lines += [(words.contact_line(sheet.head), False), (words.foot_of(date.today()), False)]
        return [(arabic.shape(text, lang == "ar"), has_box) for text, has_box in lines]
