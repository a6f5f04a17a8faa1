"""Build the Windows program and its installer: `python3 dev.py bundle --windows`."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

import components
import debian
import origins
import windows_python
import wine
from places import CACHE, HERE, OUT, PROGRAM, PYTHON, ROOT, inside, on_wine

from amane_desktop.build import commit

PREFIX, WORK = CACHE / "build", CACHE / "work"
LARGEST_INSTALLER, LARGEST_PROGRAM = 60e6, 170e6


def main() -> int:
    """Set up what is needed, build, and say how large it all is."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        print("Building for Windows wants Debian, as root.", file=sys.stderr)
        return 1
    debian.ensure()
    windows_python.ensure()
    if not (PREFIX / "system.reg").exists():
        wine.make(PREFIX)
    build_program()
    installer = OUT / f"AmaneSetup-{version()}.exe"
    build_installer(installer, version())
    origins.judge(PROGRAM)
    write_digest(installer)
    components.write(installer.with_suffix(".components.json"), WORK)
    return weigh(installer)


def version() -> str:
    """The program's version, as its code says it."""
    text = (ROOT / "amane_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "(.*)"', text)
    assert found is not None
    return found[1]


def moment() -> str:
    """The second of the commit, which stands for the time of the build."""
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "0"


def build_program() -> None:
    """Pack the folder with the same `installer.spec` as everywhere."""
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.rmtree(WORK, ignore_errors=True)
    # Builds of one commit are alike: neither the hour nor chance goes into them.
    env = {"SOURCE_DATE_EPOCH": moment(), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    # There is no git where it is packed.
    env["AMANE_COMMIT"] = commit()
    wine.run(
        PREFIX,
        [on_wine(PYTHON / "python.exe"), "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
         "--distpath", on_wine(OUT), "--workpath", on_wine(WORK), on_wine(ROOT / "installer.spec")],
        env,
    )  # fmt: skip


def build_installer(installer: Path, version: str, *, is_quick: bool = False) -> None:
    """Pack the folder into one file that staff open; a quick one is large."""
    debian.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version}",
         f"-DPROGRAM={inside(PROGRAM)}", f"-DOUT={inside(installer)}",
         f"-DKILOBYTES={size(PROGRAM) // 1000}", *(["-DQUICK"] if is_quick else []),
         inside(HERE / "installer.nsi")],
        {"SOURCE_DATE_EPOCH": moment()},
    )  # fmt: skip


def write_digest(installer: Path) -> None:
    """What whoever hands the installer on tells in another way, as `sha256sum -c` reads it."""
    digest = hashlib.sha256(installer.read_bytes()).hexdigest()
    beside = installer.with_name(f"{installer.name}.sha256")
    beside.write_text(f"{digest}  {installer.name}\n", "ascii")
    print("SHA-256", *(digest[at : at + 4] for at in range(0, len(digest), 4)))


def size(folder: Path) -> int:
    """How many bytes all files of a folder have."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def weigh(installer: Path) -> int:
    """Say what takes the most; 1 where it is more than a centre's line and disk should bear."""
    files = sorted(filter(Path.is_file, PROGRAM.rglob("*")), key=lambda file: -file.stat().st_size)
    for file in files[:12]:
        print(f"{file.stat().st_size / 1e6:7.1f} MB  {file.relative_to(PROGRAM)}")
    installed, packed = size(PROGRAM), installer.stat().st_size
    print(f"{installed / 1e6:7.1f} MB  installed, {len(files)} files")
    print(f"{packed / 1e6:7.1f} MB  {installer}")
    return int(installed > LARGEST_PROGRAM or packed > LARGEST_INSTALLER)


if __name__ == "__main__":
    sys.exit(main())
