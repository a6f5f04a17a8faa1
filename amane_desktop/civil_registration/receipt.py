"""The receipt for originals that a family entrusts to the centre, and for their return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.on_paper import PaperHead, listed_papers, on_paper
from amane_desktop.i18n import PaperLang, Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class EntrustedPaper:
    """An original that was left at the centre, and the day on which it went back, once it did."""

    name: Text
    whose: Text
    number: str
    entrusted_on: date
    returned_on: date | None


@dataclass(frozen=True)
class Receipt:
    """What a family left at the centre, in the order of the list."""

    head: PaperHead
    papers: tuple[EntrustedPaper, ...]


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def receipt(reading: Reading, dossier_id: int) -> Receipt | None:
    """The originals entrusted with a dossier; None where nothing was ever left here."""
    found = on_paper(reading, dossier_id)
    papers = tuple(
        EntrustedPaper(
            paper.line.name,
            paper.whose,
            paper.line.number,
            paper.line.entrusted_on,
            paper.line.returned_on,
        )
        for paper in listed_papers(reading, found)
        if paper.line.entrusted_on is not None
    )
    return Receipt(found.head, papers) if papers else None


def draw_receipt(receipt: Receipt, paper_lang: PaperLang, written_at: datetime) -> bytes:
    """The receipt as a PDF file, each language on a page of its own, to be signed by both."""
    from amane_desktop.civil_registration.receipt_drawing import draw

    return draw(receipt, tuple(paper_lang.split("+")), written_at.date())
