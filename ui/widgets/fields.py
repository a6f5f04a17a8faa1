"""The fields of a form: a label, an editor, what is new, and what was refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, is_rtl
from amane_desktop.people.dates import KnownDate
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.choice import Choice
from ui.widgets.date_field import DateField
from ui.widgets.folded_completer import FoldedCompleter

_CHOICE_WIDTH = 120
Raw = str | bool
"""What stands in an editor, before it is judged: it is kept as a draft and set again."""


def direction_of(text: str) -> Qt.LayoutDirection | None:
    """Whence a text is read, by the first letter that has a direction; None without one."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L":
            return Qt.LayoutDirection.LeftToRight
        if direction in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
    return None


class Field(QWidget):
    """One field of a form; `raw` is what was typed, and stays whatever is refused."""

    edited = Signal()
    # Of a password nothing is kept while it is half-typed.
    is_secret = False

    def __init__(self, label: str, editor: QWidget, *, is_label_beside: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self._news = let_shrink(line_label("news"))
        self._error = let_shrink(line_label("error"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not is_label_beside:
            name = line_label("secondary", label)
            name.setBuddy(editor)
            editor.setAccessibleName(label)
            column.addWidget(name)
        column.addWidget(editor)
        column.addWidget(self._news)
        column.addWidget(self._error)
        self.setFocusProxy(editor)

    def raw(self) -> Raw:
        """What stands in the editor."""
        raise NotImplementedError

    def set_raw(self, raw: Raw) -> None:
        """Put it back as it was typed."""
        raise NotImplementedError

    def shown(self, raw: Raw) -> str:
        """A value as the reader reads it."""
        return str(raw)

    def add_beneath(self, widget: QWidget) -> None:
        """Put something small under the editor."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.editor) + 1, widget)

    def say_error(self, message: str) -> None:
        """Show what was refused, or nothing."""
        self._error.setText(message)
        self._error.setVisible(bool(message))
        line = self.editor.focusProxy() or self.editor
        line.setProperty("refused", bool(message))
        line.style().polish(line)

    def say_news(self, raw: Raw | None) -> None:
        """Show what somebody else wrote here meanwhile, or nothing."""
        text = "" if raw is None else _("Meanwhile changed to: {value}")
        self._news.setText(text.format(value=self.shown(raw or "") or "—"))
        self._news.setVisible(raw is not None)


class TextField(Field):
    """A line of text: names in Arabic run from the right, numbers from the left.

    What may be typed in either script runs as its first letter does.
    """

    def __init__(self, label: str, *, direction: str = "", example: str = "") -> None:
        line = QLineEdit()
        if example:
            text = _("for example {name}")
            line.setPlaceholderText(text.format(name=in_its_own_direction(example)))
        if direction == "rtl":
            line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        elif direction == "ltr":
            line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            if is_rtl():
                line.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            line.textChanged.connect(self._run_as_typed)
        super().__init__(label, line)
        self._line = line
        line.textEdited.connect(lambda _text: self.edited.emit())

    def raw(self) -> Raw:
        """The text."""
        return self._line.text()

    def set_raw(self, raw: Raw) -> None:
        """Put the text."""
        self._line.setText(str(raw))

    def _run_as_typed(self, text: str) -> None:
        runs = direction_of(text)
        if runs is None:
            self._line.unsetLayoutDirection()
        else:
            self._line.setLayoutDirection(runs)

    def offer(self, texts: Sequence[str]) -> None:
        """Offer what was typed here before; anything else may be typed as well."""
        completer = FoldedCompleter(texts, self._line)
        completer.activated.connect(self.edited)


class LinesField(Field):
    """A few lines of text, each running as its first letter does; Ctrl+Enter saves the form."""

    def __init__(self, label: str, *, lines: int = 2) -> None:
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 22)
        super().__init__(label, text)
        self._text = text
        self._is_set = False
        text.textChanged.connect(self._changed)

    def raw(self) -> Raw:
        """The lines."""
        return self._text.toPlainText()

    def set_raw(self, raw: Raw) -> None:
        """Put the lines."""
        self._is_set = True
        self._text.setPlainText(str(raw))
        self._is_set = False

    def _changed(self) -> None:
        if not self._is_set:
            self.edited.emit()


class ChoiceField(Field):
    """One of a few codes, each in words; the empty one stands first, where there is one."""

    def __init__(
        self, label: str, choices: Mapping[str, str], *, may_be_empty: bool = True
    ) -> None:
        box = Choice()
        super().__init__(label, box)
        self._box = box
        # (a long choice, such as an office's name, does not push its form beyond the edge)
        box.setMinimumWidth(_CHOICE_WIDTH)
        if may_be_empty:
            box.addItem("—", "")
        for code, words in choices.items():
            box.addItem(words, code)
        box.activated.connect(lambda _index: self.edited.emit())

    def raw(self) -> Raw:
        """The code."""
        return str(self._box.currentData())

    def set_raw(self, raw: Raw) -> None:
        """Choose the code."""
        self._box.setCurrentIndex(max(0, self._box.findData(raw)))

    def shown(self, raw: Raw) -> str:
        """The code in words."""
        return self._box.itemText(max(0, self._box.findData(raw)))


class FlagField(Field):
    """Yes or no, with its words beside the box, and beneath it what they mean."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        box = QCheckBox(label)
        super().__init__(label, box, is_label_beside=True)
        self._box = box
        layout = self.layout()
        if hint and layout is not None:
            box.setAccessibleDescription(hint)
            layout.addWidget(let_shrink(line_label("secondary", hint)))
        box.clicked.connect(lambda _checked: self.edited.emit())

    def raw(self) -> Raw:
        """Whether it is ticked."""
        return self._box.isChecked()

    def set_raw(self, raw: Raw) -> None:
        """Tick it or not."""
        self._box.setChecked(bool(raw))

    def shown(self, raw: Raw) -> str:
        """Yes or no."""
        return _("yes") if raw else _("no")


class BirthField(Field):
    """A birth date as it was typed."""

    def __init__(
        self, label: str, today: Callable[[], date], editor: type[DateField] = DateField
    ) -> None:
        field = editor(label, today)
        super().__init__(label, field)
        self._date = field
        field.edited.connect(self.edited)

    def raw(self) -> Raw:
        """What was typed."""
        return self._date.text()

    def set_raw(self, raw: Raw) -> None:
        """Put back what was typed."""
        self._date.set_text(str(raw))

    def value(self) -> KnownDate | None:
        """The date; None when nothing was typed, or no date."""
        return self._date.value()

    def is_no_date(self) -> bool:
        """Whether what was typed is no date."""
        return self._date.is_no_date()
