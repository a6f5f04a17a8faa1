"""Installers to lay on a drive: small Windows programs that say a version, and do nothing."""

from pathlib import Path
from struct import pack

_ADDRESS, _AT = 0x3000, 0x400


def lay_installer(folder: Path, version: str, says: str = "", product: str = "Amane") -> Path:
    """An installer of that name; what it says of itself may be another thing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"AmaneSetup-{version}.exe"
    path.write_bytes(program(says or version, product))
    return path


def program(version: str, product: str = "Amane") -> bytes:
    """A program with a version resource, as NSIS writes it."""
    section = _folders(_version_block({"ProductName": product, "ProductVersion": version}))
    directories = bytes(16) + pack("<II", _ADDRESS, len(section)) + bytes(104)
    options = pack("<H", 0x20B) + bytes(110) + directories
    header = pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 1, 0, 0, 0, len(options), 0x22)
    listed = pack("<8sIIII16x", b".rsrc", len(section), _ADDRESS, len(section), _AT)
    start = pack("<2s58xI", b"MZ", 64) + header + options + listed
    return start.ljust(_AT, b"\0") + section + b"the packed files"


def _folders(block: bytes) -> bytes:
    """The block behind three folders: of its kind, its name and its language."""
    folder = pack("<12xHH", 0, 1)
    part = len(folder) + 8
    leads = [(16, part | 1 << 31), (1, 2 * part | 1 << 31), (1033, 3 * part)]
    folders = b"".join(folder + pack("<II", *each) for each in leads)
    begins = _ADDRESS + 3 * part + 16
    return folders + pack("<IIII", begins, len(block), 0, 0) + block


def _version_block(words: dict[str, str]) -> bytes:
    told = [_block(key, f"{value}\0".encode("utf-16-le"), 1) for key, value in words.items()]
    table = _block("StringFileInfo", b"", 1, [_block("040904b0", b"", 1, told)])
    numbers = _block("Translation", pack("<HH", 0x409, 1200), 0)
    return _block(
        "VS_VERSION_INFO", bytes(52), 0, [_block("VarFileInfo", b"", 1, [numbers]), table]
    )


def _block(key: str, value: bytes, is_text: int, inside: list[bytes] | None = None) -> bytes:
    head = _even(bytes(6) + f"{key}\0".encode("utf-16-le"))
    whole = _even(head + value)[: None if inside else len(head) + len(value)]
    for each in inside or ():
        whole = _even(whole) + each
    size = len(value) // 2 if is_text else len(value)
    return pack("<3H", len(whole), size, is_text) + whole[6:]


def _even(part: bytes) -> bytes:
    return part + bytes(-len(part) % 4)
