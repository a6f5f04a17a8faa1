"""Where pictures are taken: the running program on an invented centre, on a day that stands still.

Nothing is drawn for a picture alone: the pages are opened and their buttons pressed as staff do.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.demonstration.create import create
from amane_desktop.office.centre import open_centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.office import Office
from amane_desktop.office.staff import change_staff_member, staff
from amane_desktop.storage.drives import Drive, Letting
from ui import theme
from ui.tasks import Desk
from ui.workplace import Workplace

W = TypeVar("W", bound=QWidget)
TODAY = date(2026, 11, 25)
NOW = Clock(datetime(2026, 11, 25, 9, 40, tzinfo=UTC))
DIRECTOR, DIRECTOR_AR = "Zahra", "زهرة"
# As the office PC shows the window.
WIDTH, HEIGHT = 1366, 728
FAMILIES = 120
_PATIENCE = 30.0
# So long nothing must have come any more before a picture is taken.
_QUIET = 0.4


class Plugged:
    """The drives that stand in these folders; each has the size of a small stick."""

    def __init__(self, *roots: Path) -> None:
        self.roots = roots

    def plugged_in(self) -> tuple[Drive, ...]:
        """The drives that are in."""
        return tuple(
            Drive(root, root.name, True, 27_400_000_000, 31_000_000_000, "exFAT", number)
            for number, root in enumerate(self.roots, 1)
        )

    def let_go(self, root: Path) -> Letting:
        """Let one go; it stays in, so that its backups can be looked at."""
        return Letting.GONE


class Stage:
    """The program in one language, and what a photographer does with it."""

    def __init__(self, lang: str, room: Path, families: int = FAMILIES) -> None:
        self.lang, self.room = lang, room
        i18n.set_language(lang)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.turn(app)
        self.folder = room / "centre"
        self.office = self._invent(families)
        self.desk = Desk(self.office)
        self.workplace = Workplace(self.desk)
        self.workplace.resize(WIDTH, HEIGHT)
        self.workplace.restore({"page": "today", "pages": {}, "drafts": {}})
        self.show(self.workplace)

    def _invent(self, families: int) -> Office:
        """A centre of invented families, whose director is called as one is."""
        shutil.rmtree(self.folder, ignore_errors=True)
        create(self.folder, families=families, seed=3, today=TODAY)
        office = open_centre(self.folder, DEMO_STAFF, DEMO_PASSWORD, NOW)
        (director, *_nobody) = office.ask(staff)
        name = self.words(DIRECTOR, DIRECTOR_AR)
        office.do(change_staff_member, director.id, director.version, name, Role.DIRECTOR)
        office.close()
        return open_centre(self.folder, name, DEMO_PASSWORD, NOW)

    def words(self, fr: str, ar: str) -> str:
        """Words of the centre's own, which no catalogue has."""
        return ar if self.lang == "ar" else fr

    def close(self) -> None:
        """Let the centre go."""
        self.workplace.close()
        self.desk.close()

    def show(self, widget: QWidget) -> None:
        """Let a window have the keyboard."""
        widget.show()
        widget.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for has come and is drawn."""
        quiet = time.monotonic() + _QUIET
        while time.monotonic() < quiet:
            QApplication.processEvents()
            time.sleep(0.01)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        late = time.monotonic() + _PATIENCE
        while not holds():
            if time.monotonic() > late:
                raise TimeoutError(f"{holds} did not hold")
            QApplication.processEvents()
            time.sleep(0.01)
        self.settle()

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """Let it be another day, at the same hour."""
        kept = self.office.clock
        self.office.clock = Clock(datetime.combine(day, NOW.now().timetz()))
        yield
        self.office.clock = kept

    def go(self, page: str, **where: object) -> QWidget:
        """Open a page."""
        self.workplace.activateWindow()
        self.workplace.go(page, where)
        self.settle()
        return self.workplace.page(page)

    def find(self, name: str, kind: type[W], within: QWidget | None = None) -> W:
        """The one widget of that name that can be seen."""
        found = (within or self.workplace).findChildren(kind, name)
        (seen,) = [widget for widget in found if widget.isVisible()]
        return seen

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Press a button."""
        self.find(name, QPushButton, within).click()
        self.settle()

    def whole(self) -> QPixmap:
        """The whole window."""
        self.settle()
        return self.workplace.grab()

    def part(self, *widgets: QWidget, margin: int = 10) -> QPixmap:
        """The part of the window that these stand in."""
        window = widgets[0].window()
        self.settle()
        seen = QRect()
        for widget in widgets:
            seen = seen.united(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
        seen = seen.adjusted(-margin, -margin, margin, margin) & window.rect()
        return window.grab(seen)

    def page(self) -> QPixmap:
        """The page alone, without the bars above it."""
        return self.part(self.workplace.page(self.workplace.state()["page"]), margin=0)

    def with_popup(self, popup: QWidget) -> tuple[QPixmap, QRect]:
        """The window with what is open over it, and where that stands."""
        picture = self.whole()
        place = QRect(self.workplace.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0))), popup.size())
        painter = QPainter(picture)
        painter.drawPixmap(place.topLeft(), popup.grab())
        painter.end()
        return picture, place
