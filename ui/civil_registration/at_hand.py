"""The second step of a new dossier: one plain question after the other about what is at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.civil_registration.questions import Question
from amane_desktop.i18n import _
from ui.widgets import named
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label
from ui.widgets.numbered_list import NumberedList, Option


class AtHand(QWidget):
    """A question and its answers: a digit answers, Left (or Backspace) goes back."""

    answered = Signal(str, str)
    back = Signal()
    by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self.text = at_its_beginning(let_shrink(line_label("subject")))
        self.hint = at_its_beginning(let_shrink(line_label("secondary")))
        self.answers = NumberedList("answers")
        self.answers.taken.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.text, self.hint, self.answers):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(self._buttons())
        keys = _("A digit answers · Backspace goes back")
        column.addWidget(let_shrink(line_label("secondary", keys)))
        self.setFocusProxy(self.answers)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        back = named(flat_button(_("Back"), "mdi6.chevron-left", mirrored=True), "questionBack")
        back.clicked.connect(lambda _on: self.back.emit())
        skip = named(flat_button(_("Leave this open")), "skipQuestion")
        skip.clicked.connect(lambda _on: self._take(""))
        choose = named(flat_button(_("Choose a procedure by hand")), "chooseByHand")
        choose.clicked.connect(lambda _on: self.by_hand.emit())
        row.addWidget(back)
        row.addWidget(skip)
        row.addStretch()
        row.addWidget(choose)
        return row

    def ask(self, question: Question, answer: str = "") -> None:
        """Put a question, with the answer that it had."""
        self._question = question
        self.text.setText(question.text.here)
        self.hint.setText(question.hint.here)
        self.hint.setVisible(bool(question.hint))
        options = [Option(each.code, each.text.here) for each in question.answers]
        self.answers.show_options(options, answer)
        self.answers.setFixedHeight(self.answers.height_needed())
        self.answers.setAccessibleName(question.text.here)
        self.answers.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Backspace."""
        if event.key() == Qt.Key.Key_Backspace:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, code: object) -> None:
        if self._question is not None:
            self.answered.emit(self._question.id, str(code))
