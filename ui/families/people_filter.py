"""Who is listed: fields to narrow the list by, and filters that are kept by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeySequence, QRegularExpressionValidator, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, language
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.kinship import SEXES, sex_name
from amane_desktop.people.levels import LEVELS, level_name
from amane_desktop.people.listing import PersonFilter, person_columns
from amane_desktop.people.schools import schools
from amane_desktop.people.states import STATES, state_name
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import Card, flat_button, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.fields import ChoiceField, Field, TextField

_LONGEST_NAME = 40
# The column that says whether a reader may filter by the field.
_COLUMNS = {"age_from": "age", "age_to": "age", "school_id": "school"}
Kept = dict[str, dict[str, Any]]


def read_filter(kept: Mapping[str, Any]) -> PersonFilter:
    """A filter as it was kept; what is no longer known of it is left out."""
    known = {f.name for f in fields(PersonFilter)}
    values = {key: value for key, value in kept.items() if key in known}
    return PersonFilter(**values | {"states": tuple(kept.get("states", ()))})


class PeopleFilter(QScrollArea):
    """The fields, each only where the reader's role reads that column."""

    changed = Signal(object)
    kept_changed = Signal(dict)

    def __init__(self, desk: Desk, kept: Kept) -> None:
        super().__init__()
        self._kept = kept
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields = self._make_fields(desk)
        may_read = desk.ask(person_columns)
        for key, field in self.fields.items():
            if _COLUMNS.get(key, key) not in may_read:
                field.hide()
            field.edited.connect(self._edited)
        card = Card()
        card.body.setSpacing(theme.GAP)
        card.body.addLayout(self._make_names())
        card.body.addLayout(self._make_grid())
        card.body.addWidget(self._make_foot())
        card.body.addStretch()
        self.setWidget(card)
        self._offer("")
        self.show_filter(PersonFilter())

    def wanted(self) -> PersonFilter:
        """The filter as it stands in the fields."""
        raw = {key: str(field.raw()) for key, field in self.fields.items()}
        return PersonFilter(
            states=tuple(filter(None, (raw["state"],))),
            age_from=_number(raw["age_from"]),
            age_to=_number(raw["age_to"]),
            sex=raw["sex"],
            level=raw["level"],
            school_id=_number(raw["school_id"]),
            neighbourhood=raw["neighbourhood"],
        )

    def show_filter(self, wanted: PersonFilter) -> None:
        """Put a filter into the fields."""
        raw = {key: "" if value is None else str(value) for key, value in asdict(wanted).items()}
        raw["state"] = wanted.states[0] if wanted.states else ""
        for key, field in self.fields.items():
            field.set_raw(raw[key])

    def reset(self) -> None:
        """List the persons of all open files again."""
        self._names.setCurrentIndex(0)
        self._choose()

    def _make_fields(self, desk: Desk) -> dict[str, Field]:
        places = desk.ask(listed, "neighbourhood")
        levels = {code: level_name(code, language()) for code in LEVELS}
        made: dict[str, Field] = {
            "state": ChoiceField(_("File"), {code: state_name(code) for code in STATES}),
            "sex": ChoiceField(_("Sex"), {code: sex_name(code) for code in SEXES}),
            "age_from": _age_field(_("Age from")),
            "age_to": _age_field(_("to")),
            "level": ChoiceField(_("Level"), levels),
            "school_id": ChoiceField(
                _("School"), {str(line.id): line.words for line in desk.ask(schools)}
            ),
            "neighbourhood": ChoiceField(
                _("Neighbourhood"), {line.code: value_name(line) for line in places}
            ),
        }
        made["age_to"].editor.setAccessibleName(_("Age to"))
        for key, field in made.items():
            field.editor.setObjectName(f"filter_{key}")
            field.editor.setMinimumWidth(1)
            field.say_error("")
            field.say_news(None)
        return made

    def _make_names(self) -> QVBoxLayout:
        self._names = Choice()
        self._names.setObjectName("keptFilters")
        self._names.setAccessibleName(_("Kept filters"))
        self._names.setMinimumWidth(1)
        self._names.activated.connect(lambda _index: self._choose())
        label = line_label("secondary", _("Kept filters"))
        label.setBuddy(self._names)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self._names)
        return column

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for place, key in enumerate(("state", "sex", "age_from", "age_to")):
            grid.addWidget(self.fields[key], place // 2, place % 2)
        for row, key in enumerate(("level", "school_id", "neighbourhood"), 2):
            grid.addWidget(self.fields[key], row, 0, 1, 2)
        return grid

    def _make_foot(self) -> QStackedWidget:
        """Buttons, or the line for a name to keep the filter under."""
        self._keep = plain_button(_("Keep this filter…"))
        self._keep.setObjectName("keepFilter")
        self._keep.clicked.connect(self._ask_name)
        self._remove = plain_button(_("Remove this filter"))
        self._remove.setObjectName("removeFilter")
        self._remove.clicked.connect(self._forget)
        clear = flat_button(_("Clear"))
        clear.setObjectName("clearFilter")
        clear.setAccessibleName(_("Clear the filter"))
        clear.clicked.connect(self.reset)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self._keep, self._remove, clear):
            row.addWidget(button)
        row.addStretch()
        self._name = QLineEdit()
        self._name.setObjectName("filterName")
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setPlaceholderText(_("Name of the filter, then Enter"))
        self._name.setAccessibleName(_("Name of the filter"))
        self._name.returnPressed.connect(self._keep_named)
        self._foot = QStackedWidget()
        self._foot.addWidget(buttons)
        self._foot.addWidget(self._name)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._name, self._leave_name)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        return self._foot

    def _offer(self, chosen: str) -> None:
        self._names.clear()
        self._names.addItem("—", "")
        for name in sorted(self._kept, key=str.casefold):
            self._names.addItem(name, name)
        self._names.setCurrentIndex(max(0, self._names.findData(chosen)))
        self._show_buttons()

    def _show_buttons(self) -> None:
        is_kept = bool(self._names.currentData())
        self._remove.setVisible(is_kept)
        self._keep.setVisible(not is_kept)

    def _edited(self) -> None:
        self._names.setCurrentIndex(0)
        self._show_buttons()
        self.changed.emit(self.wanted())

    def _choose(self) -> None:
        kept = self._kept.get(str(self._names.currentData()))
        self.show_filter(PersonFilter() if kept is None else read_filter(kept))
        self._show_buttons()
        self.changed.emit(self.wanted())

    def _ask_name(self) -> None:
        self._name.clear()
        self._foot.setCurrentWidget(self._name)
        self._name.setFocus()

    def _leave_name(self) -> None:
        self._foot.setCurrentIndex(0)
        self._keep.setFocus()

    def _keep_named(self) -> None:
        name = " ".join(self._name.text().split())
        if name:
            self._foot.setCurrentIndex(0)
            self._kept = self._kept | {name: asdict(self.wanted())}
            self._offer(name)
            self._names.setFocus()
            self.kept_changed.emit(self._kept)

    def _forget(self) -> None:
        gone = str(self._names.currentData())
        self._kept = {name: kept for name, kept in self._kept.items() if name != gone}
        self._offer("")
        self._names.setFocus()
        self.kept_changed.emit(self._kept)


def _age_field(label: str) -> TextField:
    field = TextField(label)
    line = field.editor
    assert isinstance(line, QLineEdit)
    digits = QRegularExpression("[0-9\u0660-\u0669]{0,3}")
    line.setValidator(QRegularExpressionValidator(digits, line))
    return field


def _number(raw: str) -> int | None:
    return int(raw) if raw.isdecimal() else None
