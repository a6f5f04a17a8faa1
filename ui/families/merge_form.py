"""Two records of one person side by side: which value stays, and what is carried over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from amane_desktop.i18n import _, in_its_own_direction, isolate, labelled
from amane_desktop.office.errors import Refusal
from amane_desktop.people.comparing import Compared, Comparison, Side, compare_persons
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.names import full_name, in_reader_script
from amane_desktop.people.person_card import person_card
from ui.tasks import Desk
from ui.widgets.basics import at_its_beginning, let_shrink, line_label
from ui.widgets.forms import Form, Values
from ui.widgets.person_picker import PersonPicker
from ui.widgets.pick_field import PickField

_LABELS = 150


class MergeForm(Form):
    """The record that stays, the one that goes into it, and a choice where they differ."""

    def __init__(self, desk: Desk, person_id: int) -> None:
        super().__init__(desk, _("Merge two records of one person"))
        self._person_id = person_id
        self._comparison: Comparison | None = None
        self._choices: dict[str, QButtonGroup] = {}
        self._table: QWidget | None = None
        question = _("Which record is of the same person?")
        self._other = PickField(
            question,
            {},
            _("Look for a person…"),
            lambda: PersonPicker(desk, question, self),
            self._name_of,
        )
        self.add("other_id", self._other, row=0)
        self._other.edited.connect(self._compare)
        self._save.setText(_("Merge"))

    def choose(self, other_id: int) -> None:
        """Compare with this record."""
        self._other.set_raw(str(other_id))
        self._compare()

    def kept(self) -> Values:
        """Nothing is chosen yet."""
        return {"other_id": ""}

    def newest(self) -> Values | None:
        """The two records as they are now; what was chosen stands where they still differ."""
        self._compare()
        return self.kept() if self._comparison else None

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Merge; the fields whose other value was chosen are taken from the other record."""
        if self._comparison is None:
            raise Refusal(_("Choose the other record first."), "other_id")
        for reason in self._comparison.against:
            raise Refusal(reason, "other_id")
        kept, other = self._comparison.kept, self._comparison.other
        return merge_persons, {
            "kept_id": kept.id,
            "kept_version": kept.version,
            "other_id": other.id,
            "other_version": other.version,
            "taken": tuple(f for f, group in self._choices.items() if group.checkedId() == 1),
        }

    def _show(self, raw: Any) -> None:
        super()._show(raw)
        self._compare()

    def _compare(self) -> None:
        raw = str(self._other.raw())
        before = {field: group.checkedId() for field, group in self._choices.items()}
        self._comparison = (
            self.desk.ask(compare_persons, self._person_id, int(raw)) if raw else None
        )
        self._choices = {}
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        self._table = None
        if self._comparison is not None:
            self._table = self._make_table(self._comparison, before)
            self._parts.addWidget(self._table)
            self._table.show()
        elif raw:
            self._other.say_error(_("This record cannot be compared with."))

    def _make_table(self, compared: Comparison, before: dict[str, int]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        sides = (
            (_("This record stays"), compared.kept),
            (_("This one goes into it"), compared.other),
        )
        for column, (words, side) in enumerate(sides, start=1):
            grid.addWidget(line_label("secondary", words), 0, column)
            grid.addWidget(let_shrink(line_label("strong", _whose(side))), 1, column)
        # Between two who cannot be one there is nothing to choose.
        fields = () if compared.against else compared.fields
        for row, field in enumerate(fields, start=2):
            grid.addWidget(let_shrink(line_label("secondary", field.label)), row, 0)
            self._add_field(grid, row, field, before)
        below = len(fields) + 2
        for row, label in enumerate(_told(compared), start=below):
            grid.addWidget(let_shrink(label), row, 0, 1, 3)
        return table

    def _add_field(
        self, grid: QGridLayout, row: int, field: Compared, before: dict[str, int]
    ) -> None:
        if field.is_joined:
            both = "\n".join(filter(None, (field.kept, field.other)))
            grid.addWidget(let_shrink(at_its_beginning(line_label("", both))), row, 1)
            stays = _("Both texts stay.") if field.kept and field.other else ""
            grid.addWidget(let_shrink(line_label("secondary", stays)), row, 2)
            return
        group = QButtonGroup(self)
        for place, words in enumerate((field.kept, field.other)):
            button = QRadioButton(in_its_own_direction(words) if words else "—")
            button.setObjectName(f"{field.field}_{place}")
            button.setAccessibleName(labelled(field.label, words or "—"))
            group.addButton(button, place)
            grid.addWidget(button, row, place + 1)
        fuller = 0 if field.kept else 1
        chosen = group.button(before.get(field.field, fuller)) or group.button(fuller)
        chosen.setChecked(True)
        self._choices[field.field] = group

    def _name_of(self, person_id: int) -> str:
        card = self.desk.ask(person_card, person_id)
        return full_name(card) if card else ""


def _told(compared: Comparison) -> Iterator[QLabel]:
    """What becomes of all that is not chosen, or why nothing can be merged."""
    for reason in compared.against:
        yield line_label("error", reason)
    if compared.against:
        return
    same = _("Everything else is the same.")
    yield line_label("secondary", same if compared.fields else _("Both tell the same."))
    if compared.carried:
        yield line_label("", labelled(_("Carried over"), " · ".join(compared.carried)))
    for sentence in compared.settled:
        yield line_label("", sentence)
    yield line_label("secondary", _("Undo parts them again."))


def _whose(side: Side) -> str:
    family = in_reader_script(side.family, side.family_ar)
    told = _("{name} family").format(name=in_its_own_direction(family))
    name = in_its_own_direction(full_name(side))
    return " · ".join((name, told, isolate(side.file_number)))
