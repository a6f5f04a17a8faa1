"""First step: the sheet as it stands, with what each of its columns holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.people.importing.columns import FIELDS, heading_row, propose
from amane_desktop.people.importing.spreadsheet import KINDS, Sheet
from ui import theme
from ui.widgets.basics import EmptyState, let_shrink, line_label, plain_button, primary_button
from ui.widgets.choice import Choice

_SHOWN, _WIDTH = 60, 170


class ColumnsStep(QWidget):
    """Which sheet, where its headings stand, and what each column holds."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: tuple[Sheet, ...] = ()
        self._choices: list[Choice] = []
        self.choose = plain_button(_("Choose a file…"), "mdi6.file-table-outline")
        self.error = let_shrink(line_label("error"))
        self._file = line_label("strong")
        self._sheet = Choice()
        self._sheet.setAccessibleName(_("Sheet"))
        self._sheet.activated.connect(self._show_sheet)
        self._head = QSpinBox()
        self._head.setAccessibleName(_("Row with the headings"))
        self._head.setObjectName("headingRow")
        self._head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head.setMinimumWidth(70)
        self._head.valueChanged.connect(self._show_rows)
        self._head_label = line_label("secondary", _("Row with the headings"))
        self._table = QTableWidget()
        self._table.setAccessibleName(_("The first rows of the sheet"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.verticalHeader().setVisible(False)
        self._table.horizontalHeader().setVisible(False)
        self.go_on = primary_button(_("See what will be made"), theme.ACCENTS["neutral"])
        self._nothing = EmptyState(
            _(
                "Choose a list that the centre has kept: xlsx, ods or csv, one row a child or one"
                " row a family. Nothing is kept before you have seen what will be made."
            )
        )
        self._lay_out()
        self.show_sheets("", ())

    def ask_path(self) -> str:
        """The file that the reader points at, or nothing."""
        kinds = _("Spreadsheets") + f" ({' '.join(f'*{kind}' for kind in KINDS)})"
        return QFileDialog.getOpenFileName(self, _("Choose a spreadsheet"), "", kinds)[0]

    def show_sheets(self, name: str, sheets: tuple[Sheet, ...]) -> None:
        """Show what was read of a file, with what its columns most likely hold."""
        self._sheets = sheets
        self._file.setText(name)
        self._sheet.clear()
        self._sheet.addItems([sheet.name for sheet in sheets])
        self._sheet.setVisible(len(sheets) > 1)
        for widget in (self._table, self._head, self._head_label, self.go_on):
            widget.setVisible(bool(sheets))
        self._nothing.setVisible(not sheets)
        if sheets:
            self._show_sheet()
            self._table.setFocus()

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self._sheets[self._sheet.currentIndex()]

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return self._head.value()

    def columns(self) -> Mapping[int, str]:
        """What each column holds, as it was set; columns left out are not there."""
        held = ((n, choice.currentData()) for n, choice in enumerate(self._choices))
        return {n: field for n, field in held if field}

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        for widget in (self.choose, self._file, self._sheet):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self._head_label)
        top.addWidget(self._head)
        foot = QHBoxLayout()
        foot.addWidget(self.error, 1)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self._nothing, 1)
        column.addLayout(foot)

    def _show_sheet(self) -> None:
        rows = self.sheet.rows
        self._head.blockSignals(True)
        self._head.setRange(0, len(rows))
        self._head.setValue(heading_row(rows) + 1)
        self._head.blockSignals(False)
        self._show_rows()

    def _show_rows(self) -> None:
        """The choices in the first row, the sheet's own rows from the headings on below it."""
        head, rows = max(0, self.first - 1), self.sheet.rows
        shown = rows[head : head + _SHOWN]
        width = len(rows[0])
        proposed = propose(rows[head]) if self.first else {}
        self._table.clear()
        self._table.setRowCount(len(shown) + 1)
        self._table.setColumnCount(width)
        self._table.setRowHeight(0, theme.CONTROL + 6)
        self._choices = []
        for column in range(width):
            self._choices.append(self._choice(column, rows[head][column], proposed.get(column, "")))
            self._table.setCellWidget(0, column, self._choices[column])
            self._table.setColumnWidth(column, _WIDTH)
        for at, row in enumerate(shown, start=1):
            for column, text in enumerate(row):
                item = QTableWidgetItem(in_its_own_direction(text))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if at == 1 and self.first:
                    item.setBackground(theme.colour("muted"))
                self._table.setItem(at, column, item)

    def _choice(self, column: int, heading: str, proposed: str) -> Choice:
        choice = Choice()
        name = _("What column {n} holds: {heading}")
        choice.setAccessibleName(name.format(n=column + 1, heading=heading))
        choice.addItem(_("— left out —"), "")
        for field, words in FIELDS.items():
            choice.addItem(_(words), field)
        choice.setCurrentIndex(max(0, choice.findData(proposed)))
        return choice
