"""The report as a text that whoever sends it can read: labels in words, values and figures."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from amane_desktop import build
from amane_desktop.i18n import (
    N_,
    _,
    in_its_own_direction,
    is_rtl,
    labelled,
    language,
    size_in_words,
)
from amane_desktop.office.errors import CentreBroken, Refusal
from amane_desktop.office.help_report.faults import last_faults
from amane_desktop.office.help_report.figures import CentreFigures
from amane_desktop.office.help_report.this_pc import Room, centre_files, disk, memory
from amane_desktop.storage.versions import engine_versions

_STEPS = {
    "start": N_("From the program’s start to the window"),
    "opening": N_("From the password to the opened centre"),
    "query": N_("One simple question to the database"),
}
Lines = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Around:
    """What the window knows of the system: its name, Qt, and the screens with their scale."""

    system: str
    qt: str
    locale: str
    screens: Sequence[str]


@dataclass(frozen=True)
class Opened:
    """What an opened centre says of itself, or why it does not open.

    There is neither where nobody has tried.
    """

    figures: CentreFigures | None = None
    refusal: Refusal | None = None

    @property
    def why_not(self) -> str:
        """The kind of error; of broken files also which, for nothing else stands in those words."""
        if self.refusal is None:
            return ""
        kind = type(self.refusal).__name__
        is_told = isinstance(self.refusal, CentreBroken)
        return f" ({kind}: {self.refusal.message})" if is_told else f" ({kind})"


def help_report(
    folder: Path, at: datetime, around: Around, seconds: Mapping[str, float], opened: Opened
) -> str:
    """All that is known, in the reader's language; nothing of it is somebody's name."""
    parts = [
        (_("The program"), _program(at, around)),
        (_("This PC"), _this_pc(folder, around)),
        (_("The centre’s files"), _files(folder, opened)),
        (_("Times"), _times(seconds)),
    ]
    if opened.figures is not None:
        parts.append((_("Backups and checks"), _done(opened.figures)))
        parts.append((_("Rows in each table"), _rows(opened.figures)))
    parts.append((_("Last errors"), _faults(folder.parent)))
    return "\n".join(_part(title, lines) for title, lines in parts)


def _part(title: str, lines: Lines) -> str:
    told = [labelled(label, _apart(value)) for label, value in lines]
    return "\n".join([title, "-" * len(title), *(told or [_("none")]), ""])


def _apart(text: str) -> str:
    """A text kept in order within an Arabic line; a line from the left needs nothing."""
    return in_its_own_direction(text) if is_rtl() else text


def _program(at: datetime, around: Around) -> Lines:
    engine = engine_versions()
    yield _("Report of"), f"{at:%Y-%m-%d %H:%M %z}"
    yield _("Version"), build.version()
    yield "Python", ".".join(map(str, sys.version_info[:3]))
    yield "Qt", around.qt
    yield "SQLite", engine.sqlite
    yield "SQLCipher", f"{engine.sqlcipher}, OpenSSL {engine.openssl}"
    yield _("Language"), language()


def _this_pc(folder: Path, around: Around) -> Lines:
    yield _("System"), f"{around.system}, {around.locale}"
    for screen in around.screens:
        yield _("Screen"), screen
    yield _("Memory"), _room(memory())
    yield _("Disk"), _room(disk(folder))


def _files(folder: Path, opened: Opened) -> Lines:
    files = centre_files(folder)
    if opened.figures is None:
        yield _("Opened"), _("no") + opened.why_not
    else:
        yield _("Opened"), _("yes")
        yield _("Schema"), opened.figures.schema
    yield _("Database"), _size(files.database)
    yield _("The database’s log"), _size(files.log)
    yield _("Key ring"), _size(files.key_ring)
    yield _("Photos and papers"), f"{files.attachments}, {_size(files.attachment_bytes)}"
    # A long path, or one in other letters, has been the cause of trouble before.
    path = str(folder.resolve())
    letters = "ASCII" if path.isascii() else "Unicode"
    yield _("Length of the folder’s path"), f"{len(path)}, {letters}"


def _times(seconds: Mapping[str, float]) -> Lines:
    for step, label in _STEPS.items():
        if step in seconds:
            yield _(label), f"{seconds[step] * 1000:.1f} ms"


def _done(figures: CentreFigures) -> Lines:
    words = {"backup": _("Backup"), "check": _("Check of the data"), "rehearsal": _("Rehearsal")}
    for done in figures.done:
        ended = _("in order") if done.is_good else _("not in order")
        told = filter(None, (f"{done.at:%Y-%m-%d %H:%M}", ended, done.told))
        yield words[done.kind], ", ".join(told)


def _rows(figures: CentreFigures) -> Lines:
    for table, count in figures.rows:
        if count:
            yield table, str(count)
    if empty := ", ".join(table for table, count in figures.rows if not count):
        yield _("empty tables"), empty
    if figures.other_rows:
        label = _("other tables together") if figures.rows else _("all tables together")
        yield label, str(figures.other_rows)


def _faults(folder: Path) -> Lines:
    for fault in last_faults(folder):
        yield fault.at, f"{fault.level} {fault.what}".strip()


def _room(room: Room | None) -> str:
    if room is None:
        return "?"
    free, all_ = _apart(_size(room.free)), _apart(_size(room.of))
    return _("{free} free of {all}").format(free=free, all=all_)


def _size(size: int | None) -> str:
    return "–" if size is None else size_in_words(size)
