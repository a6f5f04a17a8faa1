"""One list of values: its words side by side, in order, and a form to add or change one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.i18n import _, is_rtl
from amane_desktop.office import change_values as changes
from amane_desktop.office.values import LISTS, ValueLine, listed, value_name
from ui.centre_settings.rows_section import RowsSection
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.forms import Form, Values


class ValuesSection(RowsSection):
    """The list above, the form at its foot; a value in use is retired, not removed."""

    kinds = frozenset({"listed_value"})

    def __init__(self, desk: Desk, list_: str) -> None:
        words = _in_order(_("In French"), _("In Arabic"))
        super().__init__(desk, _(LISTS[list_].title), [*words, _("Records"), ""], wide=2)
        self._list = list_
        self.subject = f"values-{list_}"
        self._values: tuple[ValueLine, ...] = ()
        self.table.setObjectName("values")
        self.table.moved.connect(self._move)
        self.table.removed.connect(self._remove)
        up, down = _("Move up (Alt+Up)"), _("Move down (Alt+Down)")
        self.add_button("moveUp", "", lambda: self._move(-1), icon="mdi6.arrow-up", tip=up)
        self.add_button("moveDown", "", lambda: self._move(1), icon="mdi6.arrow-down", tip=down)
        self.add_change_button()
        self._retire = self.add_button("retireValue", "", self._retire_or_bring_back)
        self.add_button("removeRow", _("Delete"), self._remove)
        care = _("Choose words that hurt nobody when they are read over a shoulder.")
        self.body.addWidget(let_shrink(line_label("secondary", care)))
        self.begin()

    def refresh(self) -> None:
        """Show the list as it is now."""
        self._values = self.desk.ask(listed, self._list)
        uses = self.desk.ask(changes.value_uses, self._list)
        cells = [
            [
                *_in_order(line.name, line.name_ar),
                str(use.records) if use.records else "",
                _("offered no more") if line.is_retired else "",
            ]
            for line, use in zip(self._values, uses, strict=True)
        ]
        self.put(self._values, cells, [line.is_retired for line in self._values])

    def make(self, key: int | None) -> Form | None:
        """The form for a value, or for a new one."""
        line = next((line for line in self._values if line.id == key), None)
        return None if line is None and key is not None else ValueForm(self.desk, self._list, line)

    def after_saving(self) -> None:
        """Go on adding; after a change, back to the list."""
        if self.key is None:
            self.table.choose(len(self._values) - 1)
            super().after_saving()
        else:
            self.leave()

    def row_chosen(self) -> None:
        """Offer to bring back what is retired."""
        super().row_chosen()
        self._retire.setText(_("Offer again") if self._is_retired else _("Offer no more"))

    @property
    def _is_retired(self) -> bool:
        chosen = self.chosen
        return any(line.is_retired for line in self._values if chosen and line.id == chosen.id)

    def _move(self, places: int) -> None:
        if self.chosen is not None:
            self.desk.do(changes.move_value, self.chosen.id, places, refused=self.refuse)

    def _retire_or_bring_back(self) -> None:
        is_back = self._is_retired
        self.do_to_chosen(changes.bring_back_value if is_back else changes.retire_value)

    def _remove(self) -> None:
        self.do_to_chosen(changes.remove_value)


class ValueForm(Form):
    """A value's words in both languages."""

    accent = "neutral"

    def __init__(self, desk: Desk, list_: str, line: ValueLine | None) -> None:
        title = _("Add to the list") if line is None else value_name(line)
        super().__init__(desk, title)
        self._list, self._line = list_, line
        self.add_name("name", _("In French"), _("In Arabic"), row=0)

    def kept(self) -> Values:
        """What is kept of the value."""
        line = self._line
        return {"name": line.name if line else "", "name_ar": line.name_ar if line else ""}

    def newest(self) -> Values | None:
        """The value as it is now."""
        assert self._line is not None
        lines = {line.id: line for line in self.desk.ask(listed, self._list)}
        self._line = lines.get(self._line.id)
        return None if self._line is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the value, or change its words."""
        if self._line is None:
            return changes.add_value, {"list_": self._list, **self.typed()}
        which = {"value_id": self._line.id, "version": self._line.version}
        return changes.change_value, which | self.typed()


def _in_order(french: str, arabic: str) -> tuple[str, str]:
    """Both words, the reader's own first, as forms have them."""
    return (arabic, french) if is_rtl() else (french, arabic)
