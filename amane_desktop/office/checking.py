"""Checking the data: pages, references, photos and papers, the journal against rows, the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.office.against_journal import AgainstJournal, journalled_kinds, rows_in_all
from amane_desktop.office.attachments import named_files
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.office import Office
from amane_desktop.office.registry import action, query
from amane_desktop.office.upkeep import Upkeep, UpkeepKind, note
from amane_desktop.office.work import Reading, Work
from amane_desktop.storage import fulltext
from amane_desktop.storage.attachments import AttachmentDamaged, AttachmentMissing
from amane_desktop.storage.backup.layout import FILES, FOLDER, place_of
from amane_desktop.storage.database import Damaged, astray, false_pages, is_in_order

EVERY = timedelta(days=7)
# More numbers than that tell nobody more.
_KEPT = 200


class Fault(StrEnum):
    """What is wrong."""

    PAGES = "pages"
    ORDER = "order"
    REFERENCE = "reference"
    FILE_MISSING = "file missing"
    FILE_DAMAGED = "file damaged"
    CHANGED = "changed"
    GONE = "gone"
    CAME = "came"
    INDEX = "index"


FILE_FAULTS = frozenset({Fault.FILE_MISSING, Fault.FILE_DAMAGED})


@dataclass(frozen=True)
class Finding:
    """One kind of fault: in rows of a table, by their numbers, or in a file by its opaque name.

    Of the database's pages, the number says how many.
    """

    fault: Fault
    kind: str = ""
    numbers: tuple[int, ...] = ()
    file: str = ""


class Step(StrEnum):
    """What is being looked at."""

    PAGES = "pages"
    FILES = "files"
    JOURNAL = "journal"
    INDEX = "index"


class CheckCancelled(Exception):
    """Whoever follows the check has had enough; nothing was found, nor noted."""


# Is told the step, how much of it is done, and of how much; may raise CheckCancelled.
Progress = Callable[[Step, int, int], None]


def check_data(office: Office, progress: Progress) -> tuple[Finding, ...]:
    """Check everything, put the index right where it is out of step, and note what was found.

    Raises Refusal where the file or the disk takes no note of it: nobody would hear of it.
    """
    found = office.ask(data_faults, progress)
    if any(finding.fault is Fault.INDEX for finding in found):
        office.do(mend_index)
    office.do(note_check, found)
    return found


@query(Permission.BACK_UP, {})
def data_faults(
    reading: Reading, progress: Progress = lambda _step, _done, _of: None
) -> tuple[Finding, ...]:
    """All that is wrong with the data, nothing of it changed; the rows in one state."""
    progress(Step.PAGES, 0, 1)
    connection = reading.session.connection()
    if false := false_pages(connection):
        # What stands in them cannot be read, so that nothing more is certain.
        return (Finding(Fault.PAGES, numbers=(false,)),)
    try:
        found = [] if is_in_order(connection) else [Finding(Fault.ORDER)]
        for kind, rows in sorted(astray(connection).items()):
            found.append(Finding(Fault.REFERENCE, kind, tuple(rows)))
        found += _false_files(reading, progress)
        found += _against_journal(reading.session, progress)
        progress(Step.INDEX, 0, 1)
        if not fulltext.is_in_step(connection):
            found.append(Finding(Fault.INDEX))
    except Damaged:
        return (Finding(Fault.PAGES, numbers=(1,)),)
    return tuple(found)


def _false_files(reading: Reading, progress: Progress) -> Iterator[Finding]:
    files = named_files(reading.session)
    done, of = 0, sum(stored.size for stored in files.values())
    for stored in files.values():
        try:
            for chunk in reading.vault.attachments.chunks(stored):
                progress(Step.FILES, done := done + len(chunk), of)
        except AttachmentMissing:
            yield Finding(Fault.FILE_MISSING, file=stored.name)
        except (AttachmentDamaged, OSError):
            yield Finding(Fault.FILE_DAMAGED, file=stored.name)


def _against_journal(session: Session, progress: Progress) -> Iterator[Finding]:
    done, of = 0, rows_in_all(session)

    def tell(rows: int) -> None:
        nonlocal done
        progress(Step.JOURNAL, done := done + rows, of)

    compared = AgainstJournal(session, tell)
    for kind in journalled_kinds():
        differs = compared.differences(kind)
        for fault, numbers in (
            (Fault.CHANGED, differs.changed),
            (Fault.GONE, differs.gone),
            (Fault.CAME, differs.came),
        ):
            if numbers:
                yield Finding(fault, kind, numbers)


@action("", Permission.BACK_UP, {}, is_journalled=False)
def mend_index(work: Work) -> None:
    """Make anew what finds names and numbers, from the rows alone."""
    fulltext.make_index_anew(work.session.connection())


@action("", Permission.BACK_UP, {"found": ()}, is_journalled=False)
def note_check(work: Work, found: tuple[Finding, ...]) -> None:
    """Keep when the data were checked, and what was found, by table and number alone."""
    findings = [[f.fault.value, f.kind, list(f.numbers[:_KEPT]), f.file] for f in found]
    is_good = all(finding.fault is Fault.INDEX for finding in found)
    told = {"findings": findings[:_KEPT], "looked_at": False}
    note(work, UpkeepKind.CHECK, is_good=is_good, told=told)


@action("", Permission.BACK_UP, {}, is_journalled=False)
def look_at_check(work: Work) -> None:
    """Let what the last check found be known: Today says no more of it."""
    if (last := _last(work.session)) is not None:
        last.told = {**last.told, "looked_at": True}


@dataclass(frozen=True)
class LastCheck:
    """When the data were last checked (UTC), what was found, and whether it was looked at."""

    at: datetime
    is_good: bool
    findings: tuple[Finding, ...]
    is_looked_at: bool


@query(Permission.BACK_UP, {})
def last_check(reading: Reading) -> LastCheck | None:
    """The last check of the data; None when there was none."""
    last = _last(reading.session)
    if last is None:
        return None
    found = tuple(map(_read, last.told["findings"]))
    return LastCheck(_utc(last.at), last.is_good, found, last.told["looked_at"])


@query(Permission.BACK_UP, {})
def check_is_due(reading: Reading) -> bool:
    """Whether the data were not checked for a week; in its first week, a centre is not."""
    last = _last(reading.session)
    begun = select(func.min(JournalAction.at))
    since = last.at if last is not None else reading.session.scalar(begun)
    # (the PC's clock may have been set back)
    return since is not None and abs(reading.clock.now() - _utc(since)) >= EVERY


def _last(session: Session) -> Upkeep | None:
    checks = select(Upkeep).where(Upkeep.kind == UpkeepKind.CHECK)
    return session.scalar(checks.order_by(Upkeep.id.desc()).limit(1))


def _read(told: list[Any]) -> Finding:
    fault, kind, numbers, file = told
    return Finding(Fault(fault), kind, tuple(numbers), file)


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


@action("", Permission.BACK_UP, {"name": "", "place": Path()}, is_journalled=False)
def mend_file(work: Work, name: str, place: Path) -> bool:
    """Put a missing or damaged file right from the backups in a place; False where none helps."""
    # From here on no sweep is under way, which would take the copy for what nobody needs.
    stored = named_files(work.session).get(name)
    store = work.vault.attachments
    return stored is not None and any(store.mend(stored, copy) for copy in _copies(place, name))


def _copies(place: Path, name: str) -> Iterator[Path]:
    """Where a copy of a file may stand: the place is a drive, its folder of backups, or a set."""
    for folder in (place, place / FOLDER):
        sets = folder.iterdir() if folder.is_dir() else ()
        for one in (folder, *sets):
            copy = place_of(one / FILES, name)
            if copy.is_file() and not copy.is_symlink():
                yield copy
