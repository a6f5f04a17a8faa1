"""The manifest: what a backup holds, sealed under a key of the centre that it is of."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from amane_desktop.storage.backup.faults import BackupDamaged
from amane_desktop.storage.backup.layout import ATTACHMENT, MANIFEST
from amane_desktop.storage.keyring import MasterKey, WrongPassword

_MARK = b"amane backup 1\n"
_NONCE = 12
# Room for half a million attachments; more is no manifest of ours.
LARGEST = 64 * 1024 * 1024
_LARGEST_TOLD = 2 * LARGEST
# What comes of reading anything at all as one.
_NO_MANIFEST = (
    *(ValueError, KeyError, TypeError, AttributeError),
    *(RecursionError, OverflowError),
)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Manifest:
    """When, by whom and by which program it was made, and every file that it needs.

    `counts` has the rows of each table; `attachments` the size of each file as it stands on the
    drive; `missing` those that this PC had lost itself. `turn` says which of the older files were
    read again. `why` a snapshot on this PC was taken: a word of the office's own.
    """

    made_at: datetime
    by: str
    program: str
    schema: str
    counts: dict[str, int]
    database_size: int
    database_sha256: str
    ring_sha256: str
    attachments: dict[str, int] = field(repr=False)
    missing: tuple[str, ...] = ()
    turn: int = 0
    why: str = ""


def seal(manifest: Manifest, master: MasterKey) -> bytes:
    """The manifest as it stands on the drive."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    told = json.dumps(asdict(manifest) | {"made_at": manifest.made_at.isoformat()})
    nonce = os.urandom(_NONCE)
    packed = zlib.compress(told.encode(), 1)
    return _MARK + nonce + AESGCM(master.derive("backup")).encrypt(nonce, packed, _MARK)


def unseal(sealed: bytes, masters: Sequence[MasterKey]) -> tuple[Manifest, MasterKey]:
    """The manifest, and which of the keys it was sealed under.

    Raises WrongPassword when it is under none of them, BackupDamaged when it is no manifest.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    mark, nonce, body = sealed[: len(_MARK)], sealed[len(_MARK) :][:_NONCE], sealed[len(_MARK) :]
    if mark != _MARK or len(body) < _NONCE + 16:
        raise BackupDamaged(MANIFEST)
    for master in masters:
        try:
            packed = AESGCM(master.derive("backup")).decrypt(nonce, body[_NONCE:], _MARK)
        except InvalidTag:
            continue
        return _read(packed), master
    raise WrongPassword


def _read(packed: bytes) -> Manifest:
    try:
        unpacking = zlib.decompressobj()
        told = unpacking.decompress(packed, _LARGEST_TOLD)
        if not unpacking.eof:
            raise ValueError
        return _checked(json.loads(told))
    except (*_NO_MANIFEST, zlib.error):
        raise BackupDamaged(MANIFEST) from None


def _checked(told: dict[str, Any]) -> Manifest:
    """What was told, where each part is of its kind: no name leads anywhere else."""
    made_at = datetime.fromisoformat(told["made_at"])
    attachments = {str(name): int(size) for name, size in told["attachments"].items()}
    missing = tuple(map(str, told["missing"]))
    if made_at.tzinfo is None or not all(map(ATTACHMENT.fullmatch, (*attachments, *missing))):
        raise ValueError
    if not all(map(_SHA256.fullmatch, (told["database_sha256"], told["ring_sha256"]))):
        raise ValueError
    return Manifest(
        made_at=made_at,
        by=str(told["by"]),
        program=str(told["program"]),
        schema=str(told["schema"]),
        counts={str(table): int(count) for table, count in told["counts"].items()},
        database_size=int(told["database_size"]),
        database_sha256=told["database_sha256"],
        ring_sha256=told["ring_sha256"],
        attachments=attachments,
        missing=missing,
        turn=int(told["turn"]),
        why=str(told["why"]),
    )
