"""A value of one of the centre's lists, typed by its name; a new one joins the list."""

from __future__ import annotations

from amane_desktop.i18n import _
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.names import find_text
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.fields import Raw, TextField


class OpenValueField(TextField):
    """Offers the listed values as one types, in either script; says when a name is a new one."""

    def __init__(self, desk: Desk, label: str, list_: str) -> None:
        super().__init__(label)
        lines = desk.ask(listed, list_)
        self._words = {line.code: value_name(line) for line in lines}
        self._codes = {
            find_text(name): line.code for line in lines for name in (line.name, line.name_ar)
        }
        self.offer([value_name(line) for line in lines if not line.is_retired])
        self._hint = let_shrink(line_label("secondary"))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._hint)
        self.edited.connect(self._say_whether_new)
        self._say_whether_new()

    def raw(self) -> Raw:
        """The code of what was typed, or the words where they are none of the list."""
        text = str(super().raw())
        return self._codes.get(find_text(text), text) if text.strip() else ""

    def set_raw(self, raw: Raw) -> None:
        """Show the value in words."""
        super().set_raw(self.shown(raw))
        self._say_whether_new()

    def shown(self, raw: Raw) -> str:
        """The value in words."""
        return self._words.get(str(raw), str(raw))

    def _say_whether_new(self) -> None:
        raw = str(self.raw())
        is_new = bool(raw) and raw not in self._words
        self._hint.setText(_("Not in the list yet: it is added when you save."))
        self._hint.setVisible(is_new)
