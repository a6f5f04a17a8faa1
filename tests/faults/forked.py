"""A chore in a process of its own, forked from one that is warm: quick to begin and to kill."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from tests.faults.processes import Told, need_strace

_LONGEST = 60.0


class Chore:
    """A chore under way: what it has said, and how it ends."""

    def __init__(self, verb: str, folder: Path, *more: str, traced: tuple[str, ...] = ()) -> None:
        self.told, (ours, theirs) = Told(), socket.socketpair()
        self._ours = ours
        ours.settimeout(_LONGEST)
        waited_for, begin = socket.socketpair()
        given = (verb, str(folder), more)
        self._process = _warm().Process(target=_run, args=(theirs, waited_for, *given))
        self._process.start()
        theirs.close()
        waited_for.close()
        self._lines = ours.makefile("r", encoding="utf-8", errors="replace")
        self._tracer = _attached(self._process.pid, traced) if traced else None
        begin.close()
        self.began = time.monotonic()

    def __enter__(self) -> Chore:
        return self

    def __exit__(self, *_what: object) -> None:
        self._process.kill()
        self._process.join(_LONGEST)
        self._lines.close()
        self._ours.close()

    def hear(self, lines: int) -> None:
        """Listen to some lines, or until it ends."""
        for _line in range(lines):
            if not (line := self._lines.readline()):
                return
            self.told.hear(line)

    def freeze(self) -> None:
        """Let it do and say nothing more, as it stands; it may have ended."""
        assert self._process.pid is not None
        with suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGSTOP)

    def kill(self) -> Told:
        """Kill it at once, as it stands; gives what it had said."""
        self._process.kill()
        return self.end()

    def end(self) -> Told:
        """Let it end by itself; it never ends in a traceback."""
        for line in self._lines:
            self.told.hear(line)
        self._process.join(_LONGEST)
        if self._tracer is not None:
            self._tracer.wait(_LONGEST)
        assert "broke" not in self.told.words, self.told.broke
        assert self._process.exitcode in (0, -9), self._process.exitcode
        return self.told

    def seconds(self) -> float:
        """Let it end by itself; says how long it took."""
        assert not self.end().refused
        return time.monotonic() - self.began

    @property
    def was_killed(self) -> bool:
        """Whether it did not come to its end."""
        return self._process.exitcode == -9


def counted(calls: str, out: Path) -> tuple[str, ...]:
    """Let strace write the system calls of a chore to a file; nothing befalls them."""
    return ("-e", f"trace={calls}", "-o", str(out))


def calls_in(out: Path) -> Counter[str]:
    """How many of each there were, most in one thread: each thread's are counted apart."""
    lines = (line.split(maxsplit=1) for line in out.read_text().splitlines())
    calls = Counter((pid, call.split("(")[0]) for pid, call in lines if "(" in call)
    most: Counter[str] = Counter()
    for (_pid, call), times in calls.items():
        most[call] = max(most[call], times)
    return most


def injected(inject: str) -> tuple[str, ...]:
    """What strace does to the system calls of a chore."""
    return ("-e", f"trace={inject.split(':')[0]}", "-e", f"inject={inject}", "-o", os.devnull)


def _run(
    said: socket.socket, begin: socket.socket, verb: str, folder: str, more: tuple[str, ...]
) -> None:
    """In the forked process: the chore, begun when it is told to."""
    from amane_desktop import i18n
    from tests.faults.chores import CHORES
    from tests.faults.driver import say

    begin.recv(1)
    # Not by `write`, which may be made to fail.
    sys.stdout = said.makefile("w", encoding="utf-8")
    i18n.set_language("en")
    try:
        CHORES[verb](Path(folder), *more)
    except BaseException:
        say("broke", traceback.format_exc().replace("\n", " | "))
    os._exit(0)


@cache
def _warm() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.chores"])
    return context


def _attached(pid: int | None, traced: tuple[str, ...]) -> subprocess.Popen[str]:
    need_strace()
    command = ["strace", "-f", "-p", str(pid), *traced]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    if "attached" not in (line := tracer.stderr.readline()):
        pytest.skip(f"strace may not trace: faults of the disk were NOT tried: {line}")
    return tracer
