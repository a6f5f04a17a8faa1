"""The opened centre: `do` an action, `ask` a question, undo, close."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, Select, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, Role, may
from amane_desktop.i18n import _
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import CentreBroken, NotAllowed, Refusal, SignedOut
from amane_desktop.office.gate import Gate
from amane_desktop.office.journal import UNDO, JournalAction, Recorder, Undone, link
from amane_desktop.office.looks import Looks
from amane_desktop.office.registry import ACTIONS, QUERIES
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.vault import Vault, active_slots, shown_at_the_door
from amane_desktop.office.work import Change, Reading, SignedIn, Work
from amane_desktop.storage.database import Damaged, InUse, Unreachable

if TYPE_CHECKING:
    from amane_desktop.office.undo_plan import Plan
    from amane_desktop.office.undo_preview import UndoPreview

P = ParamSpec("P")
R = TypeVar("R")
_ASIDE = ""


class Office:
    """A centre that a staff member has opened; one writer at a time, readers beside it."""

    def __init__(
        self, engine: Engine, signed_in: SignedIn, clock: Clock, folder: Path, vault: Vault
    ) -> None:
        self._engine = engine
        self._gate = Gate()
        self._writer = Lock()
        self._looks = Looks(signed_in.id, self._writer)
        self.vault = vault
        self._listeners: list[Callable[[Change], None]] = []
        self._leaving: list[Callable[[], None]] = []
        self._mine: list[int] = []
        self.signed_in = self._last_told = signed_in
        self.clock = clock
        self.folder = folder

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` once after each commit, with what it touched."""
        self._listeners.append(listener)

    def ask(
        self, query: Callable[Concatenate[Reading, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The answer to a registered query, as this staff member may see it."""
        unread = _("This could not be read: the disk does not answer.")
        with in_plain_words(unread), self._gate.passing(), Session(self._engine) as session:
            by = self._check(session, QUERIES[query].permission)
            reading = Reading(session, by, self.clock, self.vault)
            answer = query(reading, *args, **kwargs)
        self._looks.note(reading.looked, self.clock.now())
        self._looks.write(self._engine)
        return answer

    def allowed(self, permission: Permission) -> SignedIn:
        """Who is signed in; refuses whose role does not hold the permission at this moment."""
        unread = _("This could not be read: the disk does not answer.")
        with in_plain_words(unread), self._gate.passing(), Session(self._engine) as session:
            return self._check(session, permission)

    def do(self, action: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a registered action as one unit of work; a Refusal leaves everything as it was."""
        entry = ACTIONS[action]
        afterwards: list[Callable[[Office], None]] = []

        def run(session: Session, recorder: Recorder) -> R:
            by = self._check(session, entry.permission)
            work = Work(session, by, self.clock, self.vault, recorder, afterwards)
            return action(work, *args, **kwargs)

        if not entry.is_journalled:
            return self._unit(_ASIDE, run)[0]
        result, action_id, change = self._unit(entry.name, run)
        self._looks.write(self._engine)
        for follow in afterwards:
            # What fails here is made up for when the centre is opened next.
            with suppress(InUse, Unreachable, OSError):
                follow(self)
        if entry.is_undoable:
            self._mine.append(action_id)
        self._announce(change)
        return result

    def undo_last(self) -> str:
        """Take back one's own last action since signing in; says which, or nothing when none is."""
        self._forget_undone()
        return self.undo(self._mine[-1]) if self._mine else ""

    def undo(
        self,
        action_id: int,
        *,
        keep_conflicts: bool = False,
        as_told: UndoPreview | None = None,
    ) -> str:
        """Take back an action, whoever did it, or let one stand again by undoing its undo.

        Refuses where something later stands on it; with `keep_conflicts` that stays, and the rest
        is undone. With `as_told`, what may stay is what was told, and no more has come to it.
        Says what was undone.
        """
        # A centre is opened more often than something is undone.
        from amane_desktop.office.history import what_was_done
        from amane_desktop.office.undo import put_back
        from amane_desktop.office.undo_plan import plan_undo
        from amane_desktop.office.undo_preview import action_to_undo, first_of

        told = []

        def undo(session: Session, recorder: Recorder) -> Undone:
            by = self._check(session, Permission.SEE_CENTRE)
            reading = Reading(session, by, self.clock, self.vault)
            done = action_to_undo(reading, action_id)
            plan = plan_undo(reading, action_id)
            if as_told is not None and as_told.kept != plan.stays.keys():
                raise Refusal(_("Someone changed this meanwhile. Look at it again."))
            if plan.stays and (plan.is_empty or not (keep_conflicts or as_told)):
                raise Refusal(_why(plan))
            told.append(what_was_done(reading, first_of(reading, done)))
            put_back(session, plan, recorder)
            return Undone(done, in_part=bool(plan.stays))

        _undone, _action_id, change = self._unit(UNDO, undo)
        self._forget_undone()
        self._announce(change)
        return told[0]

    def _forget_undone(self) -> None:
        with Session(self._engine) as session:
            undone = select(JournalAction.id).where(JournalAction.undone_by_id.is_not(None))
            gone = set(session.scalars(undone.where(JournalAction.id.in_(self._mine))))
        self._mine = [action_id for action_id in self._mine if action_id not in gone]

    def renew_keys(self) -> None:
        """Give the centre a new key, for those alone who may sign in, and for the code."""
        with self._writer, self._gate.shut():
            with Session(self._engine) as session:
                kept = active_slots(session).values()
            self._engine.dispose()
            try:
                self.vault.renew(kept)
            finally:
                self._engine = self.vault.open()

    def show_names(self) -> None:
        """Let the sign-in page show the centre's name and who may sign in."""
        with Session(self._engine) as session:
            self.vault.show(shown_at_the_door(session))

    def scrub(self) -> None:
        """Leave nothing of what was erased in the file's free places, nor in its older copies."""
        with self._writer:
            self.vault.scrub(self._engine)

    def at_close(self, close: Callable[[], None]) -> None:
        """Close something with the centre that must not stand open without it."""
        self._leaving.append(close)

    def close(self) -> None:
        """Let the file and the key go."""
        for close in self._leaving:
            close()
        self._looks.write(self._engine, waits=True)
        self._engine.dispose()

    def _check(self, session: Session, permission: Permission) -> SignedIn:
        """Who is signed in, with the role that the centre gives them at this moment."""
        told = who_works(session, self._last_told.id)
        if told is None:
            raise SignedOut(_("You do not sign in at this centre any more. Ask the director."))
        if told != self._last_told:
            self._last_told = self.signed_in = told
        if not may(self.signed_in.role, permission):
            raise NotAllowed(_("Your role does not allow this."))
        return self.signed_in

    def _announce(self, change: Change) -> None:
        if CentreSettings.__tablename__ in change.kinds:
            # Made up for when the centre is opened next.
            with suppress(InUse, Unreachable, OSError):
                self.show_names()
        for listener in self._listeners:
            listener(change)

    def _unit(self, name: str, run: Callable[[Session, Recorder], R]) -> tuple[R, int, Change]:
        engine = self._engine.execution_options(writes=True)
        unsaved = _("This could not be saved: the disk is full or cannot be written.")
        try:
            with (
                in_plain_words(unsaved),
                self._writer,
                Session(engine) as session,
                session.begin(),
            ):
                recorder = Recorder(session)
                result = run(session, recorder)
                session.flush()
                if name == _ASIDE:
                    return result, 0, Change(frozenset(), frozenset())
                written = JournalAction(at=self.clock.now(), staff_id=self.signed_in.id, name=name)
                change = recorder.write(written)
                if isinstance(result, Undone):
                    link(session, result, written)
                action_id = written.id
        except StaleDataError:
            raise Refusal(_("Someone changed this meanwhile. Look at it again.")) from None
        except IntegrityError:
            raise Refusal(_("Something later stands on this, so it stays.")) from None
        return result, action_id, change


def _why(plan: Plan) -> str:
    """In short why an action is not taken back as a whole."""
    if any(stay.is_changed for stay in plan.stays.values()):
        return _("This was changed again since, so it cannot be undone alone.")
    return _("Something later stands on this, so it stays.")


@contextmanager
def in_plain_words(unreachable: str) -> Iterator[None]:
    """Tell what befalls the centre's file as a refusal; `unreachable` when the disk fails."""
    try:
        yield
    except Damaged:
        raise CentreBroken(
            _("The centre's file is damaged and was left as it is. Restore the last backup.")
        ) from None
    except InUse:
        raise Refusal(
            _("Another program uses the centre at this moment. Close it and try again.")
        ) from None
    except (Unreachable, OSError):
        raise Refusal(unreachable) from None


_WORKS = select(StaffMember.id, StaffMember.name, StaffMember.role, StaffMember.must_choose).where(
    StaffMember.is_active
)
# Asked at every question and change: made once.
_NAMED = _WORKS.where(StaffMember.name == bindparam("who"))
_NUMBERED = _WORKS.where(StaffMember.id == bindparam("who"))


def staff_named(session: Session, name: str) -> SignedIn | None:
    """The staff member of that name who may sign in, as the office knows who works."""
    return _signed_in(session, _NAMED, name)


def who_works(session: Session, staff_id: int) -> SignedIn | None:
    """The same by their number."""
    return _signed_in(session, _NUMBERED, staff_id)


def _signed_in(
    session: Session, found: Select[int, str, str, bool], who: str | int
) -> SignedIn | None:
    row = session.connection().execute(found, {"who": who}).one_or_none()
    if row is None:
        return None
    return SignedIn(row.id, row.name, Role(row.role), row.must_choose)
