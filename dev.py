#!/usr/bin/env python3
"""Set up, run, check and bundle Amane Desktop; needs nothing but Python 3.11 or newer."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{EXE}"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"
TRANSLATIONS = ROOT / "translations"
LANGUAGES = ("fr", "ar", "en")
SOURCES = ("amane_desktop", "ui")
# Babel's own Arabic rule has the last two forms the other way round than gettext's.
ARABIC_PLURALS = (
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "\n'
    '"n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n'
)
# In English the strings say what the code says; run in the environment, which has Babel.
FILL_ENGLISH = """
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalogue = read_po(file, locale="en")
for message in catalogue:
    if message.id:
        message.string = message.id
with open(sys.argv[1], "wb") as file:
    write_po(file, catalogue, width=100, ignore_obsolete=True)
"""
# The headless demonstration opens a centre of invented people with this account.
DEMO_ACCOUNT = {"AMANE_USER": "demo", "AMANE_PASSWORD": "amane-demo-2026"}
# Debian's names: the environment, Qt without and with a screen, reading papers back.
SYSTEM_PACKAGES = (
    *("python3-venv", "poppler-utils"),
    *("libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0", "libcups2"),
)

# What `bench` measures beside, where it is not part of the environment.
PEERS = ("libreoffice-writer-nogui", "restic")
# PyInstaller's own needs: objcopy, and the library that Debian's Python is not linked to.
BUNDLE_PACKAGES = ("binutils",) + (
    (f"libpython3.{sys.version_info.minor}",) if sys.base_prefix == "/usr" else ()
)
# What sets up the small Debian whose Wine builds the Windows program.
WINDOWS_PACKAGES = ("debootstrap",)


def call(*command: str | Path, env: dict[str, str] | None = None, output: int | None = None) -> int:
    """Run one command in the project's folder and return its exit code."""
    sys.stdout.flush()
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=output,
        check=False,
    ).returncode


def must(
    *command: str | Path, env: dict[str, str] | None = None, output: int | None = None
) -> None:
    """Run one command and stop here when it fails."""
    code = call(*command, env=env, output=output)
    if code:
        sys.exit(code)


def tool(name: str) -> Path:
    """Return the path of a program in the project's environment."""
    return BIN / f"{name}{EXE}"


def sources() -> list[str]:
    """Return the packages that exist and hold Python files."""
    return [name for name in SOURCES if any((ROOT / name).rglob("*.py"))]


def missing_system_packages(wanted: tuple[str, ...]) -> list[str]:
    """Return those of Debian's packages that are not installed."""
    if not shutil.which("dpkg-query"):
        return []
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Provides}\n"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    # Newer Debian renames some (libglib2.0-0t64) and lets the new one provide the old name.
    present = {
        word.strip(",")
        for line in answer.splitlines()
        if line.startswith("installed ")
        for word in line.split()[1:]
    }
    return [name for name in wanted if name not in present]


def ensure_system(wanted: tuple[str, ...] = SYSTEM_PACKAGES) -> None:
    """Install missing system libraries on Debian as root, or print how to."""
    missing = missing_system_packages(wanted)
    if not missing:
        return
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        print("System libraries are missing: sudo apt-get install " + " ".join(missing))
    elif call("apt-get", "update", "-qq", env=quiet) or call(*install, env=quiet):
        print("These could not be installed: " + " ".join(missing))


def ensure_environment() -> None:
    """Make .venv from the lock, unless it already stands for this very lock."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    ensure_system()
    print("Setting up .venv (once; some minutes on a slow line)", flush=True)
    venv.create(VENV, clear=True, with_pip=True)
    must(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check",
         "--require-hashes", "-r", LOCK)  # fmt: skip
    STAMP.write_text(wanted)


def compile_messages() -> int:
    """Compile each catalogue that is newer than its compiled form."""
    code = 0
    for po in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            code |= call(tool("pybabel"), "-q", "compile", "-i", po, "-o", mo)
    return code


def compile_sources() -> int:
    """Keep the program's byte-code, as an installed one does, where Python may not by itself."""
    return call(PYTHON, "-m", "compileall", "-q", *sources())


def messages() -> int:
    """Collect the visible strings, update every catalogue and compile it."""
    template = ROOT / "out" / "amane.pot"
    template.parent.mkdir(exist_ok=True)
    must(tool("pybabel"), "-q", "extract", "-k", "_", "-k", "N_", "-k", "ngettext:1,2",
         "--add-location=file", "--sort-by-file", "--project=amane-desktop",
         "-o", template, *sources())  # fmt: skip
    for language in LANGUAGES:
        po = TRANSLATIONS / language / "LC_MESSAGES" / "amane.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        verb = ["update", "--no-fuzzy-matching", "--ignore-pot-creation-date", "--ignore-obsolete"]
        must(tool("pybabel"), "-q", *(verb if po.exists() else ["init"]),
             "-i", template, "-o", po, "-l", language, "--width", "100")  # fmt: skip
        if language == "ar":
            text = po.read_text(encoding="utf-8")
            head = re.sub(
                r'"Plural-Forms:.*?\\n"\n', lambda _: ARABIC_PLURALS, text, count=1, flags=re.S
            )
            po.write_text(head, encoding="utf-8", newline="\n")
        if language == "en":
            must(PYTHON, "-c", FILL_ENGLISH, po)
    return compile_messages()


def checks() -> dict[str, tuple[str | Path, ...]]:
    """Return the commands that judge the code without running it."""
    packages = [argument for name in sources() for argument in ("-p", name)]
    return {
        "ruff check": (tool("ruff"), "check", "."),
        "ruff format": (tool("ruff"), "format", "--check", "."),
        "mypy": (PYTHON, "-m", "mypy", *packages),
        "lint-imports": (tool("lint-imports"),),
    }


def lint() -> int:
    """Run every check, and say which of them failed."""
    failed = [name for name, command in checks().items() if call(*command)]
    if failed:
        print("Failed: " + ", ".join(failed))
    return int(bool(failed))


def test() -> int:
    """Run the checks and the tests, all of them even when one fails."""
    code = lint() | compile_messages()
    # As many tests at once as there are cores, and no more than the memory of a small PC holds.
    pytest = (PYTHON, "-m", "pytest", "-q", "-rs", "-n", "auto", "--maxprocesses", "4")
    return int(bool(code | call(*pytest, env={"QT_QPA_PLATFORM": "offscreen"})))


def demonstration(today: datetime.date, out: Path) -> int:
    """Make a demonstration centre, print its weeks and show its week page, without a screen."""
    print("There is no screen here: a demonstration centre does the week's work instead.")
    # A centre stands as on the day it was made: each day has one of its own.
    folder = out / f"demonstration-{today}"
    amane = (PYTHON, "-m", "amane_desktop", "--data")
    if not folder.exists():
        half_made = out / "half-made"
        shutil.rmtree(half_made, ignore_errors=True)
        out.mkdir(exist_ok=True)
        must(*amane, half_made, "demo", "--today", str(today),
             env=DEMO_ACCOUNT, output=subprocess.DEVNULL)  # fmt: skip
        half_made.rename(folder)
    print(folder)
    for days in (0, 7):
        year, week, _ = (today + datetime.timedelta(days)).isocalendar()
        for language in ("fr", "ar"):
            paper = out / f"roster-{year}-W{week:02}-{language}.pdf"
            must(*amane, folder, "roster", "--week", f"{year}-W{week:02}",
                 "--paper-lang", language, "--out", paper, env=DEMO_ACCOUNT)  # fmt: skip
            print(paper)
    must(PYTHON, "-m", "ui.picture", folder, out / "week.png", env=DEMO_ACCOUNT)
    print(out / "week.png")
    print("For the window, run this where there is a screen: DISPLAY or WAYLAND_DISPLAY is set.")
    return 0


def run(arguments: list[str]) -> int:
    """Start the program, or its demonstration where there is no screen."""
    code = compile_messages() | compile_sources()
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not arguments and sys.platform == "linux" and not screen:
        return code | demonstration(datetime.date.today(), ROOT / "out")
    return code | call(PYTHON, "-m", "amane_desktop", *arguments)


def bundle(windows: bool = False, check: bool = False) -> int:
    """Build the folder that is handed to a centre, and say how large it is."""
    if windows or check:
        ensure_system(WINDOWS_PACKAGES)
        part = ROOT / "packaging" / "windows" / ("check.py" if check else "build.py")
        return compile_messages() or call(PYTHON, part)
    ensure_system(BUNDLE_PACKAGES)
    folder = ROOT / "dist" / "Amane"
    code = compile_messages() or call(
        PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", ROOT / "installer.spec"
    )
    if not code:
        size = sum(file.stat().st_size for file in folder.rglob("*") if not file.is_symlink())
        print(f"{folder}: {size / 1e6:.0f} MB")
    return code


def bench(faults: bool = False) -> int:
    """Measure the program beside its peers, and write docs/performance.md."""
    if faults:
        return compile_messages() or call(PYTHON, "-m", "bench.faults")
    ensure_system(PEERS)
    return compile_messages() or compile_sources() or call(PYTHON, "-m", "bench")


def screenshots(names: list[str]) -> int:
    """Take the pictures of the guide anew, in both languages; all of them where none is named."""
    return compile_messages() or call(PYTHON, "-m", "screenshots", *names)


def main() -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run").add_argument("arguments", nargs=argparse.REMAINDER)
    faults = "try every fault in full instead, and write docs/reliability.md"
    commands.add_parser("bench", help=bench.__doc__).add_argument(
        "--faults", action="store_true", help=faults
    )
    bundling = commands.add_parser("bundle", help=bundle.__doc__)
    bundling.add_argument(
        "--windows", action="store_true", help="the Windows program and its installer, on Debian"
    )
    bundling.add_argument(
        "--check", action="store_true", help="use what --windows built, and write docs/windows.md"
    )
    commands.add_parser("screenshots", help=screenshots.__doc__).add_argument(
        "names", nargs="*", metavar="NAME"
    )
    plain = {"test": test, "lint": lint, "messages": messages}
    for name, action in plain.items():
        commands.add_parser(name, help=action.__doc__)
    given = parser.parse_args()
    ensure_environment()
    if given.command == "run":
        return run([a for i, a in enumerate(given.arguments) if i or a != "--"])
    if given.command == "bench":
        return bench(given.faults)
    if given.command == "bundle":
        return bundle(given.windows, given.check)
    if given.command == "screenshots":
        return screenshots(given.names)
    return plain[given.command]()


if __name__ == "__main__":
    sys.exit(main())
