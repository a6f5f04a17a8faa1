"""One child at school: its semesters in a small table, and what happened, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, format_date, in_its_own_direction, labelled, language
from amane_desktop.office.errors import Refusal
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.school_support.bulletins import bulletin, put_bulletin, remove_bulletin
from amane_desktop.school_support.child_follow_up import (
    AbsenceLine,
    ChildFollowUp,
    MeetingLine,
    ResultLine,
)
from amane_desktop.school_support.follow_up import FollowedChild
from amane_desktop.school_support.labels import days_words
from amane_desktop.school_support.terms import average_words, term_name
from ui import theme
from ui.agenda.task_row import TaskRow
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    ListCard,
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
    small_button,
)
from ui.widgets.picture_files import file_content


class ChildFollowUpRecord(QScrollArea):
    """A child's follow-up; `wanted` names a form and the line that it is to edit."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_SCHOOL)
        self._page: ChildFollowUp | None = None
        self._name, self._beneath = line_label("subject"), let_shrink(line_label("secondary"))
        self._heard = let_shrink(line_label("secondary"))
        self._results, self._tasks = ListCard(_("Semesters")), ListCard(_("To do"))
        self._happened = ListCard(_("Meetings and absences"))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for card in (self._head(), self._tasks, self._results, self._happened):
            column.addWidget(card)
        column.addStretch()
        inside = QWidget()
        inside.setLayout(column)
        self.setWidget(inside)
        self.setWidgetResizable(True)

    def _head(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        family = flat_button(_("Open the family"), "mdi6.home-outline")
        family.clicked.connect(self._open_family)
        row.addWidget(family)
        card.body.addLayout(row)
        card.body.addWidget(at_its_beginning(self._beneath))
        card.body.addWidget(at_its_beginning(self._heard))
        buttons = QHBoxLayout()
        meeting = primary_button(
            _("Write down a meeting"), theme.accent("school"), "mdi6.account-voice"
        )
        for kind, button in (
            ("meeting", meeting),
            ("result", plain_button(_("Add a semester"), "mdi6.school-outline")),
            ("absence", plain_button(_("Add an absence"), "mdi6.calendar-remove-outline")),
            ("task", plain_button(_("Add a task"), "mdi6.checkbox-marked-outline")),
        ):
            named(button, f"add_{kind}").clicked.connect(partial(self.wanted.emit, kind, None))
            if not self._may_edit:
                button.hide()
            buttons.addWidget(button)
        buttons.addStretch()
        card.body.addLayout(buttons)
        return card

    def show_page(self, page: ChildFollowUp) -> None:
        """Show a child; the place in the page is kept while it is the same one."""
        at = self.verticalScrollBar().value()
        is_same = self._page is not None and self._page.child.person_id == page.child.person_id
        self._page = page
        child = page.child
        self._name.setText(in_reader_script(child.name, child.name_ar))
        self._beneath.setText(where_in_words(child))
        self._heard.setText(heard_in_words(child))
        self._show_results(page)
        self._tasks.setVisible(bool(page.tasks))
        self._tasks.replace([self._task(page, n) for n in range(len(page.tasks))])
        happened = list(self._lines(page))
        nothing = let_shrink(line_label("secondary", _("Nothing is written down yet.")))
        self._happened.replace(happened or [nothing])
        self.verticalScrollBar().setValue(at if is_same else 0)

    def _task(self, page: ChildFollowUp, number: int) -> TaskRow:
        row = TaskRow(self._desk, page.tasks[number], says_who=False)
        row.edit.connect(partial(self.wanted.emit, "task", page.tasks[number]))
        return row

    def _show_results(self, page: ChildFollowUp) -> None:
        if not page.results:
            nothing = let_shrink(line_label("secondary", _("No semester is told yet.")))
            self._results.replace([nothing])
            return
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        heads = (_("Semester"), _("Average"), _("What worries"))
        for column, words in enumerate(heads):
            grid.addWidget(line_label("secondary", words), 0, column)
        for n, line in enumerate(page.results, start=1):
            grid.addWidget(line_label("", term_name(line.term, line.year)), n, 0)
            grid.addWidget(line_label("strong", average_words(line.average, line.out_of)), n, 1)
            grid.addWidget(at_its_beginning(let_shrink(line_label("", line.worries))), n, 2)
            grid.addWidget(self._bulletin_button(line), n, 3)
            if self._may_edit:
                grid.addWidget(self._edit_button("result", line, _("Change the semester")), n, 4)
        self._results.replace([table])

    def _bulletin_button(self, line: ResultLine) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if line.has_bulletin:
            look = named(small_button(_("Look at the bulletin")), f"look_{line.id}")
            look.clicked.connect(partial(self._look, line))
            row.addWidget(look)
        if self._may_edit:
            words = _("Remove the bulletin") if line.has_bulletin else _("Add the bulletin…")
            change = named(small_button(words), f"bulletin_{line.id}")
            change.clicked.connect(
                partial(self._take_off if line.has_bulletin else self._choose, line)
            )
            row.addWidget(change)
        row.addStretch()
        return both

    def _edit_button(self, kind: str, line: object, words: str) -> QPushButton:
        button = flat_button("", "mdi6.pencil-outline")
        button.setObjectName(f"edit_{kind}_{getattr(line, 'id', 0)}")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(partial(self.wanted.emit, kind, line))
        return button

    def _lines(self, page: ChildFollowUp) -> Iterator[QWidget]:
        for line in page.happened:
            if isinstance(line, MeetingLine):
                yield self._line("meeting", line, _meeting_title(line), _meeting_words(line))
            else:
                yield self._line("absence", line, _absence_title(line), (line.note,))

    def _line(
        self, kind: str, line: AbsenceLine | MeetingLine, title: str, words: tuple[str, ...]
    ) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        bar = QWidget()
        bar.setFixedWidth(3)
        colour = theme.accent("school") if kind == "meeting" else theme.HAIRLINE
        bar.setStyleSheet(f"background: {colour};")
        row.addWidget(bar)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(at_its_beginning(let_shrink(line_label("strong", title))))
        for text in filter(None, words):
            column.addWidget(at_its_beginning(let_shrink(line_label("", text))))
        row.addLayout(column, 1)
        if self._may_edit:
            edit = _("Change the meeting") if kind == "meeting" else _("Change the absence")
            row.addWidget(self._edit_button(kind, line, edit), 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _open_family(self) -> None:
        if self._page is not None:
            self._desk.go("families", family_id=self._page.child.family_id)

    def take_file(self, line: ResultLine, path: Path) -> None:
        """Keep what a file holds as a semester's bulletin; what is none is said."""
        try:
            content = file_content(path)
        except Refusal as refusal:
            self._desk.notice.emit(refusal.message)
            return
        self._desk.do(put_bulletin, line.id, line.version, content)

    def _choose(self, line: ResultLine) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        places = QStandardPaths.standardLocations(place)
        kinds = _("Pictures and PDF ({files})").format(files="*.pdf *.jpg *.jpeg *.png *.bmp")
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Add the bulletin…"), places[0] if places else "", kinds
        )
        if name:
            self.take_file(line, Path(name))

    def _take_off(self, line: ResultLine) -> None:
        self._desk.do(remove_bulletin, line.id, line.version)

    def _look(self, line: ResultLine) -> None:
        ask: Callable[[], bytes] = partial(self._desk.office.ask, bulletin, line.id)
        self._desk.read(self, ask, partial(self._show_bulletin, term_name(line.term, line.year)))

    def _show_bulletin(self, title: str, pdf: bytes) -> None:
        if pdf:
            from ui.widgets.document_preview import DocumentPreview

            dialog = DocumentPreview(pdf, _("school-report"), self, desk=self._desk)
            dialog.setWindowTitle(f"{_('Bulletin')} · {title}")
            dialog.open()


def where_in_words(child: FollowedChild) -> str:
    """The child's level and school."""
    parts = (level_name(child.level, language()), child.school)
    return " · ".join(map(in_its_own_direction, filter(None, parts)))


def heard_in_words(child: FollowedChild) -> str:
    """When the child was last heard of, and why it stands in the list."""
    heard = _("Nothing was heard from school yet.")
    if child.last_heard is not None:
        heard = _("Last heard from school: {day}").format(day=format_date(child.last_heard))
    return " · ".join(filter(None, (heard, child.reason)))


def _meeting_title(line: MeetingLine) -> str:
    parts = (format_date(line.day), line.teacher, line.met)
    return " · ".join(map(in_its_own_direction, filter(None, parts)))


def _meeting_words(line: MeetingLine) -> tuple[str, ...]:
    agreed = labelled(_("Agreed"), in_its_own_direction(line.agreed)) if line.agreed else ""
    day = labelled(_("Next date"), format_date(line.next_day)) if line.next_day else ""
    return (line.said, agreed, day)


def _absence_title(line: AbsenceLine) -> str:
    words = _("excused absence") if line.is_excused else _("unexcused absence")
    return f"{days_words(line.first_day, line.last_day)} · {words}"
