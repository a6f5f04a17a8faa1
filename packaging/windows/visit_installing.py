"""Installing, replacing an older version, taking it away; runs inside the small Debian."""

from __future__ import annotations

from pathlib import Path

from places import OUT
from staff import (
    DATA,
    DEMO,
    DRIVE_C,
    HOME,
    INSTALLED,
    PROGRAM,
    WEEK,
    WHOLE,
    amane,
    must,
    run,
    sign_in,
    version_in_the_list,
    wait_for,
    window,
)

LINKS = (
    HOME / "Desktop" / "Amane.lnk",
    HOME / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Amane.lnk",
)


def installs() -> str:
    """The installer, silently, in a fresh Windows: files, shortcuts, the list of programs"""
    (setup,) = OUT.glob("AmaneSetup-*.exe")
    version = setup.stem.removeprefix("AmaneSetup-")
    _install(setup)
    must(all(link.exists() for link in LINKS), "a shortcut is missing")
    must(version in version_in_the_list(), "the list of programs has another version")
    told = (INSTALLED / "Amane.exe").read_bytes()
    for word in ("ProductName\0", "Amane\0", version):
        must(word.encode("utf-16-le") in told, f"the program does not say {word}")
    must(not list(INSTALLED.rglob("icuuc.dll")), "what is made for trying stands in the program")
    return f"version {version}, {sum(1 for _ in INSTALLED.rglob('*'))} files"


def upgrades() -> str:
    """An older version with its window open and data of its own: closed, replaced, data kept"""
    (setup,) = OUT.glob("AmaneSetup-*.exe")
    run(rf"{PROGRAM}\Uninstall.exe", "/S")
    wait_for(lambda: not INSTALLED.exists(), "the program to go")
    _install(WHOLE / "AmaneSetup-0.0.1.exe")
    must("0.0.1" in version_in_the_list(), "it is not the older one")
    left = INSTALLED / "_internal" / "left.over"
    left.write_text("of the older version")
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    _install(setup)
    must(process.wait(60) == 0, "the older window did not close by itself")
    must("0.0.1" not in version_in_the_list(), "it is still the older one")
    must(not left.exists(), "something of the older version is left")
    must(not list(INSTALLED.parent.glob("Amane.*")), "a folder is left beside the program")
    amane("--data", DEMO, "roster", *WEEK, "--out", r"C:\users\office\Documents\new.pdf")
    return "the window closed by itself, nothing of the old program is left, the data opens"


def uninstalls() -> str:
    """Uninstalled: the program and its shortcuts go, the centre's data stays"""
    run(rf"{PROGRAM}\Uninstall.exe", "/S")
    wait_for(lambda: not INSTALLED.exists(), "the program to go")
    must(not any(link.exists() for link in LINKS), "a shortcut is left")
    wait_for(lambda: not version_in_the_list(), "the list of programs to forget it")
    must((DATA / "demonstration" / "amane.db").exists(), "the centre's data is gone")
    return f"the data stays in {DATA.relative_to(DRIVE_C)}"


def _install(setup: Path) -> None:
    ended, _, complaints = run("Z:" + str(setup).replace("/", "\\"), "/S")
    must(ended == 0, f"the installer ended with {ended}: {complaints}")
    must((INSTALLED / "Amane.exe").exists(), "no program was installed")
