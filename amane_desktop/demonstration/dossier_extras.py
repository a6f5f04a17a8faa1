"""What hangs on invented dossiers besides: expenses, notes, scans, letters, and former years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from amane_desktop.checklists.standing import State
from amane_desktop.civil_registration.letters import letter_draft, write_letter
from amane_desktop.civil_registration.models import OutgoingLetter, RegisteredBefore
from amane_desktop.civil_registration.statistics import FIRST_YEAR
from amane_desktop.civil_registration.words import PaidBy
from amane_desktop.demonstration.days import add_days, day_between, working_day
from amane_desktop.demonstration.dossier_plans import Plan
from amane_desktop.demonstration.scans import Pages
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.work import Work
from amane_desktop.people.models import Scan

Row = dict[str, Any]
_EXPENSES = (
    ("Transport jusqu'au tribunal", 3000),
    ("Timbre fiscal", 2000),
    ("Photocopies", 1250),
    ("Photos d'identité", 4000),
    ("Extraits d'acte de naissance", 1000),
)
_NOTES = (
    "La mère passera avec les photocopies la semaine prochaine.",
    "Le bureau demande de revenir un matin, avant 11 h.",
    "Le greffe confirme que la requête est bien enregistrée.",
    "ستأتي الأم بالنسخ الأسبوع المقبل.",
    "طلب المكتب الرجوع صباحا قبل الساعة 11.",
    "La grand-mère accompagne l'enfant au centre de santé.",
)
# What a scan of a paper is listed as, by who gives it.
_KINDS = {
    "registry_office": "birth",
    "police": "residence",
    "health_centre": "health",
    "hospital": "health",
    "court": "justice",
    "adouls": "justice",
    "family": "identity",
}
_OTHER, _SCANNED = "other", 0.4
_WRITTEN, _STAMPED = 14, 11


def expense_rows(random: Random, plan: Plan, opened: date, touched: date, today: date) -> list[Row]:
    """What was paid, mostly by the centre."""
    told = [
        {"day": add_days(today, day), "amount": amount, "what": what, "paid_by": payer}
        for day, amount, what, payer in plan.expenses
    ]
    payers = (PaidBy.CENTRE, PaidBy.CENTRE, PaidBy.FAMILY)
    drawn = random.sample(_EXPENSES, random.randint(0, 3)) if not told else []
    return told + [
        {
            "day": day_between(random, opened, touched),
            "amount": amount,
            "what": what,
            "paid_by": random.choice(payers),
        }
        for what, amount in drawn
    ]


def note_rows(random: Random, plan: Plan, opened: date, touched: date, today: date) -> list[Row]:
    """What staff noted on the way."""
    if plan.notes:
        return [{"day": add_days(today, day), "text": text} for day, text in plan.notes]
    texts = random.sample(_NOTES, random.choice((0, 0, 1, 2)))
    days = sorted(day_between(random, opened, touched) for _text in texts)
    return [{"day": day, "text": text} for day, text in zip(days, texts, strict=True)]


def add_paper_scans(
    work: Work, random: Random, lists: Iterable[Sequence[Row]], pages: Pages
) -> None:
    """Add a scan to each paper that came, of some of the dossiers; the rows have their ids."""
    came = (State.RECEIVED, State.HANDED_IN)
    papers = [
        paper
        for rows, is_scanned in ((rows, random.random() < _SCANNED) for rows in lists)
        for paper in rows
        if paper["state"] in came and (is_scanned or paper["is_shown"])
    ]
    kinds = [_KINDS.get(paper["authority"], _OTHER) for paper in papers]
    first = work.add_in_bulk(Attachment, [pages.row(kind) for kind in kinds])
    work.add_in_bulk(
        Scan,
        [
            {"attachment_id": number, "required_paper_id": paper["id"], "kind": kind}
            | {"day": paper["received_on"], "title": "", "note": "", "version": 1}
            for number, paper, kind in zip(count(first), papers, kinds, strict=False)
        ],
    )


def add_letters(work: Work, templates: Mapping[int, str]) -> None:
    """Write a letter for each of these dossiers; the first one's stamped copy has come back."""
    for turn, (dossier_id, template) in enumerate(templates.items()):
        draft = letter_draft(work, dossier_id, template, "fr+ar")
        texts = (draft.addressee, draft.subject, draft.body)
        told = (*(text.fr for text in texts), *(text.ar for text in texts))
        written = write_letter(work, dossier_id, template, "fr+ar", *told)
        letter = work.session.get_one(OutgoingLetter, written)
        letter.day = working_day(work.today - timedelta(days=_WRITTEN))
        if turn == 0:
            letter.stamped_on = work.today - timedelta(days=_STAMPED)


def add_years_before(work: Work, random: Random, first_year: int) -> None:
    """Add how many were registered in each year before the first dossier's."""
    years = range(FIRST_YEAR, first_year)
    work.add_in_bulk(
        RegisteredBefore,
        [{"year": y, "count": random.randint(4, 9) + n // 2} for n, y in enumerate(years)],
    )
