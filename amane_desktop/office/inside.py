"""Looking into a backup: a copy that is read and never written, beside the centre that is open."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.gate import Gate
from amane_desktop.office.office import Office, in_plain_words
from amane_desktop.office.registry import QUERIES
from amane_desktop.office.work import Reading
from amane_desktop.storage.alone import NotAlone, alone
from amane_desktop.storage.backup.copying import CHUNK
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, NotABackup
from amane_desktop.storage.backup.layout import Found
from amane_desktop.storage.backup.opening import Opened, open_backup, open_with_ring
from amane_desktop.storage.database import Damaged, open_engine
from amane_desktop.storage.keyring import WrongPassword
from amane_desktop.storage.migrate import NewerVersion, bring_up_to_date

P = ParamSpec("P")
R = TypeVar("R")
_BEGINNING, _LOCK = "inside-", "lock"


class AsksPassword(Refusal):
    """The open centre's keys do not open the backup: a password or code of that time may."""


class Inside:
    """A backup that is looked into: it answers the centre's own questions, for the same reader.

    Its copy is encrypted as the backup is, and gone once this is closed, the centre is, or the
    program starts the next time.
    """

    def __init__(self, office: Office, opened: Opened) -> None:
        self.found, self.manifest, self._files = opened.found, opened.manifest, opened.files
        self._office, self._gate = office, Gate()
        self._engine: Engine | None = None
        self._held = ExitStack()
        try:
            folder = self._held.enter_context(apart_in(office.folder))
            self._engine = _read_alone(_copied(opened, folder), opened.database_key)
        except BaseException:
            self.close()
            raise
        office.at_close(self.close)

    def ask(
        self, query: Callable[Concatenate[Reading, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The answer to a registered query out of the backup; who may restore may ask it.

        A look at a protected record is none here: nothing is written.
        """
        self._office.allowed(Permission.RESTORE)
        by, unread = self._office.allowed(QUERIES[query].permission), _unread()
        with in_plain_words(unread), self._gate.passing():
            if self._engine is None:
                raise Refusal(_("This backup is no longer open."))
            with Session(self._engine) as session:
                reading = Reading(session, by, self._office.clock, self._office.vault)
                return query(reading, *args, **kwargs)

    def file_of(self, name: str) -> Path:
        """Where the backup keeps the photo or paper of that name."""
        return self._files.path_of(name)

    def close(self) -> None:
        """Let the copy go; whoever asks afterwards is refused."""
        with self._gate.shut():
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None
            self._held.close()


def look_inside(office: Office, found: Found, secret: str = "") -> Inside:
    """Open a backup to look at, with the centre's keys, or with a password or code of its time.

    Raises AsksPassword where the centre's keys do not open it; refuses a wrong secret, a backup
    that is damaged, and one of a newer program.
    """
    office.allowed(Permission.RESTORE)
    with _trouble_in_words(secret):
        if secret:
            return Inside(office, open_backup(found, secret))
        return Inside(office, open_with_ring(found, *office.vault.keys))


@contextmanager
def apart_in(centre: Path) -> Iterator[Path]:
    """A folder for what is thrown away: gone afterwards, or at the next opening after a kill."""
    folder = centre / f"{_BEGINNING}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    try:
        with alone(folder / _LOCK):
            yield folder
    finally:
        # What cannot be removed is at the next opening.
        shutil.rmtree(folder, ignore_errors=True)


def sweep_inside(folder: Path) -> None:
    """Remove what was left of looking into backups; not what another window has open."""
    for left in folder.glob(f"{_BEGINNING}*"):
        with suppress(NotAlone, OSError):
            with alone(left / _LOCK):
                pass
            shutil.rmtree(left, ignore_errors=True)


def _copied(opened: Opened, folder: Path) -> Path:
    """The backup's database, as it was vouched for."""
    copy, digest = folder / opened.database.name, sha256()
    with opened.files.medium.reading(opened.database) as source, copy.open("xb") as target:
        while part := source.read(CHUNK):
            digest.update(part)
            target.write(part)
    if digest.hexdigest() != opened.manifest.database_sha256:
        raise BackupDamaged(opened.database.name)
    return copy


def _read_alone(path: Path, key: bytes) -> Engine:
    bring_up_to_date(path, key)
    engine = open_engine(path, key)

    def prepare(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(engine, "connect", prepare)
    return engine


@contextmanager
def _trouble_in_words(secret: str) -> Iterator[None]:
    try:
        with in_plain_words(_unread()):
            yield
    except WrongPassword:
        if secret:
            told = _("This opens none of the backup's key rings.")
            raise AsksPassword(told, "secret") from None
        raise AsksPassword(
            _("This backup has other keys. Give a password or the recovery code of that time.")
        ) from None
    except NewerVersion:
        raise Refusal(_("A newer version of Amane wrote this backup.")) from None
    except (BackupDamaged, NotABackup, Damaged):
        raise Refusal(_("This backup is damaged. Take another one.")) from None
    except DriveTrouble:
        raise Refusal(_unread()) from None


def _unread() -> str:
    return _("The backup cannot be read: the drive was removed, or the disk is full.")
