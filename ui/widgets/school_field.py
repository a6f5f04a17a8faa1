"""A school, found in the centre's list by its name in either script; a new one joins it."""

from __future__ import annotations

from amane_desktop.i18n import _
from amane_desktop.people.names import find_text
from amane_desktop.people.schools import schools
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.fields import Raw, TextField

_SIGN = "#"


class SchoolField(TextField):
    """Offers the schools as one types; says when a name is a new one."""

    def __init__(self, desk: Desk, label: str) -> None:
        super().__init__(label)
        self._desk = desk
        self._words: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        offered = self._read()
        self.offer(offered)
        self._hint = let_shrink(line_label("secondary"))
        self._hint.setText(_("Not in the list yet: it is added when you save."))
        self.add_beneath(self._hint)
        self.edited.connect(self._say_whether_new)
        self._say_whether_new()

    def raw(self) -> Raw:
        """The school's number behind a sign, or the words where they are none of the list."""
        told = self.told()
        return raw_school(told) if isinstance(told, int) else told

    def told(self) -> int | str:
        """The school's number, or the words of one that is not in the list."""
        text = str(super().raw())
        return self._numbers.get(find_text(text), text) if text.strip() else ""

    def set_raw(self, raw: Raw) -> None:
        """Show the school by its name."""
        super().set_raw(self.shown(raw))
        self._say_whether_new()

    def shown(self, raw: Raw) -> str:
        """The school's name, also of one that somebody added meanwhile."""
        code = str(raw)
        if code.startswith(_SIGN) and code not in self._words:
            self._read()
        return self._words.get(code, code)

    def _read(self) -> list[str]:
        """Know the schools that there are now; gives the names to offer."""
        lines = self._desk.ask(schools)
        self._words = {raw_school(line.id): line.words for line in lines}
        # Of two that are called the same, the one that is still offered counts, and the older.
        for line in sorted(lines, key=lambda line: (not line.is_retired, -line.id)):
            names = filter(None, (line.name, line.name_ar))
            self._numbers |= {find_text(name): line.id for name in names}
        offered = (line for line in lines if not line.is_retired)
        return [name for line in offered for name in (line.name, line.name_ar) if name]

    def _say_whether_new(self) -> None:
        told = self.told()
        self._hint.setVisible(isinstance(told, str) and bool(told))


def raw_school(school_id: int | None) -> str:
    """What the field's `raw` is of a school that is kept."""
    return "" if school_id is None else f"{_SIGN}{school_id}"
