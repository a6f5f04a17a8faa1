"""The tab of civil registration: its views under one row of chips, and those over all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.work import Change
from ui import theme
from ui.civil_registration.dossiers import DossiersView
from ui.civil_registration.new_dossier import NewDossierView
from ui.civil_registration.over_view import OverView
from ui.civil_registration.record_arrived import RecordArrivedView
from ui.tasks import Desk
from ui.widgets.chips import Chips
from ui.widgets.later import Later
from ui.widgets.page import Page

_VIEWS = ("dossiers", "fetch", "figures", "counters", "procedures")


class CivilRegistrationPage(Page):
    """Dossiers, what is fetched for them and where, figures, and the procedures they go by."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.dossiers = DossiersView(desk)
        self._later = {name: Later(make) for name, make in _later_views(desk).items()}
        self.chips = Chips(
            ("dossiers", _("Dossiers"), self.dossiers),
            ("fetch", _("To fetch"), self._later["fetch"]),
            ("figures", _("Figures"), self._later["figures"]),
            ("counters", _("Counters"), self._later["counters"]),
            ("procedures", _("Procedures"), self._later["procedures"]),
            accent="civil_registration",
        )
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chips)
        column.addWidget(self.chips.views, 1)
        # Over all of the page while something is begun or written.
        self._over: dict[str, OverView] = {}
        self._shown_over = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(main)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.EDGE, 8, theme.EDGE, 8)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.dossiers)
        self.dossiers.new.connect(self.begin_dossier)
        # Ctrl+N is a dossier where the dossiers are seen; other views have one of their own.
        self._new = QShortcut(QKeySequence("Ctrl+N"), self, self.begin_dossier)
        for stack in (self._stack, self.chips.views):
            stack.currentChanged.connect(lambda _n: self._follow())
        self._follow()

    def _follow(self) -> None:
        sees_dossiers = self._stack.currentIndex() == 0 and self.chips.shown == 0
        self._new.setEnabled(sees_dossiers and self.desk.may(Permission.EDIT_DOSSIERS))

    def view(self, name: str) -> QWidget:
        """A view by its chip's name."""
        return self._later[name].view

    @property
    def new_dossier(self) -> NewDossierView:
        """Where a dossier is begun."""
        view = self._view_over("new")
        assert isinstance(view, NewDossierView)
        return view

    def _view_over(self, name: str) -> OverView:
        if name not in self._over:
            view = self._over[name] = OVER[name](self.desk)
            view.left.connect(self._back)
            if isinstance(view, NewDossierView):
                view.opened.connect(self._opened)
            self._stack.addWidget(view)
        return self._over[name]

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now."""
        self.dossiers.refresh(change)
        for later in self._later.values():
            later.refresh(change)
        if self._shown_over:
            self._over[self._shown_over].refresh(change)

    def begin_dossier(self) -> None:
        """Open a dossier by questions."""
        self.open(new_dossier={})

    def open(self, **where: Any) -> None:
        """Show a dossier (`dossier_id`), a view by its chip, or begin a dossier (`new_dossier`).

        `show` is what is shown of the dossier over the page: its record, letters or moving.
        """
        if "new_dossier" in where and self.desk.may(Permission.EDIT_DOSSIERS):
            self._put_over("new")
            self.new_dossier.begin(**where["new_dossier"])
            return
        self._back()
        if "view" in where:
            self.chips.show_view(_VIEWS.index(where["view"]))
            self._take_keyboard()
        if "dossier_id" in where:
            self.chips.show_view(0)
            self.dossiers.show_dossier(where["dossier_id"])
        if "show" in where:
            self._show_over(where["show"], where["dossier_id"])

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language."""
        over = self._shown_over
        return {
            "view": self.chips.shown,
            "dossiers": self.dossiers.state(),
            "later": {name: later.state() for name, later in self._later.items()},
            "over": (over, self._over[over].state()) if over else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        for name, later in self._later.items():
            later.restore(state["later"].get(name))
        self.chips.show_view(state["view"])
        self.dossiers.restore(state["dossiers"])
        if state["over"] is not None:
            name, kept = state["over"]
            self._put_over(name)
            self._over[name].restore(kept)

    def _show_over(self, name: str, dossier_id: int) -> None:
        self._put_over(name)
        self._over[name].show_dossier(dossier_id)

    def _put_over(self, name: str) -> None:
        if self._shown_over and self._shown_over != name:
            self._over[self._shown_over].keep_draft()
        self._stack.setCurrentWidget(self._view_over(name))
        self._shown_over = name

    def _back(self) -> None:
        if self._shown_over:
            self._over[self._shown_over].keep_draft()
        self._shown_over = ""
        self._stack.setCurrentIndex(0)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        view = self.chips.views.currentWidget()
        if view is not None:
            view.setFocus()

    def _opened(self, dossier_id: int) -> None:
        self.open(dossier_id=dossier_id)


def _later_views(desk: Desk) -> dict[str, Callable[[], QWidget]]:
    def fetch() -> QWidget:
        from ui.civil_registration.fetching import FetchingView

        return FetchingView(desk)

    def figures() -> QWidget:
        from ui.civil_registration.figures import FiguresView

        return FiguresView(desk)

    def counters() -> QWidget:
        from ui.civil_registration.counters import CountersView

        return CountersView(desk)

    def procedures() -> QWidget:
        from ui.civil_registration.procedures import ProceduresView

        return ProceduresView(desk)

    return {"fetch": fetch, "figures": figures, "counters": counters, "procedures": procedures}


def _letters(desk: Desk) -> OverView:
    from ui.civil_registration.letters import LettersView

    return LettersView(desk)


def _moving(desk: Desk) -> OverView:
    from ui.civil_registration.move_dossier import MoveDossierView

    return MoveDossierView(desk)


OVER: dict[str, Callable[[Desk], OverView]] = {
    "new": NewDossierView,
    "record": RecordArrivedView,
    "letters": _letters,
    "moving": _moving,
}
