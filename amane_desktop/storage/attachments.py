"""The attachment store: photos, the logo and scans, each an encrypted file beside the database.

A file is a mark and chunks of 1 MiB, each sealed under the file's own key (AES-256-GCM). Its nonce
is the chunk's number and whether it is the last one, so that a file cut short, lengthened, or with
chunks changed round is no longer authentic.
"""

from __future__ import annotations

import hmac
import io
import os
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from amane_desktop.storage.durable import flush, flush_names, put_in_place

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MARK = b"amane attachment 1\n"
_CHUNK, _TAG = 1024 * 1024, 16
_CHUNKS_AT_HAND = 4


class AttachmentMissing(Exception):
    """The file is no longer in the folder."""


class AttachmentDamaged(Exception):
    """The file does not hold what was written to it, or is under another key."""


@dataclass(frozen=True)
class Stored:
    """A file that was written: what it is called, the key that opens it, how much it holds."""

    name: str
    key: bytes
    size: int


class AttachmentStore:
    """A folder of encrypted files; what a file is called tells nothing of what it holds."""

    def __init__(self, folder: Path, name_key: bytes) -> None:
        self._folder = folder
        self._name_key = name_key

    def put(self, content: BinaryIO) -> Stored:
        """Write a file that is on the disk, under its name, when this returns."""
        self._make_folder()
        key = secrets.token_bytes(32)
        # With the key in the name, nothing that is put is ever taken for another.
        digest = hmac.new(self._name_key, key, "sha256")
        aside = self._folder / f"{secrets.token_hex(8)}.new"
        size = 0
        try:
            with aside.open("xb") as file:
                file.write(_MARK)
                for number, (chunk, is_last) in enumerate(_chunks(content, _CHUNK)):
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(_cipher(key).encrypt(_nonce(number, is_last), chunk, _MARK))
                file.flush()
                os.fsync(file.fileno())
            put_in_place(aside, self._folder / digest.hexdigest())
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        flush_names(self._folder)
        return Stored(digest.hexdigest(), key, size)

    def chunks(self, stored: Stored) -> Iterator[bytes]:
        """What a file holds, a chunk at a time; only at the end is it certain to be whole.

        Raises AttachmentMissing or AttachmentDamaged.
        """
        try:
            file = (self._folder / stored.name).open("rb")
        except FileNotFoundError:
            raise AttachmentMissing from None
        with file:
            yield from unsealed(file, stored.key)

    def mend(self, stored: Stored, copy: Path) -> bool:
        """Put a copy in a damaged or missing file's place; False when it is no better itself."""
        self._make_folder()
        aside = self._folder / f"{secrets.token_hex(8)}.new"
        try:
            shutil.copyfile(copy, aside)
            flush(aside)
            for _chunk in self.chunks(replace(stored, name=aside.name)):
                pass
            put_in_place(aside, self._folder / stored.name)
        except (FileNotFoundError, AttachmentDamaged):
            return False
        finally:
            aside.unlink(missing_ok=True)
        flush_names(self._folder)
        return True

    def open(self, stored: Stored) -> SealedFile:
        """What a file holds, to read anywhere in it; nothing of it is ever on the disk in clear.

        Raises AttachmentMissing; reading raises AttachmentDamaged.
        """
        try:
            return SealedFile((self._folder / stored.name).open("rb"), stored)
        except FileNotFoundError:
            raise AttachmentMissing from None

    def holds(self, name: str) -> bool:
        """Whether a file of that name is there."""
        return (self._folder / name).is_file()

    def names(self) -> frozenset[str]:
        """The files of the folder, those left half-written too."""
        try:
            return frozenset(entry.name for entry in os.scandir(self._folder))
        except FileNotFoundError:
            return frozenset()

    def remove(self, names: Collection[str]) -> None:
        """Remove files that nothing names any more."""
        for name in names:
            (self._folder / name).unlink(missing_ok=True)
        if names:
            flush_names(self._folder)

    def _make_folder(self) -> None:
        if not self._folder.exists():
            self._folder.mkdir(exist_ok=True)
            flush_names(self._folder.parent)


class SealedFile(io.RawIOBase):
    """An encrypted file as if it were an open one; a few chunks of it are in memory at a time."""

    def __init__(self, file: BinaryIO, stored: Stored) -> None:
        super().__init__()
        self._file, self._stored = file, stored
        self._at = 0
        self._last = max(0, stored.size - 1) // _CHUNK
        self._at_hand: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """It may be read anywhere."""
        return True

    def tell(self) -> int:
        """Where it is read next."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Read from there next."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._stored.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer from one chunk, as far as that goes; 0 at the end."""
        if self._at >= self._stored.size:
            return 0
        number, start = divmod(self._at, _CHUNK)
        view = memoryview(buffer).cast("B")
        part = self._chunk(number)[start : start + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        """Let the file and what was read of it go."""
        self._at_hand.clear()
        self._file.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if number not in self._at_hand:
            self._at_hand[number] = self._unsealed(number)
            if len(self._at_hand) > _CHUNKS_AT_HAND:
                self._at_hand.popitem(last=False)
        self._at_hand.move_to_end(number)
        return self._at_hand[number]

    def _unsealed(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        self._file.seek(len(_MARK) + number * (_CHUNK + _TAG))
        sealed = read_whole(self._file, _CHUNK + _TAG)
        try:
            nonce = _nonce(number, number == self._last)
            return bytes(_cipher(self._stored.key).decrypt(nonce, sealed, _MARK))
        except InvalidTag:
            raise AttachmentDamaged from None


def unsealed(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """What an encrypted file holds, a chunk at a time; AttachmentDamaged where it is not whole."""
    from cryptography.exceptions import InvalidTag

    if read_whole(file, len(_MARK)) != _MARK:
        raise AttachmentDamaged
    cipher = _cipher(key)
    for number, (sealed, is_last) in enumerate(_chunks(file, _CHUNK + _TAG)):
        try:
            yield cipher.decrypt(_nonce(number, is_last), sealed, _MARK)
        except InvalidTag:
            raise AttachmentDamaged from None


def is_whole(path: Path, stored: Stored) -> bool:
    """Whether a file, wherever it stands, can be read and holds what was stored."""
    try:
        with path.open("rb") as file:
            return sum(map(len, unsealed(file, stored.key))) == stored.size
    except (OSError, AttachmentDamaged):
        return False


def sealed_size(size: int) -> int:
    """How large the encrypted file is of what holds so many bytes."""
    return len(_MARK) + size + _TAG * max(1, -(-size // _CHUNK))


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """The parts of a stream, and whether each is the last; of an empty one, an empty part."""
    part = read_whole(file, size)
    while True:
        following = read_whole(file, size)
        yield part, not following
        if not following:
            return
        part = following


def read_whole(file: BinaryIO, size: int) -> bytes:
    """That many bytes: less only at the end, though a stream may give them piecemeal."""
    parts, missing = [], size
    while missing and (part := file.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
