"""A Linux PC in a folder: what its kernel would say of disks and mounts."""

from pathlib import Path

from amane_desktop.storage.drives.linux import Linux


class Machine:
    """Disks are plugged in and mounted here by writing what /proc, /sys and /dev would hold."""

    def __init__(self, folder: Path) -> None:
        self.media = folder / "media"
        self.mounted = folder / "proc" / "self" / "mountinfo"
        self._sys, self._dev, self._proc = folder / "sys", folder / "dev", folder / "proc"
        self._lines: list[str] = []
        for made in (self.mounted.parent, self._sys / "dev/block", self._sys / "class/block"):
            made.mkdir(parents=True)
        (self._dev / "disk/by-label").mkdir(parents=True)
        self._write()

    def linux(self, seconds: float = 20) -> Linux:
        return Linux(self._proc, self._sys, self._dev, (self.media,), seconds)

    def disk(
        self, name: str, bus: str, *numbers: str, removable: bool = False, type_: str = "0"
    ) -> None:
        """A disk at a place on a bus, and its partitions."""
        folder = self._sys / "devices" / bus / "0:0:0:0"
        device = folder / "block" / name
        device.mkdir(parents=True)
        (device / "device").symlink_to(folder)
        (folder / "type").write_text(f"{type_}\n")
        (device / "removable").write_text(f"{removable:d}\n")
        self._number(device, numbers[0])
        for place, number in enumerate(numbers[1:], 1):
            partition = device / f"{name}{'p' * name[-1].isdigit()}{place}"
            partition.mkdir()
            (partition / "partition").write_text(f"{place}\n")
            self._number(partition, number)

    def stick(self, name: str, *numbers: str) -> None:
        self.disk(name, "pci0000:00/0000:00:14.0/usb1/1-2/host2", *numbers, removable=True)

    def usb_disk(self, name: str, *numbers: str) -> None:
        self.disk(name, "pci0000:00/0000:00:14.0/usb2/2-1/host3", *numbers)

    def over(self, name: str, number: str, below: str) -> None:
        """A device mapped over another one, such as an encrypted one that was opened."""
        device = self._sys / "devices/virtual/block" / name
        (device / "slaves").mkdir(parents=True)
        (device / "slaves" / below).symlink_to((self._sys / "class/block" / below).resolve())
        self._number(device, number)

    def mount(self, number: str, at: Path, file_system: str, source: str, part: str = "/") -> Path:
        if at.is_relative_to(self.media):
            at.mkdir(parents=True, exist_ok=True)
        where = str(at).replace(" ", "\\040")
        id_ = 20 + len(self._lines)
        self._lines.append(
            f"{id_} 1 {number} {part} {where} rw,nosuid shared:{id_} master:1 - "
            f"{file_system} {source} rw,errors=remount-ro"
        )
        self._write()
        return at

    def unplug(self, number: str) -> None:
        """Take the mounts of a device away."""
        self._lines = [line for line in self._lines if line.split()[2] != number]
        self._write()

    def label(self, written: str, name: str) -> None:
        (self._dev / "disk/by-label" / written).symlink_to(f"../../{name}")

    def _number(self, device: Path, number: str) -> None:
        (self._sys / "dev/block" / number).symlink_to(device)
        (self._sys / "class/block" / device.name).symlink_to(device)

    def _write(self) -> None:
        self.mounted.write_text("".join(line + "\n" for line in self._lines), "utf-8")
