"""How a dossier reads: whose it is, what is new of it, how far it is."""

from __future__ import annotations

from amane_desktop.checklists.standing import SOON
from amane_desktop.civil_registration.board import DossierLine, is_untouched
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.civil_registration.words import State, state_words
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, ngettext
from amane_desktop.people.names import in_reader_script


def title_of(name: str, persons: int) -> str:
    """The one person's name, or that of the brothers and sisters and how many they are."""
    if persons < 2:
        return name
    words = _("Siblings {name} ({n})")
    return words.format(name=in_its_own_direction(name), n=isolate(str(persons)))


def record_title(record: DossierRecord) -> str:
    """Whose dossier it is."""
    if len(record.persons) == 1:
        return record.persons[0].shown_name
    return title_of(in_reader_script(record.family, record.family_ar), len(record.persons))


def count_in_words(ready: int, due: int) -> str:
    """How many papers of those that are due are at hand, in figures."""
    return isolate(f"{ready} / {due}")


def expires_in_words(days: int) -> str:
    """In how many days the next paper expires."""
    if days == 0:
        return _("expires today")
    return ngettext("expires in {n} day", "expires in {n} days", days).format(n=days)


def news_of(line: DossierLine) -> tuple[str, bool]:
    """What matters most of a dossier now, and whether it presses."""
    if line.state == State.CLOSED:
        if line.appeal_by is not None:
            return _("appeal until {day}").format(day=format_date(line.appeal_by, "short")), True
        return state_words(line.state, line.outcome), False
    if line.state == State.RESTING:
        until = line.rests_until
        if until is None:
            return _("rests"), False
        return _("to take up on {day}").format(day=format_date(until, "day_month")), False
    if line.expired:
        return _("a paper has expired"), True
    if line.days_left is not None and line.days_left <= SOON:
        return expires_in_words(line.days_left), True
    if line.blocks:
        return _("holds up {number}").format(number=isolate(line.blocks[0])), True
    if line.waits_for:
        return _("waits for {number}").format(number=isolate(line.waits_for[0])), False
    if is_untouched(line):
        return untouched_in_words(line.days_untouched), True
    if line.next_appointment is not None:
        day = format_date(line.next_appointment, "day_month")
        return _("appointment on {day}").format(day=day), False
    return line.step_name.here, False


def untouched_in_words(days: int) -> str:
    """For how long nobody has done anything."""
    return ngettext("nothing for {n} day", "nothing for {n} days", days).format(n=days)
