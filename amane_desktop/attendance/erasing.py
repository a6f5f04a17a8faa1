"""What of groups and attendance goes when a person is erased."""

from __future__ import annotations

from amane_desktop.attendance.models import Attendance, Enrolment, EnrolmentPause, Waiting
from amane_desktop.i18n import N_
from amane_desktop.office.erasing import goes_with

goes_with("person", Enrolment.person_id, N_("Enrolments in groups"))
goes_with("person", Waiting.person_id, N_("Places on waiting lists"))
goes_with(Enrolment.__tablename__, EnrolmentPause.enrolment_id, N_("Pauses in groups"))
goes_with("person", Attendance.person_id, N_("Marks of attendance"))
