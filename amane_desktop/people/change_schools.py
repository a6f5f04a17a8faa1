"""The centre's list of schools: added, changed, no longer offered, two spellings made one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict, Unpack

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import School
from amane_desktop.people.names import find_text, in_reader_script
from amane_desktop.people.schools import KINDS
from amane_desktop.people.telephones import read_number
from amane_desktop.people.texts import long_text, short_text
from amane_desktop.storage.database import Base


class SchoolTold(TypedDict, total=False):
    """What is told of a school beside its names; of a change, what is not told stays as it is."""

    kind: str
    telephone: str
    address: str
    note: str
    is_retired: bool


@action(
    N_("Added a school"),
    Permission.EDIT_SCHOOL,
    {"name": "École Targhount", "name_ar": "مدرسة تارغونت", "kind": "primary"},
)
def add_school(work: Work, name: str, name_ar: str, **told: Unpack[SchoolTold]) -> int:
    """Add a school; refuses one without a name, or that is in the list already."""
    school = School(**_kept(work, None, name, name_ar, told))
    work.session.add(school)
    work.session.flush()
    return school.id


@action(
    N_("Changed a school"),
    Permission.EDIT_SCHOOL,
    {"school_id": 1, "version": 1, "name": "Préscolaire Atlas", "name_ar": ""},
)
def change_school(
    work: Work, school_id: int, version: int, name: str, name_ar: str, **told: Unpack[SchoolTold]
) -> None:
    """Change a school, or offer it no more; refuses what `add_school` refuses."""
    school = work.editable(School, school_id, version)
    for key, value in _kept(work, school_id, name, name_ar, told).items():
        setattr(school, key, value)


@action(
    N_("Made one school of two spellings"),
    Permission.EDIT_SCHOOL,
    {"kept_id": 1, "kept_version": 2, "other_id": 2, "other_version": 1},
)
def merge_schools(
    work: Work, kept_id: int, kept_version: int, other_id: int, other_version: int
) -> None:
    """Let the first school take over the children, teachers and meetings of the second.

    What the first does not tell of itself is the second's.
    """
    if kept_id == other_id:
        raise Refusal(_("This is one school already."))
    kept = work.editable(School, kept_id, kept_version)
    other = work.editable(School, other_id, other_version)
    for column in ("name", "name_ar", "kind", "telephone", "address"):
        setattr(kept, column, getattr(kept, column) or getattr(other, column))
    kept.note = "\n".join(dict.fromkeys(filter(None, (kept.note, other.note))))
    kept.is_retired = kept.is_retired and other.is_retired
    for model, column in _that_name_a_school():
        for row in work.session.scalars(select(model).where(getattr(model, column) == other_id)):
            setattr(row, column, kept_id)
    work.session.flush()
    work.session.delete(other)


def _that_name_a_school() -> Iterator[tuple[Any, str]]:
    """Every table with a column that refers to a school, of whichever room."""
    school = School.__table__.c.id
    for mapper in list(Base.registry.mappers):
        for column in mapper.local_table.c:
            if any(key.column is school for key in column.foreign_keys):
                yield mapper.class_, column.key


def _kept(
    work: Work, school_id: int | None, name: str, name_ar: str, told: SchoolTold
) -> dict[str, Any]:
    names = {"name": short_text(name, "name"), "name_ar": short_text(name_ar, "name_ar")}
    if not any(names.values()):
        message = _("Give the school's name, in one script at least.")
        raise Refusal(message, in_reader_script("name", "name_ar"))
    others = select(School).where(School.id != (school_id or 0))
    known = {find_text(n) for s in work.session.scalars(others) for n in (s.name, s.name_ar) if n}
    for field, kept_name in names.items():
        if kept_name and find_text(kept_name) in known:
            raise Refusal(_("A school of this name is in the list already."), field)
    kept: dict[str, Any] = {**names, **told}
    if kept.get("kind") and kept["kind"] not in KINDS:
        raise Refusal(_("This is not one of the choices."), "kind")
    if "telephone" in kept:
        kept["telephone"] = kept_number(kept["telephone"])
    if "address" in kept:
        kept["address"] = short_text(kept["address"], "address")
    if "note" in kept:
        kept["note"] = long_text(kept["note"], "note")
    return kept


def kept_number(typed: str) -> str:
    """A telephone as it is kept, or none; refuses what nobody can call."""
    if not typed.strip():
        return ""
    number = read_number(typed)
    if number is None:
        message = _("A number has ten digits and begins with 05, 06, 07 or +212.")
        raise Refusal(message, "telephone")
    return number
