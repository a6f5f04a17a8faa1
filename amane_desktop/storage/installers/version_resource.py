"""What a Windows program says of itself: the words of its version resource.

The file may be anything: it is only read, never far, and what is not as it should be says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from struct import error as Unpacked
from struct import unpack, unpack_from
from typing import BinaryIO

_HEADER, _SECTION = 24, 40
# Where the list of directories begins, in a program of 32 and of 64 bits.
_DIRECTORIES = {0x10B: 96, 0x20B: 112}
_RESOURCES, _VERSION = 2, 16
_IS_FOLDER = 0x80000000
# Icons are the largest of what stands beside it.
_LARGEST = 4 * 1024**2
_WORDS_AT = 3


def words_of(file: BinaryIO) -> Mapping[str, str]:
    """The words by their names (`ProductName`, `ProductVersion`); none of what is no program."""
    found: dict[str, str] = {}
    with suppress(Unpacked, ValueError):
        resource = _resource(file)
        _gather(resource, 0, len(resource), 0, found)
    return found


def _resource(file: BinaryIO) -> bytes:
    """The version resource as it stands in the file."""
    at, begins, size = _section(file)
    if size > _LARGEST:
        raise ValueError
    file.seek(at)
    section = file.read(size)
    # By kind, by name, by language: of each the first.
    folder = _entry(section, 0, _VERSION) & ~_IS_FOLDER
    name = _entry(section, folder) & ~_IS_FOLDER
    address, length = unpack_from("<II", section, _entry(section, name))
    start = address - begins
    if not 0 <= start <= len(section) - length:
        raise ValueError
    return section[start : start + length]


def _section(file: BinaryIO) -> tuple[int, int, int]:
    """Where the resources stand in the file, their address, and how large they are."""
    file.seek(0)
    mark, header = unpack("<2s58xI", file.read(64))
    file.seek(header)
    sign, sections, options = unpack("<4s2xH12xH2x", file.read(_HEADER))
    if mark != b"MZ" or sign != b"PE\0\0":
        raise ValueError
    told = file.read(options)
    first = _DIRECTORIES.get(unpack_from("<H", told)[0])
    if first is None:
        raise ValueError
    (address,) = unpack_from("<I", told, first + 8 * _RESOURCES)
    for _number in range(sections):
        begins, size, at = unpack("<12xIII16x", file.read(_SECTION))
        if address and begins == address:
            return at, begins, size
    raise ValueError


def _entry(section: bytes, folder: int, wanted: int | None = None) -> int:
    """Where an entry of a folder leads: the one of that number, or the first."""
    named, numbered = unpack_from("<HH", section, folder + 12)
    for number in range(named + numbered):
        name, leads_to = unpack_from("<II", section, folder + 16 + 8 * number)
        if wanted in (None, name):
            return int(leads_to)
    raise ValueError


def _gather(block: bytes, at: int, end: int, depth: int, found: dict[str, str]) -> None:
    """The words in nested blocks: the whole, the strings, a language, a word."""
    while at + 6 <= end:
        length, size, is_text = unpack_from("<3H", block, at)
        if length < 6:
            raise ValueError
        stop = min(at + length, end)
        name, value = _text(block, at + 6, stop)
        value = _aligned(value)
        if depth == _WORDS_AT:
            found.setdefault(name, _text(block, value, stop)[0])
        else:
            inside = _aligned(value + (2 * size if is_text else size))
            _gather(block, inside, stop, depth + 1, found)
        at = _aligned(stop)


def _text(block: bytes, at: int, stop: int) -> tuple[str, int]:
    """A text up to its end, and where what follows it begins."""
    for end in range(at, stop - 1, 2):
        if block[end : end + 2] == b"\0\0":
            return block[at:end].decode("utf-16-le"), end + 2
    return block[at:stop].decode("utf-16-le"), stop


def _aligned(at: int) -> int:
    return (at + 3) & ~3
