"""An office printer that prints into a file; runs inside the small Debian."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from staff import ENV, WHOLE, wait_for

NAME = "Bureau"
_FOLDER = WHOLE / "printer"
_PAPER = _FOLDER / "paper.ps"
_QUEUE = f"""
Listen {_FOLDER}/socket
Browsing No
WebInterface No
DefaultAuthType None
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = f"""
FileDevice Yes
User office
ServerRoot {_FOLDER}/etc
StateDir {_FOLDER}/state
CacheDir {_FOLDER}/cache
RequestRoot {_FOLDER}/spool
TempDir {_FOLDER}/spool
ErrorLog {_FOLDER}/log
AccessLog {_FOLDER}/log
PageLog {_FOLDER}/log
"""


def plug_in() -> None:
    """Give this Windows a printer, as CUPS shows it to Wine, on a socket of its own."""
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.mkdir()
    for name in ("etc", "state", "cache", "spool"):
        (_FOLDER / name).mkdir()
    queue, files = _FOLDER / "cupsd.conf", _FOLDER / "cups-files.conf"
    queue.write_text(_QUEUE)
    files.write_text(_FILES)
    ENV["CUPS_SERVER"] = f"{_FOLDER}/socket"
    subprocess.run(["cupsd", "-c", queue, "-s", files], env=ENV, check=True)
    wait_for(_answers, "the printer's server")
    # A model that CUPS has itself; it would take American paper.
    model = ("-m", "drv:///sample.drv/generic.ppd", "-o", "PageSize=A4")
    tell = ["lpadmin", "-p", NAME, "-E", "-v", f"file:{_PAPER}", *model]
    subprocess.run(tell, env=ENV, check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["lpadmin", "-d", NAME], env=ENV, check=True)


def printed() -> Path:
    """What was printed, as a PDF, once all of it came."""
    wait_for(_is_done, "the paper", 180)
    paper = _PAPER.with_suffix(".pdf")
    subprocess.run(["ps2pdf", _PAPER, paper], check=True)
    return paper


def _is_done() -> bool:
    waiting = subprocess.run(["lpstat", "-o"], env=ENV, capture_output=True, check=True).stdout
    return _PAPER.exists() and not waiting


def _answers() -> bool:
    asked = subprocess.run(["lpstat", "-r"], env=ENV, capture_output=True, check=False)
    return asked.returncode == 0 and b"not running" not in asked.stdout
