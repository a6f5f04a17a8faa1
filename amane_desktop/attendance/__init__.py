"""Groups, enrolments, group sessions and attendance, shared by services."""
