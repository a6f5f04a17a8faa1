"""What the record says and what the person's page says, side by side, to take over by ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from amane_desktop.civil_registration.record import (
    Differences,
    record_differences,
    take_over_record,
)
from amane_desktop.civil_registration.shown import DossierPersonLine
from amane_desktop.i18n import _, format_date
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    let_shrink,
    line_label,
    primary_button,
)


class DifferencesCard(Card):
    """A line for each field that differs; nothing is taken over that is not ticked."""

    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Differences | None = None
        self._ticks: dict[str, QCheckBox] = {}
        self._grid_host: QWidget | None = None
        self._said = at_its_beginning(let_shrink(line_label("secondary")))
        self._error = at_its_beginning(let_shrink(line_label("error")))
        words = _("Take over what is ticked")
        self._button = named(primary_button(words, theme.accent("civil_registration")), "takeOver")
        self._button.clicked.connect(lambda _on: self.take_over())
        self.body.addWidget(line_label("title", _("The record and the person's page")))
        self.body.addWidget(self._said)
        self.body.addWidget(self._error)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_person(self, person: DossierPersonLine) -> None:
        """Show where the two differ now; what was ticked off stays so."""
        off = {field for field, tick in self._ticks.items() if not tick.isChecked()}
        self._found = self._desk.ask(record_differences, person.id)
        fields = self._found.fields if self._found is not None else ()
        self._error.hide()
        self._ticks = {}
        self._put_grid()
        for field, tick in self._ticks.items():
            tick.setChecked(field not in off)
        self._said.setText(_told(person, bool(fields)))
        self._button.setVisible(bool(fields) and bool(person.record.number))
        self._follow()

    def take_over(self) -> None:
        """Let the person's page say what the record says, in what is ticked."""
        found = self._found
        fields = tuple(field for field, tick in self._ticks.items() if tick.isChecked())
        if found is None or not fields:
            return
        self._desk.do(
            take_over_record,
            done=lambda _nothing: self.taken.emit(),
            refused=self._refuse,
            dossier_person_id=found.dossier_person_id,
            version=found.version,
            person_version=found.person_version,
            fields=fields,
        )

    def _put_grid(self) -> None:
        if self._grid_host is not None:
            self._grid_host.hide()
            self._grid_host.deleteLater()
            self._grid_host = None
        if self._found is None or not self._found.fields:
            return
        host = self._grid_host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        for column, words in enumerate(("", _("In the program"), _("On the record"))):
            grid.addWidget(line_label("secondary", words), 0, column)
            grid.setColumnStretch(column, 1)
        for row, each in enumerate(self._found.fields, start=1):
            tick = named(QCheckBox(each.label), f"take_{each.field}")
            tick.setAccessibleDescription(f"{each.now or '—'} → {each.written}")
            tick.clicked.connect(lambda _on: self._follow())
            self._ticks[each.field] = tick
            now = at_its_beginning(let_shrink(line_label("secondary", each.now or "—")))
            written = at_its_beginning(let_shrink(line_label("strong", each.written)))
            for column, widget in enumerate((tick, now, written)):
                grid.addWidget(widget, row, column)
        self.body.insertWidget(self.body.count() - 2, host)

    def _follow(self) -> None:
        self._button.setEnabled(any(tick.isChecked() for tick in self._ticks.values()))

    def _refuse(self, refusal: Refusal) -> None:
        self._error.setText(refusal.message)
        self._error.show()


def _told(person: DossierPersonLine, differs: bool) -> str:
    day = person.record.taken_over_on
    if not person.record.number:
        return _("Write down the record first; then what differs stands here.")
    if differs:
        return _("Tick what the person's page takes over from the record.")
    if day is not None:
        return _("Taken over on {day}: the two say the same.").format(day=format_date(day))
    return _("The two say the same.")
