"""A dossier goes with its persons to the family where they live now."""

from __future__ import annotations

from sqlalchemy import select

from amane_desktop.checklists.models import Checklist
from amane_desktop.civil_registration.models import Dossier, DossierPerson
from amane_desktop.office.work import Work
from amane_desktop.people.memberships import MOVED
from amane_desktop.people.models import Person


def follow_person(work: Work, person_id: int) -> None:
    """Let the dossiers of a person follow, once nobody of theirs lives where they were kept.

    Of brothers and sisters who part, the dossier stays with those who stay.
    """
    theirs = select(DossierPerson.dossier_id).where(DossierPerson.person_id == person_id)
    for dossier in work.session.scalars(select(Dossier).where(Dossier.id.in_(theirs))):
        homes = list(
            work.session.scalars(
                select(Person.family_id)
                .join(DossierPerson, DossierPerson.person_id == Person.id)
                .where(DossierPerson.dossier_id == dossier.id)
                .order_by(DossierPerson.id)
            )
        )
        if homes and dossier.family_id not in homes:
            dossier.family_id = homes[0]
            work.session.get_one(Checklist, dossier.checklist_id).family_id = homes[0]


MOVED.append(follow_person)
