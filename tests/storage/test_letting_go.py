"""Letting a drive go on Linux: by what the system has for it, and only believed when it is so."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from amane_desktop.storage.drives import Letting, plugged_in
from amane_desktop.storage.drives.linux import Linux
from tests.storage.machine import Machine

BUSY = (
    "echo 'Error unmounting /dev/sdb1: GDBus.Error:org.freedesktop.UDisks2.Error.DeviceBusy: "
    "Error unmounting /dev/sdb1: target is busy' >&2; exit 1"
)
DENIED = (
    "echo 'Error unmounting: GDBus.Error:org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain: "
    "Not authorized to perform operation' >&2; exit 1"
)


class Programs:
    """What this PC has for letting drives go: nothing but the little programs put here."""

    def __init__(self, folder: Path, machine: Machine) -> None:
        self._folder, self._ran, self._machine = folder, folder / "ran", machine

    def add(self, name: str, *lines: str) -> None:
        program = self._folder / name
        said = f'echo "{name} $*" >> {self._ran}'
        program.write_text("\n".join(["#!/bin/sh", said, *lines, ""]))
        program.chmod(0o755)

    def unmounting(self, argument: int) -> str:
        """The line of a program that takes a mount away; one of its arguments tells which."""
        mounted = self._machine.mounted
        return f'exec /bin/sed -i "\\|${argument} |d" {mounted}'

    def ran(self) -> list[str]:
        return self._ran.read_text().splitlines() if self._ran.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A PC with a stick plugged in."""
    machine = Machine(tmp_path)
    machine.disk("sda", "pci0000:00/ata1/host0", "8:0", "8:1", "8:2")
    machine.mount("8:1", Path("/"), "ext4", "/dev/sda1")
    machine.stick("sdb", "8:16", "8:17", "8:18")
    machine.mount("8:17", machine.media / "AMANE", "vfat", "/dev/sdb1")
    return machine


@pytest.fixture
def programs(tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Programs(folder, machine)


def let_go(machine: Machine) -> Letting:
    return machine.linux().let_go(machine.media / "AMANE")


def test_it_may_be_pulled_out(machine: Machine, programs: Programs) -> None:
    programs.add("udisksctl", '[ "$1" = unmount ] || exit 0', programs.unmounting(4))
    assert let_go(machine) is Letting.GONE
    assert programs.ran() == [
        "udisksctl unmount --no-user-interaction -b /dev/sdb1",
        "udisksctl power-off --no-user-interaction -b /dev/sdb",
    ]
    assert machine.linux().plugged_in() == ()


def test_every_part_of_it_must_be_gone(machine: Machine, programs: Programs) -> None:
    machine.mount("8:18", machine.media / "DATA", "ext4", "/dev/sdb2")
    programs.add("udisksctl", '[ "$4" != /dev/sdb1 ] || exit 1', programs.unmounting(4))
    assert let_go(machine) is Letting.NOT_OFFERED
    programs.add("udisksctl", programs.unmounting(4))
    assert let_go(machine) is Letting.GONE


def test_one_that_is_mounted_twice_is_unmounted_twice(machine: Machine, programs: Programs) -> None:
    machine.mount("8:17", machine.media / "bound", "vfat", "/dev/sdb1", part="/Amane")
    # As udisks does, this takes the first mount away, whichever was meant.
    once = f"exec /bin/sed -i '0,\\|/dev/sdb1 |{{\\|/dev/sdb1 |d}}' {machine.mounted}"
    programs.add("udisksctl", '[ "$1" = unmount ] || exit 0', once)
    assert let_go(machine) is Letting.GONE
    assert len(programs.ran()) == 3


def test_another_program_still_uses_it(machine: Machine, programs: Programs) -> None:
    programs.add("udisksctl", BUSY)
    programs.add("umount", programs.unmounting(1))
    assert let_go(machine) is Letting.IN_USE
    assert len(programs.ran()) == 1


def test_programs_answer_in_one_language_and_without_our_libraries(
    machine: Machine, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "")
    programs.add("udisksctl", '[ "$LC_ALL$LD_LIBRARY_PATH" = C ] || exit 1', BUSY)
    assert let_go(machine) is Letting.IN_USE


def test_nothing_offers_it(machine: Machine, programs: Programs) -> None:
    assert let_go(machine) is Letting.NOT_OFFERED
    programs.add("udisksctl", DENIED)
    programs.add("gio", "exit 2")
    programs.add("umount", "exit 32")
    assert let_go(machine) is Letting.NOT_OFFERED
    assert [line.split()[0] for line in programs.ran()] == ["udisksctl", "gio", "umount"]
    assert len(machine.linux().plugged_in()) == 1


def test_what_says_that_it_did_so_is_not_believed(machine: Machine, programs: Programs) -> None:
    programs.add("udisksctl", "echo Unmounted /dev/sdb1.")
    assert let_go(machine) is Letting.NOT_OFFERED


@pytest.mark.parametrize(("program", "argument"), [("gio", 3), ("umount", 1)])
def test_the_next_way_is_tried(
    machine: Machine, programs: Programs, program: str, argument: int
) -> None:
    programs.add("udisksctl", DENIED)
    programs.add(program, programs.unmounting(argument))
    assert let_go(machine) is Letting.GONE


def test_a_stick_that_takes_for_ever_is_still_in_use(
    machine: Machine, programs: Programs, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "never")
    programs.add("udisksctl", f"read answer < {tmp_path / 'never'}")
    assert machine.linux(seconds=0.2).let_go(machine.media / "AMANE") is Letting.IN_USE


def test_an_encrypted_disk_is_locked_again(machine: Machine, programs: Programs) -> None:
    machine.usb_disk("sdc", "8:32", "8:33")
    machine.over("dm-0", "253:0", "sdc1")
    coffre = machine.mount("253:0", machine.media / "coffre", "ext4", "/dev/mapper/luks-1")
    take_away = f"exec /bin/sed -i '\\|/luks-1 |d' {machine.mounted}"
    programs.add("udisksctl", '[ "$1" = unmount ] || exit 0', take_away)
    assert machine.linux().let_go(coffre) is Letting.GONE
    assert [line.replace("--no-user-interaction -b ", "") for line in programs.ran()] == [
        "udisksctl unmount /dev/dm-0",
        "udisksctl lock /dev/sdc1",
        "udisksctl power-off /dev/sdc",
    ]


def test_the_systems_own_disk_and_folders_are_left_alone(
    machine: Machine, programs: Programs
) -> None:
    programs.add("udisksctl", programs.unmounting(4))
    windows = machine.mount("8:2", machine.media / "Windows", "ntfs3", "/dev/sda2")
    share = machine.mount("0:40", machine.media / "share", "cifs", "//serveur/share")
    folder = machine.media / "AMANE" / "Amane"
    folder.mkdir()
    for kept in (Path("/"), windows, share, folder):
        assert machine.linux().let_go(kept) is Letting.NOT_OFFERED
    assert programs.ran() == []


def test_it_was_pulled_out_already(machine: Machine, programs: Programs) -> None:
    assert machine.linux().let_go(machine.media / "gone") is Letting.GONE


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A real ext4 in a file, mounted below a folder that stands for /media."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("no root, or no ext4: a real drive was NOT let go")
    image, root = tmp_path / "stick.img", tmp_path / "real" / "clé أمان"
    root.mkdir(parents=True)
    with image.open("wb") as file:
        file.truncate(8 * 1024 * 1024)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    command = ["mount", "-o", "loop", str(image), str(root)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no right to mount: a real drive was NOT let go")
    yield root
    if os.path.ismount(root):
        subprocess.run(["umount", "-l", str(root)], check=True)


def test_a_real_one_goes_once_nobody_uses_it(mounted: Path) -> None:
    linux = Linux(places=(mounted.parent,))
    # A file that is mounted is nothing that a person plugged in, wherever it shows.
    assert mounted not in [drive.root for drive in (*plugged_in(), *linux.plugged_in())]
    with (mounted / "open").open("w"):
        assert linux.let_go(mounted) is Letting.IN_USE
    assert os.path.ismount(mounted)
    assert linux.let_go(mounted) is Letting.GONE
    assert not os.path.ismount(mounted)
