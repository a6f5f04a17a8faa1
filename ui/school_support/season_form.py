"""What the season asks: one reviewed page where one ticks for whom it is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, in_its_own_direction, language, ngettext
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.school_support.season import (
    Proposal,
    SeasonChild,
    SeasonTask,
    add_season_tasks,
)
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import line_label
from ui.widgets.day_edit import DayEdit
from ui.widgets.forms import Form, Values

# So many children are seen at once, of all that is proposed.
_LINES = 18


class SeasonForm(Form):
    """The proposals of the month, each with its day and its children, all ticked at first."""

    accent = "school"

    def __init__(self, desk: Desk, proposals: Sequence[Proposal]) -> None:
        super().__init__(desk, _("What the season asks"))
        hint = _("The days are the usual ones: ask each school. Untick whom it does not concern.")
        self.say(hint)
        shown = max(4, _LINES // max(1, len(proposals)))
        self._proposals = [_ProposalBox(proposal, shown) for proposal in proposals]
        for n, box in enumerate(self._proposals):
            self.put_under(box, row=n)
            box.ticked.connect(self._count)
        self._count()

    def focus_first(self) -> None:
        """Begin at the first child."""
        if self._proposals:
            self._proposals[0].list.setFocus()

    def kept(self) -> Values:
        """Nothing is half-typed here."""
        return {}

    def newest(self) -> Values | None:
        """Nothing is edited here."""
        return None

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Write down what is ticked."""
        chosen = tuple(task for box in self._proposals if (task := box.chosen()) is not None)
        return add_season_tasks, {"chosen": chosen}

    def _count(self) -> None:
        n = sum(len(box.ids()) for box in self._proposals)
        words = ngettext("Write down {n} task", "Write down {n} tasks", n)
        self._save.setText(words.format(n=n))


class _ProposalBox(QWidget):
    """One thing to do: its day, everybody or nobody, and the children."""

    ticked = Signal()

    def __init__(self, proposal: Proposal, shown: int) -> None:
        super().__init__()
        self._proposal = proposal
        self._all = named(QCheckBox(proposal.title), f"all_{proposal.kind}")
        self._all.setStyleSheet("font-weight: 600;")
        self._all.setChecked(True)
        self._day = named(DayEdit(proposal.due), f"due_{proposal.kind}")
        self._day.setAccessibleName(_("By the day"))
        self.list = named(QListWidget(), f"children_{proposal.kind}")
        self.list.setAccessibleName(proposal.title)
        for child in proposal.children:
            item = QListWidgetItem(_words(child))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        line = max(1, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(min(shown, self.list.count()) * line + 6)
        row = QHBoxLayout()
        row.addWidget(self._all, 1)
        row.addWidget(line_label("secondary", _("By the day")))
        row.addWidget(self._day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self._all.clicked.connect(self._tick_all)
        self.list.itemChanged.connect(lambda _item: self.ticked.emit())

    def ids(self) -> tuple[int, ...]:
        """Those who are ticked."""
        checked = Qt.CheckState.Checked
        return tuple(
            child.person_id
            for n, child in enumerate(self._proposal.children)
            if self.list.item(n).checkState() is checked
        )

    def chosen(self) -> SeasonTask | None:
        """What is to be written down; None where nobody is ticked."""
        ids = self.ids()
        return SeasonTask(self._proposal.kind, self._day.day, ids) if ids else None

    def _tick_all(self, is_ticked: bool) -> None:
        state = Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        self.list.blockSignals(True)
        for n in range(self.list.count()):
            self.list.item(n).setCheckState(state)
        self.list.blockSignals(False)
        self.ticked.emit()


def _words(child: SeasonChild) -> str:
    name = in_reader_script(child.name, child.name_ar)
    parts = (name, level_name(child.level, language()), child.school)
    return " · ".join(map(in_its_own_direction, filter(None, parts)))
