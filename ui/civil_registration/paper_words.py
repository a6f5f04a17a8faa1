"""How a required paper reads in a row: its name, where it stands, until when it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import STANDINGS, Need, Standing
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, format_date, in_its_own_direction, ngettext

TO_CONFIRM = "to_confirm"


def day_in_words(day: date, today: date) -> str:
    """A day as it is said in the same year, or with its year."""
    return format_date(day, "day_month" if day.year == today.year else "long")


def paper_name(paper: PaperLine, names: Mapping[int, str]) -> str:
    """The paper with how many of it, and whose it is where each one has their own."""
    name = paper.name.here
    if paper.copies > 1:
        name = f"{name} ({paper.copies})"
    whose = names.get(paper.person_id or 0, "")
    return f"{name} · {in_its_own_direction(whose)}" if whose else name


def whose(record: DossierRecord) -> dict[int, str]:
    """The persons' names, where there are several."""
    if len(record.persons) < 2:
        return {}
    return {person.person_id: person.shown_name for person in record.persons}


def need_in_words(paper: PaperLine) -> str:
    """How much it is needed, where it is not simply due."""
    words = {Need.OFTEN_ASKED: _("often asked for"), Need.IF_COURT_ASKS: _("if the court asks")}
    return words.get(Need(paper.need), "")


def standing_in_words(paper: PaperLine, today: date) -> str:
    """Where the paper stands, with the day from which it does."""
    standing = paper.standing
    if standing == Standing.ASKED and paper.asked_on is not None:
        return _("Asked for on {day}").format(day=day_in_words(paper.asked_on, today))
    if standing == Standing.HANDED_IN and paper.handed_in_on is not None:
        return _("Handed in on {day}").format(day=day_in_words(paper.handed_in_on, today))
    if standing in (Standing.RECEIVED, Standing.EXPIRING) and paper.received_on is not None:
        words = _("Received on {day}").format(day=day_in_words(paper.received_on, today))
        anew = _("a new one is asked for")
        return f"{words} · {anew}" if paper.is_asked_anew else words
    if standing == Standing.NEEDED and paper.wanted_by is not None:
        return _("Still needed, by {day}").format(day=day_in_words(paper.wanted_by, today))
    return _(STANDINGS[standing])


def validity_in_words(paper: PaperLine, today: date) -> str:
    """Until when a paper at hand holds, and for how many days where that is soon over."""
    if paper.valid_until is None or paper.standing in (Standing.HANDED_IN, Standing.NOT_NEEDED):
        return "—" if paper.standing in (Standing.RECEIVED, Standing.HANDED_IN) else ""
    day = day_in_words(paper.valid_until, today)
    if paper.standing == Standing.EXPIRING and paper.days_left is not None:
        left = ngettext("{n} day", "{n} days", paper.days_left).format(n=paper.days_left)
        return f"{day} · {left}"
    return day


def scans_in_words(paper: PaperLine) -> str:
    """How many scans there are of it."""
    if not paper.scans:
        return ""
    return ngettext("{n} scan", "{n} scans", paper.scans).format(n=paper.scans)
