"""What of the follow-up at school goes when a person is erased."""

from __future__ import annotations

from amane_desktop.i18n import N_
from amane_desktop.office.erasing import goes_with
from amane_desktop.school_support.models import SchoolAbsence, SchoolMeeting, TermResult

goes_with("person", TermResult.person_id, N_("Results of terms"))
goes_with("person", SchoolAbsence.person_id, N_("Absences at school"))
goes_with("person", SchoolMeeting.person_id, N_("Meetings at school"))
