"""Tasks: their form, their list, and one of them in a line."""
