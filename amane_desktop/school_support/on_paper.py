"""What papers say of the centre, of a group and of its children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, true
from sqlalchemy.orm import aliased

from amane_desktop.access.permissions import Part
from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.levels import level_name
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.names import sheet_names
from amane_desktop.people.sight import Sight
from amane_desktop.people.telephones import shown_number
from amane_desktop.people.ties import guardians_on
from amane_desktop.printing.arabic import embed


@dataclass(frozen=True)
class PaperHead:
    """The centre and a group in both scripts, as they stand above a paper."""

    centre: str
    centre_ar: str
    group: str = ""
    group_ar: str = ""
    room: str = ""
    room_ar: str = ""
    teacher: str = ""
    teacher_ar: str = ""


@dataclass(frozen=True)
class PaperChild:
    """A child's names in both scripts, and its level as an office writes it."""

    name: str
    name_ar: str
    level: str
    level_ar: str


def head(reading: Reading, group: GroupLine | None = None) -> PaperHead:
    """The centre's names, and those of a group."""
    settings = reading.session.scalars(select(CentreSettings)).one()
    if group is None:
        return PaperHead(settings.name, settings.name_ar)
    return PaperHead(
        settings.name,
        settings.name_ar,
        group.name,
        group.name_ar,
        group.room,
        group.room_ar,
        group.teacher,
        group.teacher_ar,
    )


def paper_child(child: WeekChild) -> PaperChild:
    """A child of a group as it stands on papers: the family name first in Latin letters."""
    return PaperChild(
        *sheet_names(child),
        level_name(child.level, "fr"),
        level_name(child.level, "ar"),
    )


def safe_telephones(
    reading: Reading, person_ids: Iterable[int], lang: str, *, is_on_paper: bool = True
) -> Mapping[int, tuple[str, ...]]:
    """For each child the guardians' numbers that are safe to call, after whose they are.

    A paper goes from hand to hand: a protected family's numbers stand on none. On a screen they
    are for who sees them on its record.
    """
    owner = aliased(Person)
    scripts = (owner.given_name, owner.given_name_ar)
    own, other = reversed(scripts) if lang == "ar" else scripts
    name = func.coalesce(func.nullif(own, ""), other, "")
    rows = reading.session.execute(
        select(Person.id, Telephone.whose, name, Telephone.number)
        .join(Family, Family.id == Person.family_id)
        .join(Telephone, Telephone.family_id == Family.id)
        .outerjoin(owner, owner.id == Telephone.person_id)
        .where(
            Person.id.in_(person_ids),
            Telephone.is_safe,
            Family.is_protected.is_(False) if is_on_paper else true(),
            Sight(reading).part(Part.TELEPHONE),
            Telephone.person_id.is_(None) | Telephone.person_id.in_(guardians_on(reading.today)),
        )
        .order_by(Person.id, Telephone.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, whose, owner_name, number in rows:
        parts = (whose or owner_name, shown_number(number))
        found[person_id].append(" ".join(embed(part) for part in parts if part))
    return {person_id: tuple(lines) for person_id, lines in found.items()}
