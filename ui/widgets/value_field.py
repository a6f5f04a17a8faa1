"""Fields whose values the centre lists itself: one of them, or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

from amane_desktop.i18n import comma
from amane_desktop.office.values import ValueLine, listed, value_name
from ui.tasks import Desk
from ui.widgets.choice import Choice
from ui.widgets.fields import ChoiceField, Field, Raw


class ValueField(ChoiceField):
    """One value of a list; a retired one is offered only where the record has it."""

    def __init__(self, desk: Desk, label: str, list_: str) -> None:
        self._lines = desk.ask(listed, list_)
        offered = {line.code: value_name(line) for line in self._lines if not line.is_retired}
        super().__init__(label, offered)

    def offer_only(self, is_offered: Callable[[str], bool]) -> None:
        """Leave out what this reader may not choose."""
        for row in reversed(range(1, self._box.count())):
            if not is_offered(self._box.itemData(row)):
                self._box.removeItem(row)

    def set_raw(self, raw: Raw) -> None:
        """Choose the code, and offer it if it is one that is offered no more."""
        code = str(raw)
        if code and self._box.findData(code) < 0:
            self._box.addItem(_in_words(self._lines, code), code)
        super().set_raw(raw)

    def shown(self, raw: Raw) -> str:
        """The code in words, whether it is offered or not."""
        return _in_words(self._lines, str(raw)) if raw else ""


class ValuesField(Field):
    """Several values of a list, ticked in a list that opens by Space; codes between commas."""

    def __init__(self, desk: Desk, label: str, list_: str) -> None:
        self._lines = desk.ask(listed, list_)
        self._ticks = Ticks()
        self._kept: Sequence[str] = ()
        super().__init__(label, self._ticks)
        for line in self._lines:
            if not line.is_retired:
                self._ticks.offer(line.code, value_name(line))
        self._ticks.ticked.connect(self.edited)

    def raw(self) -> Raw:
        """The codes that are ticked, in the list's order; untouched, in the one they had."""
        codes = self._ticks.codes()
        return ",".join(self._kept if set(codes) == set(self._kept) else codes)

    def set_raw(self, raw: Raw) -> None:
        """Tick the codes, and offer those that are offered no more."""
        codes = [code for code in str(raw).split(",") if code]
        for code in codes:
            self._ticks.offer(code, _in_words(self._lines, code))
        self._kept = codes
        self._ticks.tick(codes)

    def shown(self, raw: Raw) -> str:
        """The codes in words."""
        return _joined([_in_words(self._lines, code) for code in str(raw).split(",") if code])


class Ticks(Choice):
    """A list to tick several lines of; closed, it shows what is ticked."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        # The last filter is asked first: before the list's own, which closes it on a choice.
        self.view().installEventFilter(self)
        self.view().viewport().installEventFilter(self)

    def offer(self, code: str, words: str) -> None:
        """Add a line, unless it is there."""
        if self.findData(code) < 0:
            self.addItem(words, code)
            self.setItemData(self.count() - 1, Qt.CheckState.Unchecked, _TICK)
            self.setCurrentIndex(-1)

    def codes(self) -> list[str]:
        """The codes that are ticked."""
        return [str(self.itemData(row)) for row in self._ticked_rows()]

    def tick(self, codes: Sequence[str]) -> None:
        """Tick these codes and no other."""
        for row in range(self.count()):
            self._set(row, self.itemData(row) in codes)

    def showPopup(self) -> None:
        """Open at the first line."""
        super().showPopup()
        self.view().setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Space or an arrow; what is ticked is changed in the open list alone."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4):
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick by Space or a click, and stay open; Enter closes."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            row = self.view().indexAt(event.position().toPoint()).row()
            if watched is self.view().viewport() and row >= 0:
                self._turn(row)
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._turn(self.view().currentIndex().row())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.hidePopup()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with all that is ticked."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._words() or "—"
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _turn(self, row: int) -> None:
        if row >= 0:
            self._set(row, row not in self._ticked_rows())
            self.ticked.emit()

    def _set(self, row: int, is_ticked: bool) -> None:
        state = Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        self.setItemData(row, state, _TICK)
        self.setAccessibleDescription(self._words())
        self.setToolTip(self._words())
        self.update()

    def _ticked_rows(self) -> list[int]:
        ticked = (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        return [row for row in range(self.count()) if self.itemData(row, _TICK) in ticked]

    def _words(self) -> str:
        return _joined([self.itemText(row) for row in self._ticked_rows()])


_TICK = Qt.ItemDataRole.CheckStateRole


def _joined(words: Sequence[str]) -> str:
    return comma().join(words)


def _in_words(lines: Sequence[ValueLine], code: str) -> str:
    line = next((line for line in lines if line.code == code), None)
    return code if line is None else value_name(line)
