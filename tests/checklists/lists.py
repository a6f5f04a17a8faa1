"""A checklist as a service begins it, for tests that need no service."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.checklists.services import ChecklistService, keep_checklists
from amane_desktop.office.office import Office

SERVICE = "service_of_tests"
keep_checklists(
    SERVICE,
    ChecklistService(Permission.SEE_DOSSIERS, Permission.EDIT_DOSSIERS, Part.CIVIL_STATUS),
)


def begin_checklist(office: Office, family_id: int, papers: Iterable[str] = ()) -> int:
    """A family's checklist with these papers, which all are due."""
    engine = office._engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        checklist = Checklist(service=SERVICE, family_id=family_id)
        session.add(checklist)
        session.flush()
        for position, name in enumerate(papers):
            session.add(_paper(checklist.id, position, name))
        return checklist.id


def _paper(checklist_id: int, position: int, name: str) -> RequiredPaper:
    codes = {"code": f"p{position}", "name": name, "name_ar": name}
    return RequiredPaper(checklist_id=checklist_id, position=position, **codes)
