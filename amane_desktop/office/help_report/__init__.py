"""The report that a staff member hands to whoever helps: what it says, and nobody's name."""
