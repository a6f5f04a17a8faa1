"""Copies in clear that another program opens: in a private folder, gone on lock and at the end."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_IRUSR, S_IWUSR

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui.folder_mark import folder_mark

_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_SPARE = 64 * 1024 * 1024
log = logging.getLogger("amane")


class ClearCopies:
    """The copies of one centre on this PC; whoever makes them sees that they are removed.

    What a crash left is found again, since the folder is called after the centre's place.
    """

    def __init__(self, centre: Path) -> None:
        name = f"amane-copies-{folder_mark(centre)}"
        self._folders = [place / name for place in _places()]

    def make(self, chunks: Iterable[bytes], media_type: str, size: int) -> Path:
        """A copy that only this account may read, under a name that says nothing."""
        import secrets

        folder = self._with_room(size)
        path = folder / f"{secrets.token_hex(8)}{_ENDINGS[media_type]}"
        try:
            # What is written into a copy would be lost: programs say that it is not to be changed.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, S_IRUSR)
            with os.fdopen(handle, "wb") as file:
                file.writelines(chunks)
        except OSError as error:
            _remove(path)
            raise _unwritten(is_full=error.errno == errno.ENOSPC) from None
        except BaseException:
            _remove(path)
            raise
        return path

    def remove(self) -> None:
        """Remove all that is there; what another program holds on to goes the next time."""
        for folder in self._folders:
            if folder.is_symlink() or not folder.is_dir():
                continue
            for path in folder.iterdir():
                _remove(path)
            with suppress(OSError):
                folder.rmdir()

    def _with_room(self, size: int) -> Path:
        is_full = True
        for folder in self._folders:
            try:
                if shutil.disk_usage(folder.parent).free > size + _SPARE:
                    return _private(folder)
            except OSError as error:
                is_full = is_full and error.errno == errno.ENOSPC
        raise _unwritten(is_full=is_full)


def _unwritten(*, is_full: bool) -> Refusal:
    if is_full:
        return Refusal(_("The copy could not be written: the disk is full."))
    return Refusal(_("The copy could not be written: this PC does not let it."))


def _places() -> Iterator[Path]:
    """Where the system keeps what one account needs for a while: in memory first, on Linux."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        yield Path(runtime)
    yield Path(tempfile.gettempdir())


def _private(folder: Path) -> Path:
    """The folder, for this account alone; one that somebody else put there is not taken."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        raise OSError("not ours")
    folder.chmod(0o700)
    return folder


def _remove(path: Path) -> None:
    try:
        with suppress(FileNotFoundError):
            # Windows removes nothing that may not be written.
            path.chmod(S_IRUSR | S_IWUSR)
            path.unlink()
    except OSError:
        log.warning("a copy is still held by another program")
