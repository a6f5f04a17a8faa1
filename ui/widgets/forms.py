"""The frame of a form: filled in by keyboard, saved by Enter, left by Escape, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amane_desktop.i18n import _, is_rtl
from amane_desktop.office.drafts import HalfTyped
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from ui import theme
from ui.drafts import QUIET_MS
from ui.tasks import Desk
from ui.widgets.basics import Card, let_shrink, line_label, plain_button, primary_button
from ui.widgets.fields import Field, Raw, TextField
from ui.widgets.section import Section, two_columns
from ui.widgets.shrinking_area import ShrinkingArea

Values = dict[str, Raw]


class Form(Card):
    """A form on the page; what it edits and how it is saved is said by each kind of form."""

    saved = Signal(object)
    left = Signal()
    settled = Signal()
    accent = "social"
    look_at = Signal(object)

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.setWindowTitle(title)
        self.fields: dict[str, Field] = {}
        self._before: Values = {}
        self.is_saving = False
        self._key = ""
        self.quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self.quiet.timeout.connect(self.keep_draft)
        heading = line_label("title", title)
        self._said = let_shrink(line_label("secondary"))
        self._said.hide()
        self._error = let_shrink(line_label("error"))
        self._sections: list[tuple[Section, list[str]]] = []
        self._grid = two_columns()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self._parts.addLayout(self._grid)
        heading.setMinimumWidth(1)
        self.body.addWidget(heading)
        self.body.addWidget(self._said)
        self.body.addLayout(self._parts)
        self.body.addWidget(self._error)
        self.body.addLayout(self._make_buttons())
        self.body.addStretch(1)

    def _make_buttons(self) -> QHBoxLayout:
        self._save = primary_button(_("Save"), theme.accent(self.accent))
        self._save.setObjectName("save")
        self._save.clicked.connect(self.save)
        close = plain_button(_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.left)
        self._discard = plain_button(_("Discard what was typed"))
        self._discard.setObjectName("discard")
        self._discard.clicked.connect(self.discard)
        self._discard.hide()
        self.buttons = QHBoxLayout()
        keys = _("Enter saves · Escape closes, what was typed is kept")
        for widget in (self._save, close, self._discard):
            self.buttons.addWidget(widget)
        hint = let_shrink(line_label("secondary", keys))
        hint.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.buttons.addWidget(hint, 1)
        return self.buttons

    def keep_buttons_in_sight(self) -> None:
        """Let the fields alone scroll where the place is lower than the form."""
        place = self.body.indexOf(self._parts)
        self.body.takeAt(place)
        self._parts.setParent(None)
        area = ShrinkingArea(self._parts)
        self.look_at.connect(area.ensureWidgetVisible)
        self.body.insertWidget(place, area)

    def add(self, key: str, field: Field, *, row: int, column: int = 0, columns: int = 1) -> None:
        """Put a field into the form; Tab goes by the order of adding."""
        self.fields[key] = field
        if self._sections:
            self._sections[-1][1].append(key)
        field.edited.connect(lambda: field.say_error(""))
        field.edited.connect(self.quiet.start)
        grid = self._sections[-1][0].grid if self._sections else self._grid
        grid.addWidget(field, row, column, 1, columns, Qt.AlignmentFlag.AlignTop)

    def put_beside(self, widget: QWidget, *, row: int) -> None:
        """Put something that is no field beside a field of the first part."""
        self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignTop)

    def put_under(self, widget: QWidget, *, row: int) -> None:
        """Put something that is no field into a row of its own of the first part."""
        self._grid.addWidget(widget, row, 0, 1, 2)

    def begin_section(self, title: str, *, is_open: bool) -> Section:
        """Let what is added from now on stand under a heading that folds; gives it."""
        section = Section(title, is_open=is_open)
        self._sections.append((section, []))
        self._parts.addWidget(section)
        return section

    def add_name(
        self, key: str, latin: str, arabic: str, *, row: int, example: tuple[str, str] = ("", "")
    ) -> None:
        """Put a name in both scripts side by side, the reader's own script first."""
        fields = [
            (key, TextField(latin, example=example[0])),
            (f"{key}_ar", TextField(arabic, direction="rtl", example=example[1])),
        ]
        for column, (name, field) in enumerate(reversed(fields) if is_rtl() else fields):
            self.add(name, field, row=row, column=column)

    def begin(self, key: str = "") -> None:
        """Show what is kept now, or what was typed earlier, with what is new since.

        What is half-typed is kept under the key; without one, nothing of it.
        """
        self._key = key
        kept = self.kept()
        draft = self.desk.drafts.of(key) if key else None
        self._before = kept if draft is None else _known(kept, draft.before)
        self._show(kept if draft is None else _known(kept, draft.typed))
        self._discard.setVisible(draft is not None)
        self._order_tabs()
        if draft is not None:
            self.say(_("This was typed before and is not saved yet."))
            self._take_in(kept)

    def say(self, words: str) -> None:
        """Say something above the fields."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def typed(self) -> Values:
        """What stands in the fields."""
        return {key: field.raw() for key, field in self.fields.items()}

    def is_touched(self) -> bool:
        """Whether something was typed that is not saved yet."""
        return self.typed() != self._before

    def draft(self) -> HalfTyped | None:
        """What was typed and is not saved yet, without passwords; None when there is nothing."""
        open_ = {key for key, field in self.fields.items() if not field.is_secret}
        before, typed = (
            {key: raw for key, raw in values.items() if key in open_}
            for values in (self._before, self.typed())
        )
        return None if typed == before else HalfTyped(before, typed)

    def keep_draft(self) -> None:
        """Keep what is half-typed until the same form is opened again by the same person."""
        self.quiet.stop()
        if self._key:
            self.desk.drafts.keep(self._key, self.draft())

    def discard(self) -> None:
        """Go back to what is kept."""
        self._show(self._before)
        self.keep_draft()
        self._discard.hide()
        self.say("")
        self.focus_first()

    def focus_first(self) -> None:
        """Begin at the first field."""
        next(iter(self.fields.values())).setFocus()

    def save(self) -> None:
        """Hand what was typed to the writer; a refusal comes back to its field."""
        if self.is_saving:
            return
        self._say_errors()
        try:
            action, values = self.action()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.is_saving = True
        self._save.setEnabled(False)
        self.desk.do(action, done=self._done, refused=self.refuse, **values)

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """The action that keeps what was typed, and its arguments."""
        raise NotImplementedError

    def kept(self) -> Values:
        """What is kept of what the form edits, as its fields write it."""
        raise NotImplementedError

    def newest(self) -> Values | None:
        """What is kept now, read again with its version; None when it is gone."""
        raise NotImplementedError

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal where it belongs; what was typed stays."""
        self._ready()
        if isinstance(refusal, ChangedMeanwhile):
            self._show_newer(refusal)
        elif refusal.field in self.fields:
            self.fields[refusal.field].say_error(refusal.message)
            self._open_around(refusal.field)
            self.fields[refusal.field].setFocus()
            self.look_at.emit(self.fields[refusal.field])
        else:
            self._error.setText(refusal.message)
            self._error.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Put Tab in order once more: Qt mixes it when a page is put into its window."""
        super().showEvent(event)
        self._order_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save by Enter, leave by Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _order_tabs(self) -> None:
        """Let Tab go from the last field to the buttons, as the eye does."""
        places = map(self.buttons.itemAt, range(self.buttons.count()))
        widgets = [place.widget() for place in places if place is not None]
        buttons = [widget for widget in widgets if isinstance(widget, QPushButton)]
        headings = {keys[0]: section.heading for section, keys in self._sections if keys}
        stops: list[QWidget] = []
        for key, field in self.fields.items():
            stops += [headings[key]] if key in headings else []
            stops.append(field.editor.focusProxy() or field.editor)
        stops += buttons
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _show_newer(self, refusal: Refusal) -> None:
        newest = self.newest()
        if newest is None:
            self.refuse(Refusal(_("This is no longer there.")))
            return
        self._take_in(newest)
        said = _("What is new stands at its field; saving keeps what the fields show.")
        self.say(f"{refusal.message} {said}")

    def _take_in(self, newest: Values) -> None:
        """Build on a newer state: what was not touched becomes it, what was typed stays."""
        for key, field in self.fields.items():
            is_new = newest[key] != self._before[key]
            if is_new and field.raw() == self._before[key]:
                field.set_raw(newest[key])
            field.say_news(newest[key] if is_new else None)
            if is_new:
                self._open_around(key)
        self._before = newest

    def _open_around(self, key: str) -> None:
        for section, keys in self._sections:
            if key in keys:
                section.set_open(True)

    def _done(self, result: Any) -> None:
        self._ready()
        self._before = self.typed()
        self.keep_draft()
        self.saved.emit(result)

    def _ready(self) -> None:
        self.is_saving = False
        self._save.setEnabled(True)
        self.settled.emit()

    def _show(self, raw: Mapping[str, Raw]) -> None:
        for key, field in self.fields.items():
            field.set_raw(raw[key])
        for section, keys in self._sections:
            section.setVisible(bool(keys))
            section.say_filled(sum(bool(raw[key]) for key in keys))
        self._say_errors()

    def _say_errors(self) -> None:
        self._error.hide()
        for field in self.fields.values():
            field.say_error("")
            field.say_news(None)


def _known(kept: Values, values: Mapping[str, Any]) -> Values:
    """Of what an earlier program may have kept, the fields that the form has now."""
    return kept | {key: raw for key, raw in values.items() if key in kept}
