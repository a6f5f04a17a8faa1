"""Papers of dossiers: made in a line or two, and read back with their boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import combinations
from typing import Any

import pypdfium2
from pypdfium2 import raw

from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import Standing
from amane_desktop.civil_registration.checklist_paper import ChecklistSheet, NextAppointment
from amane_desktop.civil_registration.on_paper import ListedPaper, PaperHead, PaperPerson
from amane_desktop.i18n import Text
from tests.printing import paper

AT = datetime(2026, 11, 24, 10)
SALMA = PaperPerson(2, Text("Salma", "سلمى"), Text("Salma Aït", "سلمى آيت"), None, "exact")
HEAD = PaperHead(
    Text("Centre Amane", "مركز أمان"),
    Text("Taroudant", "تارودانت"),
    "EC-2026-014",
    (SALMA,),
    Text("Khadija", "خديجة"),
    "06 12 34 56 78",
)
SOON = NextAppointment(date(2026, 11, 25), time(9), "Salle 4")


def listed(number: int, standing: Standing = Standing.NEEDED, **told: Any) -> ListedPaper:
    """A required paper as it stands on a list."""
    line = PaperLine(
        id=number,
        checklist_id=1,
        person_id=None,
        position=number,
        code="",
        name=Text(f"Pièce N{number:02}", f"وثيقة N{number:02}"),
        authority="hospital",
        counter_id=None,
        is_original=True,
        copies=1,
        need="due",
        valid_months=None,
        cost=0,
        bring=Text("Une pièce d'identité", "وثيقة تعريف"),
        state="received" if standing in (Standing.RECEIVED, Standing.EXPIRING) else standing.value,
        standing=standing,
        days_left=None,
        is_asked_anew=False,
        wanted_by=None,
        asked_on=None,
        received_on=None,
        issued_on=None,
        valid_until=None,
        handed_in_on=None,
        handed_in_at="",
        reason="",
        number="",
        note="",
        entrusted_on=None,
        returned_on=None,
        scans=0,
        version=1,
    )
    return ListedPaper(replace(line, **told), Text(), None, is_to_confirm=False)


def sheet_of(missing: int, here: int = 0, **told: Any) -> ChecklistSheet:
    """A sheet with so many papers to fetch, and so many at hand."""
    papers = [listed(n) for n in range(missing)]
    until = {"valid_until": date(2027, 2, 5)}
    papers += [listed(missing + n, Standing.RECEIVED, **until) for n in range(here)]
    sheet = ChecklistSheet(HEAD, tuple(papers), here, missing + here, SOON, "", "")
    return replace(sheet, **told)


@dataclass(frozen=True)
class Box:
    """A square to tick on a page, by its middle from the page's top."""

    page: int
    left: float
    right: float
    middle: float
    is_ticked: bool


def boxes(pdf: bytes) -> list[Box]:
    """The squares to tick, from the first page's top down."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        drawn = [
            (one.get_bounds(), one) for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        ]
        squares = [bounds for bounds, _one in drawn if _is_square(bounds)]
        for left, bottom, right, top in squares:
            ticks = [
                bounds
                for bounds, _one in drawn
                if left < bounds[0] and bounds[2] < right and bottom < bounds[1] < bounds[3] < top
            ]
            middle = page.get_height() - (top + bottom) / 2
            found.append(Box(number, left, right, middle, bool(ticks)))
        page.close()
    document.close()
    return sorted(found, key=lambda box: (box.page, box.middle))


def _is_square(bounds: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = bounds
    wide, tall = right - left, top - bottom
    return 3.5 * paper.MM < wide < 8 * paper.MM and abs(wide - tall) < 0.5


def beside(pdf: bytes, box: Box) -> str:
    """The words in the row of a box."""
    words = [
        word
        for word in paper.words(pdf)
        if word.page == box.page and abs(word.middle - box.middle) < 3.2 * paper.MM
    ]
    return " ".join(word.text for word in sorted(words, key=lambda word: word.left))


def out_of_place(pdf: bytes) -> list[str]:
    """The words that stand outside a page's margins, or on top of others."""
    words = paper.words(pdf)
    margin = 12 * paper.MM
    wrong = [
        word.text
        for word in words
        if not (margin - 1 <= word.left and word.right <= 210 * paper.MM - margin + 1)
        or not 10 * paper.MM < word.middle < 292 * paper.MM
    ]
    for one, other in combinations(words, 2):
        if one.page == other.page and abs(one.middle - other.middle) < 2:
            apart = one.right <= other.left + 0.5 or other.right <= one.left + 0.5
            wrong += [] if apart else [f"{one.text} / {other.text}"]
    return wrong
