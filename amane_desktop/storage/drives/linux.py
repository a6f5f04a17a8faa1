"""Drives on Linux: what the kernel says is mounted, and the desktop's own ways to let it go."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from amane_desktop.storage.drives.drive import Drive, Letting
from amane_desktop.storage.drives.looking import look_at_each

_ESCAPED = re.compile(rb"\\([0-7]{3})")
_ESCAPED_BY_UDEV = re.compile(rb"\\x([0-9a-fA-F]{2})")
_NEVER = ("sr", "fd", "loop", "ram", "zram", "nbd")
_TOO_LONG = "busy: it takes too long"


@dataclass(frozen=True)
class Mount:
    """A line of the kernel's list of mounts."""

    id: str
    number: str
    # The part of the file system that is mounted: / unless a folder of it is bound.
    part: str
    at: Path
    file_system: str
    source: str


def mounts_of(listed: bytes) -> tuple[Mount, ...]:
    """The lines of a mountinfo file, where a space is \\040 and an Arabic letter is itself."""
    mounts = []
    for line in listed.split(b"\n"):
        if not line:
            continue
        before, _, after = line.partition(b" - ")
        id_, _, number, part, at = map(_plain, before.split(b" ")[:5])
        file_system, source = map(_plain, after.split(b" ")[:2])
        mounts.append(Mount(id_, number, part, Path(at), file_system, source))
    return tuple(mounts)


def _plain(name: bytes) -> str:
    return os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), name))


@dataclass(frozen=True)
class Linux:
    """Drives as the kernel tells them; where it does so, and how patient to be, may be said."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    dev: Path = Path("/dev")
    # Where desktops and people mount what is plugged in.
    places: tuple[Path, ...] = (Path("/media"), Path("/run/media"), Path("/mnt"))
    # An unmount waits until what was written has reached a slow stick.
    seconds: float = 180.0

    def plugged_in(self) -> tuple[Drive, ...]:
        """The drives that a person plugged in, each once."""
        looks: dict[str, Callable[[], Drive | None]] = {}
        for mount in self._plugged_in(self._mounts()):
            looks[str(mount.at)] = partial(self._look_at, mount)
        drives = look_at_each(looks)
        # One that vanished meanwhile has left an empty folder, which was looked at instead.
        still = {mount.at for mount in self._mounts()}
        return tuple(drive for drive in drives if drive.root in still)

    def let_go(self, root: Path) -> Letting:
        """Unmount all of the drive, then switch it off."""
        mounts = self._mounts()
        mount = next((one for one in reversed(mounts) if one.at == root), None)
        if mount is None:
            return Letting.NOT_OFFERED if os.path.exists(root) else Letting.GONE
        disks = self._disks_of(mount)
        if not disks or disks & self._of_the_system(mounts):
            return Letting.NOT_OFFERED
        # It is pulled out whole, so whatever is mounted of it must be gone.
        whole = self._mounted_of(disks)
        for _ in whole:
            outcome = self._unmount_one(disks)
            if outcome is not Letting.GONE:
                return outcome
        if self._mounted_of(disks):
            return Letting.IN_USE
        self._switch_off(whole, disks)
        return Letting.GONE

    def _mounts(self) -> tuple[Mount, ...]:
        try:
            return mounts_of((self.proc / "self" / "mountinfo").read_bytes())
        except OSError:
            return ()

    def _plugged_in(self, mounts: tuple[Mount, ...]) -> tuple[Mount, ...]:
        """One mount of each file system that is on plugged in disks."""
        system = self._of_the_system(mounts)
        best: dict[Path, Mount] = {}
        # Of two mounts in one place, the later hides the earlier.
        for mount in {mount.at: mount for mount in mounts}.values():
            block = self._block_of(mount)
            if block is None or not self._is_in_place(mount.at):
                continue
            disks = _disks_under(block)
            if disks & system or not all(map(_is_plugged_in, disks)):
                continue
            if block not in best or len(mount.part) < len(best[block].part):
                best[block] = mount
        return tuple(best.values())

    def _of_the_system(self, mounts: tuple[Mount, ...]) -> frozenset[Path]:
        """The disks of which something is mounted where no person mounts a drive."""
        own = (self._disks_of(mount) for mount in mounts if not self._is_in_place(mount.at))
        return frozenset().union(*own)

    def _is_in_place(self, at: Path) -> bool:
        return any(at.is_relative_to(place) for place in self.places)

    def _disks_of(self, mount: Mount) -> frozenset[Path]:
        block = self._block_of(mount)
        return frozenset() if block is None else _disks_under(block)

    def _block_of(self, mount: Mount) -> Path | None:
        """The block device in /sys of what is mounted; a network share has none."""
        where = self.sys / "dev" / "block" / mount.number
        if mount.number.startswith("0:"):
            # Btrfs, and file systems in user space, have a number of their own.
            if not mount.source.startswith("/dev/"):
                return None
            node = os.path.realpath(self.dev / mount.source.removeprefix("/dev/"))
            where = self.sys / "class" / "block" / Path(node).name
        try:
            return where.resolve(strict=True)
        except OSError:
            return None

    def _look_at(self, mount: Mount) -> Drive:
        space = shutil.disk_usage(mount.at)
        return Drive(
            root=mount.at,
            label=self._label(mount) or mount.at.name,
            is_removable=all(map(_is_medium, self._disks_of(mount))),
            free=space.free,
            size=space.total,
            file_system=mount.file_system,
            device=os.stat(mount.at).st_dev,
        )

    def _label(self, mount: Mount) -> str:
        block = self._block_of(mount)
        with suppress(OSError):
            for link in (self.dev / "disk" / "by-label").iterdir():
                if block is not None and Path(os.path.realpath(link)).name == block.name:
                    return _named_by_udev(link.name)
        return ""

    def _mounted_of(self, disks: frozenset[Path]) -> tuple[Mount, ...]:
        return tuple(one for one in self._mounts() if self._disks_of(one) & disks)

    def _unmount_one(self, disks: frozenset[Path]) -> Letting:
        """Try the system's ways in turn; what counts is whether less is mounted after."""
        mounted = self._mounted_of(disks)
        if not mounted:
            return Letting.GONE
        last = mounted[-1]
        block = self._block_of(last)
        node = _node(block) if block is not None else last.source
        ways = (
            ("udisksctl", "unmount", "--no-user-interaction", "-b", node),
            ("gio", "mount", "-u", str(last.at)),
            ("umount", str(last.at)),
        )
        for way in ways:
            said = self._run(*way)
            if len(self._mounted_of(disks)) < len(mounted):
                return Letting.GONE
            if "busy" in said.lower():
                return Letting.IN_USE
        return Letting.NOT_OFFERED

    def _switch_off(self, unmounted: tuple[Mount, ...], disks: frozenset[Path]) -> None:
        """Let a USB disk stop turning; what is unmounted may be pulled out without this."""
        for block in filter(None, map(self._block_of, unmounted)):
            for part in _parts_under(block) - {block}:
                # An encrypted drive cannot be switched off while it is open.
                self._run("udisksctl", "lock", "--no-user-interaction", "-b", _node(part))
        for disk in filter(_is_on_usb, disks):
            self._run("udisksctl", "power-off", "--no-user-interaction", "-b", _node(disk))

    def _run(self, program: str, *arguments: str) -> str:
        """Run a program of the system, if it has it; all that it said, on either stream."""
        path = shutil.which(program)
        if path is None:
            return ""
        try:
            process = subprocess.Popen(
                [path, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=_environment(),
                # A child in our own folder, or one that asks on our terminal, would be in the way.
                cwd="/",
                start_new_session=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError:
            return ""
        try:
            said, _ = process.communicate(timeout=self.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            # One that the kernel holds cannot end; it is left behind.
            with suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=1)
            return _TOO_LONG
        return said


def _disks_under(block: Path) -> frozenset[Path]:
    """The whole disks below a block device: below an encrypted one, or one made of several."""
    return frozenset(
        part.parent if (part / "partition").exists() else part for part in _parts_under(block)
    )


def _parts_under(block: Path) -> frozenset[Path]:
    """The partitions or disks that a block device is made of; itself where it is one."""
    slaves = block / "slaves"
    below = [slave.resolve() for slave in slaves.iterdir()] if slaves.is_dir() else []
    if not below:
        return frozenset([block])
    return frozenset().union(*map(_parts_under, below))


def _is_plugged_in(disk: Path) -> bool:
    if disk.name.rstrip("0123456789") in _NEVER:
        return False
    return _is_medium(disk) or _is_on_usb(disk)


def _is_medium(disk: Path) -> bool:
    # The removable flag is 0 for cards; a chip of the same kind that is soldered in says MMC.
    return _says(disk / "removable", "1") or _says(disk / "device" / "type", "SD")


def _is_on_usb(disk: Path) -> bool:
    return any(re.fullmatch(r"usb\d+", part) for part in disk.parts)


def _says(file: Path, text: str) -> bool:
    try:
        return file.read_text("ascii", "replace").strip() == text
    except OSError:
        return False


def _node(block: Path) -> str:
    return f"/dev/{block.name}"


def _named_by_udev(link: str) -> str:
    raw = _ESCAPED_BY_UDEV.sub(lambda found: bytes([int(found[1], 16)]), os.fsencode(link))
    return raw.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    environment = {**os.environ, "LC_ALL": "C"}
    # The bundled program has libraries of its own, which the system's programs must not load.
    environment["LD_LIBRARY_PATH"] = environment.pop("LD_LIBRARY_PATH_ORIG", "")
    return environment
