"""The centre's data: made, backed up, restored, in strange places; runs inside the small Debian."""

from __future__ import annotations

from staff import (
    DATA,
    DEMO,
    HOME,
    STICK,
    WEEK,
    amane,
    end,
    look,
    must,
    read_paper,
    sign_in,
    window,
)


def demonstrates() -> str:
    """`demo`, in the place where Windows keeps a person's data; the folder's name in UTF-8"""
    said = amane("demo", "--families", "60", "--today", "2026-11-24")
    must(said == DEMO, f"it said {said}")
    must((DATA / "demonstration" / "amane.db").exists(), "no centre stands there")
    return said


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
    *_, database = sorted(STICK.glob("Amane/*/*/amane.db"))
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    said = amane("verify", "E:\\", code=1)
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    amane("verify", "E:\\")
    return said


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
    """A folder that may not be written to: said in plain words by the verbs; the window opens"""
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
