"""Persons and families."""

from amane_desktop.people.findable import follow

# Whoever can write a name keeps the index in step.
follow()
