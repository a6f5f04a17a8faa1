"""Which drives are plugged in on Linux, as the kernel's own files tell it."""

import os
import shutil
from pathlib import Path
from threading import Event

import pytest

from amane_desktop.storage.drives import Drive, device_of, plugged_in
from amane_desktop.storage.drives.looking import look_at_each
from tests.storage.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A PC with its own disk, and nothing plugged in."""
    machine = Machine(tmp_path)
    machine.disk("sda", "pci0000:00/ata1/host0", "8:0", "8:1", "8:2")
    machine.mount("8:1", Path("/"), "ext4", "/dev/sda1")
    machine.mount("0:21", Path("/proc"), "proc", "proc")
    return machine


def roots(machine: Machine) -> list[Path]:
    return [drive.root for drive in machine.linux().plugged_in()]


def test_nothing_is_plugged_in(machine: Machine) -> None:
    machine.mount("8:2", machine.media / "Windows", "ntfs3", "/dev/sda2")
    machine.mount("0:40", machine.media / "partage", "cifs", "//serveur/partage")
    assert roots(machine) == []


def test_a_stick_with_an_arabic_name(machine: Machine) -> None:
    machine.stick("sdb", "8:16", "8:17")
    root = machine.mount("8:17", machine.media / "نسخة أمان 2", "vfat", "/dev/sdb1")
    machine.label("نسخة\\x20أمان\\x20\\x282\\x29", "sdb1")
    space = shutil.disk_usage(root)
    assert machine.linux().plugged_in() == (
        Drive(
            root=root,
            label="نسخة أمان (2)",
            is_removable=True,
            free=pytest.approx(space.free, rel=0.1),  # type: ignore[arg-type]
            size=space.total,
            file_system="vfat",
            device=device_of(root),
        ),
    )


def test_a_usb_disk_says_that_it_is_not_removable(machine: Machine) -> None:
    machine.usb_disk("sdc", "8:32", "8:33")
    machine.mount("8:33", machine.media / "TOSHIBA EXT", "ntfs3", "/dev/sdc1")
    (drive,) = machine.linux().plugged_in()
    assert (drive.label, drive.is_removable) == ("TOSHIBA EXT", False)


def test_a_card_but_not_a_chip_that_is_soldered_in(machine: Machine) -> None:
    machine.disk("mmcblk0", "platform/mmc0", "179:0", "179:1", type_="MMC")
    machine.disk("mmcblk1", "platform/mmc1", "179:8", "179:9", type_="SD")
    machine.mount("179:1", machine.media / "chip", "ext4", "/dev/mmcblk0p1")
    card = machine.mount("179:9", machine.media / "card", "exfat", "/dev/mmcblk1p1")
    assert roots(machine) == [card]
    assert machine.linux().plugged_in()[0].is_removable


def test_optical_drives_and_files_mounted_as_drives_are_none(machine: Machine) -> None:
    machine.disk("sr0", "pci0000:00/usb1/1-1/host2", "11:0", removable=True)
    machine.disk("loop3", "virtual", "7:3")
    machine.mount("11:0", machine.media / "CD", "iso9660", "/dev/sr0")
    machine.mount("7:3", machine.media / "snap", "squashfs", "/dev/loop3")
    assert roots(machine) == []


def test_the_system_may_run_from_a_usb_disk(machine: Machine) -> None:
    machine.usb_disk("sdc", "8:32", "8:33", "8:34")
    machine.mount("8:33", Path("/home"), "ext4", "/dev/sdc1")
    machine.mount("8:34", machine.media / "données", "ext4", "/dev/sdc2")
    assert roots(machine) == []


def test_an_encrypted_disk_is_known_by_what_is_below_it(machine: Machine) -> None:
    machine.usb_disk("sdc", "8:32", "8:33")
    machine.over("dm-0", "253:0", "sdc1")
    machine.over("dm-1", "253:1", "sda2")
    locked = machine.mount("253:0", machine.media / "coffre", "ext4", "/dev/mapper/luks-1")
    machine.mount("253:1", machine.media / "système", "ext4", "/dev/mapper/luks-2")
    assert roots(machine) == [locked]


def test_btrfs_is_found_by_its_source(machine: Machine) -> None:
    machine.stick("sdb", "8:16", "8:17")
    root = machine.mount("0:52", machine.media / "btrfs", "btrfs", "/dev/sdb1")
    machine.mount("0:52", machine.media / "part", "btrfs", "/dev/sdb1", part="/@part")
    assert roots(machine) == [root]


def test_a_bound_folder_is_no_second_drive(machine: Machine) -> None:
    machine.stick("sdb", "8:16", "8:17")
    machine.mount("8:17", machine.media / "bound", "vfat", "/dev/sdb1", part="/Amane")
    root = machine.mount("8:17", machine.media / "whole", "vfat", "/dev/sdb1")
    assert roots(machine) == [root]


def test_of_two_drives_in_one_place_the_later_is_seen(machine: Machine) -> None:
    machine.stick("sdb", "8:16", "8:17")
    machine.usb_disk("sdc", "8:32", "8:33")
    machine.mount("8:17", machine.media / "here", "vfat", "/dev/sdb1")
    machine.mount("8:33", machine.media / "here", "exfat", "/dev/sdc1")
    assert [drive.file_system for drive in machine.linux().plugged_in()] == ["exfat"]


def test_a_drive_that_is_pulled_out_leaves_nothing(machine: Machine) -> None:
    machine.stick("sdb", "8:16", "8:17")
    root = machine.mount("8:17", machine.media / "stick", "vfat", "/dev/sdb1")
    root.rmdir()
    assert roots(machine) == []
    machine.unplug("8:17")
    assert roots(machine) == []


def test_a_drive_may_be_pulled_out_while_it_is_looked_at(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.stick("sdb", "8:16", "8:17")
    machine.mount("8:17", machine.media / "stick", "vfat", "/dev/sdb1")
    measure = shutil.disk_usage

    def pulled_out(folder: Path) -> object:
        machine.unplug("8:17")
        return measure(folder)

    monkeypatch.setattr(shutil, "disk_usage", pulled_out)
    assert roots(machine) == []


def test_a_dead_drive_holds_up_no_other() -> None:
    released, looks = Event(), []

    def dead() -> Drive | None:
        looks.append("dead")
        released.wait()
        return drive

    drive = Drive(Path("/media/stick"), "stick", True, 1, 2, "vfat", 3)
    both = {"/media/dead": dead, "/media/stick": lambda: drive}
    try:
        assert look_at_each(both, seconds=0.2) == (drive,)
        assert look_at_each({"/media/dead": dead}, seconds=0.2) == ()
        assert looks == ["dead"]
    finally:
        released.set()


def test_on_this_machine_it_only_looks() -> None:
    assert all(os.path.ismount(drive.root) for drive in plugged_in())
