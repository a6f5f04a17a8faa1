"""Starting the window."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from amane_desktop import i18n
from amane_desktop.office.errors import Refusal
from amane_desktop.office.help_report.faults import LOG, OLDER_LOG
from ui import small_screen, theme, timings
from ui.background import where
from ui.idle import LockWatch
from ui.main_window import MainWindow, told_in_plain_words
from ui.settings import remembered_language
from ui.single import OneWindow, raise_first

_LONGEST_LOG = 200_000
log = logging.getLogger("amane")


def start(folder: Path, lang: str | None) -> int:
    """Open the window on a centre's folder, or bring the one that is open to the front."""
    small_screen.fit()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Amane")
    app.setQuitOnLastWindowClosed(True)
    one = OneWindow(folder)
    if not one.is_first and raise_first(folder):
        return 0
    _log_to(folder.parent)
    i18n.set_language(lang or remembered_language(folder.parent) or "fr")
    theme.apply(app)
    theme.turn(app)
    window = MainWindow(folder)
    one.called.connect(window.come_forward)
    one.listen()
    watch = LockWatch(window)
    watch.lock_wanted.connect(window.lock)
    watch.guide_wanted.connect(window.show_guide)
    app.installEventFilter(watch)
    sys.excepthook = _say_in_plain_words
    app.aboutToQuit.connect(window.finish)
    # The session or the power ends: nothing may stand in the way.
    app.commitDataRequest.connect(lambda _session: window.ask_nothing())
    window.show()
    # Once the window has been drawn.
    QTimer.singleShot(0, lambda: timings.end("start"))
    gc.enable()
    return app.exec()


def _log_to(folder: Path) -> None:
    """Keep a small log of what went wrong, with no name and no typed text in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / LOG
        if file.exists() and file.stat().st_size > _LONGEST_LOG:
            file.replace(folder / OLDER_LOG)
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False


def _say_in_plain_words(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    words = error.message if isinstance(error, Refusal) else told_in_plain_words()
    log.error(where(error))
    QTimer.singleShot(0, lambda: _tell(words))


def _tell(words: str) -> None:
    """Say it once, however often it happens while it is being read."""
    if QApplication.activeModalWidget() is None:
        QMessageBox.warning(None, "Amane", words)
