"""What school support has to do by a day: its own kinds of tasks."""

from __future__ import annotations

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.agenda.services import TaskService, keep_tasks
from amane_desktop.i18n import N_

SERVICE = "school_support"
MEETING = "meeting"
DEPARTURE, GRANT, BOARDING = "departure", "grant", "boarding"
JANUARY_EXAM, JUNE_EXAM = "january_exam", "june_exam"
KINDS = {
    MEETING: N_("Meet the teachers again"),
    DEPARTURE: N_("Ask for the departure certificate"),
    GRANT: N_("Apply for the grant"),
    BOARDING: N_("Apply for a place in a boarding house"),
    JANUARY_EXAM: N_("Ask for the dates of the January exam"),
    JUNE_EXAM: N_("Ask for the dates of the June exam"),
}
keep_tasks(SERVICE, TaskService(Permission.SEE_SCHOOL, Permission.EDIT_SCHOOL, Part.SCHOOL, KINDS))
