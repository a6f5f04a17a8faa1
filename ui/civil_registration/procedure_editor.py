"""The text of a procedure, changed with every fault shown at its line while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from amane_desktop.civil_registration.change_procedures import (
    add_procedure,
    change_procedure,
    faults_of,
)
from amane_desktop.civil_registration.faults import Fault, ProcedureFaulty
from amane_desktop.civil_registration.procedure_versions import procedure_in_force, procedure_of
from amane_desktop.i18n import _, ngettext
from amane_desktop.office.drafts import HalfTyped
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from ui import theme
from ui.drafts import QUIET_MS, form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.text_editor import TextEditor

_PAUSE_MS = 400
_LINE = Qt.ItemDataRole.UserRole


class ProcedureEditor(Card):
    """The text with its line numbers; the version before stays in force until this one may be."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._code, self._based_on, self._before, self._key = "", 0, "", ""
        self._is_saving = False
        self._title = at_its_beginning(let_shrink(line_label("title")))
        self._said = at_its_beginning(let_shrink(line_label("secondary")))
        self.text = named(TextEditor(), "procedureText")
        self._count = at_its_beginning(let_shrink(line_label("strong")))
        self.faults = named(QListWidget(), "procedureFaults")
        self.faults.setAccessibleName(_("What is wrong, line by line"))
        self.faults.setWordWrap(True)
        self.faults.setFixedHeight(110)
        self.faults.itemActivated.connect(self._go_to)
        self.faults.itemClicked.connect(self._go_to)
        self.body.addWidget(self._title)
        self.body.addWidget(self._said)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._count)
        self.body.addWidget(self.faults)
        self.body.addLayout(self._buttons())
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.keep_draft)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self.text.textChanged.connect(self._typed)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            go = QShortcut(QKeySequence(keys), self, self.save)
            go.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.text)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._save = named(
            primary_button(_("Put in force"), theme.accent("civil_registration")), "putInForce"
        )
        self._save.clicked.connect(lambda _on: self.save())
        close = named(plain_button(_("Close")), "closeProcedure")
        close.clicked.connect(lambda _on: self.leave())
        self._discard = named(plain_button(_("Discard what was typed")), "discardProcedure")
        self._discard.clicked.connect(lambda _on: self._throw_away())
        for button in (self._save, close, self._discard):
            row.addWidget(button)
        row.addStretch()
        keys = _("Ctrl+Enter puts it in force · Escape closes, what was typed is kept")
        row.addWidget(line_label("secondary", keys))
        return row

    def change(self, code: str) -> None:
        """Change the procedure of a code."""
        found = self._desk.ask(procedure_in_force, code)
        self._code, self._based_on = code, found.procedure.number
        self._title.setText(_("Change: {title}").format(title=found.procedure.title.here))
        self._begin(found.text, form_key("civil_registration", f"procedure-{code}", None))

    def add(self, text: str) -> None:
        """Make another procedure of a text, under the code that stands in it."""
        self._code, self._based_on = "", 0
        self._title.setText(_("A procedure of the centre's own"))
        self._begin(text, form_key("civil_registration", "procedure-new", None))
        self._said.setText(_("Give it its own code and title; the code is never shown."))

    def _begin(self, text: str, key: str) -> None:
        self._before, self._key = text, key
        kept = self._desk.drafts.of(key)
        words = _("Dossiers under way keep the version with which they were opened.")
        if kept is not None:
            words = _("This was typed before and is not saved yet.")
        self._said.setText(words)
        self.text.setPlainText(text if kept is None else str(kept.typed["text"]))
        self._check()
        self.text.setFocus()

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        self._quiet.stop()
        typed = self.text.toPlainText()
        if not self._key:
            return
        half = HalfTyped({"text": self._before}, {"text": typed})
        self._desk.drafts.keep(self._key, None if typed == self._before else half)

    def leave(self) -> None:
        """Close; what was typed waits."""
        self.keep_draft()
        if self.text.toPlainText() != self._before:
            self._desk.notice.emit(_("What was typed is kept: open the form again to go on."))
        self.left.emit()

    def save(self) -> None:
        """Put the text in force, if nothing is wrong with it."""
        if self._is_saving:
            return
        self._is_saving = True
        text = self.text.toPlainText()
        if self._code:
            told = {"code": self._code, "based_on": self._based_on, "text": text}
            self._desk.do(change_procedure, done=self._done, refused=self._refused, **told)
        else:
            self._desk.do(add_procedure, done=self._done, refused=self._refused, text=text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._quiet.start()
        self._pause.start()
        self._discard.setVisible(self.text.toPlainText() != self._before)

    def _check(self) -> None:
        text, code = self.text.toPlainText(), self._code
        self._desk.read(self, lambda: self._desk.ask(faults_of, text, code), self._show_faults)

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        self.faults.clear()
        for fault in faults:
            item = QListWidgetItem(fault.words)
            item.setData(_LINE, fault.line)
            self.faults.addItem(item)
        self.faults.setVisible(bool(faults))
        self.text.mark_lines([fault.line for fault in faults])
        n = len(faults)
        words = ngettext("{n} line to put right", "{n} lines to put right", n).format(n=n)
        self._count.setText(words if n else _("Nothing is wrong with this text."))

    def _go_to(self, item: QListWidgetItem) -> None:
        self.text.go_to_line(item.data(_LINE))

    def _throw_away(self) -> None:
        self.text.setPlainText(self._before)
        self.keep_draft()
        self._check()
        self.text.setFocus()

    def _done(self, version_id: int) -> None:
        self._is_saving = False
        self._before = self.text.toPlainText()
        self.keep_draft()
        self.saved.emit(self._desk.ask(procedure_of, version_id).code)

    def _refused(self, refusal: Refusal) -> None:
        self._is_saving = False
        if isinstance(refusal, ProcedureFaulty):
            self._show_faults(refusal.faults)
            self.text.go_to_line(refusal.faults[0].line)
            self._said.setText(_("The version before stays in force until this is put right."))
        elif isinstance(refusal, ChangedMeanwhile):
            self._based_on = self._desk.ask(procedure_in_force, self._code).procedure.number
            kept = _("Put in force again, this text takes the place of the other.")
            self._said.setText(f"{refusal.message} {kept}")
        else:
            self._said.setText(refusal.message)
