"""The actions on dossiers, their papers, counters and procedures."""

from typing import Any

from amane_desktop.people.queries import FamilyCard
from tests.access.marked_centre import TUESDAY
from tests.access.tries import (
    CHIEF,
    MONDAY,
    WORDS,
    WRITE,
    Try,
    child_of,
    on_each,
    row_of,
)

WORDING = dict.fromkeys(("subject", "subject_ar", "body", "body_ar"), "w")
PAID = {"day": MONDAY, "amount": 100, "what": "Timbre", "paid_by": "centre"}
COUNTER = {"counter_id": 1, "version": 9}


def _paper(card: FamilyCard, before_last: int = 0) -> dict[str, Any]:
    # Each family of the marked centre has two, of which the last is at hand.
    return {"paper_id": 2 * card.line.id - before_last, "version": 9}


def _papers(card: FamilyCard) -> dict[str, Any]:
    # With one of a family that anybody who writes may change: all or none.
    return {"paper_ids": (1, 2 * card.line.id - 1)}


def _opening(card: FamilyCard) -> dict[str, Any]:
    whom = {"family_id": card.line.id, "persons": (child_of(card).id,)}
    return whom | {"procedure_code": "late_mother_declares", "answers": {}}


def _dossier(card: FamilyCard) -> dict[str, Any]:
    # Dossier n of the marked centre is of the child of family n.
    return {"dossier_id": card.line.id, "version": 3}


def _letter(card: FamilyCard) -> dict[str, Any]:
    told = {"template": "court_file", "paper_lang": "fr", "addressee": "a"}
    return {"dossier_id": card.line.id, "subject": "s", "body": "b", **told}


def _step(card: FamilyCard) -> dict[str, Any]:
    # (seven steps each)
    return {"step_id": 7 * card.line.id - 6, "version": 1}


def _written(card: FamilyCard) -> dict[str, Any]:
    return {"dossier_person_id": card.line.id, "version": 2}


DOSSIER_TRIES = [
    *on_each("add_paper", WRITE, lambda c: {"checklist_id": c.line.id, "name": "CIN"}),
    *on_each("change_paper", WRITE, lambda c: _paper(c) | {"copies": 2}),
    *on_each("ask_for_paper", WRITE, lambda c: _paper(c, 1) | {"day": MONDAY}),
    *on_each("ask_for_papers", WRITE, lambda c: _papers(c) | {"day": MONDAY}),
    *on_each("receive_papers", WRITE, lambda c: _papers(c) | {"day": MONDAY}),
    *on_each("fetch_papers_at", WRITE, lambda c: _papers(c) | {"counter_id": None}),
    *on_each("receive_paper", WRITE, lambda c: _paper(c, 1) | {"day": MONDAY}),
    *on_each("hand_in_paper", WRITE, lambda c: _paper(c) | {"day": TUESDAY}),
    *on_each("paper_not_needed", WRITE, lambda c: _paper(c) | {"reason": "r"}),
    *on_each("paper_needed_again", WRITE, _paper),
    *on_each("remove_paper", WRITE, _paper),
    *on_each("entrust_paper", WRITE, lambda c: _paper(c) | {"day": TUESDAY}),
    *on_each("return_paper", WRITE, lambda c: _paper(c) | {"day": TUESDAY}),
    *on_each("open_dossier", WRITE, _opening),
    *on_each("change_dossier", WRITE, _dossier),
    *on_each("move_dossier", WRITE, lambda c: _dossier(c) | {"number": 2}),
    *on_each("rest_dossier", WRITE, _dossier),
    *on_each("take_up_dossier", WRITE, _dossier),
    *on_each("close_dossier", WRITE, lambda c: _dossier(c) | {"outcome": "moved", "day": MONDAY}),
    *on_each("reopen_dossier", WRITE, _dossier),
    *on_each("write_judgment", WRITE, _dossier),
    *on_each("add_dossier_appointment", WRITE, lambda c: {"dossier_id": c.line.id, "day": TUESDAY}),
    *on_each("plan_errand", WRITE, lambda c: {"places": {"Annexe": (c.line.id,)}, "day": TUESDAY}),
    *on_each("need_dossier", WRITE, lambda c: {"dossier_id": c.line.id, "needs_id": c.line.id}),
    # (a dossier that waits for one that is not seen is nobody's to link or to part)
    *on_each("need_no_more", WRITE, lambda c: {"dossier_id": c.line.id, "needs_id": c.line.id}),
    *on_each("finish_step", WRITE, lambda c: _step(c) | {"day": MONDAY}),
    *on_each("skip_step", WRITE, lambda c: _step(c) | {"reason": "r"}),
    *on_each("reopen_step", WRITE, _step),
    *on_each("add_expense", WRITE, lambda c: {"dossier_id": c.line.id, **PAID}),
    *on_each("change_expense", WRITE, lambda c: row_of(c, "expense") | PAID),
    *on_each("remove_expense", WRITE, lambda c: row_of(c, "expense")),
    *on_each("add_note", WRITE, lambda c: {"dossier_id": c.line.id, "day": MONDAY, "text": "n"}),
    *on_each("write_letter", WRITE, _letter),
    *on_each("stamp_letter", WRITE, lambda c: row_of(c, "letter") | {"day": TUESDAY}),
    Try(
        "change_letter_template", CHIEF, lambda _c: {"code": "court_file", "version": 0, **WORDING}
    ),
    Try("back_to_shipped_letter", CHIEF, lambda _c: {"code": "court_file", "version": 1}),
    *on_each("change_note", WRITE, lambda c: row_of(c, "note") | {"day": MONDAY, "text": "n"}),
    *on_each("remove_note", WRITE, lambda c: row_of(c, "note")),
    *on_each("write_record", WRITE, _written),
    *on_each(
        "take_over_record", WRITE, lambda c: _written(c) | {"person_version": 9, "fields": ()}
    ),
    Try("enter_registered_before", CHIEF, lambda _c: {"year": 2012, "count": 214}),
    Try("add_counter", WRITE, lambda _c: {"authority": "court"} | WORDS),
    Try("change_counter", WRITE, lambda _c: COUNTER | WORDS),
    Try("retire_counter", WRITE, lambda _c: COUNTER),
    Try("take_up_counter", WRITE, lambda _c: COUNTER),
    Try("add_procedure", CHIEF, lambda _c: {"text": ""}),
    Try("change_procedure", CHIEF, lambda _c: {"code": "rnp", "based_on": 9, "text": ""}),
    Try("back_to_shipped", CHIEF, lambda _c: {"code": "rnp", "based_on": 9}),
]
