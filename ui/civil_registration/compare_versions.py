"""Two versions of a procedure side by side: what the one says otherwise than the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.civil_registration.change_procedures import versions_of_procedure
from amane_desktop.civil_registration.procedure_versions import (
    procedure_in_force,
    shipped_procedure,
)
from amane_desktop.civil_registration.version_differences import Differences, differences_of
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.civil_registration.difference_rows import field_rows, show_differences
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label
from ui.widgets.choice import Choice


class CompareVersions(QWidget):
    """What differs from one version to another; the program's own, and each that was kept."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._title = line_label("title")
        self.before, self.after = named(Choice(), "before"), named(Choice(), "after")
        self.before.setAccessibleName(_("From which version"))
        self.after.setAccessibleName(_("To which version"))
        self.itself = ListCard(_("The procedure itself"))
        self.papers, self.steps = ListCard(_("Papers")), ListCard(_("Steps"))
        self._error = let_shrink(line_label("error"))
        self._error.hide()
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.GAP)
        for card in (self.itself, self.papers, self.steps):
            cards.addWidget(card)
        cards.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addWidget(self._error)
        column.addWidget(area, 1)
        for box in (self.before, self.after):
            box.activated.connect(lambda _row: self._compare())
        self.setFocusProxy(self.before)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = _("Back to the procedures")
        back = named(flat_button(words, "mdi6.chevron-left", mirrored=True), "leaveComparing")
        back.clicked.connect(lambda _on: self.left.emit())
        row.addWidget(back)
        row.addWidget(self._title, 1)
        for label, box in ((_("From"), self.before), (_("To"), self.after)):
            row.addWidget(line_label("secondary", label))
            row.addWidget(box)
        return row

    def show_procedure(self, code: str) -> None:
        """Compare what is in force with what the program ships, or with the version before."""
        now = self._desk.ask(procedure_in_force, code)
        self._title.setText(now.procedure.title.here)
        shipped = self._desk.ask(shipped_procedure, code)
        versions = self._desk.ask(versions_of_procedure, code)
        for box in (self.before, self.after):
            box.clear()
            if shipped is not None:
                number = isolate(str(shipped.procedure.number))
                words = _("the program's, no. {n}").format(n=number)
                box.addItem(words, shipped.text)
            for line in versions:
                told = _("no. {n}, {day}, {name}").format(
                    n=isolate(str(line.number)),
                    day=format_date(line.at.date()),
                    name=in_its_own_direction(line.by),
                )
                box.addItem(told, line.text)
        texts = [self.after.itemData(row) for row in range(self.after.count())]
        in_force = texts.index(now.text) if now.text in texts else 0
        self.after.setCurrentIndex(in_force)
        other = 0 if in_force != 0 else min(1, len(texts) - 1)
        self.before.setCurrentIndex(other)
        self._compare()
        self.before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _compare(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        if before is None or after is None:
            self._show(Differences((), (), ()))
            return
        self._desk.read(
            self,
            lambda: self._desk.ask(differences_of, before, after),
            self._show,
            self._refuse,
        )

    def _show(self, found: Differences) -> None:
        self._error.hide()
        rows = field_rows(found.fields)
        self.itself.replace(rows or [line_label("secondary", _("Nothing differs."))])
        show_differences(self.papers, found.papers)
        show_differences(self.steps, found.steps)

    def _refuse(self, refusal: Refusal) -> None:
        self._error.setText(refusal.message)
        self._error.show()
