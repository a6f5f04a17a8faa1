"""A centre with a photo, and a drive that it is backed up to."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from amane_desktop.office.attachments import row_for
from amane_desktop.office.backing_up import back_up, prepare_drive
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.storage.backup.checking import Finding, check
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.writing import Written
from tests.conftest import PASSWORD

FRIDAY = datetime(2026, 11, 27, 17, 30, tzinfo=ZoneInfo("Africa/Casablanca"))


def add_paper(office: Office, content: bytes = b"scan" * 1000) -> str:
    """Keep a paper; gives the name of its file."""
    stored = office.vault.attachments.put(BytesIO(content))
    engine = office._engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        session.add(row_for(stored, "image/png"))
    return stored.name


def plug_in(office: Office, drive: Path, name: str = "Red stick") -> Path:
    """A drive that the centre knows."""
    drive.mkdir(parents=True, exist_ok=True)
    prepare_drive(office, drive, name, "")
    return drive


def back_up_at(office: Office, drive: Path, now: datetime = FRIDAY) -> Written:
    """A backup of that moment."""
    office.clock = Clock(now.astimezone(UTC))
    return back_up(office, drive, Progress())


def wrong_with(place: Path, secret: str = PASSWORD) -> tuple[Finding, ...]:
    """What checking the newest backup finds."""
    return check(open_backup(found_in(place)[0], secret), Progress())
