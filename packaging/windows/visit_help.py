"""The guide, and what the program tells of itself; runs inside the small Debian."""

from __future__ import annotations

import json
import time

from staff import DEMO, INSTALLED, click, end, keys, look, must, sign_in, wait_for, window, windows

_INSIDE = INSTALLED / "_internal"
# Below the sign-in card.
_ABOUT = (890, 561)


def shows_the_guide() -> str:
    """F1 on school support, in French and in Arabic: the guide, with its pictures"""
    for language, name in (("fr", "^Guide$"), ("ar", "^الدليل$")):
        process = window("--data", DEMO, "--lang", language)
        sign_in()
        keys("ctrl+3")
        time.sleep(4)
        keys("F1")
        wait_for(lambda: windows(name), f"the guide in {language}")  # noqa: B023
        time.sleep(6)
        look(f"guide-{language}")
        end(process)
    pictures = len(list((_INSIDE / "docs" / "guide" / "pictures").rglob("*.*")))
    must(pictures, "no picture stands in the program")
    return f"two pictures to look at; the program has {pictures} for its guide"


def tells_of_itself() -> str:
    """About and help, from the sign-in page: the version, and the licences of all that is inside"""
    listed = json.loads((_INSIDE / "resources/licences/inside.json").read_text("utf-8"))
    commit = (_INSIDE / "resources/commit.txt").read_text("utf-8").strip()
    must(all(part["licence"] for part in listed) and commit, "something is not told")
    process = window("--data", DEMO, "--lang", "fr")
    click(*_ABOUT)
    wait_for(lambda: windows("^À propos et aide$"), "About and help")
    time.sleep(2)
    look("about")
    keys("Tab", "Tab", "Tab", "space")
    wait_for(lambda: windows("^Licences$"), "the licences")
    time.sleep(2)
    look("licences")
    end(process)
    return f"commit {commit}, {len(listed)} parts with their licences"
