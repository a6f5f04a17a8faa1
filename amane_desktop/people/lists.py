"""The lists of values that families and persons use."""

from __future__ import annotations

from amane_desktop.i18n import N_
from amane_desktop.office.values import Use, keep_list
from amane_desktop.people.models import Family, FamilyState, Person, Schooling

keep_list("neighbourhood", N_("Neighbourhoods"), Use(Family.neighbourhood))
keep_list("language", N_("Languages at home"), Use(Family.languages, is_several=True))
keep_list("origin", N_("How families come to the centre"), Use(Family.origin))
keep_list("housing", N_("Housing"), Use(Family.housing))
keep_list("closing_reason", N_("Reasons for closing a file"), Use(FamilyState.reason))
keep_list("nationality", N_("Nationalities"), Use(Person.nationality))
keep_list("health_cover", N_("Health covers"), Use(Person.health_cover))
keep_list("school_leaving_reason", N_("Reasons for leaving school"), Use(Schooling.leaving_reason))
