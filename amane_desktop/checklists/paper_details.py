"""What may be told of a required paper: how it is kept, and what is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypedDict

from amane_desktop.checklists.authorities import AUTHORITIES
from amane_desktop.checklists.models import Checklist, Counter, RequiredPaper
from amane_desktop.checklists.standing import NEEDS
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.texts import long_text, short_text

_MOST_COPIES = 20
_LONGEST_MONTHS = 120
_DEAREST = 100_000_00


class PaperTold(TypedDict, total=False):
    """What is told of a paper; of a change, what is not told stays as it is.

    `cost` in centimes; None where it, or how long the paper holds, is not known.
    """

    name: str
    name_ar: str
    authority: str
    counter_id: int | None
    person_id: int | None
    is_original: bool
    copies: int
    need: str
    valid_months: int | None
    cost: int | None
    bring: str
    bring_ar: str
    wanted_by: date | None
    note: str


_WORDS = {
    "name": short_text,
    "name_ar": short_text,
    "bring": long_text,
    "bring_ar": long_text,
    "note": long_text,
}
_CODES: dict[str, Collection[str]] = {"authority": ("", *AUTHORITIES), "need": NEEDS}


def kept_paper(
    work: Work, checklist_id: int, told: PaperTold, paper: RequiredPaper | None = None
) -> dict[str, Any]:
    """What was told as it is kept; refuses a paper without a name, and what cannot be."""
    kept: dict[str, Any] = dict(told)
    for field, words in _WORDS.items():
        if field in kept:
            kept[field] = words(kept[field], field)
    for field, codes in _CODES.items():
        if field in kept and kept[field] not in codes:
            raise Refusal(_("This is not one of the choices."), field)
    known = kept if paper is None else {**vars(paper), **kept}
    if not (known.get("name") or known.get("name_ar")):
        raise Refusal(_("Say what the paper is called, in one language at least."), "name")
    _check_numbers(kept)
    _check_counter(work, kept, known, paper)
    _check_person(work, checklist_id, kept, paper)
    return kept


def _check_numbers(kept: Mapping[str, Any]) -> None:
    if not 1 <= kept.get("copies", 1) <= _MOST_COPIES:
        raise Refusal(_("Between 1 and 20 copies."), "copies")
    months = kept.get("valid_months")
    if months is not None and not 1 <= months <= _LONGEST_MONTHS:
        raise Refusal(
            _("Between 1 and 120 months; leave it empty if it does not expire."), "valid_months"
        )
    cost = kept.get("cost")
    if cost is not None and not 0 <= cost <= _DEAREST:
        raise Refusal(_("This cannot be what a paper costs."), "cost")


def _check_counter(
    work: Work, kept: dict[str, Any], known: Mapping[str, Any], paper: RequiredPaper | None
) -> None:
    """A counter is one of the paper's own authority; without that word it gives its own."""
    number = known.get("counter_id")
    if number is None:
        return
    counter = work.session.get(Counter, number)
    is_new = paper is None or number != paper.counter_id
    if counter is None or (is_new and counter.is_retired):
        raise Refusal(_("Choose from the list."), "counter_id")
    if is_new and not known.get("authority"):
        kept["authority"] = counter.authority
    elif known["authority"] != counter.authority:
        raise Refusal(_("This counter is of another office."), "counter_id")


def _check_person(
    work: Work, checklist_id: int, kept: Mapping[str, Any], paper: RequiredPaper | None
) -> None:
    number = kept.get("person_id")
    if number is None or (paper is not None and number == paper.person_id):
        return
    person = work.session.get(Person, number)
    family_id = work.session.get_one(Checklist, checklist_id).family_id
    if person is None or person.family_id != family_id:
        raise Refusal(_("This person does not live in the family."), "person_id")
