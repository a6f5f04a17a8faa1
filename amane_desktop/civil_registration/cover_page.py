"""The first page of a dossier's folder: who it is about, how far it is, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.on_paper import (
    ListedPaper,
    PaperHead,
    listed_papers,
    on_paper,
)
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import PaperLang, Text, _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.safe_telephones import safe_telephones


@dataclass(frozen=True)
class CoverPage:
    """A dossier as its folder shows it; `telephones` are those that are safe to call."""

    head: PaperHead
    record: DossierRecord
    papers: tuple[ListedPaper, ...]
    telephones: tuple[Text, ...]


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def cover_page(reading: Reading, dossier_id: int) -> CoverPage:
    """What stands on the cover of a dossier; refuses one that the reader does not see."""
    found, record = on_paper(reading, dossier_id), dossier(reading, dossier_id)
    if record is None:
        raise NotAllowed(_("Your role does not allow this."))
    ids = [person.id for person in found.head.persons]
    told = [safe_telephones(reading, ids, lang) for lang in ("fr", "ar")]
    pairs = [
        Text(*lines)
        for person_id in ids
        for lines in zip(*(each.get(person_id, ()) for each in told), strict=True)
    ]
    return CoverPage(found.head, record, listed_papers(reading, found), tuple(dict.fromkeys(pairs)))


def draw_cover_page(page: CoverPage, paper_lang: PaperLang, written_at: datetime) -> bytes:
    """The cover as a PDF file, each language on a page of its own. It stays in the house."""
    from amane_desktop.civil_registration.cover_drawing import draw_cover

    return draw_cover(page, tuple(paper_lang.split("+")), written_at.date())
