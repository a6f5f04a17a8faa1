"""The database and the key ring as they are at one moment, taken aside; what vouches for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from amane_desktop.storage.backup.contents import Contents, reading_copy
from amane_desktop.storage.backup.layout import DATABASE
from amane_desktop.storage.backup.manifest import Manifest
from amane_desktop.storage.backup.source import Source
from amane_desktop.storage.database import copy_as_one_file
from amane_desktop.storage.keyring import KEY_RING, KeyRing, MasterKey


@dataclass(frozen=True)
class Taken:
    """A copy of the database, and the ring that opens it; not flushed."""

    path: Path
    size: int
    ring: bytes
    masters: tuple[MasterKey, ...]

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection to the copy, which is under the newest key. Raises Damaged, Unreachable."""
        with reading_copy(self.path, self.masters[0].derive("database")) as connection:
            yield connection

    def manifest(
        self,
        source: Source,
        made_at: datetime,
        contents: Contents,
        digest: str,
        attachments: dict[str, int],
        missing: tuple[str, ...] = (),
        turn: int = 0,
        why: str = "",
    ) -> Manifest:
        """What vouches for it; `digest` is the SHA-256 of the copy."""
        return Manifest(
            made_at=made_at,
            by=source.by,
            program=source.program,
            schema=contents.schema,
            counts=contents.counts,
            database_size=self.size,
            database_sha256=digest,
            ring_sha256=hashlib.sha256(self.ring).hexdigest(),
            attachments=attachments,
            missing=missing,
            turn=turn,
            why=why,
        )


def take(source: Source, path: Path) -> Taken:
    """Copy the database there, under the newest key, while whoever works goes on.

    Raises Damaged, Unreachable, InUse, OSError, and WrongPassword when the keys were just renewed.
    """
    # Read first: a ring of a later time would not fit what is written under these keys.
    ring = (source.folder / KEY_RING).read_bytes()
    masters = (source.master, *KeyRing.parse(ring).older(source.master))
    key = source.master.derive("database")
    copy_as_one_file(source.folder / DATABASE, path, source.database_key, key)
    return Taken(path, path.stat().st_size, ring, masters)
