"""How Windows' answers about drives are read; the calls themselves need Windows."""

import struct
from ctypes import c_void_p, sizeof

import pytest

from amane_desktop.storage.drives import Letting
from amane_desktop.storage.drives.windows_answers import (
    FIXED,
    REMOVABLE,
    DeviceInfo,
    DeviceInterface,
    bus_in,
    disk_in,
    disks,
    is_plugged_in,
    letters_in,
    outcome_of,
    path_in,
)

UNKNOWN, SATA, FIREWIRE, USB, SD, MMC, VIRTUAL, FROM_FILE, NVME = 0, 11, 4, 7, 12, 13, 14, 15, 17
NETWORK, OPTICAL = 4, 5
OPEN_HANDLE, DRIVER, NO_RIGHT, REMOVED = 5, 7, 12, 13
VETOED, NO_SUCH_NODE = 0x17, 0x0D


def test_letters_are_bits_and_floppy_disks_are_none() -> None:
    assert letters_in(0b1) == letters_in(0) == ()
    assert letters_in(1 << 24 | 0b10111) == ("C:", "E:", "Y:")
    assert letters_in(1 << 25) == ("Z:",)


def test_the_bus_stands_behind_six_offsets() -> None:
    texts = (96, 104, 120, 128)
    descriptor = struct.pack("<IIBBBBIIIIII", 40, 150, 0, 0, 1, 0, *texts, USB, 36)
    assert bus_in(descriptor + bytes(980)) == USB


def test_the_number_of_a_disk_but_not_of_an_optical_drive() -> None:
    assert disk_in(struct.pack("<III", 7, 3, 1)) == 3
    assert disk_in(struct.pack("<III", 2, 0, 0xFFFFFFFF)) is None


def test_a_path_ends_at_its_zero() -> None:
    path = "\\\\?\\usbstor#disk&ven_kingston#{53f56307}"
    detail = struct.pack("<I", 8) + path.encode("utf-16-le") + bytes(5)
    assert path_in(detail) == path


@pytest.mark.parametrize(
    ("kind", "bus"),
    [(REMOVABLE, USB), (REMOVABLE, SD), (REMOVABLE, UNKNOWN), (FIXED, USB), (FIXED, FIREWIRE)],
)
def test_a_person_plugs_these_in(kind: int, bus: int) -> None:
    assert is_plugged_in(kind, bus)


@pytest.mark.parametrize(
    ("kind", "bus"),
    [
        *[(FIXED, SATA), (FIXED, NVME), (FIXED, MMC), (FIXED, SD), (FIXED, FROM_FILE)],
        *[(REMOVABLE, VIRTUAL), (NETWORK, UNKNOWN), (OPTICAL, USB)],
    ],
)
def test_a_person_does_not_plug_these_in(kind: int, bus: int) -> None:
    assert not is_plugged_in(kind, bus)


@pytest.mark.parametrize(
    ("result", "veto", "outcome"),
    [
        (0, 0, Letting.GONE),
        (VETOED, REMOVED, Letting.GONE),
        (VETOED, OPEN_HANDLE, Letting.IN_USE),
        (VETOED, DRIVER, Letting.NOT_OFFERED),
        (VETOED, NO_RIGHT, Letting.NOT_OFFERED),
        (NO_SUCH_NODE, OPEN_HANDLE, Letting.NOT_OFFERED),
    ],
)
def test_what_became_of_the_ejection(result: int, veto: int, outcome: Letting) -> None:
    assert outcome_of(result, veto) is outcome


def test_the_structures_have_the_sizes_that_windows_asks_for() -> None:
    size = 32 if sizeof(c_void_p) == 8 else 28
    assert (sizeof(DeviceInterface), sizeof(DeviceInfo)) == (size, size)
    assert DeviceInfo.node.offset == 20
    assert bytes(disks()).hex() == "0763f553bfb6d01194f200a0c91efb8b"
