"""School support: the week, the groups, the timetable."""
