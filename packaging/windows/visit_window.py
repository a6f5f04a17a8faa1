"""The window as it is looked at and lived with; runs inside the small Debian."""

from __future__ import annotations

import time

from staff import (
    DATA,
    DEMO,
    PROGRAM,
    WEEK,
    amane,
    colour,
    end,
    keys,
    look,
    must,
    sign_in,
    start,
    tell_windows,
    window,
    windows,
)


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


def stays_light() -> str:
    """Windows' dark mode: the window keeps its own colours"""
    theme = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
    tell_windows(theme, "AppsUseLightTheme", 0)
    process = window("--data", DEMO, "--lang", "fr")
    look("dark-mode")
    must("#F6F4EF" in colour(30, 700), f"the page is {colour(30, 700)}")
    end(process)
    tell_windows(theme, "AppsUseLightTheme", 1)
    return "the page is as light as ever"
