"""Drives on Windows: asked of the system itself, with what it allows to everyone."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import time
from contextlib import suppress
from ctypes import byref, c_int, c_uint32, c_void_p, sizeof
from functools import partial
from pathlib import Path

from amane_desktop.storage.drives.drive import Drive, Letting
from amane_desktop.storage.drives.looking import look_at_each
from amane_desktop.storage.drives.windows_answers import (
    FIXED,
    REMOVABLE,
    DeviceInfo,
    DeviceInterface,
    bus_in,
    disk_in,
    disks,
    is_outside,
    is_plugged_in,
    letters_in,
    outcome_of,
    path_in,
)
from amane_desktop.storage.drives.windows_calls import (
    INVALID,
    ask,
    kernel,
    manager,
    opened,
    refused,
    setup,
)

_GET_DEVICE_NUMBER, _QUERY_PROPERTY = 0x2D1080, 0x2D1400
_LOCK_VOLUME, _DISMOUNT_VOLUME = 0x90018, 0x90020
_MEDIA_REMOVAL, _EJECT_MEDIA = 0x2D4804, 0x2D4808
_READ_AND_WRITE = 0xC0000000
_PRESENT_INTERFACES = 0x12
_NO_DIALOGUE = 1
_NO_ROOT = 1
_TRIES, _PAUSE = 10, 0.5


def plugged_in() -> tuple[Drive, ...]:
    """The drives that a person plugged in, each letter once."""
    letters = letters_in(kernel().GetLogicalDrives())
    return look_at_each({letter: partial(_look_at, letter) for letter in letters})


def let_go(root: Path) -> Letting:
    """Eject the medium where that is enough, else the device that it is in."""
    kernel().SetThreadErrorMode(_NO_DIALOGUE, None)
    letter = root.drive
    if not re.fullmatch("[A-Za-z]:", letter) or root != Path(root.anchor):
        return Letting.NOT_OFFERED
    if kernel().GetDriveTypeW(f"{letter}\\") == _NO_ROOT:
        return Letting.GONE
    try:
        bus, disk = _bus_and_disk(letter)
        if disk is None or not _is_a_persons(letter, bus, disk):
            return Letting.NOT_OFFERED
    except OSError:
        return Letting.NOT_OFFERED
    # It is pulled out whole, so every letter of it must be gone.
    letters = _letters_on(disk)
    outcome = _eject_medium(letter) if letters == [letter.upper()] else Letting.NOT_OFFERED
    if outcome is Letting.NOT_OFFERED and is_outside(bus):
        outcome = _eject_device(disk)
    if outcome is Letting.GONE and not _all_gone(letters):
        return Letting.IN_USE
    return outcome


def _look_at(letter: str) -> Drive | None:
    # An empty card reader would ask for a card in a window of its own.
    kernel().SetThreadErrorMode(_NO_DIALOGUE, None)
    # A network share that does not answer is not even opened.
    if kernel().GetDriveTypeW(f"{letter}\\") not in (REMOVABLE, FIXED):
        return None
    bus, disk = _bus_and_disk(letter)
    if disk is None or not _is_a_persons(letter, bus, disk):
        return None
    root = Path(f"{letter}\\")
    label, file_system = _label_and_file_system(letter)
    space = shutil.disk_usage(root)
    return Drive(
        root=root,
        label=label,
        is_removable=kernel().GetDriveTypeW(f"{letter}\\") == REMOVABLE,
        free=space.free,
        size=space.total,
        file_system=file_system,
        device=os.stat(root).st_dev,
    )


def _is_a_persons(letter: str, bus: int, disk: int) -> bool:
    """Whether a person plugged it in, and Windows does not run from it."""
    system = os.environ.get("SYSTEMDRIVE", "C:")
    if letter.upper() == system.upper() or _disk_of(system) == disk:
        return False
    return is_plugged_in(kernel().GetDriveTypeW(f"{letter}\\"), bus)


def _bus_and_disk(letter: str) -> tuple[int, int | None]:
    # Without access to what is on it a volume may be opened by everyone.
    with opened(f"\\\\.\\{letter}") as volume:
        bus = 0
        # Some card readers do not tell theirs.
        with suppress(OSError):
            bus = bus_in(ask(volume, _QUERY_PROPERTY, bytes(12), 1024))
        return bus, disk_in(ask(volume, _GET_DEVICE_NUMBER, b"", 12))


def _disk_of(letter: str) -> int | None:
    with suppress(OSError), opened(f"\\\\.\\{letter}") as volume:
        return disk_in(ask(volume, _GET_DEVICE_NUMBER, b"", 12))
    return None


def _letters_on(disk: int) -> list[str]:
    letters = letters_in(kernel().GetLogicalDrives())
    kinds = {letter: kernel().GetDriveTypeW(f"{letter}\\") for letter in letters}
    local = [letter for letter in letters if kinds[letter] in (REMOVABLE, FIXED)]
    return [letter for letter in local if _disk_of(letter) == disk]


def _label_and_file_system(letter: str) -> tuple[str, str]:
    label, name = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
    if not kernel().GetVolumeInformationW(
        f"{letter}\\", label, len(label), None, None, None, name, len(name)
    ):
        raise refused()
    return label.value, name.value


def _all_gone(letters: list[str]) -> bool:
    """Whether none of them can be read any more; Windows takes a moment to take a device away."""
    for _ in range(_TRIES):
        if not any(map(_is_there, letters)):
            return True
        time.sleep(_PAUSE)
    return False


def _is_there(letter: str) -> bool:
    with suppress(OSError):
        _label_and_file_system(letter)
        return True
    return False


def _eject_medium(letter: str) -> Letting:
    """Lock the volume, which writes out what is left, and let its medium go."""
    try:
        with opened(f"\\\\.\\{letter}", _READ_AND_WRITE) as volume:
            if not _lock(volume):
                return Letting.IN_USE
            ask(volume, _DISMOUNT_VOLUME)
            with suppress(OSError):
                ask(volume, _MEDIA_REMOVAL, b"\0")
            ask(volume, _EJECT_MEDIA)
    except OSError:
        return Letting.NOT_OFFERED
    # Windows reads many a stick again at once: then the device has to go.
    return Letting.NOT_OFFERED if _is_there(letter) else Letting.GONE


def _lock(volume: int) -> bool:
    for _ in range(_TRIES):
        with suppress(OSError):
            ask(volume, _LOCK_VOLUME)
            return True
        time.sleep(_PAUSE)
    return False


def _eject_device(disk: int) -> Letting:
    """What a click on Safely Remove Hardware does; the disk's parent is the device on USB."""
    node, parent = _node_of(disk), c_uint32()
    if node is None or manager().CM_Get_Parent(byref(parent), node, 0):
        return Letting.NOT_OFFERED
    outcome = Letting.NOT_OFFERED
    for _ in range(3):
        # With room for the name of who objects, Windows shows no message of its own.
        veto, name = c_int(), ctypes.create_unicode_buffer(260)
        result = manager().CM_Request_Device_EjectW(parent, byref(veto), name, len(name), 0)
        outcome = outcome_of(result, veto.value)
        if outcome is not Letting.IN_USE:
            break
        time.sleep(_PAUSE)
    return outcome


def _node_of(disk: int) -> int | None:
    """The disk's node in the tree of devices, found by its number."""
    kind = disks()
    listed = setup().SetupDiGetClassDevsW(byref(kind), None, None, _PRESENT_INTERFACES)
    if listed == INVALID:
        return None
    try:
        interface, place = DeviceInterface(size=sizeof(DeviceInterface)), 0
        while setup().SetupDiEnumDeviceInterfaces(
            listed, None, byref(kind), place, byref(interface)
        ):
            place += 1
            path, node = _path_and_node(listed, interface)
            with suppress(OSError), opened(path) as device:
                if disk_in(ask(device, _GET_DEVICE_NUMBER, b"", 12)) == disk:
                    return node
        return None
    finally:
        setup().SetupDiDestroyDeviceInfoList(listed)


def _path_and_node(listed: int, interface: DeviceInterface) -> tuple[str, int]:
    room, info = c_uint32(), DeviceInfo(size=sizeof(DeviceInfo))
    # The first call only tells how long the path is.
    setup().SetupDiGetDeviceInterfaceDetailW(listed, byref(interface), None, 0, byref(room), None)
    detail = ctypes.create_string_buffer(max(room.value, 8))
    # The size of its fixed part, which is padded on 64 bits.
    c_uint32.from_buffer(detail).value = 8 if sizeof(c_void_p) == 8 else 6
    if not setup().SetupDiGetDeviceInterfaceDetailW(
        listed, byref(interface), detail, len(detail), None, byref(info)
    ):
        return "", 0
    return path_in(detail.raw), int(info.node)
