"""The list of what is inside, with versions and licences (CycloneDX), beside the installer."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from places import PROGRAM, PYTHON, ROOT

SITE = PYTHON / "Lib" / "site-packages"
# What the program shows of itself, written when it was bundled.
INSIDE = PROGRAM / "_internal" / "resources" / "licences" / "inside.json"


def write(file: Path, work: Path) -> None:
    """Write the list of the packages whose code or data the bundle took."""
    listed = json.loads(
        subprocess.run(
            [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject",
             ROOT / "pyproject.toml", "--output-reproducible", sys.executable],
            check=True, capture_output=True,
        ).stdout
    )  # fmt: skip
    names = packed(taken_from(work))
    parts = {_plain(part["name"]): part for part in listed["components"]}
    missing = names - set(parts)
    if missing:
        sys.exit("These are inside, and not in the list: " + ", ".join(sorted(missing)))
    shown = {_plain(part["name"]): part for part in json.loads(INSIDE.read_text("utf-8"))}
    kept = [_with_licence(part, shown) for name, part in parts.items() if name in names]
    others = [_other(part) for name, part in shown.items() if name not in parts]
    listed["components"] = [*kept, *others]
    named = {part.get("bom-ref") for part in kept} | {listed["metadata"]["component"]["bom-ref"]}
    listed["dependencies"] = [
        one | {"dependsOn": [ref for ref in one.get("dependsOn", []) if ref in named]}
        for one in listed["dependencies"]
        if one["ref"] in named
    ]
    file.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(listed['components'])} components in {file.name}")


def taken_from(work: Path) -> set[str]:
    """The files that PyInstaller took, below the folder of the wheels, as it noted them."""
    taken = set()
    for toc in (*work.glob("*/COLLECT-00.toc"), *work.glob("*/PYZ-00.toc")):
        for path in _paths(ast.literal_eval(toc.read_text("utf-8"))):
            below = path.replace("\\", "/").partition("/Lib/site-packages/")[2]
            if below:
                taken.add(below)
    return taken


def _paths(told: Any) -> set[str]:
    if isinstance(told, str):
        return {told}
    if isinstance(told, list | tuple):
        return set().union(*map(_paths, told))
    return set()


def packed(files: set[str]) -> set[str]:
    """The names of the packages that these files belong to."""
    return {
        _plain(package.name)
        for package in distributions(path=[str(SITE)])
        if _plain(package.name) not in ("pyinstaller", "pyinstaller-hooks-contrib")
        and any(str(file) in files for file in package.files or ())
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _with_licence(part: dict[str, Any], shown: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The part with the licence that the program names, where its package says none by itself."""
    named = shown.get(_plain(part["name"]))
    if named and not part.get("licenses"):
        return part | {"licenses": [{"license": {"name": named["licence"]}}]}
    return part


def _other(part: dict[str, str]) -> dict[str, Any]:
    licence, name = {"license": {"name": part["licence"]}}, part["name"]
    told = {"type": "library", "name": name, "licenses": [licence], "bom-ref": name}
    return told | ({"version": part["version"]} if part["version"] else {})
