"""What is missing of a dossier's papers, and what expires before long."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import TO_FETCH, Need, Standing
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, comma, format_date, isolate, ngettext
from ui.civil_registration.paper_words import paper_name, whose
from ui.civil_registration.titled_card import TitledCard
from ui.widgets.basics import let_shrink, line_label

_NAMED = 3


class MissingCard(TitledCard):
    """How many papers are missing, which first, and which of those at hand run out soon."""

    def __init__(self) -> None:
        super().__init__(_("What is missing"))

    def show_record(self, record: DossierRecord) -> None:
        """Show it."""
        rows: list[QWidget] = [let_shrink(line_label("", _missing(record)))]
        if soon := _expiring(record):
            rows.append(let_shrink(line_label("news", soon)))
        self.replace(rows)


def _missing(record: DossierRecord) -> str:
    names = whose(record)
    missing = [p for p in record.papers if p.need == Need.DUE and p.standing in TO_FETCH]
    if not record.due:
        return _("No paper is on the list yet.")
    if not missing:
        return _("All papers that are due are at hand.")
    count = ngettext(
        "{n} paper of {due} is missing", "{n} papers of {due} are missing", len(missing)
    ).format(n=len(missing), due=isolate(str(record.due)))
    told = comma().join(paper_name(paper, names) for paper in missing[:_NAMED])
    return _("{count}: {papers}").format(
        count=count, papers=told + ("…" if len(missing) > _NAMED else ".")
    )


def _expiring(record: DossierRecord) -> str:
    """The paper at hand that runs out first, where that is soon."""
    soon = [p for p in record.papers if p.standing == Standing.EXPIRING and p.valid_until]
    if not soon:
        return ""
    first = min(soon, key=lambda paper: paper.valid_until or record.opened_on)
    assert first.valid_until is not None
    words = _("{paper} expires on {day}: hand it in before then.")
    day = format_date(first.valid_until)
    return words.format(paper=_named(first, record), day=day)


def _named(paper: PaperLine, record: DossierRecord) -> str:
    return paper_name(paper, whose(record))
