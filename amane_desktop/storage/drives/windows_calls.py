"""The calls of Windows that files and drives are asked by: their libraries, loaded when first used.

Of each call it is declared what it gives, and after that what it takes.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_int, c_uint32, c_void_p, c_wchar_p
from functools import cache
from typing import Any

from amane_desktop.storage.drives.windows_answers import DeviceInfo, DeviceInterface, Guid

INVALID = c_void_p(-1).value
_SHARED, _OPEN_EXISTING = 3, 3


def _library(name: str, calls: dict[str, tuple[Any, ...]]) -> Any:
    if sys.platform != "win32":
        raise OSError("this system is not Windows")
    library = ctypes.WinDLL(name, use_last_error=True)
    for call, (gives, *takes) in calls.items():
        getattr(library, call).restype, getattr(library, call).argtypes = gives, takes
    return library


@cache
def kernel() -> Any:
    """Files and volumes, what may be asked of them, and where libraries are looked for."""
    word, place, text = c_uint32, c_void_p, c_wchar_p
    return _library(
        "kernel32",
        {
            "GetLogicalDrives": (word,),
            "GetDriveTypeW": (word, text),
            "SetThreadErrorMode": (c_int, word, place),
            "GetVolumeInformationW": (
                *(c_int, text, text, word),
                *(place, place, place, text, word),
            ),
            "CreateFileW": (place, text, word, word, place, word, word, place),
            "ReadFile": (c_int, place, place, word, POINTER(word), place),
            "DeviceIoControl": (
                *(c_int, place, word, place, word),
                *(place, word, POINTER(word), place),
            ),
            "CloseHandle": (c_int, place),
            "SetDllDirectoryW": (c_int, text),
        },
    )


@cache
def setup() -> Any:
    """The list of devices."""
    word, place, text = c_uint32, c_void_p, c_wchar_p
    interface, info = POINTER(DeviceInterface), POINTER(DeviceInfo)
    return _library(
        "setupapi",
        {
            "SetupDiGetClassDevsW": (place, POINTER(Guid), text, place, word),
            "SetupDiEnumDeviceInterfaces": (c_int, place, place, POINTER(Guid), word, interface),
            "SetupDiGetDeviceInterfaceDetailW": (
                *(c_int, place, interface, place),
                *(word, POINTER(word), info),
            ),
            "SetupDiDestroyDeviceInfoList": (c_int, place),
        },
    )


@cache
def manager() -> Any:
    """The tree of devices, from which one is ejected."""
    word, text = c_uint32, c_wchar_p
    return _library(
        "cfgmgr32",
        {
            "CM_Get_Parent": (word, POINTER(word), word, word),
            "CM_Request_Device_EjectW": (word, word, POINTER(c_int), text, word, word),
        },
    )


def refused() -> OSError:
    """Why the last call failed."""
    if sys.platform != "win32":
        raise OSError("this system is not Windows")
    return ctypes.WinError(ctypes.get_last_error())


def handle_of(path: str, access: int, shared: int, flags: int = 0) -> int:
    """A file, a volume or a device, opened; whoever asks for it closes it."""
    handle = kernel().CreateFileW(path, access, shared, None, _OPEN_EXISTING, flags, None)
    if handle is None or handle == INVALID:
        raise refused()
    return int(handle)


@contextmanager
def opened(path: str, access: int = 0) -> Iterator[int]:
    """A volume or device, opened; without access to what is on it unless that is asked for."""
    handle = handle_of(path, access, _SHARED)
    try:
        yield handle
    finally:
        kernel().CloseHandle(handle)


def ask(handle: int, code: int, question: bytes = b"", room: int = 0) -> bytes:
    """The answer of a device to a control code, filled up with zeros; OSError if it refuses."""
    answer, length = ctypes.create_string_buffer(max(room, 1)), c_uint32()
    if not kernel().DeviceIoControl(
        *(handle, code, question or None, len(question)),
        *(answer if room else None, room, byref(length), None),
    ):
        raise refused()
    return answer.raw
