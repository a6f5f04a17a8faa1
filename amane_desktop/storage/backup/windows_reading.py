"""Reading a file on Windows past the system's memory of it, as `FILE_FLAG_NO_BUFFERING` does."""

from __future__ import annotations

import ctypes
import mmap
from io import RawIOBase
from pathlib import Path
from typing import Any

from amane_desktop.storage.drives.windows_calls import handle_of, kernel, refused

_GENERIC_READ, _SHARE_ALL = 0x80000000, 7
_NO_BUFFERING, _SEQUENTIAL, _OPEN_LINK_ITSELF = 0x20000000, 0x08000000, 0x00200000
# A multiple of every disk's sectors; such memory begins where a page does, as is asked for.
_BUFFER = 1024 * 1024
_END_OF_FILE = 38


class Unbuffered(RawIOBase):
    """A file that is read in whole sectors, from its beginning to its end."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._handle: Any = None
        self._memory = mmap.mmap(-1, _BUFFER)
        self._held = memoryview(b"")
        flags = _NO_BUFFERING | _SEQUENTIAL | _OPEN_LINK_ITSELF
        self._handle = handle_of(str(path), _GENERIC_READ, _SHARE_ALL, flags)

    def readable(self) -> bool:
        """It is for reading alone."""
        return True

    def readinto(self, target: Any) -> int:
        """The next bytes, at most a buffer's; 0 at the end."""
        if not self._held:
            self._held = memoryview(self._memory)[: _read(self._handle, self._memory)]
        size = min(len(target), len(self._held))
        target[:size] = self._held[:size]
        self._held = self._held[size:]
        return size

    def close(self) -> None:
        """Let the file go."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            kernel().CloseHandle(handle)
        super().close()


def _read(handle: int, memory: mmap.mmap) -> int:
    """Fill the memory from the file; less only at its end."""
    size = ctypes.c_uint32()
    whole = (ctypes.c_char * _BUFFER).from_buffer(memory)
    if not kernel().ReadFile(handle, whole, _BUFFER, ctypes.byref(size), None):
        error = refused()
        if getattr(error, "winerror", None) == _END_OF_FILE:
            return 0
        raise error
    return size.value
