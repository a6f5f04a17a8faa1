"""A centre's folder given another state: prepared aside, decided by one rename, then moved in.

Quick to load, for it is looked at before the sign-in page.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from amane_desktop.storage.alone import alone
from amane_desktop.storage.durable import flush_names, put_in_place

DECIDED = "restored"
_PREPARED = "restored.new"
# What SQLite keeps beside a database, and would take for part of the new one.
_BESIDE = ("-wal", "-shm", "-journal")


@contextmanager
def preparing(folder: Path, *, is_new: bool) -> Iterator[Path]:
    """An empty folder for the new state, of a centre that stands or of a new one.

    It is gone afterwards unless it was swapped in. NotAlone while another restore is under way.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with alone(_lock(folder)):
        _end(folder)
        aside = _beside(folder) if is_new else folder / _PREPARED
        try:
            aside.mkdir()
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def swap_in(aside: Path, folder: Path) -> None:
    """Put what was prepared in the place of what stands; all of `aside` must be on the disk.

    Cut short before its first rename, all is as before; after it, `finish_restore` goes on.
    """
    decided = folder / DECIDED
    if aside == _beside(folder):
        decided = folder
        if folder.exists():
            folder.rmdir()
    put_in_place(aside, decided)
    try:
        flush_names(decided.parent)
    except OSError:
        decided.rename(aside)
        raise
    # What the disk does not let be done now, the next opening does.
    with suppress(OSError):
        _end(folder)


def finish_restore(folder: Path) -> None:
    """End what a restore was killed in: the new state once it was decided, otherwise the old one.

    To be called before a centre is opened or shown. NotAlone while a restore is under way.
    """
    folder = folder.resolve()
    left = (_lock(folder), folder / DECIDED, folder / _PREPARED, _beside(folder))
    if any(path.exists() for path in left):
        with alone(_lock(folder)):
            _end(folder)


def _end(folder: Path) -> None:
    decided = folder / DECIDED
    if decided.exists():
        for part in sorted(path for path in decided.iterdir() if path.is_dir()):
            _merge(part, folder / part.name)
        for file in sorted(path for path in decided.iterdir() if path.is_file()):
            _replace(file, folder / file.name)
        flush_names(folder)
        shutil.rmtree(decided)
        flush_names(folder)
    for left in (folder / _PREPARED, _beside(folder)):
        if left.exists():
            shutil.rmtree(left)


def _merge(part: Path, into: Path) -> None:
    into.mkdir(exist_ok=True)
    for file in part.iterdir():
        put_in_place(file, into / file.name)
    flush_names(into)


def _replace(file: Path, old: Path) -> None:
    for end in _BESIDE:
        old.with_name(old.name + end).unlink(missing_ok=True)
    flush_names(old.parent)
    put_in_place(file, old)


def _lock(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.restoring")


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.restored.new")
