"""A field for one of a few, or for somebody else who is looked for by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.widgets.choice import Choice
from ui.widgets.fields import Field, Raw
from ui.widgets.person_picker import PersonPicker

_MORE = "more"


class PickField(Field):
    """A list of those at hand; its last line opens a picker for all others.

    `raw` is a code or a row's number; `name_of` says what one who was looked for is called.
    """

    def __init__(
        self,
        label: str,
        choices: Mapping[str, str],
        more: str,
        look: Callable[[], PersonPicker],
        name_of: Callable[[int], str],
    ) -> None:
        box = Choice()
        super().__init__(label, box)
        self._box, self._look, self._name_of = box, look, name_of
        self._before = 0
        box.addItem("—", "")
        for code, words in choices.items():
            box.addItem(words, code)
        box.addItem(more, _MORE)
        box.activated.connect(self._chosen)

    def raw(self) -> Raw:
        """The code or the number."""
        return str(self._box.currentData())

    def set_raw(self, raw: Raw) -> None:
        """Choose it; who is not among those at hand joins them."""
        if raw and self._box.findData(raw) < 0:
            name = self._name_of(int(raw))
            if name:
                self._box.insertItem(self._box.count() - 1, name, raw)
        self._before = max(0, self._box.findData(raw))
        self._box.setCurrentIndex(self._before)

    def shown(self, raw: Raw) -> str:
        """What it is called."""
        return self._box.itemText(max(0, self._box.findData(raw)))

    def _chosen(self, index: int) -> None:
        if self._box.itemData(index) != _MORE:
            self._before = index
            self.edited.emit()
            return
        self._box.setCurrentIndex(self._before)
        picker = self._look()
        picker.chosen.connect(self._take)
        picker.open_at(self._box)

    def _take(self, number: int) -> None:
        self.set_raw(str(number))
        self._box.setFocus()
        self.edited.emit()
