"""The calls of Windows that drives are asked by: their libraries, loaded when first used."""

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


def _elsewhere() -> OSError:
    return OSError("this system is not Windows")


@cache
def kernel() -> Any:
    """Volumes, and what may be asked of them."""
    if sys.platform != "win32":
        raise _elsewhere()
    library = ctypes.WinDLL("kernel32", use_last_error=True)
    library.GetLogicalDrives.argtypes = []
    library.GetLogicalDrives.restype = c_uint32
    library.GetDriveTypeW.argtypes = [c_wchar_p]
    library.GetDriveTypeW.restype = c_uint32
    library.SetThreadErrorMode.argtypes = [c_uint32, c_void_p]
    library.SetThreadErrorMode.restype = c_int
    library.GetVolumeInformationW.argtypes = [
        *(c_wchar_p, c_wchar_p, c_uint32),
        *(c_void_p, c_void_p, c_void_p, c_wchar_p, c_uint32),
    ]
    library.GetVolumeInformationW.restype = c_int
    library.CreateFileW.argtypes = [
        *(c_wchar_p, c_uint32, c_uint32, c_void_p),
        *(c_uint32, c_uint32, c_void_p),
    ]
    library.CreateFileW.restype = c_void_p
    library.DeviceIoControl.argtypes = [
        *(c_void_p, c_uint32, c_void_p, c_uint32),
        *(c_void_p, c_uint32, POINTER(c_uint32), c_void_p),
    ]
    library.DeviceIoControl.restype = c_int
    library.CloseHandle.argtypes = [c_void_p]
    library.CloseHandle.restype = c_int
    return library


@cache
def setup() -> Any:
    """The list of devices."""
    if sys.platform != "win32":
        raise _elsewhere()
    library = ctypes.WinDLL("setupapi", use_last_error=True)
    library.SetupDiGetClassDevsW.argtypes = [POINTER(Guid), c_wchar_p, c_void_p, c_uint32]
    library.SetupDiGetClassDevsW.restype = c_void_p
    library.SetupDiEnumDeviceInterfaces.argtypes = [
        *(c_void_p, c_void_p, POINTER(Guid), c_uint32, POINTER(DeviceInterface)),
    ]
    library.SetupDiEnumDeviceInterfaces.restype = c_int
    library.SetupDiGetDeviceInterfaceDetailW.argtypes = [
        *(c_void_p, POINTER(DeviceInterface), c_void_p),
        *(c_uint32, POINTER(c_uint32), POINTER(DeviceInfo)),
    ]
    library.SetupDiGetDeviceInterfaceDetailW.restype = c_int
    library.SetupDiDestroyDeviceInfoList.argtypes = [c_void_p]
    library.SetupDiDestroyDeviceInfoList.restype = c_int
    return library


@cache
def manager() -> Any:
    """The tree of devices, from which one is ejected."""
    if sys.platform != "win32":
        raise _elsewhere()
    library = ctypes.WinDLL("cfgmgr32")
    library.CM_Get_Parent.argtypes = [POINTER(c_uint32), c_uint32, c_uint32]
    library.CM_Get_Parent.restype = c_uint32
    library.CM_Request_Device_EjectW.argtypes = [
        *(c_uint32, POINTER(c_int), c_wchar_p, c_uint32, c_uint32),
    ]
    library.CM_Request_Device_EjectW.restype = c_uint32
    return library


def refused() -> OSError:
    """Why the last call failed."""
    if sys.platform != "win32":
        raise _elsewhere()
    return ctypes.WinError(ctypes.get_last_error())


@contextmanager
def opened(path: str, access: int = 0) -> Iterator[int]:
    """A volume or device, opened; without access to what is on it unless that is asked for."""
    handle = kernel().CreateFileW(path, access, _SHARED, None, _OPEN_EXISTING, 0, None)
    if handle is None or handle == INVALID:
        raise refused()
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
