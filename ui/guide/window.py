"""The guide in a window of its own: the jobs on the leading side, the text beside them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _
from ui import theme
from ui.background import Background
from ui.guide.jobs import GROUPS, Job, names, read_job
from ui.guide.text import guide_document
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import line_label, plain_button

_LIST, _TEXT, _ROW = 260, 780, 21
_NAME = Qt.ItemDataRole.UserRole


class GuideWindow(QDialog):
    """Stays beside the work while one reads; it holds no data, so it opens for anybody."""

    def __init__(self, parent: QWidget | None, desk: Desk | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setWindowTitle(_("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        # Many pages with pictures take their time.
        self._background = Background("guide", self)
        self._jobs = self._make_list()
        self._text = named(QTextBrowser(), "guideText")
        self._text.setOpenLinks(False)
        self._text.setFixedWidth(_TEXT + 2 * theme.EDGE + 28)
        self._text.setStyleSheet(
            f"QTextBrowser {{ background: {theme.CARD}; border: 1px solid {theme.HAIRLINE};"
            f" border-radius: {theme.RADIUS}px; padding: 12px {theme.EDGE}px; }}"
        )
        self._text.anchorClicked.connect(self._follow)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._jobs)
        row.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.GAP, theme.EDGE, theme.INSIDE)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addLayout(row, 1)
        self._jobs.currentItemChanged.connect(lambda item, _before: self._show(item))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_job)
        self.resize(self.sizeHint().width(), 690)

    def _make_list(self) -> QListWidget:
        jobs = named(QListWidget(), "guideJobs")
        jobs.setAccessibleName(_("Guide"))
        jobs.setFixedWidth(_LIST)
        jobs.setStyleSheet(
            f"QListWidget {{ background: {theme.CARD}; border: 1px solid {theme.HAIRLINE};"
            f" border-radius: {theme.RADIUS}px; padding: 6px; }}"
        )
        for title, group in GROUPS:
            head = QListWidgetItem(_(title))
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setForeground(theme.colour("secondary"))
            jobs.addItem(head)
            for name in group:
                item = QListWidgetItem(read_job(name).title)
                item.setData(_NAME, name)
                jobs.addItem(item)
        for place in range(jobs.count()):
            jobs.item(place).setSizeHint(QSize(0, _ROW))
        return jobs

    def _head(self) -> QHBoxLayout:
        one = named(plain_button(_("Print this page"), "mdi6.printer-outline"), "printJob")
        every = named(plain_button(_("Print the guide"), "mdi6.book-open-outline"), "printGuide")
        one.clicked.connect(self.print_job)
        every.clicked.connect(self.print_guide)
        self._prints = (one, every)
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Guide")))
        head.addStretch()
        for button in self._prints:
            head.addWidget(button)
        return head

    @property
    def shown(self) -> str:
        """The name of the job that is read."""
        return str(self._jobs.currentItem().data(_NAME))

    def show_job(self, name: str) -> None:
        """Open the guide at a job, and let its text have the keyboard."""
        for place in range(self._jobs.count()):
            if self._jobs.item(place).data(_NAME) == name:
                self._jobs.setCurrentRow(place)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    def _show(self, item: QListWidgetItem) -> None:
        document = guide_document(read_job(item.data(_NAME)), _TEXT, self.devicePixelRatioF())
        document.setParent(self._text)
        self._text.setDocument(document)

    def _follow(self, link: QUrl) -> None:
        self.show_job(link.path().removesuffix(".md"))

    def print_job(self) -> None:
        """Show the page that is read as it will be printed."""
        job = read_job(self.shown)
        self._preview(job.title, [job])

    def print_guide(self) -> None:
        """Show the whole guide as it will be printed."""
        self._preview(_("Guide to Amane"), [read_job(name) for name in names()])

    def _preview(self, title: str, jobs: list[Job]) -> None:
        from ui.guide.booklet import draw_booklet

        self._set_busy(is_busy=True)
        self._background.run(
            lambda: draw_booklet(title, jobs),
            lambda pdf: self._show_paper(title, pdf),
            lambda _refusal: self._set_busy(is_busy=False),
        )

    def _show_paper(self, title: str, pdf: bytes) -> None:
        from ui.widgets.document_preview import DocumentPreview

        self._set_busy(is_busy=False)
        DocumentPreview(pdf, title, self, desk=self._desk, tells_of_nobody=True).open()

    def _set_busy(self, *, is_busy: bool) -> None:
        for button in self._prints:
            button.setEnabled(not is_busy)

    def done(self, result: int) -> None:
        """Close; a paper that is still being drawn is not shown any more."""
        super().done(result)
        self._background.close()
