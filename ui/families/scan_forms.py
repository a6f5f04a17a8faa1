"""The forms for scans: several added at once, or what is told of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.scan_holders import Whose, kind_is_seen
from amane_desktop.people.scan_lines import ScanLine, is_kept_already, scans
from amane_desktop.people.scans import add_scans, change_scan, remove_scan
from ui.families.family_form import family_title
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.given_files import Given
from ui.widgets.past_day_field import PastDayField
from ui.widgets.scan_files_field import ScanFilesField
from ui.widgets.value_field import ValueField

SCANS = ("scans", "scan")


def make_scan_form(desk: Desk, card: FamilyCard, kind: str, row_id: int | None) -> Form | None:
    """The form that adds scans, at first to the person `row_id`, or that changes the scan."""
    if kind == "scans":
        return AddScans(desk, card, row_id)
    lines = desk.ask(scans, ("family", card.line.id))
    scan = next((line for line in lines if line.id == row_id), None)
    return None if scan is None else ChangeScan(desk, card, scan)


class _ScanForm(Form):
    """What is told of a scan: what it is, whose, of which day."""

    def __init__(self, desk: Desk, card: FamilyCard, title: str, first_row: int) -> None:
        super().__init__(desk, f"{title} · {family_title(card.line)}")
        self._family = card.line.id
        whose = {"family": _("The whole family")} | {
            f"person/{person.id}": in_reader_script(person.given_name, person.given_name_ar)
            for person in card.persons
        }
        kinds = ValueField(desk, _("What it is"), "scan_kind")
        kinds.offer_only(lambda code: kind_is_seen(desk.office.signed_in.role, code))
        day = PastDayField(_("Day on the paper"), desk.office.clock.today)
        self.add("kind", kinds, row=first_row)
        self.add("holder", ChoiceField(_("Whose"), whose), row=first_row, column=1)
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
        if not typed["holder"]:
            raise Refusal(_("Choose whose it is."), "holder")
        told = {key: typed[key] for key in ("kind", "title", "note")}
        return told | {"holder": self._holder(str(typed["holder"])), "day": day.day()}

    def _holder(self, raw: str) -> Whose:
        name, _slash, number = raw.partition("/")
        return name, int(number) if number else self._family


class AddScans(_ScanForm):
    """Several files at once, told alike; of the scanner's, its folder learns that they are kept."""

    def __init__(self, desk: Desk, card: FamilyCard, person_id: int | None) -> None:
        super().__init__(desk, card, _("Add scans and photos"), first_row=1)
        family = ("family", card.line.id)
        self.files = ScanFilesField(desk, lambda digest: desk.ask(is_kept_already, family, digest))
        self.add("files", self.files, row=0, columns=2)
        # (above the others, also for the keyboard)
        self.fields = {"files": self.fields.pop("files")} | self.fields
        self._person_id = person_id
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
        holder = "family" if self._person_id is None else f"person/{self._person_id}"
        kept: Values = dict.fromkeys(self.fields, "")
        return kept | {"holder": holder}

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add what was looked at."""
        return add_scans, self.told() | {"files": self.files.prepared()}


class ChangeScan(_ScanForm):
    """What is told of one scan; it may be taken off here."""

    def __init__(self, desk: Desk, card: FamilyCard, scan: ScanLine) -> None:
        super().__init__(desk, card, _("Change what is told of the scan"), first_row=0)
        self._scan = scan
        remove = plain_button(_("Remove"))
        remove.setObjectName("remove")
        remove.clicked.connect(self._remove)
        self.buttons.insertWidget(2, remove)

    def kept(self) -> Values:
        """What is kept of the scan."""
        scan, (name, number) = self._scan, self._scan.holder
        return {
            "kind": scan.kind,
            "holder": name if name == "family" else f"{name}/{number}",
            "title": scan.title,
            "day": f"{scan.day:%d/%m/%Y}" if scan.day else "",
            "note": scan.note,
        }

    def newest(self) -> Values | None:
        """The scan as it is now."""
        lines = self.desk.ask(scans, ("family", self._family))
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
