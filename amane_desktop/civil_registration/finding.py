"""Dossiers are found by their number in the search box, by whoever sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, String, bindparam, func, literal, select

from amane_desktop.civil_registration.models import Dossier, DossierPerson
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import isolate
from amane_desktop.people.entries import ENTRIES, Entry, Found
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import both_names, in_reader_script, listed_name
from amane_desktop.people.sight import Sight
from amane_desktop.storage import fulltext


def dossiers_by_number(sight: Sight) -> Select[Any]:
    """Dossiers by their number, each with the first of its persons."""
    index = fulltext.number_index("dossier")
    first = select(func.min(DossierPerson.person_id)).where(DossierPerson.dossier_id == Dossier.id)
    columns: list[Any] = [
        literal("dossier").label("kind"),
        Dossier.id,
        Dossier.family_id,
        Dossier.number,
        Person.given_name,
        Person.family_name,
        Person.given_name_ar,
        Person.family_name_ar,
        Family.file_number,
        Family.name,
        Family.name_ar,
        (Dossier.state == State.CLOSED).label("is_closed"),
        Dossier.number.label("sort_key"),
        Dossier.number.label("other_key"),
    ]
    found = (
        select(*columns)
        .select_from(index)
        .join(Dossier, Dossier.id == index.c.rowid)
        .join(Family, Family.id == Dossier.family_id)
        .join(Person, Person.id == first.scalar_subquery())
    )
    asked = fulltext.matches(index, bindparam("asked", type_=String()))
    return found.where(asked, dossiers_seen(sight.reading)).limit(bindparam("most"))


def _show(row: Any, _today: date) -> Found:
    latin, arabic = both_names(row)
    return Found(
        "dossier",
        row.id,
        row.family_id,
        listed_name(*latin),
        listed_name(*arabic),
        isolate(row.number),
        row.file_number,
        in_reader_script(row.name, row.name_ar),
        None,
    )


ENTRIES.append(Entry("dossier", True, dossiers_by_number, _show))
