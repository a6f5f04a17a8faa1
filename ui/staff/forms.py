"""The forms for a staff member, and for a password that is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office import staff
from amane_desktop.office.queries import centre_card
from amane_desktop.office.staff import ROLES, StaffLine
from amane_desktop.storage.keyring import new_recovery_code
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.fields import ChoiceField, FlagField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.password_advice import PasswordAdvice

_Action = tuple[Callable[..., Any], dict[str, Any]]
_BLOCKS = 3


def proposed_password() -> str:
    """A password to write on a slip of paper, until the first sign-in."""
    return "-".join(new_recovery_code().split("-")[:_BLOCKS])


class NewPasswordField(TextField):
    """A password that is given, with advice as it is typed."""

    is_secret = True

    def __init__(self, label: str, known: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(label, direction="ltr")
        column = self.layout()
        assert column is not None
        column.addWidget(PasswordAdvice(self._line, known))


class StaffForm(Form):
    """A form about one staff member, read again from the list."""

    accent = "neutral"

    def __init__(self, desk: Desk, title: str, member: StaffLine | None) -> None:
        super().__init__(desk, title)
        self.member = member

    def newest(self) -> Values | None:
        """The staff member as they are now."""
        assert self.member is not None
        lines = {line.id: line for line in self.desk.ask(staff.staff)}
        self.member = lines.get(self.member.id)
        return None if self.member is None else self.kept()

    def which(self) -> dict[str, int]:
        """The row, and the version that the form stands on."""
        assert self.member is not None
        return {"staff_id": self.member.id, "version": self.member.version}

    def add_password(self, label: str, row: int) -> None:
        """Ask for a password that is given, and whether it is for the first time alone."""
        self.add("password", NewPasswordField(label, self._known), row=row)
        self.add("must_choose", FlagField(_("To be changed at the next sign-in")), row=row + 1)

    def _known(self) -> tuple[str, ...]:
        centre = self.desk.ask(centre_card)
        typed = self.fields.get("name")
        name = str(typed.raw()) if typed else self.member.name if self.member else ""
        return name, centre.name, centre.name_ar


class MemberForm(StaffForm):
    """Somebody's name and role; of a new one also the first password."""

    def __init__(self, desk: Desk, member: StaffLine | None) -> None:
        title = _("Add a staff member") if member is None else member.name
        super().__init__(desk, title, member)
        self._proposed = proposed_password()
        self.add("name", TextField(_("Name to sign in with")), row=0)
        in_arabic = TextField(_("Name in Arabic, for papers"), direction="rtl")
        self.add("name_ar", in_arabic, row=0, column=1)
        roles = {role.value: _(words) for role, words in ROLES.items()}
        self.add("role", ChoiceField(_("Role"), roles), row=1)
        telephone = TextField(_("Telephone, for the families' papers"), direction="ltr")
        self.add("telephone", telephone, row=1, column=1)
        if member is None:
            self.add_password(_("First password, to write on a slip of paper"), 2)

    def kept(self) -> Values:
        """What is kept of the person."""
        if self.member is None:
            first: Values = {"password": self._proposed, "must_choose": True}
            return {"name": "", "name_ar": "", "role": "", "telephone": "", **first}
        kept = {"name": self.member.name, "name_ar": self.member.name_ar}
        return {**kept, "role": self.member.role.value, "telephone": self.member.telephone}

    def action(self) -> _Action:
        """Add the person, or change them."""
        if self.member is None:
            return staff.add_staff_member, self.typed()
        return staff.change_staff_member, self.which() | self.typed()


class MemberRecord(MemberForm):
    """Somebody's form, with what else can be done about them."""

    def __init__(
        self,
        desk: Desk,
        member: StaffLine,
        give_password: Callable[[], None],
        let_go: Callable[[], None],
    ) -> None:
        super().__init__(desk, member)
        words = _("Give a new password") if member.is_active else _("Let come back")
        give = plain_button(words)
        give.setObjectName("givePassword")
        give.clicked.connect(give_password)
        self.buttons.insertWidget(2, give)
        if member.is_active and member.id != desk.office.signed_in.id:
            go = plain_button(_("Let go"))
            go.setObjectName("letGo")
            go.clicked.connect(let_go)
            self.buttons.insertWidget(3, go)


class PasswordForm(StaffForm):
    """A new password where one was forgotten, or for somebody who comes back."""

    def __init__(self, desk: Desk, member: StaffLine) -> None:
        super().__init__(desk, _("New password · {name}").format(name=member.name), member)
        self._proposed = proposed_password()
        self.add_password(_("Password, to write on a slip of paper"), 0)

    def kept(self) -> Values:
        """A proposed password."""
        return {"password": self._proposed, "must_choose": True}

    def action(self) -> _Action:
        """Give the password."""
        return staff.give_password, self.which() | self.typed()
