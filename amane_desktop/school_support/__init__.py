"""School support: tutoring groups and their weekly rosters."""
