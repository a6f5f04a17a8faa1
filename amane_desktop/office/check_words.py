"""What a check of the data found, in plain words, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, comma, in_its_own_direction, isolate, labelled, ngettext
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.checking import FILE_FAULTS, Fault, Finding
from amane_desktop.office.erasing import belongings
from amane_desktop.office.history import is_shown, subject_of
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import query
from amane_desktop.office.rows import Row, model_of
from amane_desktop.office.undo_links import references
from amane_desktop.office.work import Reading

# So many records are named, or told by their numbers; the rest is counted.
_NAMED = 3
_OF_THE_OFFICE = {
    "attachment": N_("Photos and papers"),
    "centre_settings": N_("Settings"),
    "listed_value": N_("Lists to choose from"),
    "staff_member": N_("Staff"),
    "journal_action": N_("Journal"),
    "journal_change": N_("Journal"),
}


@dataclass(frozen=True)
class ToldFinding:
    """A finding: what is wrong, where, and what can be done; a file by its opaque name."""

    what: str
    where: str
    remedy: str
    file: str = ""


@query(Permission.BACK_UP, {"found": (Finding(Fault.CHANGED, "person", (1,)),)})
def told_findings(reading: Reading, found: tuple[Finding, ...]) -> tuple[ToldFinding, ...]:
    """Findings in words; records are named as far as the reader may see them."""
    return tuple(_told(reading, finding) for finding in found)


def _told(reading: Reading, finding: Finding) -> ToldFinding:
    if finding.fault in FILE_FAULTS:
        is_gone = finding.fault is Fault.FILE_MISSING
        what = _("A photo or paper is missing.") if is_gone else _("A photo or paper is damaged.")
        whose = comma().join(_names(reading, _naming(reading, finding.file)))
        remedy = _("A backup may hold it whole: plug in the USB drive and put it right from there.")
        return ToldFinding(what, whose, remedy, finding.file)
    if finding.kind:
        rows = [(finding.kind, number) for number in finding.numbers]
        return ToldFinding(_rows_in_words(finding), _where(reading, rows), _of_rows(finding.fault))
    if finding.fault is Fault.PAGES:
        what = ngettext(
            "The centre’s file is damaged in {n} place.",
            "The centre’s file is damaged in {n} places.",
            finding.numbers[0],
        ).format(n=finding.numbers[0])
        return ToldFinding(what, "", _restore())
    if finding.fault is Fault.ORDER:
        what = _("The tables of the centre’s file do not fit together.")
        return ToldFinding(what, "", _restore())
    what = _("What finds names and numbers had fallen behind.")
    return ToldFinding(what, "", _("It was made anew. There is nothing more to do."))


def _restore() -> str:
    return _(
        "Restore the last good backup, and enter again what was done since. Until then, make no"
        " backup over a good one."
    )


def _rows_in_words(finding: Finding) -> str:
    n = len(finding.numbers)
    words = {
        Fault.REFERENCE: ngettext(
            "{n} record names another that is not there.",
            "{n} records name another that is not there.",
            n,
        ),
        Fault.CHANGED: ngettext(
            "{n} record is not as it was last saved in Amane.",
            "{n} records are not as they were last saved in Amane.",
            n,
        ),
        Fault.GONE: ngettext("{n} record is missing.", "{n} records are missing.", n),
        Fault.CAME: ngettext(
            "{n} record is there that nobody entered in Amane.",
            "{n} records are there that nobody entered in Amane.",
            n,
        ),
    }
    return words[finding.fault].format(n=n)


def _of_rows(fault: Fault) -> str:
    if fault is Fault.CAME:
        return _("Look at it, and ask who else has worked in the centre’s file.")
    return _("Look inside a backup from before: what it holds can be fetched back.")


def _where(reading: Reading, rows: list[Row]) -> str:
    kind = rows[0][0]
    description = DESCRIPTIONS.get(kind)
    noun = (description.noun if description else "") or belongings().get(kind, "")
    noun = noun or _OF_THE_OFFICE.get(kind, "")
    names = _names(reading, rows)
    numbers = [isolate(str(number)) for _kind, number in rows[:_NAMED]]
    more = ["…"] if len(rows) > _NAMED else []
    numbered = _("no. {numbers}").format(numbers=comma().join(numbers + more))
    told = " · ".join(filter(None, (comma().join(names), numbered)))
    return labelled(_(noun) if noun else isolate(kind), told)


def _names(reading: Reading, rows: list[Row]) -> list[str]:
    """What the first of the rows are called, for who may see them."""
    seen = (row for row in rows[:_NAMED] if is_shown(reading, *row))
    named = dict.fromkeys(filter(None, (subject_of(reading, row) for row in seen)))
    return [in_its_own_direction(name) for name in named]


def _naming(reading: Reading, file: str) -> list[Row]:
    """The records that name a file."""
    attached = select(Attachment.id).where(Attachment.stored_as == file)
    return list(_rows_naming(reading, set(reading.session.scalars(attached))))


def _rows_naming(reading: Reading, attachments: set[int]) -> Iterator[Row]:
    for kind, column, onto in references():
        if onto == Attachment.__tablename__ and attachments:
            table = model_of(kind).__table__
            found = select(table.c.id).where(table.c[column].in_(attachments))
            yield from ((kind, number) for number in reading.session.scalars(found))
