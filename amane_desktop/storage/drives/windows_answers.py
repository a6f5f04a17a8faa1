"""How Windows lays out its answers about drives, and what they mean: asked for elsewhere."""

from __future__ import annotations

import struct
from ctypes import Structure, c_size_t, c_ubyte, c_uint16, c_uint32

from amane_desktop.storage.drives.drive import Letting

REMOVABLE, FIXED = 2, 3
_FIREWIRE, _USB = 4, 7
_VIRTUAL = (14, 15)
_DISK = 7
_VETOED, _OUT_ALREADY = 0x17, 13
# A close that is pending, an application, a service, an open handle, a driver that still has one.
_USED = (2, 3, 4, 5, 6)


class Guid(Structure):
    _fields_ = (("a", c_uint32), ("b", c_uint16), ("c", c_uint16), ("d", c_ubyte * 8))


class DeviceInterface(Structure):
    """SP_DEVICE_INTERFACE_DATA."""

    _fields_ = (("size", c_uint32), ("kind", Guid), ("flags", c_uint32), ("reserved", c_size_t))


class DeviceInfo(Structure):
    """SP_DEVINFO_DATA; its node is what the configuration manager ejects."""

    _fields_ = (("size", c_uint32), ("kind", Guid), ("node", c_uint32), ("reserved", c_size_t))


def disks() -> Guid:
    """GUID_DEVINTERFACE_DISK: the kind of device that every disk is."""
    last = (c_ubyte * 8)(0x94, 0xF2, 0x00, 0xA0, 0xC9, 0x1E, 0xFB, 0x8B)
    return Guid(0x53F56307, 0xB6BF, 0x11D0, last)


def letters_in(mask: int) -> tuple[str, ...]:
    """The letters of GetLogicalDrives, but for A: and B:, which are floppy disks."""
    return tuple(f"{chr(65 + place)}:" for place in range(2, 26) if mask >> place & 1)


def bus_in(descriptor: bytes) -> int:
    """The bus of a STORAGE_DEVICE_DESCRIPTOR."""
    return int(struct.unpack_from("<28xI", descriptor)[0])


def disk_in(numbers: bytes) -> int | None:
    """The disk of a STORAGE_DEVICE_NUMBER; none for what is no disk."""
    kind, number, _partition = struct.unpack("<III", numbers)
    return int(number) if kind == _DISK else None


def path_in(detail: bytes) -> str:
    """The path of a SP_DEVICE_INTERFACE_DETAIL_DATA_W, which ends with a zero."""
    return detail[4 : len(detail) // 2 * 2].decode("utf-16-le").partition("\0")[0]


def is_outside(bus: int) -> bool:
    """Whether what hangs on this bus is a device of its own that can be unplugged."""
    return bus in (_USB, _FIREWIRE)


def is_plugged_in(kind: int, bus: int) -> bool:
    """Whether a drive of this GetDriveType on this bus is one that a person plugs in."""
    if kind == REMOVABLE:
        return bus not in _VIRTUAL
    return kind == FIXED and is_outside(bus)


def outcome_of(result: int, veto: int) -> Letting:
    """What CM_Request_Device_EjectW made of the drive."""
    if result == 0 or (result == _VETOED and veto == _OUT_ALREADY):
        return Letting.GONE
    return Letting.IN_USE if result == _VETOED and veto in _USED else Letting.NOT_OFFERED
