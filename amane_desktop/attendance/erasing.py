"""What of groups and attendance goes when a person is erased."""

from __future__ import annotations

from amane_desktop.attendance.models import Attendance, Enrolment
from amane_desktop.i18n import N_
from amane_desktop.office.erasing import goes_with

goes_with("person", Enrolment.person_id, N_("Enrolments in groups"))
goes_with("person", Attendance.person_id, N_("Marks of attendance"))
