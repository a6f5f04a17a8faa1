"""Every room's actions and queries, loaded once so that they are registered."""

import amane_desktop.attendance.actions
import amane_desktop.attendance.family_file
import amane_desktop.attendance.labels
import amane_desktop.attendance.marking
import amane_desktop.attendance.merging
import amane_desktop.attendance.planning
import amane_desktop.attendance.queries
import amane_desktop.attendance.school_years
import amane_desktop.attendance.taking_part
import amane_desktop.attendance.timetable
import amane_desktop.demonstration.create
import amane_desktop.office.change_centre
import amane_desktop.office.change_values
import amane_desktop.office.leaving
import amane_desktop.office.logo
import amane_desktop.office.preferences
import amane_desktop.office.queries
import amane_desktop.overview.today
import amane_desktop.people.actions
import amane_desktop.people.duplicates
import amane_desktop.people.family_file
import amane_desktop.people.importing.actions
import amane_desktop.people.listing
import amane_desktop.people.lists
import amane_desktop.people.memberships
import amane_desktop.people.merging
import amane_desktop.people.person_card
import amane_desktop.people.photos
import amane_desktop.people.queries
import amane_desktop.people.relationships
import amane_desktop.people.states
import amane_desktop.people.taking_part
import amane_desktop.people.ties
import amane_desktop.people.transliteration
import amane_desktop.people.who_looked
import amane_desktop.school_support.queries  # noqa: F401
