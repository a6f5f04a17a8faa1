"""Erasing a person or a whole family for good: at their request, or when the time is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.erasing import (
    AGAIN,
    Erased,
    Rows,
    attachments_of,
    belongings,
    erase_rows,
    erasures,
    goes_with,
    remember,
    still_there,
    with_belongings,
)
from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.keepsakes import Draft
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import (
    Family,
    FamilyState,
    Membership,
    Person,
    Relationship,
    Scan,
    Schooling,
    Telephone,
)
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.sight import check_whole

goes_with("family", Person.family_id, N_("Persons"))
goes_with("family", Membership.family_id, N_("Stays in families"))
goes_with("family", Telephone.family_id, N_("Telephones"))
goes_with("family", FamilyState.family_id, N_("States of the file"))
goes_with("person", Membership.person_id, N_("Stays in families"))
goes_with("person", Relationship.person_id, N_("Relationships"))
goes_with("person", Relationship.other_id, N_("Relationships"))
goes_with("person", Telephone.person_id, N_("Telephones"))
goes_with("person", Schooling.person_id, N_("School years"))
goes_with("family", Scan.family_id, N_("Scans and photos"))
goes_with("person", Scan.person_id, N_("Scans and photos"))


@dataclass(frozen=True)
class WhatGoes:
    """What erasing takes: the persons' names, and how many rows under which words.

    `typed` is what must be typed to do it; `older_files` are copies that go with it.
    """

    names: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    typed: str
    older_files: int


@query(Permission.ERASE, {"family_id": 1})
def what_goes(reading: Reading, family_id: int, person_id: int | None = None) -> WhatGoes | None:
    """What would be erased of a family or of one of its persons; None when it is not there."""
    family, start = _start(reading, family_id, person_id)
    if family is None:
        return None
    rows, words = _all_of(reading.session, start), belongings()
    persons = (reading.session.get(Person, n) for n in sorted(rows.get("person", ())))
    names = (
        in_reader_script(
            f"{p.given_name} {p.family_name}".strip(),
            f"{p.given_name_ar} {p.family_name_ar}".strip(),
        )
        for p in persons
        if p is not None
    )
    counts = [(_(words[kind]), len(rows[kind])) for kind in words if kind in rows]
    counts.append((_("Photos and papers"), len(attachments_of(reading.session, rows))))
    counted = tuple(each for each in counts if each[1])
    return WhatGoes(tuple(names), counted, family.file_number, reading.vault.older_files)


@action(
    N_("Erased a family for good"),
    Permission.ERASE,
    {"family_id": 11, "typed": "2024-0003"},
    is_undoable=False,
)
def erase_family(work: Work, family_id: int, typed: str) -> None:
    """Erase a family, its persons and all that hangs on them; refuses another file number.

    Who has moved to another family stays there.
    """
    _erase(work, family_id, None, typed)


@action(
    N_("Erased a person for good"),
    Permission.ERASE,
    {"family_id": 11, "person_id": 43, "typed": "2024-0003"},
    is_undoable=False,
)
def erase_person(work: Work, family_id: int, person_id: int, typed: str) -> None:
    """Erase one person and all that hangs on them; refuses another file number than the family's.

    The others of the family stay.
    """
    _erase(work, family_id, person_id, typed)


@action(N_("Erased again after a restore"), Permission.ERASE, {"erased": ()}, is_undoable=False)
def erase_again(work: Work, erased: Collection[Erased]) -> None:
    """Erase what was erased from a newer state of this centre, and whatever hangs on it here."""
    rows = _all_of(work.session, still_there(work.session, erased))
    _drop_drafts(work.session, rows)
    remember(work, set(erased) - set(erasures(work)), rows)
    erase_rows(work, rows, _mixed_with(work.session, rows))


AGAIN.append(lambda office, erased: office.do(erase_again, erased))


def _start(reading: Reading, family_id: int, person_id: int | None) -> tuple[Family | None, Rows]:
    check_whole(reading, family_id)
    family = reading.session.get(Family, family_id)
    if person_id is None:
        return family, {"family": {family_id}}
    person = reading.session.get(Person, person_id)
    is_here = person is not None and person.family_id == family_id
    return family if is_here else None, {"person": {person_id}}


def _erase(work: Work, family_id: int, person_id: int | None, typed: str) -> None:
    family, start = _start(work, family_id, person_id)
    if family is None:
        raise Refusal(_("This is no longer there."))
    if typed.strip() != family.file_number:
        raise Refusal(_("This is not the file number of this family."), "typed")
    rows = _all_of(work.session, start)
    _drop_drafts(work.session, rows)
    erase_rows(work, rows, _mixed_with(work.session, rows))


def _drop_drafts(session: Session, rows: Rows) -> None:
    """What is half-typed, by anybody, about these families or with one of these names in it."""
    persons = [p for n in rows.get("person", ()) if (p := session.get(Person, n)) is not None]
    names = {name for p in persons for name in (p.given_name, p.given_name_ar) if name}
    families = rows.get("family", set()) | {p.family_id for p in persons}
    for draft in session.scalars(select(Draft)).all():
        page, kind, *about = draft.form.split("/")
        # The families' own forms name the family first; elsewhere one of a person names that.
        whose = families if page == "families" else rows.get("person", set())
        is_page = page == "families" or kind == "person"
        is_theirs = is_page and about[:1] and about[0] in map(str, whose)
        if is_theirs or any(name in str(draft.typed) for name in names):
            session.execute(delete(Draft).where(Draft.id == draft.id))


def _all_of(session: Session, start: Rows) -> Rows:
    """The rows with all that goes with them, and the records that were merged into them."""
    rows = with_belongings(session, start)
    while merged := _merged_into(session, rows.get("person", set())) - rows.get("person", set()):
        rows = with_belongings(session, rows | {"person": rows["person"] | merged})
    return rows


def _merged_into(session: Session, persons: set[int]) -> set[int]:
    """The persons whose records were made one with these; only the journal holds them still."""
    homes = {p.family_id for n in persons if (p := session.get(Person, n)) is not None}
    found: set[int] = set()
    merges = select(JournalAction.id).where(JournalAction.name == "merge_persons")
    for merge in session.scalars(merges).all() if persons else ():
        changes = list(
            session.scalars(select(JournalChange).where(JournalChange.action_id == merge))
        )
        gone = {c.row_id: c.before for c in changes if c.kind == "person" and c.after is None}
        named = _named(changes) - gone.keys()
        for person_id, values in gone.items():
            # Where nothing of the kept record changed, both had stood in one family.
            is_of_them = named & persons if named else (values or {}).get("family_id") in homes
            if is_of_them and session.get(Person, person_id) is None:
                found.add(person_id)
    return found


def _mixed_with(session: Session, rows: Rows) -> set[int]:
    """The merges in which one of these went into another record, and what was undone of them."""
    mixed = set(
        session.scalars(
            select(JournalChange.action_id)
            .join(JournalAction, JournalAction.id == JournalChange.action_id)
            .where(
                JournalAction.name == "merge_persons",
                JournalChange.kind == "person",
                JournalChange.row_id.in_(rows.get("person", ())),
            )
        )
    )
    while more := set(
        session.scalars(
            select(JournalAction.id).where(
                JournalAction.undoes_id.in_(mixed), JournalAction.id.not_in(mixed)
            )
        )
    ):
        mixed |= more
    return mixed


def _named(changes: list[JournalChange]) -> set[int]:
    named = {change.row_id for change in changes if change.kind == "person"}
    for change in changes:
        for values in (change.before or {}, change.after or {}):
            named |= {values[key] for key in ("person_id", "other_id") if values.get(key)}
    return named
