"""What staff do with the installed program, visit by visit; runs inside the small Debian."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from places import OUT
from staff import (
    DISPLAY,
    DRIVE_C,
    ENV,
    PREFIX,
    PROGRAM,
    SEEN,
    STARTED,
    WHOLE,
    Unlike,
    amane,
    colour,
    end,
    keys,
    letters,
    look,
    must,
    read_paper,
    run,
    sample,
    sign_in,
    start,
    wait_for,
    window,
    windows,
)
from visit_update import updates_by_stick

HOME = DRIVE_C / "users" / "office"
INSTALLED = HOME / "AppData" / "Local" / "Programs" / "Amane"
DATA = HOME / "AppData" / "Local" / "Amane"
LINKS = (
    HOME / "Desktop" / "Amane.lnk",
    HOME / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Amane.lnk",
)
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Amane"
DEMO = r"C:\users\office\AppData\Local\Amane\demonstration"
WEEK = ("--week", "2026-W48")
STICK = WHOLE / "stick"


def installs() -> str:
    """The installer, silently, in a fresh Windows: files, shortcuts, the list of programs"""
    (setup,) = OUT.glob("AmaneSetup-*.exe")
    version = setup.stem.removeprefix("AmaneSetup-")
    _install(setup)
    must(all(link.exists() for link in LINKS), "a shortcut is missing")
    must(version in _registered("DisplayVersion"), "the list of programs has another version")
    told = (INSTALLED / "Amane.exe").read_bytes()
    for word in ("ProductName\0", "Amane\0", version):
        must(word.encode("utf-16-le") in told, f"the program does not say {word}")
    must(not list(INSTALLED.rglob("icuuc.dll")), "what is made for trying stands in the program")
    return f"version {version}, {sum(1 for _ in INSTALLED.rglob('*'))} files"


def demonstrates() -> str:
    """`demo`, in the place where Windows keeps a person's data; the folder's name in UTF-8"""
    said = amane("demo", "--families", "60", "--today", "2026-11-24")
    must(said == DEMO, f"it said {said}")
    must((DATA / "demonstration" / "amane.db").exists(), "no centre stands there")
    return said


def prints_rosters() -> str:
    """`roster` in French and Arabic, read back by another program"""
    for language, script in (("fr", 0), ("ar", 1)):
        out = rf"C:\users\office\Documents\liste {language}.pdf"
        amane("--data", DEMO, "roster", *WEEK, "--paper-lang", language, "--out", out)
        paper = read_paper(HOME / "Documents" / f"liste {language}.pdf")
        for name in ("groups", "family_names"):
            must(any(word in paper for word in sample(name, script)), f"no {name} on {language}")
    return "groups and family names of both scripts stand in the text"


def finds_in_arabic() -> str:
    """`find`, asked and answered in Arabic letters on the terminal"""
    for name in sample("family_names", 1)[:6]:
        ended, said, _ = run(
            rf"{PROGRAM}\amane-desktop.exe", "--data", DEMO, "find", name, "--limit", "3"
        )
        if ended == 0 and name in letters(said):
            return f"asked in Arabic, {len(said.splitlines())} lines with the name in Arabic"
    raise Unlike("no family is found by an Arabic name")


def backs_up_and_restores() -> str:
    """`backup` to E:, `verify`, `restore` into another folder, and the same roster from it"""
    amane("--data", DEMO, "backup", "E:\\")
    amane("verify", "E:\\")
    restored = r"C:\users\office\restored"
    amane("--data", restored, "restore", "E:\\")
    papers = []
    for number, data in enumerate((DEMO, restored)):
        out = rf"C:\users\office\Documents\{number}.pdf"
        amane("--data", data, "roster", *WEEK, "--paper-lang", "fr", "--out", out)
        papers.append(read_paper(HOME / "Documents" / f"{number}.pdf"))
    before, after = (paper.splitlines() for paper in papers)
    same = sum(line in after for line in before)
    must(same > 0.95 * len(before), f"of {len(before)} lines {same} are the same")
    return f"{same} of {len(before)} lines of the roster are the same"


def says_a_damaged_backup() -> str:
    """`verify` of a backup with one false byte"""
    (database,) = STICK.glob("Amane/*/*/amane.db")
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    said = amane("verify", "E:\\", code=1)
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    amane("verify", "E:\\")
    return said


def opens_in_three_languages() -> str:
    """The window in French, Arabic and English: signed in, Today and the families"""
    for language in ("fr", "ar", "en"):
        process = window("--data", DEMO, "--lang", language)
        look(f"{language}-sign-in")
        sign_in()
        look(f"{language}-today")
        keys("ctrl+2")
        time.sleep(5)
        look(f"{language}-second-tab")
        end(process)
    return "nine pictures"


def survives_a_kill() -> str:
    """Killed with the window open and signed in; opened again"""
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    end(process)
    amane("--data", DEMO, "roster", *WEEK, "--out", r"C:\users\office\Documents\after.pdf")
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    look("after-a-kill")
    end(process)
    must(not (DATA / "amane.log").exists(), "something was logged")
    return "nothing is locked, nothing is logged"


def starts_once() -> str:
    """A second start: it ends, and the one window stays; verbs that read run beside it"""
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    second = start(rf"{PROGRAM}\Amane.exe", "--data", DEMO)
    must(second.wait(60) == 0, "the second start failed")
    must(len(windows()) == 1, f"{len(windows())} windows")
    amane("--data", DEMO, "roster", *WEEK, "--out", r"C:\users\office\Documents\beside.pdf")
    amane("--data", DEMO, "backup", "E:\\")
    end(process)
    return "one window; a roster and a backup beside it"


def lives_in_strange_folders() -> str:
    """A data folder with Arabic letters, an apostrophe, spaces, and more than 200 characters"""
    folder = r"C:\users\office\مركز أمان l'année 2026" + r"\ملفات العائلات" * 12
    must(len(folder) > 200, "it is short")
    amane("--data", folder, "demo", "--families", "20", "--today", "2026-11-24")
    amane("--data", folder, "roster", *WEEK, "--out", folder + r"\لائحة.pdf")
    amane("--data", folder, "backup", "E:\\")
    process = window("--data", folder, "--lang", "ar")
    sign_in()
    look("long-arabic-folder")
    end(process)
    return f"{len(folder)} characters"


def refuses_a_closed_folder() -> str:
    """A folder that may not be written to: said in plain words, by a verb and by the window"""
    closed = HOME / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    said = amane("--data", r"C:\users\office\closed\centre", "demo", code=1)
    paper = ("--out", r"C:\users\office\closed\r.pdf")
    amane("--data", DEMO, "roster", *WEEK, *paper, code=1)
    process = window("--data", r"C:\users\office\closed\centre", "--lang", "fr")
    look("closed-folder")
    end(process)
    closed.chmod(0o700)
    return said


def bears_a_wrong_clock() -> str:
    """A start with the PC's clock in 2010, as after an empty battery"""
    library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
    before = ("env", f"LD_PRELOAD={library}", "FAKETIME=@2010-01-01 08:00:00")
    out = r"C:\users\office\Documents\2010.pdf"
    amane("--data", DEMO, "roster", *WEEK, "--out", out, before=before)
    process = window("--data", DEMO, "--lang", "fr", before=before)
    sign_in()
    look("clock-of-2010")
    end(process)
    return "it opens, signs in and prints"


def keeps_the_time_of_morocco() -> str:
    """The hour on a paper is Taroudant's, whatever zone Windows has"""
    hours = []
    for zone in ("Africa/Casablanca", "America/New_York"):
        ENV["TZ"] = zone
        out = r"C:\users\office\Documents\zone.pdf"
        amane("--data", DEMO, "roster", *WEEK, "--paper-lang", "fr", "--out", out)
        paper = read_paper(HOME / "Documents" / "zone.pdf")
        hours.append({line for line in paper.splitlines() if "imprim" in line.lower()})
    del ENV["TZ"]
    must(hours[0] and all(line[:-1] in str(hours[1]) for line in hours[0]), f"{hours}")
    return hours[0].pop()


def stays_light() -> str:
    """Windows' dark mode: the window keeps its own colours"""
    theme = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
    _tell(theme, "AppsUseLightTheme", "0")
    process = window("--data", DEMO, "--lang", "fr")
    look("dark-mode")
    must("#F6F4EF" in colour(30, 700), f"the page is {colour(30, 700)}")
    end(process)
    _tell(theme, "AppsUseLightTheme", "1")
    return "the page is as light as ever"


def upgrades() -> str:
    """An older version with its window open and data of its own: closed, replaced, data kept"""
    (setup,) = OUT.glob("AmaneSetup-*.exe")
    run(rf"{PROGRAM}\Uninstall.exe", "/S")
    wait_for(lambda: not INSTALLED.exists(), "the program to go")
    _install(WHOLE / "AmaneSetup-0.0.1.exe")
    must("0.0.1" in _registered("DisplayVersion"), "it is not the older one")
    left = INSTALLED / "_internal" / "left.over"
    left.write_text("of the older version")
    process = window("--data", DEMO, "--lang", "fr")
    sign_in()
    _install(setup)
    must(process.wait(60) == 0, "the older window did not close by itself")
    must("0.0.1" not in _registered("DisplayVersion"), "it is still the older one")
    must(not left.exists(), "something of the older version is left")
    must(not list(INSTALLED.parent.glob("Amane.*")), "a folder is left beside the program")
    amane("--data", DEMO, "roster", *WEEK, "--out", r"C:\users\office\Documents\new.pdf")
    return "the window closed by itself, nothing of the old program is left, the data opens"


def uninstalls() -> str:
    """Uninstalled: the program and its shortcuts go, the centre's data stays"""
    run(rf"{PROGRAM}\Uninstall.exe", "/S")
    wait_for(lambda: not INSTALLED.exists(), "the program to go")
    must(not any(link.exists() for link in LINKS), "a shortcut is left")
    wait_for(lambda: not _registered("DisplayVersion"), "the list of programs to forget it")
    must((DATA / "demonstration" / "amane.db").exists(), "the centre's data is gone")
    return f"the data stays in {DATA.relative_to(DRIVE_C)}"


VISITS: tuple[Callable[[], str], ...] = (
    installs,
    demonstrates,
    prints_rosters,
    finds_in_arabic,
    backs_up_and_restores,
    says_a_damaged_backup,
    opens_in_three_languages,
    survives_a_kill,
    starts_once,
    lives_in_strange_folders,
    refuses_a_closed_folder,
    bears_a_wrong_clock,
    keeps_the_time_of_morocco,
    stays_light,
    updates_by_stick,
    upgrades,
    uninstalls,
)


def _install(setup: Path) -> None:
    ended, _, complaints = run("Z:" + str(setup).replace("/", "\\"), "/S")
    must(ended == 0, f"the installer ended with {ended}: {complaints}")
    must((INSTALLED / "Amane.exe").exists(), "no program was installed")


def _registered(name: str) -> str:
    ended, said, _ = run(r"C:\windows\system32\reg.exe", "query", UNINSTALL, "/v", name)
    return said if ended == 0 else ""


def _tell(key: str, name: str, number: str) -> None:
    told = ("add", key, "/v", name, "/t", "REG_DWORD", "/d", number, "/f")
    must(run(r"C:\windows\system32\reg.exe", *told)[0] == 0, f"Windows does not take {name}")


def main(names: list[str]) -> int:
    """Make every visit, or those that are named, and note what was seen."""
    SEEN.mkdir(exist_ok=True)
    STICK.mkdir(exist_ok=True)
    letter = PREFIX / "dosdevices" / "e:"
    letter.unlink(missing_ok=True)
    letter.symlink_to(STICK)
    # What an earlier check, which ended with its whole Debian, left of its screen.
    Path("/tmp/.X7-lock").unlink(missing_ok=True)
    for program in (
        ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-noreset"],
        ["openbox"],
    ):
        subprocess.Popen(program, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(2)
    drive = (r"HKLM\Software\Wine\Drives", "e:", "floppy")
    run(r"C:\windows\system32\reg.exe", "add", drive[0], "/v", drive[1], "/d", drive[2], "/f")
    seen = [_make(visit) for visit in VISITS if not names or visit.__name__ in names]
    (WHOLE / "seen.json").write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
    return int(any(not good for _, good, _ in seen))


def _make(visit: Callable[[], str]) -> tuple[str, bool, str]:
    told = (visit.__doc__ or "").strip()
    began = time.monotonic()
    try:
        outcome = (told, True, visit())
    except (Unlike, OSError, ValueError, subprocess.SubprocessError) as error:
        look(f"failed-{visit.__name__}")
        traceback.print_exc()
        outcome = (told, False, str(error))
        for process in STARTED:
            process.kill()
    print(
        f"{'good' if outcome[1] else 'BAD '} {time.monotonic() - began:4.0f} s  {told}", flush=True
    )
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
