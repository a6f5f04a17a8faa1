"""Second step: everybody who would be made, who is there already, and what is unclear."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, labelled, ngettext
from amane_desktop.people.dates import Precision, shown_date
from amane_desktop.people.duplicates import Likely
from amane_desktop.people.importing.plan import Plan, PlannedFamily, PlannedPerson
from amane_desktop.people.names import in_reader_script, listed_name
from ui import theme
from ui.widgets.basics import let_shrink, line_label, plain_button, primary_button

_Index = QModelIndex | QPersistentModelIndex
_WHAT = 4


class PreviewModel(QAbstractTableModel):
    """A row a person; who is there already can be ticked, to be made all the same."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[PlannedFamily, PlannedPerson]] = []
        self.anyway: set[int] = set()

    def show_plan(self, plan: Plan) -> None:
        """Show the plan's persons: what wants a look first."""
        self.beginResetModel()
        rows = [(family, person) for family in plan.families for person in family.persons]
        self._rows = sorted(rows, key=lambda row: not (row[1].same or row[1].unclear))
        # Who only may be there already is made, unless somebody takes the tick away.
        self.anyway = {p.place for p in plan.persons if p.same and not p.same.is_sure}
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are persons."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Row of the sheet, family, person, birth, what comes of it."""
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        names = (_("Row"), _("Family"), _("Person"), _("Birth date"), _("What comes of it"))
        return names[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words; amber where somebody should look."""
        family, person = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(family, person)[index.column()]
        if index.column() != _WHAT:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and person.same:
            ticked = person.place in self.anyway
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and (person.same or person.unclear):
            return QColor(theme.WAITING)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Who is there already can be ticked."""
        flags = super().flags(index)
        if index.column() == _WHAT and self._rows[index.row()][1].same:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Make somebody all the same, or not."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        place = self._rows[index.row()][1].place
        is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        (self.anyway.add if is_ticked else self.anyway.discard)(place)
        self.dataChanged.emit(self.index(0, _WHAT), self.index(len(self._rows) - 1, _WHAT))
        return True

    def _words(self, family: PlannedFamily, person: PlannedPerson) -> tuple[str, ...]:
        values = person.values
        precision = values.get("birth_precision", Precision.EXACT)
        return (
            str(person.row),
            in_reader_script(family.values["name"], family.values["name_ar"]),
            _name(values),
            shown_date(values.get("birth_date"), precision),
            self._what(family, person),
        )

    def _what(self, family: PlannedFamily, person: PlannedPerson) -> str:
        told = [_("new")]
        if person.same:
            sure, perhaps = (
                _("is there already, in the {name} family"),
                _("may be there already, in the {name} family"),
            )
            told = [_at_home(sure if person.same.is_sure else perhaps, person.same)]
            told += [_("made all the same")] if person.place in self.anyway else []
        elif family.family_id is not None:
            # Whoever is new joins the family of those who are there, and the reader is told.
            home = next(p.same for p in family.persons if p.same and p.same.is_sure)
            told = [_at_home(_("new, in the {name} family"), home)]
        # A word stands with the colour.
        unclear = [labelled(_("unclear"), " · ".join(person.unclear))] if person.unclear else []
        return " · ".join((*told, *unclear))


def _at_home(words: str, one: Likely) -> str:
    name = in_reader_script(one.family, one.family_ar)
    return words.format(name=in_its_own_direction(name))


class PreviewStep(QWidget):
    """What will be made, in a sentence and person by person."""

    def __init__(self) -> None:
        super().__init__()
        self.model = PreviewModel()
        self.summary = let_shrink(line_label("strong"))
        self.error = let_shrink(line_label("error"))
        self._table = QTableView()
        self._table.setModel(self.model)
        self._table.setAccessibleName(_("What will be made"))
        self._table.verticalHeader().setVisible(False)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        for column, width in enumerate((60, 200, 220, 150)):
            self._table.setColumnWidth(column, width)
        self.back = plain_button(_("Back to the columns"))
        self.take_in = primary_button(_("Take in"), theme.ACCENTS["neutral"])
        foot = QHBoxLayout()
        foot.addWidget(self.error, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.take_in)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(theme.GAP)
        column_.addWidget(self.summary)
        column_.addWidget(self._table, 1)
        column_.addLayout(foot)

    def show_plan(self, plan: Plan) -> None:
        """Show everybody of the plan, and count them."""
        self.model.show_plan(plan)
        self.error.setText("")
        self.summary.setText(_summary(plan))
        self._table.setFocus()


def _summary(plan: Plan) -> str:
    persons = list(plan.persons)
    new = sum(p.same is None or not p.same.is_sure for p in persons)
    families = sum(
        f.family_id is None and any(not p.same or not p.same.is_sure for p in f.persons)
        for f in plan.families
    )
    there = len(persons) - new
    unclear = sum(bool(p.unclear) for p in persons)
    out = len(plan.left_out)
    told = [
        ngettext("{n} new family", "{n} new families", families).format(n=families),
        ngettext("{n} new person", "{n} new persons", new).format(n=new),
    ]
    if there:
        words = ngettext("{n} is there already", "{n} are there already", there)
        told.append(words.format(n=there))
    if unclear:
        words = ngettext("{n} has something unclear", "{n} have something unclear", unclear)
        told.append(words.format(n=unclear))
    if out:
        words = ngettext("{n} row without a name", "{n} rows without a name", out)
        told.append(words.format(n=out))
    return " · ".join(told)


def _name(values: Any) -> str:
    latin = listed_name(values["given_name"], values["family_name"])
    return in_reader_script(latin, listed_name(values["given_name_ar"], values["family_name_ar"]))
