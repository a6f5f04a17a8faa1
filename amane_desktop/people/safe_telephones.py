"""The numbers that papers may carry: those that are safe to call, and of no protected family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select, true
from sqlalchemy.orm import aliased

from amane_desktop.access.permissions import Part
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.sight import Sight
from amane_desktop.people.telephones import shown_number
from amane_desktop.people.ties import guardians_on
from amane_desktop.printing.arabic import embed


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
