"""The forms for scans: several added at once, or what is told of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.scan_holders import Whose, kind_is_seen
from amane_desktop.people.scan_lines import ScanLine, is_kept_already, scans
from amane_desktop.people.scans import add_scans, change_scan, remove_scan
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.given_files import Given
from ui.widgets.past_day_field import PastDayField
from ui.widgets.scan_files_field import ScanFilesField
from ui.widgets.value_field import ValueField


def raw_of(holder: Whose) -> str:
    """What a scan hangs on, as the forms keep it."""
    return f"{holder[0]}/{holder[1]}"


class _ScanForm(Form):
    """What is told of a scan: what it is, whose (each with its words), of which day."""

    def __init__(
        self, desk: Desk, title: str, whose: Mapping[Whose, str], first_row: int, accent: str
    ) -> None:
        self.accent = accent
        super().__init__(desk, title)
        choices = {raw_of(holder): words for holder, words in whose.items()}
        kinds = ValueField(desk, _("What it is"), "scan_kind")
        kinds.offer_only(lambda code: kind_is_seen(desk.office.signed_in.role, code))
        day = PastDayField(_("Day on the paper"), desk.office.clock.today)
        self.add("kind", kinds, row=first_row)
        self.add("holder", ChoiceField(_("Whose"), choices), row=first_row, column=1)
        self.add("title", TextField(_("Title, if the kind does not say enough")), row=first_row + 1)
        self.add("day", day, row=first_row + 1, column=1)
        self.add("note", LinesField(_("Note")), row=first_row + 2, columns=2)

    def told(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        typed = self.typed()
        day = self.fields["day"]
        assert isinstance(day, PastDayField)
        if day.raw() and day.day() is None:
            raise Refusal(_("This is not a day."), "day")
        name, _slash, number = str(typed["holder"]).partition("/")
        if not number:
            raise Refusal(_("Choose whose it is."), "holder")
        told = {key: typed[key] for key in ("kind", "title", "note")}
        return told | {"holder": (name, int(number)), "day": day.day()}


class AddScans(_ScanForm):
    """Several files at once, told alike; of the scanner's, its folder learns that they are kept.

    `among` is that beside which a file is told to be kept already.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        whose: Mapping[Whose, str],
        at_first: Whose,
        among: Whose,
        accent: str = Form.accent,
    ) -> None:
        super().__init__(desk, title, whose, 1, accent)
        self.setObjectName("addScans")
        self.files = ScanFilesField(desk, lambda digest: desk.ask(is_kept_already, among, digest))
        self.add("files", self.files, row=0, columns=2)
        # (above the others, also for the keyboard)
        self.fields = {"files": self.fields.pop("files")} | self.fields
        self._at_first = at_first
        self.saved.connect(lambda _added: desk.scanner.note_kept(self.files.paths()))

    def take(self, given: Sequence[Given]) -> None:
        """Take up files that were dropped, pasted or chosen on the record."""
        self.files.take(given)

    def focus_first(self) -> None:
        """Begin at what the files are, once there are some."""
        self.fields["kind" if self.files.raw() else "files"].setFocus()

    def save(self) -> None:
        """Say that it goes on: a large file takes its time."""
        super().save()
        self.say(_("Being saved…") if self.is_saving else "")

    def refuse(self, refusal: Refusal) -> None:
        """Show what was refused; nothing goes on."""
        self.say("")
        super().refuse(refusal)

    def kept(self) -> Values:
        """Nothing but whose they are."""
        kept: Values = dict.fromkeys(self.fields, "")
        return kept | {"holder": raw_of(self._at_first)}

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add what was looked at."""
        return add_scans, self.told() | {"files": self.files.prepared()}


class ChangeScan(_ScanForm):
    """What is told of one scan; it may be taken off here. It is read again among those of one."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        whose: Mapping[Whose, str],
        scan: ScanLine,
        among: Whose,
        accent: str = Form.accent,
    ) -> None:
        super().__init__(desk, title, whose, 0, accent)
        self._scan, self._among = scan, among
        remove = plain_button(_("Remove"))
        remove.setObjectName("remove")
        remove.clicked.connect(self._remove)
        self.buttons.insertWidget(2, remove)

    def kept(self) -> Values:
        """What is kept of the scan."""
        scan = self._scan
        return {
            "kind": scan.kind,
            "holder": raw_of(scan.holder),
            "title": scan.title,
            "day": f"{scan.day:%d/%m/%Y}" if scan.day else "",
            "note": scan.note,
        }

    def newest(self) -> Values | None:
        """The scan as it is now."""
        lines = self.desk.ask(scans, self._among)
        found = next((line for line in lines if line.id == self._scan.id), None)
        if found is None:
            return None
        self._scan = found
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Change what is told."""
        which = {"scan_id": self._scan.id, "version": self._scan.version}
        return change_scan, which | self.told()

    def _remove(self) -> None:
        self.desk.do(
            remove_scan,
            self._scan.id,
            self._scan.version,
            done=self.saved.emit,
            refused=self.refuse,
        )
