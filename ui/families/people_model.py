"""The persons of the list, a row each, in the columns that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from amane_desktop.i18n import _, isolate, language
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.dates import shown_age
from amane_desktop.people.kinship import kinship_name, sex_name
from amane_desktop.people.levels import level_name
from amane_desktop.people.listing import COLUMNS, PersonRow, person_rows
from amane_desktop.people.names import both_names, in_reader_script, listed_name
from amane_desktop.people.states import state_name
from ui.tasks import Desk
from ui.widgets.paged import Index, PagedModel


class Words:
    """How a person's columns read; made for one language and day."""

    def __init__(self, desk: Desk) -> None:
        self._today: date = desk.office.clock.today()
        self._places = {v.code: value_name(v) for v in desk.ask(listed, "neighbourhood")}

    def of(self, row: PersonRow, column: str) -> str:
        """What stands in the column."""
        return self._WORDS[column](self, row)

    def _neighbourhood(self, row: PersonRow) -> str:
        return self._places.get(row.neighbourhood, "")

    def _age(self, row: PersonRow) -> str:
        return shown_age(row.birth_date, row.birth_precision, self._today)

    _WORDS: dict[str, Callable[[Words, PersonRow], str]] = {
        "name": lambda _s, row: in_reader_script(*_names(row)),
        "other_name": lambda _s, row: _other_name(row),
        "age": _age,
        "sex": lambda _s, row: sex_name(row.sex),
        "kinship": lambda _s, row: kinship_name(row.kinship),
        "family": lambda _s, row: in_reader_script(row.family, row.family_ar),
        "file_number": lambda _s, row: isolate(row.file_number) if row.file_number else "",
        "school": lambda _s, row: row.school,
        "level": lambda _s, row: level_name(row.level, language()),
        "school_class": lambda _s, row: row.school_class,
        "neighbourhood": _neighbourhood,
        "state": lambda _s, row: state_name(row.state) if row.state else "",
    }


class PeopleModel(PagedModel[PersonRow]):
    """The persons in order, in the columns that are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(lambda ids: desk.ask(person_rows, ids))
        self.words = Words(desk)
        self.columns: tuple[str, ...] = ("name",)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns are shown."""
        return len(self.columns)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show these columns, in this order."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles, on the side of what stands beneath."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[self.columns[section]].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; names stand out."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return "" if row is None else self.words.of(row, column)
        if role == Qt.ItemDataRole.FontRole and column == "name":
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


def _names(row: PersonRow) -> tuple[str, str]:
    latin, arabic = both_names(row)
    return listed_name(*latin), listed_name(*arabic)


def _other_name(row: PersonRow) -> str:
    latin, arabic = _names(row)
    return latin if language() == "ar" else arabic
