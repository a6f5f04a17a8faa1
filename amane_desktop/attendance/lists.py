"""The lists of values that groups keep; the centre changes them on its settings page."""

from __future__ import annotations

from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.i18n import N_
from amane_desktop.office.values import Use, keep_list

keep_list("activity", N_("Activities"), Use(Group.activity))
keep_list("group_leaving_reason", N_("Reasons for leaving a group"), Use(Enrolment.leaving_reason))
