"""A centre of an older version, opened by this one; runs inside the small Debian."""

from __future__ import annotations

import shutil
import time

from older import CENTRE, PAPER, SCHEMA
from staff import (  # fmt: skip
    ACCOUNT,
    DATA,
    HOME,
    WEEK,
    amane,
    end,
    keys,
    look,
    must,
    read_paper,
    sample,
    type_,
    wait_for,
    window,
)


def migrates() -> str:
    """A centre of an older version, in the usual place: its tables migrated, nothing lost"""
    centre = DATA / "centre"
    shutil.copytree(CENTRE, centre)
    before = (centre / "amane.db").read_bytes()
    kept = centre / f"amane.db.{SCHEMA}"
    process = window("--lang", "fr")
    type_(ACCOUNT["AMANE_PASSWORD"])
    keys("Return")
    wait_for(kept.exists, "the older tables kept beside", 120)
    time.sleep(15)
    look("migrated")
    end(process)
    must(kept.read_bytes() == before, "what is kept is not what was there")
    amane("roster", *WEEK, "--paper-lang", "fr", "--out", r"C:\users\office\Documents\migrated.pdf")
    paper = read_paper(HOME / "Documents" / "migrated.pdf")
    names = sample("family_names", 0)
    of_people = [line for line in read_paper(PAPER).splitlines() if any(n in line for n in names)]
    missing = [line for line in of_people if line not in paper]
    must(of_people and not missing, f"of {len(of_people)} names {len(missing)} are missing")
    shutil.rmtree(centre)
    return f"all {len(of_people)} names of the roster, and the former database byte for byte"
