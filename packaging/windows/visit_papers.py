"""Papers: rosters read back, found families, the hour on a paper; runs inside the small Debian."""

from __future__ import annotations

from staff import (
    DEMO,
    ENV,
    HOME,
    PROGRAM,
    WEEK,
    Unlike,
    amane,
    letters,
    must,
    read_paper,
    run,
    sample,
)


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
